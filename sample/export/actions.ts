import { stateOn } from '../actions.ts'
import { isoDay } from '../calendar.ts'
import { by, orNull, type Table, written } from './table.ts'

const euro = (cents: number): string => (cents / 100).toFixed(2)

export const actions: Table = {
  contract: 'actions',
  folder: 'actions',
  source: 'tracker',
  format: 'csv',
  rhythm: 'quarter',
  columns: [
    'action',
    'kind',
    'origin',
    'origin record',
    'criticality',
    'planned on',
    'due on',
    'moved to',
    'state',
    'done on',
    'planned cost',
    'actual cost',
    'quality met',
    'not done reason',
    'reason accepted',
  ],
  ahead: ['due on', 'moved to'],
  rows: (organisation, day) =>
    organisation.actions
      .filter(({ planned }) => planned <= day)
      .map((action) => {
        const done = by(day, action.done)
        const reason = action.reason !== undefined && action.reason.given <= day ? action.reason : undefined
        return {
          action: action.id,
          kind: action.kind,
          origin: action.origin,
          'origin record': orNull(action.originRecord),
          criticality: action.criticality,
          'planned on': isoDay(action.planned),
          'due on': isoDay(action.due),
          'moved to': action.moved !== undefined && action.moved.on <= day ? isoDay(action.moved.to) : null,
          state: stateOn(action, day),
          'done on': written(done, isoDay),
          'planned cost': written(action.plannedCost, euro),
          'actual cost': done === undefined ? null : written(action.actualCost, euro),
          'quality met': done === undefined ? null : orNull(action.qualityMet),
          'not done reason': orNull(reason?.text),
          'reason accepted': reason === undefined || reason.judged > day ? null : orNull(reason.accepted),
        }
      }),
}
