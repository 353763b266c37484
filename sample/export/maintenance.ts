import { isoDay } from '../calendar.ts'
import { maintenanceOn } from '../maintenance.ts'
import { slashedDay, worded } from './local.ts'
import { by, each, type Product, type Table, written } from './table.ts'

/** Work orders of a maintenance system: short upper-case headers, abbreviated states, the month first. */
const workOrders: Product = {
  mapping: 'work-orders',
  headers: ['WONUM', 'ASSETNUM', 'WORKTYPE', 'TARGSTARTDATE', 'ACTFINISH', 'STATUS'],
  records: each((row) => ({
    WONUM: row['event'] ?? null,
    ASSETNUM: row['asset'] ?? null,
    WORKTYPE: 'PM',
    TARGSTARTDATE: slashedDay(row['scheduled on']),
    ACTFINISH: slashedDay(row['performed on']),
    STATUS: worded({ planned: 'APPR', done: 'COMP', cancelled: 'CAN' })(row['status']),
  })),
  layout: { carriageReturns: true },
}

export const maintenanceEvents: Table = {
  contract: 'maintenance events',
  folder: 'maintenance-events',
  source: 'maintenance',
  format: 'csv',
  rhythm: 'quarter',
  columns: ['event', 'asset', 'scheduled on', 'performed on', 'status'],
  ahead: ['scheduled on'],
  rows: ({ maintenance }, day) =>
    maintenance
      .filter(({ scheduled, performed }) => Math.min(scheduled, performed ?? scheduled) <= day)
      .map((event) => ({
        event: event.id,
        asset: event.asset,
        'scheduled on': isoDay(event.scheduled),
        'performed on': written(by(day, event.performed), isoDay),
        status: maintenanceOn(event, day),
      })),
  product: workOrders,
}
