import { stateOn } from '../actions.ts'
import { isoDay } from '../calendar.ts'
import { commaDecimal, worded, yesNo } from './local.ts'
import { by, type Cell, each, orNull, type Product, type Table, written } from './table.ts'

const euro = (cents: number): string => (cents / 100).toFixed(2)

const short = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The way of a tracker: 09/Mar/26. */
const trackerDay = (cell: Cell | undefined): string | null =>
  typeof cell === 'string'
    ? `${cell.slice(8, 10)}/${short[Number(cell.slice(5, 7)) - 1] ?? ''}/${cell.slice(2, 4)}`
    : null

/** A tracker of issues: its labels stand in columns of the same name, the first with the kind and the second with the origin. */
const issues: Product = {
  mapping: 'tracker-actions',
  headers: [
    'Issue key',
    'Labels',
    'Labels (2)',
    'Issue link',
    'Priority',
    'Created',
    'Original due',
    'Due date',
    'Status',
    'Resolved',
    'Budget',
    'Spent',
    'Verification',
    'Delay reason',
    'Delay accepted',
  ],
  records: each((row) => ({
    'Issue key': row['action'] ?? null,
    Labels: row['kind'] ?? null,
    'Labels (2)': `from-${String(row['origin'])}`,
    'Issue link': row['origin record'] ?? null,
    Priority: worded({ low: 'Low', medium: 'Medium', high: 'High' })(row['criticality']),
    Created: trackerDay(row['planned on']),
    'Original due': trackerDay(row['due on']),
    'Due date': trackerDay(row['moved to'] ?? row['due on']),
    Status: worded({
      open: 'To Do',
      standby: 'On Hold',
      in_progress: 'In Progress',
      done: 'Done',
      cancelled: "Won't Do",
    })(row['state']),
    Resolved: trackerDay(row['done on']),
    Budget: commaDecimal(row['planned cost']),
    Spent: commaDecimal(row['actual cost']),
    Verification: yesNo('Accepted', 'Rejected')(row['quality met']),
    'Delay reason': row['not done reason'] ?? null,
    'Delay accepted': yesNo('yes', 'no')(row['reason accepted']),
  })),
}

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
  product: issues,
}
