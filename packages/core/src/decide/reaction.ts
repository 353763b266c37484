import { Temporal } from 'temporal-polyfill'
import { dateOf } from '../term/index.ts'
import type { AnsweredBreach } from './answered.ts'
import type { Course } from './course.ts'
import { dayIn, type Ledger } from './ledger.ts'

/** How many days people took, each counted from the day on which the breach was known; null where it has not happened. */
export type Reaction = {
  /**
   * Where the first answer is older than the result, which was measured later, days are counted from the end of the
   * period: nobody can have known before.
   */
  readonly from: 'known' | 'period end'
  readonly start: string
  readonly answered: number | null
  readonly done: number | null
  readonly effective: number | null
}

/** @example daysBetween('2026-02-27', '2026-03-02') //=> 3 */
export const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days

const earliest = (days: readonly string[]): string | null => days.toSorted()[0] ?? null

/** From knowing of a breach to answering it, to having done what was decided, to knowing that it worked. */
export const reactionTo = (
  { breach, justifications, deviations, actions }: AnsweredBreach,
  { periods }: Course,
  ledger: Ledger,
): Reaction => {
  const told = periods[breach.told]
  const made = [
    ...justifications,
    ...deviations.map(({ deviation }) => deviation),
    ...actions.map(({ action }) => action),
  ]
  const answered = earliest(made.map(({ at }) => dayIn(at, ledger.timeZone)))
  const known = told === undefined ? '' : dateOf(told.knownAt, ledger.timeZone)
  const isKnown = answered === null || known <= answered
  const start = isKnown ? known : (told?.end ?? '')
  // What was done before it could be known took no time.
  const after = (day: string | null): number | null => (day === null ? null : Math.max(0, daysBetween(start, day)))
  return {
    from: isKnown ? 'known' : 'period end',
    start,
    answered: after(answered),
    done: after(earliest(actions.flatMap(({ done }) => done ?? []))),
    effective: after(
      earliest(
        actions.flatMap(({ state, conclusion, checkOn }) =>
          state === 'effective' ? [conclusion === null ? checkOn : dayIn(conclusion.at, ledger.timeZone)] : [],
        ),
      ),
    ),
  }
}
