import {
  dividedBy,
  type Better,
  type Series,
  type SeriesPoint,
  type Target,
  type ValueBounds,
} from '../analyse/index.ts'
import { periodAround, periodName, type Card, type Grain, type Result } from '../term/index.ts'
import { criteriaOf } from './criteria-words.ts'
import { dayNumber, periodText } from './date-words.ts'
import { numberOf, type Point } from './series.ts'

const calendar = { timeZone: 'UTC', firstMonth: 1 }
const grains: readonly Grain[] = ['month', 'week', 'quarter', 'day', 'half', 'year']

/** `2026-06` for June 2026: the name of the calendar, where it has one for these dates. */
const periodNameOf = (period: Result['period']): string => {
  for (const grain of grains) {
    const found = periodAround(grain, period.start, calendar)
    if (found.start === period.start && found.end === period.end) return periodName(found, calendar)
  }
  return periodText(period)
}

const betters: Readonly<Record<Card['indicator']['direction'], Better>> = {
  'higher is better': 'higher',
  'lower is better': 'lower',
  'inside is better': null,
}

/** The two measures that a share divides; undefined where the indicator is no such share. */
const partsIn = (card: Card, { measures, indicator }: Result): readonly [part: number, whole: number] | undefined => {
  const formula = card.derivedMeasures.find(({ name }) => name === indicator.measure)?.formula.trim() ?? ''
  const [, share = '', of = '', over = '', under = ''] =
    /^(?:share\(([^(),]+),([^(),]+)\)|([^()/*+,-]+)\/([^()/*+,-]+))$/.exec(formula) ?? []
  const [part, whole] = [measures[(share || over).trim()], measures[(of || under).trim()]]
  return typeof part === 'number' && typeof whole === 'number' ? [part, whole] : undefined
}

const isCount = (n: number): boolean => Number.isInteger(n) && n >= 0

const divides = (parts: readonly [number, number] | undefined): parts is readonly [number, number] =>
  parts !== undefined && parts.every(isCount) && parts[0] <= parts[1]

/** Periods missing before a point, in the length of its own. */
const gapBefore = (point: Point, before: Point | undefined): number => {
  if (before === undefined) return 0
  const { start, end } = point.result.period
  return Math.max(
    0,
    Math.round((dayNumber(start) - dayNumber(before.result.period.end)) / (dayNumber(end) - dayNumber(start))),
  )
}

const pointOf = (point: Point, before: Point | undefined, value: Omit<SeriesPoint, 'period'>): SeriesPoint => {
  const gap = gapBefore(point, before)
  return { period: periodNameOf(point.result.period), ...value, ...(gap === 0 ? {} : { gap }) }
}

const valueOf = ({ result }: Point): Omit<SeriesPoint, 'period'> => {
  const value = numberOf(result)
  if (value !== null) return { value }
  const isDivided = result.reasons[result.indicator.measure] === 'zero-denominator'
  return { value: null, why: isDivided ? 'zero-denominator' : 'missing' }
}

const breaksIn = (points: readonly Point[]): readonly number[] =>
  points.flatMap(({ result }, i) => {
    const before = points[i - 1]?.result.version
    return before === undefined || before === result.version ? [] : [i]
  })

/** What no value of these has ever left, and what its unit forbids. */
const boundsIn = (values: readonly number[], unit: string | null): ValueBounds => ({
  lower: values.every((value) => value >= 0) ? 0 : null,
  upper: unit === 'percent' && values.every((value) => value <= 1) ? 1 : null,
})

/** Values of time and money are measured, however round they are. */
const isMeasured = (unit: string | null): boolean =>
  unit !== null && (unit === 's' || unit.includes('/') || /^[A-Z]{3}$/.test(unit))

/** The results of one group as a series: shares with what they divide, else counts or measurements by their values. */
export const indicatorSeries = (points: readonly Point[], card: Card): Series => {
  const { unit, direction } = card.indicator
  const values = points.flatMap(({ result }) => numberOf(result) ?? [])
  const isKnown = ({ result }: Point): boolean => numberOf(result) !== null
  const parts = points.map(({ result }) => partsIn(card, result))
  const isShare = unit === 'percent' && points.every((point, i) => !isKnown(point) || divides(parts[i]))
  const of = isShare
    ? 'share'
    : !isMeasured(unit) && unit !== 'percent' && values.every(isCount)
      ? 'count'
      : 'measurement'
  return {
    of,
    ...(of === 'count' ? { isGuessed: true } : {}),
    points: points.map((point, i) => {
      const divided = parts[i]
      const value = isShare && isKnown(point) && divided !== undefined ? dividedBy(...divided) : valueOf(point)
      return pointOf(point, points[i - 1], value)
    }),
    bounds: boundsIn(values, unit),
    direction: betters[direction],
    breaks: breaksIn(points),
    baselines: [],
  }
}

/** What the criteria of the latest period ask for, where that is one limit; null where it is none or a band. */
export const indicatorTarget = (points: readonly Point[], card: Card): Target | null => {
  const latest = points.at(-1)?.result
  const [band, ...more] = (latest === undefined ? undefined : criteriaOf(card, latest.period))?.bands?.met ?? []
  if (band === undefined || more.length > 0) return null
  const stored = (limit: number): number => (card.indicator.unit === 'percent' ? limit / 100 : limit)
  switch (card.indicator.direction) {
    case 'higher is better':
      return band.from === null ? null : { at: 'least', value: stored(band.from) }
    case 'lower is better':
      return band.to === null ? null : { at: 'most', value: stored(band.to) }
    case 'inside is better':
      return null
  }
}
