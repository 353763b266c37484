import { halfAwayFromZero, roundedTo, roundingSql } from '../rounding.ts'
import { aNumber, aWhole, scalar } from '../operand.ts'

/** To the nearest; a half goes away from zero. */
export const roundHalfUp = scalar({
  name: 'round half up',
  clause: '10.3.4.5',
  parameters: [['n', 'scale']],
  takes: [aNumber, aWhole],
  gives: ([type]) => type ?? { kind: 'unknown' },
  sql: ([n = '', scale = '0']) => roundingSql.halfUp(n, scale),
  compute: (n, scale) => roundedTo(n, scale, halfAwayFromZero),
  examples: [
    ['round half up(5.5, 0)', '6'],
    ['round half up(-5.5, 0)', '-6'],
  ],
})
