import type { Action, Conclusion } from '../term/index.ts'
import type { Course } from './course.ts'
import { effectivenessOf, type Effectiveness } from './effectiveness.ts'
import type { Ledger } from './ledger.ts'

/** Where an action stands. A conclusion closes it; else the effectiveness check decides. */
export const actionStates = ['planned', 'overdue', 'done', 'effective', 'not effective', 'cannot tell'] as const

export type ActionState = {
  readonly action: Action
  readonly state: (typeof actionStates)[number]
  /** As it stands now; the first day promised is the action’s own. */
  readonly due: string
  readonly checkOn: string
  readonly done: string | null
  readonly check: Effectiveness
  readonly conclusion: Conclusion | null
}

const lastOf = <T>(values: readonly (T | null)[], first: T): T => values.findLast((value) => value !== null) ?? first

const stateBy = (
  { conclusion, check, done, due }: Omit<ActionState, 'state' | 'action' | 'checkOn'>,
  day: string,
): ActionState['state'] => {
  if (conclusion !== null) return conclusion.effective ? 'effective' : 'not effective'
  if (done === null) return day > due ? 'overdue' : 'planned'
  return check.kind === 'told' ? check.verdict : 'done'
}

/** What has become of an action by a day. It is overdue from the day after it was due. */
export const actionStateOf = (action: Action, ledger: Ledger, course: Course, day: string): ActionState => {
  const moved = ledger.about('postponement', action.id)
  const due = lastOf(
    moved.map((one) => one.due),
    action.due,
  )
  const checkOn = lastOf(
    moved.map((one) => one.check),
    action.check.on,
  )
  const done = ledger.about('completion', action.id).at(-1)?.on ?? null
  const check = effectivenessOf(course, { ...action.check, on: checkOn, done }, day)
  const conclusion = ledger.about('conclusion', action.id).at(-1) ?? null
  const known = { due, done, check, conclusion }
  return { action, checkOn, ...known, state: stateBy(known, day) }
}
