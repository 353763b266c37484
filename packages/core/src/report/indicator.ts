import type { Card, Result, Snapshot } from '../term/index.ts'
import { answerOf, whyMissing } from './answer.ts'
import { chartSeriesOf, type ChartSeries } from './chart/index.ts'
import { decidedOf, ledgerFor, type Decided, type Deciding } from './decided.ts'
import { comparisonOf, type Comparison } from './comparison.ts'
import { criteriaOf, criteriaWords } from './criteria-words.ts'
import { momentText, periodText, shortDate } from './date-words.ts'
import { factsOf, type Fact } from './facts.ts'
import { indicatorAnalysisOf, type IndicatorAnalysis } from './indicator-analysis.ts'
import { en } from './message/index.ts'
import { indicatorQuantity } from './overview.ts'
import { valueText, type Quantity } from './quantity.ts'
import { groupKey, groupName, numberOf, seriesByGroup, type Point } from './series.ts'
import { domainOf, sparkOf } from './spark-series.ts'
import type { Spark } from './spark.ts'
import { statusMark, type StatusMark } from './status-mark.ts'
import { stepsOf, type Steps } from './steps.ts'
import { groupTable, periodTable, type Table } from './table.ts'

/** One indicator: question, answer, chart, table, groups, criteria, and how we know. */
export type IndicatorPage = {
  readonly id: string
  readonly annexB: string | null
  readonly question: string
  readonly need: string
  readonly decision: string | null
  readonly answer: string
  readonly status: StatusMark
  /** What the status means here, in the construct's words or ours. */
  readonly meaning: string
  readonly period: string
  readonly measure: string
  readonly value: Quantity | null
  /** The group shown, or null for the total; `groups` are those there are to choose from. */
  readonly group: GroupChoice | null
  readonly groups: readonly GroupChoice[]
  readonly chart: ChartSeries
  /** What the course shows; null where the values are levels or truth values. */
  readonly analysis: IndicatorAnalysis | null
  readonly table: Table
  readonly breakdown: Breakdown | null
  /** With earlier periods, by the groups that moved it, and of groups with each other; null where there is no number. */
  readonly comparison: Comparison | null
  readonly criteria: readonly CriteriaRow[]
  readonly remarks: readonly string[]
  readonly facts: readonly Fact[]
  readonly steps: Steps
  readonly restatements: readonly Restatement[]
  /** What people decided and what follows from it; null where nobody asked. */
  readonly decided: Decided | null
}
export type GroupChoice = { readonly key: string; readonly name: string }
/** Groups of the latest period; the sparklines, in the order of the rows, share one scale. */
export type Breakdown = {
  readonly by: string
  readonly period: string
  readonly table: Table
  readonly sparks: readonly Spark[]
}
export type CriteriaRow = {
  readonly validity: string
  readonly met: string
  readonly near: string | null
  readonly notMet?: string
  readonly current: boolean
}
export type Restatement = {
  readonly period: string
  readonly before: string
  readonly after: string
  readonly beforeStatus: StatusMark
  readonly afterStatus: StatusMark
  readonly knownAt: string
}

const criteriaRows = (card: Card, result: Result): readonly CriteriaRow[] => {
  const current = criteriaOf(card, result.period)
  return card.criteria.map((criteria, i) => {
    const next = card.criteria[i + 1]
    const from = shortDate(criteria.from)
    return {
      validity:
        next === undefined ? en.criterion.validFrom(from) : en.criterion.validFromTo(from, shortDate(next.from)),
      ...criteriaWords(criteria, card.indicator.unit),
      current: criteria === current,
    }
  })
}

const saidOf = ({ indicator }: Result): string =>
  indicator.value === null ? en.mark.noValue : valueText(indicator.value, indicator.unit)

