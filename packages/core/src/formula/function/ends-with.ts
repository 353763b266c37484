import { boolean } from '../type.ts'
import { aText, scalar } from '../operand.ts'

/** Whether a text ends with another. */
export const endsWith = scalar({
  name: 'ends with',
  clause: '10.3.4.3',
  parameters: [['string', 'match']],
  takes: [aText, aText],
  gives: boolean,
  sql: ([x = '', match = '']) => `ends_with(${x}, ${match})`,
  compute: (x, match) => x.endsWith(match),
  examples: [['ends with("foobar", "bar")', 'true']],
})
