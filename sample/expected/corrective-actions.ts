/** B.10: corrective actions that fell due, were not done by then, and have no accepted reason. */
import { type Action, stateOn } from '../actions.ts'
import { type Expect, grouped, share } from './expected.ts'

export const origins = ['incident', 'audit', 'review', 'measurement', 'risk', 'other'] as const

export const correctiveActions: Expect = ({ actions }, { last, next }) => {
  const isDue = (action: Action): boolean =>
    action.kind === 'corrective' && action.due < next && stateOn(action, last) !== 'cancelled'
  // An action done after the period was not done in it; if it was due in it, it was late either way.
  const isUndone = ({ done, due }: Action): boolean => done === undefined || done > due
  const isExplained = ({ reason }: Action): boolean =>
    reason !== undefined && reason.given <= last && reason.judged <= last && reason.accepted === true
  const measure = (due: readonly Action[]) => {
    const undone = due.filter(isUndone)
    const unexplained = undone.filter((action) => !isExplained(action)).length
    return {
      'due actions': due.length,
      'undone actions': undone.length,
      'unexplained actions': unexplained,
      'undone share': share(undone.length, due.length),
      'unexplained share': share(unexplained, due.length),
    }
  }
  return grouped(actions.filter(isDue), origins, ({ origin }) => origin, measure)
}
