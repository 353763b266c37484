import { inversions, normalQuantile, type Limits } from '../../distribution/index.ts'
import { found, lackOf, lackOfLevel, withheld, type Answer, type Withheld } from '../answer.ts'
import { cutOf, medianOf, medianWithin } from '../order-statistic.ts'

/** A straight line that a few wild values do not move: intercept + slope × time. */
export type Line = { readonly slope: number; readonly intercept: number }

export type TheilSen = Line & {
  readonly n: number
  /** Of the slope; null where the values are too few for limits at this level (fewer than 5 at 95 %). */
  readonly limits: Limits | null
  readonly level: number
}

/** More values have more pairs than a computer should hold: 3,000 are eight years of days. */
export const mostForSlopes = 3000
const mostForExact = 20

/** 1, 2, 3 … for values that follow each other at equal distances. */
export const equalTimes = (values: readonly number[]): readonly number[] => values.map((_, i) => i + 1)

/** What values and their times lack for a line through them. */
export const lackOfLine = (
  values: readonly number[],
  times: readonly number[],
  fewest: number,
): Withheld | undefined => {
  if (values.length !== times.length) return withheld('unequal-lengths')
  const lack = lackOf(values, fewest) ?? lackOf(times, fewest)
  if (lack !== undefined) return lack
  return times.every((time, i) => i === 0 || time > (times[i - 1] ?? time)) ? undefined : withheld('out-of-order')
}

const slopesOf = (values: readonly number[], times: readonly number[]): Float64Array => {
  const slopes = new Float64Array((values.length * (values.length - 1)) / 2)
  let k = 0
  for (let j = 1; j < values.length; j++)
    for (let i = 0; i < j; i++)
      slopes[k++] = ((values[j] ?? 0) - (values[i] ?? 0)) / ((times[j] ?? 0) - (times[i] ?? 0))
  return slopes
}

/** How many slopes lie below the true one by chance: as many as pairs of values fall where nothing but chance orders them. */
const exactCut = (n: number, level: number): number => cutOf(inversions(Array.from({ length: n }, () => 1)), level)

/** The same from the normal approximation, with continuity correction. */
const normalCut = (n: number, level: number): number => {
  const sd = Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18)
  return Math.round(((n * (n - 1)) / 2 - normalQuantile((1 + level) / 2) * sd) / 2)
}

/** The line of a given slope that leaves half of the values above it. */
export const lineOf = (slope: number, values: readonly number[], times: readonly number[]): Line => ({
  slope,
  intercept: medianOf(Float64Array.from(values, (value, i) => value - slope * (times[i] ?? 0))),
})

/**
 * The median of the slopes between all pairs of values (H. Theil, Proceedings KNAW 53, 1950; P. K. Sen, JASA 63, 1968,
 * 1379–1389) with the median of what it leaves over as intercept; both in the unit of the values (per unit of time).
 * `times` rise; without them the values stand at 1, 2, 3 …. Limits are order statistics of the slopes (R. O. Gilbert,
 * Statistical Methods for Environmental Pollution Monitoring, 1987, 16.5), exact up to 20 values; ties of the values
 * do not narrow them, since values round what lies on a line. Withheld: fewer than 2 values or more than 3,000, one that
 * is not finite, times that do not rise.
 * @example theilSen([1, 3, 5]).slope //=> 2
 */
export const theilSen = (
  values: readonly number[],
  times: readonly number[] = equalTimes(values),
  level = 0.95,
): Answer<TheilSen> => {
  const lack = lackOfLine(values, times, 2) ?? lackOfLevel(level)
  if (lack !== undefined) return lack
  const n = values.length
  if (n > mostForSlopes) return withheld('too-many')
  const cut = n <= mostForExact ? exactCut(n, level) : normalCut(n, level)
  const { median, limits } = medianWithin(cut, slopesOf(values, times))
  return found({ ...lineOf(median, values, times), n, limits, level })
}
