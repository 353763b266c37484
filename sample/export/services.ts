import { isoDay, isoInstant } from '../calendar.ts'
import { intervalOn } from '../services.ts'
import { type Table, written } from './table.ts'

export const services: Table = {
  contract: 'services',
  folder: 'services',
  source: 'portfolio',
  format: 'csv',
  rhythm: 'month',
  columns: ['service', 'name', 'availability target', 'window calendar'],
  rows: (organisation) =>
    organisation.services.map((service) => ({
      service: service.id,
      name: service.title,
      'availability target': service.target,
      'window calendar': service.windowCalendar,
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
}

export const plannedWindows: Table = {
  contract: 'planned windows',
  folder: 'planned-windows',
  source: 'portfolio',
  format: 'csv',
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
}
