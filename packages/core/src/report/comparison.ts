import type { Card, Result } from '../term/index.ts'
import { kindOf } from './difference.ts'
import { movedSince, type Moved } from './moved.ts'
import { periodComparisons, type PeriodComparison } from './period-comparison.ts'
import { numberOf, seriesByGroup, type Point } from './series.ts'
import { unitsOf, type Units } from './units.ts'

/** The latest value beside earlier ones, the groups that moved it, and the groups beside each other (8.6). */
export type Comparison = {
  readonly periods: readonly PeriodComparison[]
  /** Since each of those periods, in the same order. */
  readonly moved: readonly Moved[]
  readonly units: Units | null
}

const inPeriod = (series: ReadonlyMap<string, readonly Point[]>, start: string): readonly Point[] =>
  [...series]
    .filter(([key]) => key !== '')
    .flatMap(([, points]) => points.find(({ result }) => result.period.start === start) ?? [])

/**
 * Compares what is known of one construct. `group` is that whose course is compared; only the total has groups that moved
 * it. Null where there is no number to compare.
 */
export const comparisonOf = (results: readonly Result[], card: Card, group = ''): Comparison | null => {
  const series = seriesByGroup(results)
  const points = series.get(group) ?? []
  const latest = points.findLast(({ result }) => numberOf(result) !== null)
  if (latest === undefined) return null
  const periods = periodComparisons(kindOf(points, card), points, card)
  if (group !== '' || card.by.length === 0) return { periods, moved: [], units: null }
  const now = { total: latest, groups: inPeriod(series, latest.result.period.start) }
  const moved = periods.flatMap(({ start }) => {
    const total = points.find(({ result }) => result.period.start === start)
    return total === undefined ? [] : [movedSince({ total, groups: inPeriod(series, start) }, now, card)]
  })
  return { periods, moved, units: unitsOf(now.groups, card) }
}
