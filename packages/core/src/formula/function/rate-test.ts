import { rateTest as exactRateTest } from '../../distribution/index.ts'
import { aCount, anExposure, nothingToDivideBy, pureOf, sizeOf } from '../limits.ts'
import { scalar } from '../operand.ts'

/** Could two rates, x1 events in t1 and x2 in t2, be the same? */
export const rateTest = scalar({
  name: 'rate test',
  clause: 'ours',
  parameters: [['x1', 't1', 'x2', 't2']],
  takes: [aCount, anExposure, aCount, anExposure],
  gives: pureOf([0, 2], [1, 3]),
  compute: (x1, t1, x2, t2) => {
    const [a, b] = [sizeOf(t1), sizeOf(t2)]
    if (a === 0 || b === 0) return nothingToDivideBy
    return exactRateTest(x1, a, x2, b)
  },
  examples: [['round half up(rate test(30, 2, 40, 4), 5)', '0.09945']],
})
