/** B.9: incidents closed in the period that led to an action which is more than a token. */
import { type Action, stateOn } from '../actions.ts'
import type { Incident } from '../incidents.ts'
import { type Expect, grouped, share, within } from './expected.ts'

export const incidentLearning: Expect = ({ actions, incidents, truth }, { from, to, last }) => {
  const answers = Map.groupBy(
    actions.filter(({ origin, planned }) => origin === 'incident' && planned <= last),
    ({ originRecord }) => originRecord,
  )
  const isReal = (action: Action): boolean => {
    const isBad = action.qualityMet === false && action.done !== undefined && action.done <= last
    return stateOn(action, last) !== 'cancelled' && !isBad && action.done !== action.planned
  }
  const isAnswered = ({ id }: Incident): boolean => answers.has(id)
  const isLearnt = ({ id }: Incident): boolean => answers.get(id)?.some(isReal) ?? false
  const isSevere = ({ severity }: Incident): boolean => severity === 'high' || severity === 'critical'
  const measure = (closed: readonly Incident[]) => {
    const severe = closed.filter(isSevere)
    const [learnt, learntSevere] = [closed.filter(isLearnt).length, severe.filter(isLearnt).length]
    return {
      'closed incidents': closed.length,
      'learnt from': learnt,
      'token answers': closed.filter((incident) => isAnswered(incident) && !isLearnt(incident)).length,
      'severe incidents': severe.length,
      'severe learnt from': learntSevere,
      'learning share': share(learnt, closed.length),
      'severe learning share': share(learntSevere, severe.length),
      'severe incidents wasted': severe.length - learntSevere,
    }
  }
  const closed = incidents.filter((incident) => within(incident.closed, from, to))
  return grouped(
    closed,
    truth.incidents.categories.map(({ name }) => name),
    ({ category }) => category,
    measure,
  )
}
