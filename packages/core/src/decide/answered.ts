import type { Action, Deviation, Justification } from '../term/index.ts'
import { actionStateOf, type ActionState } from './action.ts'
import type { Breach } from './breach.ts'
import type { Course } from './course.ts'
import { dayIn, isAbout, type Ledger } from './ledger.ts'

/** A breach asks for one of three: a justification, an accepted deviation, or an action. */
export const breachStates = ['open', 'justified', 'accepted', 'acting', 'ended'] as const

/** Why nothing answers a breach (any more). */
export const openings = ['unanswered', 'goes on', 'lapsed', 'not effective'] as const

export type DeviationState = { readonly deviation: Deviation; readonly isInForce: boolean }

export type AnsweredBreach = {
  readonly breach: Breach
  readonly state: (typeof breachStates)[number]
  /** Why it is open; null where it is not. */
  readonly why: (typeof openings)[number] | null
  readonly justifications: readonly Justification[]
  readonly deviations: readonly DeviationState[]
  readonly actions: readonly ActionState[]
}

type OfPeriod = Justification | Deviation | Action

/** Whether what a decision speaks of lies in a breach. */
const speaksOf = ({ period }: OfPeriod, { since, until }: Breach, { periods }: Course): boolean => {
  const [first, next] = [periods[since], until === null ? undefined : periods[until]]
  return first !== undefined && period.end > first.start && (next === undefined || period.start < next.start)
}

/** The last day is in force: an acceptance until 30 June has lapsed on 1 July. */
export const isInForce = ({ until }: Deviation, day: string): boolean => day <= until

/** A deviation accepted for one breach holds for those that begin while it is in force. */
const covers = (deviation: Deviation, breach: Breach, course: Course, ledger: Ledger): boolean => {
  const begins = course.periods[breach.since]?.start ?? ''
  return (
    speaksOf(deviation, breach, course) || (dayIn(deviation.at, ledger.timeZone) <= begins && begins <= deviation.until)
  )
}

/** The last period of a breach that was not met. */
const lastOf = (breach: Breach, { periods }: Course): string =>
  periods.slice(0, breach.until ?? undefined).findLast(({ status }) => status === 'not met')?.start ?? ''

/** A conclusion by a person, or a check that says so. */
const hasFailed = ({ state }: ActionState): boolean => state === 'not effective'

const stateBy = (
  { breach, justifications, deviations, actions }: Omit<AnsweredBreach, 'state' | 'why'>,
  course: Course,
): Pick<AnsweredBreach, 'state' | 'why'> => {
  if (breach.until !== null) return { state: 'ended', why: null }
  if (actions.some((action) => !hasFailed(action))) return { state: 'acting', why: null }
  if (deviations.some((deviation) => deviation.isInForce)) return { state: 'accepted', why: null }
  if (justifications.some(({ period }) => period.end > lastOf(breach, course))) return { state: 'justified', why: null }
  const why =
    actions.length > 0
      ? 'not effective'
      : deviations.length > 0
        ? 'lapsed'
        : justifications.length > 0
          ? 'goes on'
          : 'unanswered'
  return { state: 'open', why }
}

/**
 * What has become of a breach by a day. A justification answers for the period it names: a breach that goes on asks
 * again. A deviation answers while it is in force, an action until it has proved not to work.
 */
export const answeredBreach = (breach: Breach, course: Course, ledger: Ledger, day: string): AnsweredBreach => {
  const own = <D extends OfPeriod>(all: readonly D[]): readonly D[] => all.filter((one) => isAbout(one, course))
  const known = {
    breach,
    justifications: own(ledger.of('justification')).filter((one) => speaksOf(one, breach, course)),
    deviations: own(ledger.of('deviation'))
      .filter((one) => covers(one, breach, course, ledger))
      .map((deviation) => ({ deviation, isInForce: isInForce(deviation, day) })),
    actions: own(ledger.of('action'))
      .filter((one) => speaksOf(one, breach, course))
      .map((action) => actionStateOf(action, ledger, course, day)),
  }
  return { ...known, ...stateBy(known, course) }
}
