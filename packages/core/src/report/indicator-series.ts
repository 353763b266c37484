import {
  dividedBy,
  type Better,
  type Series,
  type SeriesPoint,
  type Target,
  type ValueBounds,
  type ValueRange,
  type Wanted,
} from '../analyse/index.ts'
import {
  periodAround,
  periodName,
  type Band,
  type Calendar,
  type Card,
  type CardCriteria,
  type Grain,
  type Result,
} from '../term/index.ts'
import { unitOfMeasure } from './answer.ts'
import { criteriaOf } from './criteria-words.ts'
import { dayNumber, periodText } from './date-words.ts'
import { isPlace } from './quantity.ts'
import { numberOf, type Point } from './series.ts'
import { shownUnit } from './unit-words.ts'

const calendar = { timeZone: 'UTC', firstMonth: 1 }
const grains: readonly Grain[] = ['month', 'week', 'quarter', 'day', 'half', 'year']

/** `2026-06` for June 2026: the name a calendar has for these dates; undefined where it has none. */
export const nameInCalendar = (period: Result['period'], of: Calendar): string | undefined => {
  for (const grain of grains) {
    const found = periodAround(grain, period.start, of)
    if (found.start === period.start && found.end === period.end) return periodName(found, of)
  }
  return undefined
}

const periodNameOf = (period: Result['period']): string => nameInCalendar(period, calendar) ?? periodText(period)

const betters: Readonly<Record<Card['indicator']['direction'], Better>> = {
  'higher is better': 'higher',
  'lower is better': 'lower',
  'inside is better': null,
}

/** Values of time and money are measured, however round they are. */
const isMeasured = (unit: string | null): boolean =>
  unit !== null && (unit === 's' || unit.includes('/') || /^[A-Z]{3}$/.test(unit))

/**
 * The two measures that a share divides; undefined where the indicator is no such share. Seconds and money are no things
 * that come one by one: chance does not move a share of them as it moves a share of what is counted.
 */
export const partsIn = (
  card: Card,
  { measures, indicator }: Result,
): readonly [part: number, whole: number] | undefined => {
  const formula = card.derivedMeasures.find(({ name }) => name === indicator.measure)?.formula.trim() ?? ''
  const [, share = '', of = '', over = '', under = ''] =
    /^(?:share\(([^(),]+),([^(),]+)\)|([^()/*+,-]+)\/([^()/*+,-]+))$/.exec(formula) ?? []
  const names = [(share || over).trim(), (of || under).trim()] as const
  if (names.some((name) => isMeasured(unitOfMeasure(card, name)))) return undefined
  const [part, whole] = [measures[names[0]], measures[names[1]]]
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

/** Whether values say which place in an order something has. */
export const isOrdinal = ({ indicator: { unit } }: Card): boolean => isPlace(shownUnit(unit, 1))

/** The results of one group as a series: shares with what they divide, else counts or measurements by their values. */
export const indicatorSeries = (points: readonly Point[], card: Card): Series => {
  const { unit, direction } = card.indicator
  const values = points.flatMap(({ result }) => numberOf(result) ?? [])
  const isKnown = ({ result }: Point): boolean => numberOf(result) !== null
  const parts = points.map(({ result }) => partsIn(card, result))
  const isShare = unit === 'percent' && points.every((point, i) => !isKnown(point) || divides(parts[i]))
  const of = isShare
    ? 'share'
    : !isMeasured(unit) && !isOrdinal(card) && unit !== 'percent' && values.every(isCount)
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

const criteriaNow = (points: readonly Point[], card: Card): CardCriteria | undefined => {
  const latest = points.at(-1)?.result
  return latest === undefined ? undefined : criteriaOf(card, latest.period)
}

const storedBand = (band: Band, { indicator: { unit } }: Card): ValueRange => {
  const stored = (limit: number | null): number | null => (limit === null || unit !== 'percent' ? limit : limit / 100)
  return { ...band, from: stored(band.from), to: stored(band.to) }
}

/** Whether no value can lie beyond this end: a share above 1, a count below 0. */
const isOpen = (limit: number | null, end: 'lower' | 'upper', bounds: ValueBounds): boolean =>
  limit === null || (bounds[end] !== null && (end === 'lower' ? limit <= bounds[end] : limit >= bounds[end]))

/** What the criteria of the latest period ask for, where that is one limit; null where it is none or a range. */
export const indicatorTarget = (points: readonly Point[], card: Card, { bounds }: Series): Target | null => {
  const [band, ...more] = criteriaNow(points, card)?.bands?.met ?? []
  if (band === undefined || more.length > 0 || isOrdinal(card)) return null
  const { from, to } = storedBand(band, card)
  switch (card.indicator.direction) {
    case 'higher is better':
      return from === null || !isOpen(to, 'upper', bounds) ? null : { at: 'least', value: from }
    case 'lower is better':
      return to === null || !isOpen(from, 'lower', bounds) ? null : { at: 'most', value: to }
    case 'inside is better':
      return null
  }
}

const judgedStatus = (status: Result['indicator']['status']): boolean | null =>
  status === 'met' ? true : status === 'near' || status === 'not met' ? false : null

/** Where something besides the value decides (other measures, groups, earlier periods) the ranges do not say what is met. */
const isByValue = (
  points: readonly Point[],
  ranges: readonly ValueRange[],
  current: (point: Point) => boolean,
): boolean =>
  points.filter(current).every(({ result }) => {
    const [value, met] = [numberOf(result), judgedStatus(result.indicator.status)]
    return value === null || met === null || ranges.some((range) => isInRange(value, range)) === met
  })

/** Bands are compared in the unit they are written in: 0.07 × 100 is 7. */
const isInRange = (value: number, { from, to, fromIncluded, toIncluded }: ValueRange): boolean => {
  const isAt = (end: number): boolean => Math.abs(value - end) <= 1e-12 * Math.abs(end)
  if (from !== null && isAt(from)) return fromIncluded
  if (to !== null && isAt(to)) return toIncluded
  return (from === null || value > from) && (to === null || value < to)
}

/**
 * What assurance is asked of: the ranges that meet the criteria of the latest period, or, where more than the value decides,
 * how each period was judged by them. Null where there are no criteria.
 */
export const indicatorWanted = (points: readonly Point[], card: Card): Wanted | null => {
  const criteria = criteriaNow(points, card)
  if (criteria === undefined) return null
  const isCurrent = ({ result }: Point): boolean => criteriaOf(card, result.period) === criteria
  const ranges = criteria.bands?.met.map((band) => storedBand(band, card)) ?? []
  if (ranges.length > 0 && !isOrdinal(card) && isByValue(points, ranges, isCurrent)) return { at: 'within', ranges }
  return {
    at: 'judged',
    met: points.map((point) => (isCurrent(point) ? judgedStatus(point.result.indicator.status) : null)),
  }
}
