import { clopperPearson } from '../../distribution/index.ts'
import { aCount, aLevel, pureOf, refusedShare, usualLevel, type End } from '../limits.ts'
import { scalar } from '../operand.ts'

/** C. J. Clopper and E. S. Pearson, Biometrika 26, 1934: exact, from the binomial distribution. */
const limit = (end: End, example: string) =>
  scalar({
    name: `${end} limit of share`,
    clause: 'ours',
    parameters: [['x', 'n', 'level?']],
    takes: [aCount, aCount, aLevel],
    gives: pureOf([0, 1]),
    compute: (x, n, level = usualLevel) => refusedShare(x, n) ?? clopperPearson(x, n, level)[end],
    examples: [[`round half up(${end} limit of share(81, 263), 6)`, example]],
  })

export const lowerLimitOfShare = limit('lower', '0.252737')
export const upperLimitOfShare = limit('upper', '0.367622')
