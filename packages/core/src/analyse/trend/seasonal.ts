import { convolved } from '../../distribution/index.ts'
import { found, withheld, type Answer } from '../answer.ts'
import { judgedScore, kendallScore, type TrendTest } from './mann-kendall.ts'
import { medianOf } from '../order-statistic.ts'
import { equalTimes, lackOfLine } from './theil-sen.ts'

export type SeasonalTrend = TrendTest & {
  /** The median of the slopes between values of the same season, per unit of time. */
  readonly slope: number
  readonly seasons: number
}

type Season = { readonly values: readonly number[]; readonly times: readonly number[] }

const shares = (ways: readonly number[]): readonly number[] => {
  const all = ways.reduce((sum, way) => sum + way, 0)
  return ways.map((way) => way / all)
}

const seasonsOf = (
  values: readonly number[],
  times: readonly number[],
  labels: readonly (number | string)[],
): readonly Season[] =>
  [...Map.groupBy(values.keys(), (i) => labels[i]).values()].map((places) => ({
    values: places.map((i) => values[i] ?? 0),
    times: places.map((i) => times[i] ?? 0),
  }))

/** Beyond as many pairs the normal approximation is as good, and quicker. */
const mostPairsForExact = 500

/** The scores of independent seasons added up; orders as shares of all, which would grow beyond what a number holds. */
const together = (seasons: readonly Season[]): ReturnType<typeof kendallScore> => {
  const scores = seasons.map((season) => kendallScore(season.values))
  const isExact =
    seasons.reduce((sum, { values: { length } }) => sum + (length * (length - 1)) / 2, 0) <= mostPairsForExact
  return {
    s: scores.reduce((sum, { s }) => sum + s, 0),
    variance: scores.reduce((sum, { variance }) => sum + variance, 0),
    ways: isExact
      ? scores.map(({ ways }) => ways && shares(ways)).reduce((a, b) => a && b && convolved(a, b), [1])
      : null,
  }
}

const slopesWithin = ({ values, times }: Season): readonly number[] =>
  values.flatMap((later, j) =>
    values.slice(0, j).map((earlier, i) => (later - earlier) / ((times[j] ?? 0) - (times[i] ?? 0))),
  )

/**
 * A trend beneath the seasons: only values of the same season are compared (R. M. Hirsch, J. R. Slack and R. A. Smith,
 * Water Resources Research 18, 1982, 107–121). `labels` says of each value which season it is of (1 to 12 for months);
 * seasons count as independent of each other. The chance is exact up to 500 pairs of values. Withheld:
 * lists unlike in length, no season with two values, a value that is not finite, times that do not rise.
 * @example seasonalMannKendall([1, 9, 2, 10, 3, 11], ['H1', 'H2', 'H1', 'H2', 'H1', 'H2']).s //=> 6
 */
export const seasonalMannKendall = (
  values: readonly number[],
  labels: readonly (number | string)[],
  { alpha = 0.05, times = equalTimes(values) }: { readonly alpha?: number; readonly times?: readonly number[] } = {},
): Answer<SeasonalTrend> => {
  if (labels.length !== values.length) return withheld('unequal-lengths')
  const lack = lackOfLine(values, times, 2)
  if (lack !== undefined) return lack
  const seasons = seasonsOf(values, times, labels).filter((season) => season.values.length > 1)
  if (seasons.length === 0) return withheld('too-few')
  const slope = medianOf(Float64Array.from(seasons.flatMap(slopesWithin)))
  return found({ ...judgedScore(values.length, together(seasons), alpha), slope, seasons: seasons.length })
}
