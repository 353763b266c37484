import { auditStatusOn, isEntered, plannedOn } from '../audits.ts'
import { isoDay } from '../calendar.ts'
import { dottedDay, worded } from './local.ts'
import { by, each, type Product, type Table, written } from './table.ts'

/** A planner of audits: its days stand in an object of their own, its kinds and states are words. */
const planner: Product = {
  mapping: 'audit-planner',
  headers: ['reference', 'type', 'schedule', 'report', 'state'],
  records: each((row) => ({
    reference: row['audit'] ?? null,
    type: worded({
      internal: 'Internal audit',
      external: 'Certification or client audit',
      independent_review: 'Independent review',
      supplier: 'Supplier audit',
    })(row['kind']),
    schedule: { planned: dottedDay(row['planned on']), actual: dottedDay(row['performed on']) },
    report: row['report'] ?? null,
    state: worded({ planned: 'Scheduled', performed: 'Completed', cancelled: 'Dropped', postponed: 'Rescheduled' })(
      row['status'],
    ),
  })),
  document: (records) => ({ total: records.length, data: { audits: records } }),
}

export const auditEvents: Table = {
  contract: 'audit events',
  folder: 'audit-events',
  source: 'audit planner',
  format: 'json',
  rhythm: 'quarter',
  columns: ['audit', 'kind', 'planned on', 'performed on', 'report', 'status'],
  ahead: ['planned on'],
  rows: ({ audits }, day) =>
    audits
      .filter((audit) => isEntered(audit, day))
      .map((audit) => ({
        audit: audit.id,
        kind: audit.kind,
        'planned on': written(plannedOn(audit, day), isoDay),
        'performed on': written(by(day, audit.performed), isoDay),
        report: written(by(day, audit.reported), () => `reports/${audit.id}.pdf`),
        status: auditStatusOn(audit, day),
      })),
  product: planner,
}
