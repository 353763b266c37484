import { roundedTo, roundingSql } from '../rounding.ts'
import { aNumber, aWhole, optional, scalar } from '../operand.ts'

/** The smallest number of that many decimals not below; the unit stays. */
export const ceiling = scalar({
  name: 'ceiling',
  clause: '10.3.4.5',
  parameters: [['n', 'scale?']],
  takes: [aNumber, optional(aWhole)],
  gives: ([type]) => type ?? { kind: 'unknown' },
  sql: ([n = '', scale = '0']) => roundingSql.ceiling(n, scale),
  compute: (n, scale = 0) => roundedTo(n, scale, Math.ceil),
  examples: [
    ['ceiling(1.5)', '2'],
    ['ceiling(-1.56, 1)', '-1.5'],
  ],
})
