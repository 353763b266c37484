import type { Ledger } from '../decide/index.ts'
import type { Card, Result, Status } from '../term/index.ts'
import { answerOf } from './answer.ts'
import { criteriaOf, limitsOf } from './criteria-words.ts'
import { periodText } from './date-words.ts'
import { indicatorVerdicts, type BriefVerdict } from './indicator-verdicts.ts'
import { en } from './message/index.ts'
import { quantityOf, valueText, type Quantity } from './quantity.ts'
import { seriesOf, totalsOf, type Point } from './series.ts'
import { sparkOf } from './spark-series.ts'
import type { Spark } from './spark.ts'
import { bySeverity, severity, statusMark, type StatusMark } from './status-mark.ts'

/** One question, answered. */
export type OverviewItem = {
  readonly id: string
  readonly annexB: string | null
  readonly question: string
  readonly answer: string
  readonly status: StatusMark
  /** What the status was the period before, where it differs. */
  readonly changed: string | null
  /** What its course shows, variation first. */
  readonly verdicts: readonly BriefVerdict[]
  readonly measure: string
  readonly value: Quantity | null
  readonly period: string
  readonly spark: Spark
}
export type Overview = {
  readonly sentence: string
  readonly counts: readonly { readonly mark: StatusMark; readonly count: number }[]
  /** Everything that is not met, in the order in which it asks for attention. */
  readonly attention: readonly OverviewItem[]
  readonly met: readonly OverviewItem[]
  /** The newest moment any of the results became known. */
  readonly knownAt: string | null
}

/** The card of the version a result was measured with, or the newest there is. */
export const cardOf = (cards: readonly Card[], id: string, version: string): Card | undefined => {
  const same = cards.filter((card) => card.id === id)
  return same.find((card) => card.version === version) ?? same.at(-1)
}

/** The value of an indicator as a quantity; a level or truth value is its word. */
export const indicatorQuantity = (result: Result, card: Card): Quantity | null => {
  const { value, unit } = result.indicator
  if (value === null) return null
  if (typeof value === 'number') return quantityOf(value, unit, limitsOf(criteriaOf(card, result.period)))
  const word = valueText(value, unit)
  return { number: word, unit: '', text: word }
}

const changeOf = (points: readonly Point[]): string | null => {
  const [before, now] = [points.at(-2)?.result, points.at(-1)?.result]
  if (before === undefined || now === undefined || before.indicator.status === now.indicator.status) return null
  return en.overview.changed(en.statuses[before.indicator.status], periodText(before.period))
}

const itemOf = (points: readonly Point[], cards: readonly Card[], ledger?: Ledger): readonly OverviewItem[] => {
  const result = points.at(-1)?.result
  const card = result === undefined ? undefined : cardOf(cards, result.construct, result.version)
  if (result === undefined || card === undefined) return []
  return [
    {
      id: result.construct,
      annexB: result.annexB,
      question: card.title,
      answer: answerOf(result, card),
      status: statusMark(result.indicator.status),
      changed: changeOf(points),
      verdicts: indicatorVerdicts(points, card, ledger),
      measure: result.indicator.measure,
      value: indicatorQuantity(result, card),
      period: periodText(result.period),
      spark: sparkOf(points, card),
    },
  ]
}

/** Least urgent words last, met first: “7 are met, 3 are not met and 2 cannot be told”. */
const sentenceOrder: readonly Status[] = ['met', ...bySeverity.filter((status) => status !== 'met')]

const byUrgency = (a: OverviewItem, b: OverviewItem): number =>
  severity(a.status.status) - severity(b.status.status) || (a.question < b.question ? -1 : 1)

/**
 * The whole programme in a sentence and a list of answered questions. `results` may hold history and groups; `ledger` says
 * from where people take limits.
 */
export const overviewOf = (results: readonly Result[], cards: readonly Card[], ledger?: Ledger): Overview => {
  const totals = totalsOf(results)
  const items = [...Map.groupBy(totals, ({ construct }) => construct).values()]
    .flatMap((all) => itemOf(seriesOf(all), cards, ledger))
    .toSorted(byUrgency)
  const counts = sentenceOrder.flatMap((status) => {
    const count = items.filter((item) => item.status.status === status).length
    return count === 0 ? [] : [{ mark: statusMark(status), count }]
  })
  return {
    sentence: en.overview.sentence(
      items.length,
      counts.map(({ mark, count }) => en.counted[mark.status](count)),
    ),
    counts,
    attention: items.filter(({ status }) => status.status !== 'met'),
    met: items.filter(({ status }) => status.status === 'met'),
    knownAt: totals.reduce<string | null>(
      (newest, { knownAt }) => (newest === null || knownAt > newest ? knownAt : newest),
      null,
    ),
  }
}
