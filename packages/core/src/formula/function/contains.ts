import { boolean } from '../type.ts'
import { aText, scalar } from '../operand.ts'

/** Whether a text holds another. */
export const contains = scalar({
  name: 'contains',
  clause: '10.3.4.3',
  parameters: [['string', 'match']],
  takes: [aText, aText],
  gives: boolean,
  sql: ([x = '', match = '']) => `contains(${x}, ${match})`,
  compute: (x, match) => x.includes(match),
  examples: [['contains("foobar", "oba")', 'true']],
})
