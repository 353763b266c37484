import { boolean } from '../type.ts'
import { aText, scalar } from '../operand.ts'

/** Whether a text begins with another. */
export const startsWith = scalar({
  name: 'starts with',
  clause: '10.3.4.3',
  parameters: [['string', 'match']],
  takes: [aText, aText],
  gives: boolean,
  sql: ([x = '', match = '']) => `starts_with(${x}, ${match})`,
  compute: (x, match) => x.startsWith(match),
  examples: [['starts with("foobar", "fo")', 'true']],
})
