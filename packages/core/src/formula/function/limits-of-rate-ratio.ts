import { rateRatioLimits } from '../../distribution/index.ts'
import { aCount, aLevel, anExposure, nothingToDivideBy, pureOf, sizeOf, usualLevel, type End } from '../limits.ts'
import { scalar } from '../operand.ts'

/**
 * The ratio of two rates, x1 events in t1 over x2 in t2: exact, from the binomial distribution of x1 given x1 + x2.
 * Without any event there is nothing to compare, and without one in the second there is no upper limit.
 */
const limit = (end: End, example: string) =>
  scalar({
    name: `${end} limit of rate ratio`,
    clause: 'ours',
    parameters: [['x1', 't1', 'x2', 't2', 'level?']],
    takes: [aCount, anExposure, aCount, anExposure, aLevel],
    gives: pureOf([0, 2], [1, 3]),
    compute: (x1, t1, x2, t2, level = usualLevel) => {
      const [a, b] = [sizeOf(t1), sizeOf(t2)]
      const isOpen = x1 + x2 === 0 || (end === 'upper' && x2 === 0)
      return a === 0 || b === 0 || isOpen ? nothingToDivideBy : rateRatioLimits(x1, a, x2, b, level)[end]
    },
    examples: [[`round half up(${end} limit of rate ratio(30, 2, 40, 4), 4)`, example]],
  })

export const lowerLimitOfRateRatio = limit('lower', '0.9022')
export const upperLimitOfRateRatio = limit('upper', '2.4694')
