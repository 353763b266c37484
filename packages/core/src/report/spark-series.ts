import type { Card, Result } from '../term/index.ts'
import { criteriaOf, limitIn } from './criteria-words.ts'
import { dayNumber } from './date-words.ts'
import { numberOf, type Point } from './series.ts'
import type { Spark, SparkPoint } from './spark.ts'
import { shownUnit, type ShownUnit } from './unit-words.ts'

/** A period that was never measured is a gap like one without a value: the line does not run across it. */
export const withGaps = <T>(
  points: readonly Point[],
  at: (point: Point) => T,
  gap: (from: string) => T,
): readonly T[] =>
  points.flatMap((point, i) => {
    const before = points[i - 1]
    const isGap = before !== undefined && before.result.period.end < point.result.period.start
    return isGap ? [gap(before.result.period.end), at(point)] : [at(point)]
  })

const sparkPoints = (points: readonly Point[], shown: ShownUnit): readonly SparkPoint[] =>
  withGaps(
    points,
    ({ result }): SparkPoint => {
      const value = numberOf(result)
      return { at: dayNumber(result.period.start), value: value === null ? null : value * shown.factor }
    },
    (from) => ({ at: dayNumber(from), value: null }),
  )

const metBand = (card: Card, period: Result['period'], shown: ShownUnit): Spark['band'] => {
  const [band] = criteriaOf(card, period)?.bands?.met ?? []
  if (band === undefined) return null
  const limit = (value: number | null, otherwise: number): number =>
    value === null ? otherwise : limitIn(value, card.indicator.unit, shown)
  return [limit(band.from, -Infinity), limit(band.to, Infinity)]
}

/**
 * The range of a sparkline: its values and the limits they are judged by, never so narrow that noise looks like a
 * landslide, and from zero where zero is near.
 */
export const domainOf = (values: readonly number[], limits: readonly number[] = []): readonly [number, number] => {
  const all = [...values, ...limits]
  const [low, high] = [Math.min(...all), Math.max(...all)]
  if (all.length === 0 || (low === 0 && high === 0)) return [0, 1]
  const least = 0.25 * Math.max(Math.abs(low), Math.abs(high))
  const from = Math.min(low, high - least)
  return [from > 0 && from < high / 3 ? 0 : from, high]
}

/** More would be finer than a word-sized drawing can show. */
const shownPeriods = 36

/** `domain` is given where several sparklines share a scale. */
export const sparkOf = (points: readonly Point[], card: Card, domain?: Spark['domain']): Spark => {
  const shown = shownUnit(card.indicator.unit, 0)
  const spark = sparkPoints(points.slice(-shownPeriods), shown)
  const values = spark.flatMap(({ value }) => (value === null ? [] : [value]))
  const last = points.at(-1)
  const band = last === undefined ? null : metBand(card, last.result.period, shown)
  const shared = domain ?? domainOf(values, (band ?? []).filter(Number.isFinite))
  return {
    points: spark,
    domain: shared,
    band: band === null ? null : [Math.max(band[0], shared[0]), Math.min(band[1], shared[1])],
  }
}
