import { roundedTo } from '../rounding.ts'
import { aNumber, aWhole, optional, scalar } from '../operand.ts'
import { roundingSql } from '../rounding.ts'

/** The largest number of that many decimals not above; the unit stays. */
export const floor = scalar({
  name: 'floor',
  clause: '10.3.4.5',
  parameters: [['n', 'scale?']],
  takes: [aNumber, optional(aWhole)],
  gives: ([type]) => type ?? { kind: 'unknown' },
  sql: ([n = '', scale = '0']) => roundingSql.floor(n, scale),
  compute: (n, scale = 0) => roundedTo(n, scale, Math.floor),
  examples: [
    ['floor(-1.5)', '-2'],
    ['floor(-1.56, 1)', '-1.6'],
  ],
})
