import { isoDay, isoInstant } from '../calendar.ts'
import { intervalOn } from '../services.ts'
import { bareTime, worded } from './local.ts'
import { each, type Product, type Table, written } from './table.ts'

/** The service portfolio: what was promised stands in an object of its own, as a percentage. */
const portfolio: Product = {
  mapping: 'service-portfolio',
  headers: ['key', 'title', 'sla'],
  records: each((row) => ({
    key: row['service'] ?? null,
    title: row['name'] ?? null,
    sla: {
      availability: `${String(Math.round(Number(row['availability target']) * 10_000) / 100)} %`,
      maintenance: row['window calendar'] ?? null,
    },
  })),
  document: (records) => ({ page: 1, services: records }),
}

export const services: Table = {
  contract: 'services',
  folder: 'services',
  source: 'portfolio',
  format: 'json',
  rhythm: 'month',
  columns: ['service', 'name', 'availability target', 'window calendar'],
  rows: (organisation) =>
    organisation.services.map((service) => ({
      service: service.id,
      name: service.title,
      'availability target': service.target,
      'window calendar': service.windowCalendar,
    })),
  product: portfolio,
}

/** A monitor of uptime: numbers for states, the kind of the check, Greenwich without saying so. */
const heartbeats: Product = {
  mapping: 'uptime-monitor',
  headers: ['monitor', 'type', 'status', 'begin_utc', 'end_utc'],
  records: each((row) => ({
    monitor: row['service'] ?? null,
    type: worded({ end_to_end: 'http', component: 'ping' })(row['probe']),
    status: worded({ down: '0', up: '1', degraded: '2', unknown: '3' })(row['state']),
    begin_utc: bareTime(row['from at']),
    end_utc: bareTime(row['to at']),
  })),
}

export const availabilityIntervals: Table = {
  contract: 'availability intervals',
  folder: 'availability-intervals',
  source: 'monitoring',
  format: 'tsv',
  rhythm: 'end',
  columns: ['service', 'from at', 'to at', 'state', 'probe'],
  rows: (organisation, day) =>
    organisation.services.flatMap((service) =>
      service.intervals.flatMap((interval) => {
        const known = intervalOn(interval, day)
        if (known === undefined) return []
        const { from, to, state, probe } = known
        return [{ service: service.id, 'from at': isoInstant(from), 'to at': written(to, isoInstant), state, probe }]
      }),
    ),
  product: heartbeats,
}

/** Windows as a calendar gives them: the service in the subject, times as objects with their zone. */
const calendar: Product = {
  mapping: 'maintenance-calendar',
  headers: ['subject', 'start', 'end', 'approvedOn'],
  records: each((row) => ({
    subject: `Maintenance: ${String(row['service'])}`,
    start: { dateTime: bareTime(row['from at']), timeZone: 'UTC' },
    end: { dateTime: bareTime(row['to at']), timeZone: 'UTC' },
    approvedOn: row['approved on'] ?? null,
  })),
  document: (records) => ({ value: records }),
}

export const plannedWindows: Table = {
  contract: 'planned windows',
  folder: 'planned-windows',
  source: 'portfolio',
  format: 'json',
  rhythm: 'end',
  columns: ['service', 'from at', 'to at', 'approved on'],
  rows: (organisation) =>
    organisation.services.flatMap((service) =>
      service.windows.map(({ from, to, approved }) => ({
        service: service.id,
        'from at': isoInstant(from),
        'to at': isoInstant(to),
        'approved on': isoDay(approved),
      })),
    ),
  product: calendar,
}
