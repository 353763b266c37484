import { crossingsIn, type Crossing, type Ledger } from '../decide/index.ts'
import type { Card, Result } from '../term/index.ts'
import { courseOf } from './course.ts'
import { periodText } from './date-words.ts'
import { en } from './message/index.ts'
import type { Point } from './series.ts'
import { statusMark } from './status-mark.ts'

type Period = Result['period']

/** A change of the status an indicator is held to, for whoever wants to be notified of it. */
export type CrossingNews = Pick<Crossing, 'from' | 'to' | 'by'> & {
  readonly construct: string
  readonly group: Result['group']
  /** The period that told it, and the first of those that did. */
  readonly period: Period
  readonly since: Period
  /** Whether it is the status held to now. */
  readonly isCurrent: boolean
  readonly sentence: string
}

/**
 * The changes that became known at a moment and not before: asked at each measuring, every change is told once.
 * `points` with history, in the order of their periods.
 */
export const crossingsKnownAt = (
  points: readonly Point[],
  card: Card,
  ledger: Ledger | undefined,
  knownAt: string,
): readonly CrossingNews[] => {
  const course = courseOf(points, card, ledger)
  const crossings = crossingsIn(course)
  const periodAt = (place: number): Period => {
    const { start = '', end = '' } = course.periods[place] ?? {}
    return { start, end }
  }
  // Whichever of its periods became known last made it known.
  const isNew = ({ since, place }: Crossing): boolean =>
    course.periods
      .slice(since, place + 1)
      .map((period) => period.knownAt)
      .toSorted()
      .at(-1) === knownAt
  return crossings.flatMap((crossing, i): readonly CrossingNews[] => {
    if (!isNew(crossing)) return []
    const { from, to, by } = crossing
    const since = periodAt(crossing.since)
    const mark = statusMark(to)
    return [
      {
        construct: card.id,
        group: course.group,
        from,
        to,
        by,
        period: periodAt(crossing.place),
        since,
        isCurrent: i === crossings.length - 1,
        sentence: en.decide.crossed(mark.symbol, card.id, mark.word, periodText(since), by),
      },
    ]
  })
}
