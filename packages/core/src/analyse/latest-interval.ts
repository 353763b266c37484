import { meanLimits, normalQuantile, rateLimits, wilsonLimits } from '../distribution/index.ts'
import type { Interval } from '../term/index.ts'
import type { Series, SeriesPoint } from './series.ts'
import { summaryOf } from './summary/index.ts'

/** How sure one is of the latest value, or, where a single value cannot tell, of the mean. */
export type SeriesInterval = Interval & { readonly of: 'latest value' | 'mean' }

const ofCount = (count: number, exposure: number, level: number): SeriesInterval => {
  const { lower, upper } = rateLimits(count, level)
  return { of: 'latest value', method: 'Garwood', lower: lower / exposure, upper: upper / exposure, level }
}

const ofMean = (values: readonly number[], level: number): SeriesInterval | null => {
  const summary = summaryOf(values)
  if (summary.kind === 'withheld' || summary.deviation === null) return null
  const { mean, deviation, n } = summary
  return { of: 'mean', method: 'Student', ...meanLimits(mean, deviation, n, level), level }
}

/** @example lastKnown([{ period: '1', value: 3 }, { period: '2', value: null }])?.period //=> '1' */
export const lastKnown = (points: readonly SeriesPoint[]): SeriesPoint | undefined =>
  points.findLast(({ value }) => value !== null)

/**
 * An interval of the latest value: Wilson’s for a share, Garwood’s for a count or a rate. A measured value shows nothing
 * of its own uncertainty; there it is Student’s of the mean of `values`. Null where nothing is known.
 */
export const latestInterval = (
  { of, points }: Series,
  values: readonly number[],
  level = 0.95,
): SeriesInterval | null => {
  const latest = lastKnown(points)
  if (latest === undefined || latest.value === null) return null
  const { value, part, whole } = latest
  const isCounted = part === undefined || Number.isInteger(part)
  if (of === 'share' && whole !== undefined && isCounted)
    return {
      of: 'latest value',
      method: 'Wilson',
      ...wilsonLimits(value, whole, normalQuantile((1 + level) / 2)),
      level,
    }
  if (of === 'rate' && part !== undefined && whole !== undefined && isCounted) return ofCount(part, whole, level)
  if (of === 'count') return ofCount(value, 1, level)
  return ofMean(values, level)
}
