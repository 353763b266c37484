import { text } from '../type.ts'
import { aText, scalar } from '../operand.ts'

/** In capitals. */
export const upperCase = scalar({
  name: 'upper case',
  clause: '10.3.4.3',
  parameters: [['string']],
  takes: [aText],
  gives: text,
  sql: ([x = '']) => `upper(${x})`,
  compute: (x) => x.toUpperCase(),
  examples: [['upper case("aBc4")', 'ABC4']],
})
