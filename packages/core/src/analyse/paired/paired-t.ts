import { meanLimits, studentTwoSided, type Limits } from '../../distribution/index.ts'
import { found, lackOfLevel, withheld, type Answer } from '../answer.ts'
import { isConstant, meanOf, squaresAround } from '../summary/index.ts'
import { differencesOf, lackOfPairs } from './differences.ts'

export type PairedT = {
  readonly n: number
  /** By how much the mean rose. */
  readonly difference: number
  readonly t: number
  readonly freedom: number
  readonly p: number
  readonly limits: Limits
  readonly level: number
}

/**
 * Did the mean of the same people or things rise (Student, Biometrika 6, 1908, 1–25)? The differences are taken to fall
 * as a normal distribution; `signedRank` does not need that. In the unit of the values. Withheld: lists unlike in length,
 * fewer than 2 pairs, a value that is not finite, all differences the same.
 * @example pairedT([1, 2, 3], [2, 4, 6]).difference //=> 2
 */
export const pairedT = (before: readonly number[], after: readonly number[], level = 0.95): Answer<PairedT> => {
  const lack = lackOfPairs(before, after, 2) ?? lackOfLevel(level)
  if (lack !== undefined) return lack
  const differences = differencesOf(before, after)
  if (isConstant(differences)) return withheld('constant')
  const n = differences.length
  const difference = meanOf(differences)
  const deviation = Math.sqrt(squaresAround(differences, difference) / (n - 1))
  const t = (difference * Math.sqrt(n)) / deviation
  const limits = meanLimits(difference, deviation, n, level)
  return found({ n, difference, t, freedom: n - 1, p: studentTwoSided(t, n - 1), limits, level })
}
