import { baselinesIn, withBaselines, type Course, type CoursePeriod, type Ledger } from '../decide/index.ts'
import type { Card, Result } from '../term/index.ts'
import { indicatorSeries } from './indicator-series.ts'
import { numberOf, type Point } from './series.ts'

/** When a period was first known to have the status it has. */
const firstKnown = ({ result, earlier }: Point): string => {
  const since = earlier.findLastIndex(({ indicator }) => indicator.status !== result.indicator.status)
  return (earlier[since + 1] ?? result).knownAt
}

const periodOf = (point: Point): CoursePeriod => {
  const { period, indicator, digest } = point.result
  return { start: period.start, end: period.end, status: indicator.status, knownAt: firstKnown(point), digest }
}

/** Levels and truth values have no course. */
const isNumeric = (points: readonly Point[]): boolean =>
  points.every(
    ({ result }: { readonly result: Result }) => result.indicator.value === null || numberOf(result) !== null,
  )

/** One group of one construct, with its limits where people set them; `points` in the order of their periods. */
export const courseOf = (points: readonly Point[], card: Card, ledger: Ledger | undefined): Course => {
  const where = { construct: card.id, group: points[0]?.result.group ?? {}, periods: points.map(periodOf) }
  const series = points.length > 0 && isNumeric(points) ? indicatorSeries(points, card) : null
  const placed = series === null || ledger === undefined ? [] : baselinesIn(where, ledger)
  return { ...where, series: series === null ? null : withBaselines(series, placed), unit: card.indicator.unit }
}
