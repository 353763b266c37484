import type { Card, Result } from '../term/index.ts'
import { unitOfMeasure } from './answer.ts'
import { momentText, periodText } from './date-words.ts'
import { en } from './message/index.ts'
import { aligned, valueText } from './quantity.ts'
import { groupKey, groupName, restatedFrom, type Point } from './series.ts'
import { severity, statusMark, type StatusMark } from './status-mark.ts'
import { shownUnit, unitHeading, type ShownUnit } from './unit-words.ts'

/** Units stand in the header, decimals are aligned, an absence says why (visual.md, Density is respect). */
export type Table = { readonly columns: readonly Column[]; readonly rows: readonly Row[] }
export type Column = {
  readonly measure: string
  readonly unit: string
  readonly isIndicator: boolean
  readonly numeric: boolean
}
export type Row = {
  /** Period or group; unique in its table. */
  readonly key: string
  readonly name: string
  readonly cells: readonly Cell[]
  readonly status: StatusMark
  readonly marks: readonly string[]
  readonly knownAt: string
}
/** `why` says why there is no text. */
export type Cell = { readonly text: string; readonly why: null } | { readonly text: null; readonly why: string }

/** What answers the question stands first; the rest in the order of the construct. */
const measuresOf = ({ baseMeasures, derivedMeasures, indicator }: Card): readonly string[] => {
  const names = [...baseMeasures, ...derivedMeasures].map(({ name }) => name)
  return [indicator.measure, ...names.filter((name) => name !== indicator.measure)]
}

const largestIn = (results: readonly Result[], measure: string): number =>
  Math.max(
    0,
    ...results.map(({ measures }) => {
      const value = measures[measure]
      return typeof value === 'number' ? Math.abs(value) : 0
    }),
  )

type Filled = { readonly column: Column; readonly cells: readonly Cell[] }

const textsIn = (results: readonly Result[], measure: string, shown: ShownUnit): readonly (string | null)[] => {
  const values = results.map(({ measures }) => measures[measure] ?? null)
  const numbers = aligned(
    values.map((value) => (typeof value === 'number' ? value : null)),
    shown,
  )
  return values.map((value, i) => {
    if (value === null) return null
    return typeof value === 'number' ? (numbers[i] ?? null) : valueText(value, null)
  })
}

const filled = (results: readonly Result[], card: Card, measure: string): Filled => {
  const shown = shownUnit(unitOfMeasure(card, measure), largestIn(results, measure))
  const texts = textsIn(results, measure, shown)
  return {
    column: {
      measure,
      unit: unitHeading(shown),
      isIndicator: measure === card.indicator.measure,
      numeric: results.every(({ measures }) => typeof (measures[measure] ?? 0) === 'number'),
    },
    cells: results.map((result, i): Cell => {
      const text = texts[i] ?? null
      if (text !== null) return { text, why: null }
      const reason = result.reasons[measure]
      return { text: null, why: reason === undefined ? en.mark.noValue : en.reasons[reason] }
    }),
  }
}

const marksOf = (point: Point): readonly string[] => {
  const before = restatedFrom(point)
  const codes = point.result.notes.map(({ code }) => code)
  return [
    ...(before === undefined ? [] : [restatement(before)]),
    ...(codes.includes('stale') && point.result.indicator.status !== 'stale' ? [en.mark.stale] : []),
    ...(codes.includes('reconstructed') ? [en.mark.reconstructed] : []),
  ]
}

const restatement = ({ indicator }: Result): string =>
  indicator.value === null ? en.mark.restated : en.mark.restatedFrom(valueText(indicator.value, indicator.unit))

const tableOf = (points: readonly Point[], card: Card, name: (result: Result) => Pick<Row, 'key' | 'name'>): Table => {
  const results = points.map(({ result }) => result)
  const columns = measuresOf(card).map((measure) => filled(results, card, measure))
  return {
    columns: columns.map(({ column }) => column),
    rows: points.map((point, i) => ({
      ...name(point.result),
      cells: columns.flatMap(({ cells }) => cells[i] ?? []),
      status: statusMark(point.result.indicator.status),
      marks: marksOf(point),
      knownAt: momentText(point.result.knownAt),
    })),
  }
}

/** Periods × measures × status, the newest first. */
export const periodTable = (points: readonly Point[], card: Card): Table =>
  tableOf(points.toReversed(), card, ({ period }) => ({ key: period.start, name: periodText(period) }))

const worstFirst =
  (card: Card) =>
  (a: Point, b: Point): number => {
    const [x, y] = [a.result.indicator, b.result.indicator]
    const difference = typeof x.value === 'number' && typeof y.value === 'number' ? x.value - y.value : 0
    return (
      severity(x.status) - severity(y.status) ||
      (card.indicator.direction === 'lower is better' ? -difference : difference) ||
      (groupKey(a.result.group) < groupKey(b.result.group) ? -1 : 1)
    )
  }

/** Groups × measures × status of one period, ordered by the data: what asks for attention first. */
export const groupTable = (points: readonly Point[], card: Card): Table =>
  tableOf(points.toSorted(worstFirst(card)), card, ({ group }) => ({
    key: groupKey(group),
    name: groupName(group, card.by),
  }))
