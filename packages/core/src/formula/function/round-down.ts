import { roundedTo, roundingSql } from '../rounding.ts'
import { aNumber, aWhole, scalar } from '../operand.ts'

/** Towards zero. */
export const roundDown = scalar({
  name: 'round down',
  clause: '10.3.4.5',
  parameters: [['n', 'scale']],
  takes: [aNumber, aWhole],
  gives: ([type]) => type ?? { kind: 'unknown' },
  sql: ([n = '', scale = '0']) => roundingSql.down(n, scale),
  compute: (n, scale) => roundedTo(n, scale, Math.trunc),
  examples: [
    ['round down(5.5, 0)', '5'],
    ['round down(-1.126, 2)', '-1.12'],
  ],
})
