import { pairedDifferenceLimits } from '../../distribution/index.ts'
import { aCount, aLevel, nothingToDivideBy, pureOf, usualLevel, type End } from '../limits.ts'
import { scalar } from '../operand.ts'

/**
 * The difference of two shares of the same people: so many both times, only the first, only the second time, and
 * neither. R. G. Newcombe, Statistics in Medicine 17, 1998, 2635–2650.
 */
const limit = (end: End, example: string) =>
  scalar({
    name: `${end} limit of paired difference`,
    clause: 'ours',
    parameters: [['both', 'first', 'second', 'neither', 'level?']],
    takes: [aCount, aCount, aCount, aCount, aLevel],
    gives: pureOf([0, 1], [0, 2], [0, 3]),
    compute: (both, first, second, neither, level = usualLevel) =>
      both + first + second + neither === 0
        ? nothingToDivideBy
        : pairedDifferenceLimits(both, first, second, neither, level)[end],
    examples: [[`round half up(${end} limit of paired difference(59, 6, 16, 80), 4)`, example]],
  })

export const lowerLimitOfPairedDifference = limit('lower', '-0.1186')
export const upperLimitOfPairedDifference = limit('upper', '-0.0046')
