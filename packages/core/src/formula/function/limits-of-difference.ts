import { differenceLimits } from '../../distribution/index.ts'
import { aCount, aLevel, pureOf, refusedShare, usualLevel, type End } from '../limits.ts'
import { scalar } from '../operand.ts'

/** The difference of two shares of independent samples: R. G. Newcombe, Statistics in Medicine 17, 1998, 873–890. */
const limit = (end: End, example: string) =>
  scalar({
    name: `${end} limit of difference`,
    clause: 'ours',
    parameters: [['x1', 'n1', 'x2', 'n2', 'level?']],
    takes: [aCount, aCount, aCount, aCount, aLevel],
    gives: pureOf([0, 1], [2, 3]),
    compute: (x1, n1, x2, n2, level = usualLevel) =>
      refusedShare(x1, n1) ?? refusedShare(x2, n2) ?? differenceLimits(x1, n1, x2, n2, level)[end],
    examples: [[`round half up(${end} limit of difference(56, 70, 48, 80), 6)`, example]],
  })

export const lowerLimitOfDifference = limit('lower', '0.052431')
export const upperLimitOfDifference = limit('upper', '0.333873')
