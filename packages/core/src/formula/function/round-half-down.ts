import { halfTowardsZero, roundedTo, roundingSql } from '../rounding.ts'
import { aNumber, aWhole, scalar } from '../operand.ts'

/** To the nearest; a half goes towards zero. */
export const roundHalfDown = scalar({
  name: 'round half down',
  clause: '10.3.4.5',
  parameters: [['n', 'scale']],
  takes: [aNumber, aWhole],
  gives: ([type]) => type ?? { kind: 'unknown' },
  sql: ([n = '', scale = '0']) => roundingSql.halfDown(n, scale),
  compute: (n, scale) => roundedTo(n, scale, halfTowardsZero),
  examples: [
    ['round half down(5.5, 0)', '5'],
    ['round half down(-1.126, 2)', '-1.13'],
  ],
})
