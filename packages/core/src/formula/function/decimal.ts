import { halfToEven, roundedTo, roundingSql } from '../rounding.ts'
import { aNumber, aWhole, scalar } from '../operand.ts'

/** To the nearest; a half goes to the even neighbour. */
export const decimal = scalar({
  name: 'decimal',
  clause: '10.3.4.5',
  parameters: [['n', 'scale']],
  takes: [aNumber, aWhole],
  gives: ([type]) => type ?? { kind: 'unknown' },
  sql: ([n = '', scale = '0']) => roundingSql.halfEven(n, scale),
  compute: (n, scale) => roundedTo(n, scale, halfToEven),
  examples: [
    ['decimal(2.5, 0)', '2'],
    ['decimal(1.5, 0)', '2'],
    ['decimal(1 / 3, 2)', '0.33'],
  ],
})
