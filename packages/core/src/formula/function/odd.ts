import { boolean } from '../type.ts'
import { aNumber, scalar } from '../operand.ts'

/** Whether it is a whole number two does not divide. */
export const odd = scalar({
  name: 'odd',
  clause: '10.3.4.5',
  parameters: [['number']],
  takes: [aNumber],
  gives: boolean,
  sql: ([n = '']) => `(abs((${n}) % 2) = 1)`,
  compute: (n) => Math.abs(n % 2) === 1,
  examples: [['odd(-3)', 'true']],
})
