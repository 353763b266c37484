import type { Series } from '../analyse/index.ts'
import type { Card, Result } from '../term/index.ts'
import { differenceOf, type Difference } from './difference.ts'
import { periodText } from './date-words.ts'
import { en } from './message/index.ts'
import { indicatorQuantity } from './overview.ts'
import { numberOf, type Point } from './series.ts'

const words = en.compare.period

/** The latest value beside an earlier one. */
export type PeriodComparison = {
  readonly with: 'before' | 'year before'
  readonly title: string
  readonly period: string
  readonly start: string
  readonly difference: Difference
  readonly sentence: string
}

const yearEarlier = (date: string): string => `${Number(date.slice(0, 4)) - 1}${date.slice(4)}`

const isYearBefore = (earlier: Result['period'], { start, end }: Result['period']): boolean =>
  earlier.start === yearEarlier(start) && earlier.end === yearEarlier(end)

const sentenceOf = (before: Point, difference: Difference, card: Card): string => {
  const [name, value] = [periodText(before.result.period), indicatorQuantity(before.result, card)?.text ?? '']
  const { change, amount, limits, verdict, why } = difference
  if (change === 0) return words.same(name, value)
  const said = limits === null ? amount : `${amount} (${limits})`
  const judged = verdict === null ? words.notTested(why ?? en.compare.notTested) : en.compare.verdicts[verdict]
  return words.sentence(name, value, said, judged)
}

const compared = (
  which: PeriodComparison['with'],
  series: Series,
  before: Point | undefined,
  latest: Point,
  card: Card,
): readonly PeriodComparison[] => {
  const difference = before === undefined ? undefined : differenceOf(series, before, latest, card)
  if (before === undefined || difference === undefined) return []
  return [
    {
      with: which,
      title: which === 'before' ? words.before : words.yearBefore,
      period: periodText(before.result.period),
      start: before.result.period.start,
      difference,
      sentence: sentenceOf(before, difference, card),
    },
  ]
}

/** The last value that is known, against the one before it and the one of a year before (8.6). */
export const periodComparisons = (
  series: Series,
  points: readonly Point[],
  card: Card,
): readonly PeriodComparison[] => {
  const known = points.filter(({ result }) => numberOf(result) !== null)
  const [before, latest] = [known.at(-2), known.at(-1)]
  if (latest === undefined) return []
  const year = known.find(({ result }) => isYearBefore(result.period, latest.result.period))
  return [
    ...compared('before', series, before, latest, card),
    ...(year === before ? [] : compared('year before', series, year, latest, card)),
  ]
}
