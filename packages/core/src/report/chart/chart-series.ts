import type { ControlChart } from '../../analyse/index.ts'
import type { Card, CardCriteria, Interval, Status } from '../../term/index.ts'
import { criteriaOf, criteriaWords, limitIn } from '../criteria-words.ts'
import { periodText } from '../date-words.ts'
import { en } from '../message/index.ts'
import { clean, quantityIn, valueText } from '../quantity.ts'
import { largestOf, numberOf, restatedFrom, type Point } from '../series.ts'
import { shownUnit, unitHeading, type ShownUnit } from '../unit-words.ts'

/** A period on a chart; values are in the shown unit (percent as 0–100). */
export type ChartPoint = {
  readonly start: string
  readonly end: string
  readonly value: number | null
  /** The point in words: period, value with unit, status. */
  readonly label: string
  readonly status: Status
  readonly interval: readonly [lower: number, upper: number] | null
  readonly restated: boolean
  /** What chance alone stays within, and around; null where nobody can say yet. */
  readonly limits: ChartLimits | null
}
export type ChartLimits = { readonly centre: number; readonly lower: number; readonly upper: number }
export type ChartBand = { readonly from: number | null; readonly to: number | null }
/** Criteria of a stretch of time; `to` null is the end of the chart. */
export type ChartCriteria = {
  readonly from: string
  readonly to: string | null
  readonly met: readonly ChartBand[]
  readonly near: readonly ChartBand[]
  readonly label: string
}
/** Everything a chart of one indicator draws, as plain data: pages, reports and the terminal draw the same. */
export type ChartSeries = {
  readonly question: string
  readonly measure: string
  readonly unit: string
  readonly form: 'line' | 'bar'
  readonly share: boolean
  readonly whole: boolean
  readonly points: readonly ChartPoint[]
  readonly criteria: readonly ChartCriteria[]
  /** Where the definition changed, and to which version; where limits begin anew because somebody said so. */
  readonly breaks: readonly { readonly at: string; readonly label: string }[]
  /** What was done, on the day it was done. */
  readonly marks: readonly { readonly at: string; readonly label: string }[]
  /** What a reader who cannot see the chart is told. */
  readonly alt: string
}

const intervalIn = (interval: Interval | null, shown: ShownUnit): ChartPoint['interval'] =>
  interval === null ? null : [clean(interval.lower * shown.factor), clean(interval.upper * shown.factor)]

/** Limits of what is drawn as it is; a chart of sums or of times between events has others. */
const limitsAt = (control: ControlChart | undefined, at: number, shown: ShownUnit): ChartLimits | null => {
  if (control === undefined || !drawsValues.has(control.model)) return null
  const [centre, lower, upper] = [control.limits.centre[at], control.limits.lower[at], control.limits.upper[at]]
  const known = [centre, lower, upper].every((level) => level !== null && level !== undefined)
  const scaled = (level: number | null | undefined): number => clean((level ?? 0) * shown.factor)
  return known ? { centre: scaled(centre), lower: scaled(lower), upper: scaled(upper) } : null
}

const drawsValues: ReadonlySet<ControlChart['model']> = new Set([
  'xmr',
  'xmr-median',
  'p',
  'p-prime',
  'u',
  'u-prime',
  'c',
  't',
])

const chartPoint = (point: Point, at: number, shown: ShownUnit, control: ControlChart | undefined): ChartPoint => {
  const { period, indicator } = point.result
  const value = numberOf(point.result)
  const said =
    value !== null
      ? quantityIn(value, shown).text
      : indicator.value === null
        ? en.mark.noValue
        : valueText(indicator.value, indicator.unit)
  const before = restatedFrom(point)
  return {
    start: period.start,
    end: period.end,
    value: value === null ? null : clean(value * shown.factor),
    label: `${periodText(period)}: ${said}, ${en.statuses[indicator.status]}`,
    status: indicator.status,
    interval: intervalIn(indicator.interval, shown),
    restated: before !== undefined,
    limits: limitsAt(control, at, shown),
  }
}

const bandsIn = (bands: NonNullable<CardCriteria['bands']>['met'], unit: string | null, shown: ShownUnit) =>
  bands.map(({ from, to }): ChartBand => {
    const limit = (value: number | null): number | null => (value === null ? null : clean(limitIn(value, unit, shown)))
    return { from: limit(from), to: limit(to) }
  })

/** Each set stands from the first period it judges to the first that the next one judges. */
const criteriaIn = (card: Card, shown: ShownUnit, points: readonly ChartPoint[]): readonly ChartCriteria[] => {
  const { unit } = card.indicator
  const judged = points.map((point) => criteriaOf(card, point))
  return card.criteria.flatMap((criteria): readonly ChartCriteria[] => {
    const [first, last] = [judged.indexOf(criteria), judged.lastIndexOf(criteria)]
    const from = points[first]?.start
    if (from === undefined || criteria.bands === undefined) return []
    return [
      {
        from,
        to: points[last + 1]?.start ?? null,
        met: bandsIn(criteria.bands.met, unit, shown),
        near: bandsIn(criteria.bands.near, unit, shown),
        label: en.chart.met(criteriaWords(criteria, unit).met),
      },
    ]
  })
}

const breaksIn = (points: readonly Point[]): ChartSeries['breaks'] =>
  points.flatMap(({ result }, i) => {
    const before = points[i - 1]?.result.version
    return before === undefined || before === result.version
      ? []
      : [{ at: result.period.start, label: en.chart.definition(result.version) }]
  })

const altOf = (points: readonly Point[], card: Card, shown: ShownUnit): string => {
  const known = points.filter(({ result }) => numberOf(result) !== null)
  const values = known.flatMap(({ result }) => numberOf(result) ?? [])
  const [first, last] = [known[0], known.at(-1)]
  if (first === undefined || last === undefined) return en.chart.empty(card.title)
  const text = (value: number): string => quantityIn(value, shown).text
  return en.chart.alt(
    card.title,
    periodText(first.result.period),
    periodText(last.result.period),
    text(Math.min(...values)),
    text(Math.max(...values)),
    text(values.at(-1) ?? 0),
  )
}

/** What people decided that a chart says in place: limits that begin anew, actions that are done. */
export type ChartMark = { readonly at: string; readonly label: string; readonly kind: 'action' | 'baseline' }

const marked = (marks: readonly ChartMark[], kind: ChartMark['kind']): ChartSeries['marks'] =>
  marks.filter((mark) => mark.kind === kind).map(({ at, label }) => ({ at, label }))

/** With the control chart of the same points, where there is one. */
export const chartSeriesOf = (
  points: readonly Point[],
  card: Card,
  control?: ControlChart,
  marks: readonly ChartMark[] = [],
): ChartSeries => {
  const { unit, measure } = card.indicator
  const shown = shownUnit(unit, largestOf(points.map(({ result }) => result)))
  const drawn = points.map((point, at) => chartPoint(point, at, shown, control))
  const values = drawn.flatMap(({ value }) => value ?? [])
  return {
    question: card.title,
    measure,
    unit: unitHeading(shown),
    form: card.chart === 'bar' ? 'bar' : 'line',
    share: shown.kind === 'percent' && values.every((value) => value >= 0 && value <= 100),
    whole: values.every(Number.isInteger),
    points: drawn,
    criteria: criteriaIn(card, shown, drawn),
    breaks: [...breaksIn(points), ...marked(marks, 'baseline')],
    marks: marked(marks, 'action'),
    alt: altOf(points, card, shown),
  }
}
