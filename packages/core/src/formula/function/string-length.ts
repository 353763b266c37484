import { number } from '../type.ts'
import { aText, scalar } from '../operand.ts'

/** How many characters; one outside the basic plane counts once. */
export const stringLength = scalar({
  name: 'string length',
  clause: '10.3.4.3',
  parameters: [['string']],
  takes: [aText],
  gives: number({}),
  sql: ([text = '']) => `length(${text})`,
  compute: (text) => Array.from(text).length,
  examples: [['string length("abc🐎")', '4']],
})
