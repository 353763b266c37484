import { text } from '../type.ts'
import { aText, scalar } from '../operand.ts'

/** In small letters. */
export const lowerCase = scalar({
  name: 'lower case',
  clause: '10.3.4.3',
  parameters: [['string']],
  takes: [aText],
  gives: text,
  sql: ([x = '']) => `lower(${x})`,
  compute: (x) => x.toLowerCase(),
  examples: [['lower case("aBc4")', 'abc4']],
})
