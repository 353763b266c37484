import { found, lackOf, withheld, type Answer } from '../answer.ts'
import { meanOf } from '../summary/index.ts'

/** What a good measure is, in the order of the letters. */
export const pragmaticCriteria = [
  'predictive',
  'relevant',
  'actionable',
  'genuine',
  'meaningful',
  'accurate',
  'timely',
  'independent',
  'cost-effective',
] as const
export type PragmaticCriterion = (typeof pragmaticCriteria)[number]

export type RatedCriterion = {
  readonly criterion: PragmaticCriterion
  readonly mean: number
  readonly lowest: number
  readonly highest: number
}

export type PragmaticScore = {
  /** The mean of all ratings, rounded half up. */
  readonly score: number
  /** Each rater’s own score. */
  readonly raters: readonly number[]
  /** The ratings are opinions on an ordinal scale: the profile says more than the score. */
  readonly profile: readonly RatedCriterion[]
  /** The widest distance between two raters on one criterion. */
  readonly spread: number
}

const roundedHalfUp = (value: number): number => Math.floor(value + 0.5)

const ratedBy = (raters: readonly (readonly number[])[]) => (criterion: PragmaticCriterion, i: number) => {
  const ratings = raters.map((rater) => rater[i] ?? 0)
  return { criterion, mean: meanOf(ratings), lowest: Math.min(...ratings), highest: Math.max(...ratings) }
}

/**
 * How good a measure is, from 0 to 100: nine ratings by each rater (W. K. Brotby and G. Hinson, PRAGMATIC Security
 * Metrics, 2013). A row of nine for each rater, from 0 to 100. Withheld: no rater, a row without nine ratings, a rating
 * that is not from 0 to 100.
 * @example pragmaticScore([[96, 91, 99, 92, 88, 94, 89, 79, 95]]).score //=> 91
 */
export const pragmaticScore = (raters: readonly (readonly number[])[]): Answer<PragmaticScore> => {
  if (raters.some((rater) => rater.length !== pragmaticCriteria.length)) return withheld('unequal-lengths')
  const ratings = raters.flat()
  const lack = lackOf(ratings, pragmaticCriteria.length)
  if (lack !== undefined) return lack
  if (ratings.some((rating) => rating < 0 || rating > 100)) return withheld('out-of-range')
  const profile = pragmaticCriteria.map(ratedBy(raters))
  return found({
    score: roundedHalfUp(meanOf(ratings)),
    raters: raters.map((rater) => roundedHalfUp(meanOf(rater))),
    profile,
    spread: Math.max(...profile.map(({ lowest, highest }) => highest - lowest)),
  })
}
