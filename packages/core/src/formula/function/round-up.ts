import { awayFromZero, roundedTo, roundingSql } from '../rounding.ts'
import { aNumber, aWhole, scalar } from '../operand.ts'

/** Away from zero. */
export const roundUp = scalar({
  name: 'round up',
  clause: '10.3.4.5',
  parameters: [['n', 'scale']],
  takes: [aNumber, aWhole],
  gives: ([type]) => type ?? { kind: 'unknown' },
  sql: ([n = '', scale = '0']) => roundingSql.up(n, scale),
  compute: (n, scale) => roundedTo(n, scale, awayFromZero),
  examples: [
    ['round up(5.5, 0)', '6'],
    ['round up(-1.126, 2)', '-1.13'],
  ],
})
