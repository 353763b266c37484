/** B.7: improvements under way when the quarter began that keep to their day, their cost and their quality. */
import { type Action, stateOn } from '../actions.ts'
import type { Day } from '../calendar.ts'
import { isRecorded } from './audit-programme.ts'
import { type Expect, grouped, share, type Values } from './expected.ts'

const weights = { low: 1, medium: 2, high: 3 } as const
/** As adopted. */
const tolerance = 0.3

const isUnderWay = (action: Action, day: Day): boolean =>
  action.kind === 'improvement' && action.planned <= day && !['done', 'cancelled'].includes(stateOn(action, day))

const isDear = ({ plannedCost, actualCost }: Action): boolean =>
  actualCost !== undefined && actualCost > (plannedCost ?? 0) * (1 + tolerance)

const names = [
  'planned improvements',
  'delivered improvements',
  'late improvements',
  'dear improvements',
  'poor improvements',
  'moved improvements',
  'cancelled improvements',
  'weight planned',
  'weight delivered',
  'delivered share',
  'weighted delivery',
]
const unknown: Values = Object.fromEntries(names.map((name) => [name, null]))

export const improvementActions: Expect = ({ actions, calendar }, { first, next, last }) => {
  if (!isRecorded(calendar, first)) return { total: unknown, groups: {} }
  const isDone = ({ done }: Action): boolean => done !== undefined && done < next
  const isLate = ({ due, done }: Action): boolean => due < next && (done === undefined || done > due)
  const isDropped = (action: Action): boolean => stateOn(action, last) === 'cancelled'
  // Every cost planned has an actual one once the action is done, and none without.
  const isSound = (action: Action): boolean => !isDone(action) || (action.qualityMet === true && !isDear(action))
  const weigh = (all: readonly Action[]): number => all.reduce((sum, { criticality }) => sum + weights[criticality], 0)
  const measure = (planned: readonly Action[]) => {
    const kept = planned.filter((action) => !isDropped(action))
    const delivered = kept.filter((action) => !isLate(action) && isSound(action))
    return {
      'planned improvements': planned.length,
      'delivered improvements': delivered.length,
      'late improvements': kept.filter(isLate).length,
      'dear improvements': kept.filter((action) => isDone(action) && isDear(action)).length,
      'poor improvements': kept.filter((action) => isDone(action) && action.qualityMet !== true).length,
      'moved improvements': planned.filter(
        ({ moved, due }) => moved !== undefined && moved.on <= last && moved.to > due,
      ).length,
      'cancelled improvements': planned.length - kept.length,
      'weight planned': weigh(planned),
      'weight delivered': weigh(delivered),
      'delivered share': share(delivered.length, planned.length),
      'weighted delivery': share(weigh(delivered), weigh(planned)),
    }
  }
  const planned = actions.filter((action) => isUnderWay(action, first - 1))
  return grouped(planned, ['low', 'medium', 'high'], ({ criticality }) => criticality, measure)
}