/** Every time a period's result was replaced, newest first. */
const restatementsOf = (points: readonly Point[]): readonly Restatement[] =>
  points
    .flatMap(({ result, earlier }) => {
      const said = [...earlier, result]
      return said.slice(1).map((after, i) => ({ before: said[i] ?? after, after }))
    })
    .filter(
      ({ before, after }) => saidOf(before) !== saidOf(after) || before.indicator.status !== after.indicator.status,
    )
    .toSorted((a, b) => (a.after.knownAt < b.after.knownAt ? 1 : -1))
    .map(({ before, after }) => ({
      period: periodText(after.period),
      before: saidOf(before),
      after: saidOf(after),
      beforeStatus: statusMark(before.indicator.status),
      afterStatus: statusMark(after.indicator.status),
      knownAt: momentText(after.knownAt),
    }))

/** The groups known for the period the total was last known for. */
const breakdownOf = (
  series: ReadonlyMap<string, readonly Point[]>,
  period: Result['period'],
  card: Card,
): Breakdown | null => {
  const groups = new Map([...series].filter(([key]) => key !== ''))
  const latest = [...groups.values()].flatMap(
    (points) => points.find(({ result }) => result.period.start === period.start) ?? [],
  )
  if (latest.length === 0) return null
  const table = groupTable(latest, card)
  const factor = card.indicator.unit === 'percent' ? 100 : 1
  const values = [...groups.values()].flat().flatMap(({ result }) => numberOf(result) ?? [])
  const domain = domainOf(values.map((value) => value * factor))
  return {
    by: card.by.join(', '),
    period: periodText(period),
    table,
    sparks: table.rows.map(({ key }) => sparkOf(groups.get(key) ?? [], card, domain)),
  }
}

const remarksOf = (result: Result, card: Card): readonly string[] => {
  const why = result.indicator.value === null ? [en.remark.noValue(whyMissing(result))] : []
  const notes = result.notes.map(({ measure, message }) =>
    measure === undefined ? message : en.remark.of(measure, message),
  )
  const accepted = Object.values(card.accepted ?? {}).map(en.remark.accepted)
  return [...new Set([...why, ...notes, ...accepted, ...card.notes])]
}

const choicesOf = (series: ReadonlyMap<string, readonly Point[]>, { by }: Card): readonly GroupChoice[] =>
  [...series]
    .flatMap(([key, points]) => {
      const group = points[0]?.result.group
      return key === '' || group === undefined ? [] : [{ key, name: groupName(group, by) }]
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))

/**
 * The page of one indicator, or undefined where the group asked for has no result.
 * `results` are those of one construct, with history; `group` is a `groupKey`, absent for the total. With what people
 * decided, limits are where they set them.
 */
export const indicatorOf = (
  results: readonly Result[],
  card: Card,
  snapshots: readonly Snapshot[],
  group = '',
  deciding?: Deciding,
): IndicatorPage | undefined => {
  const series = seriesByGroup(results)
  const points = series.get(group) ?? []
  const result = points.at(-1)?.result
  if (result === undefined) return undefined
  const { status } = result.indicator
  const analysed = indicatorAnalysisOf(points, card, deciding === undefined ? undefined : ledgerFor(deciding))
  const known = deciding === undefined ? undefined : decidedOf(points, card, deciding)
  return {
    id: card.id,
    annexB: card.annexB,
    question: card.title,
    need: card.need,
    decision: card.decision,
    answer: answerOf(result, card),
    status: statusMark(status),
    meaning: card.indicator.meaning[status] ?? en.meanings[status],
    period: periodText(result.period),
    measure: result.indicator.measure,
    value: indicatorQuantity(result, card),
    group: group === '' ? null : { key: groupKey(result.group), name: groupName(result.group, card.by) },
    groups: choicesOf(series, card),
    chart: chartSeriesOf(points, card, analysed?.chart, known?.marks),
    analysis: analysed?.words ?? null,
    table: periodTable(points, card),
    breakdown: group === '' ? breakdownOf(series, result.period, card) : null,
    comparison: comparisonOf(results, card, group),
    criteria: criteriaRows(card, result),
    remarks: remarksOf(result, card),
    facts: factsOf(card),
    steps: stepsOf(result, card, snapshots),
    restatements: restatementsOf(points),
    decided: known?.decided ?? null,
  }
}
