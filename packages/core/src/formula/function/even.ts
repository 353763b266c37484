import { boolean } from '../type.ts'
import { aNumber, scalar } from '../operand.ts'

/** Whether two divides it. */
export const even = scalar({
  name: 'even',
  clause: '10.3.4.5',
  parameters: [['number']],
  takes: [aNumber],
  gives: boolean,
  sql: ([n = '']) => `((${n}) % 2 = 0)`,
  compute: (n) => n % 2 === 0,
  examples: [['even(-2)', 'true']],
})
