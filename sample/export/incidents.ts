import { dayAt, isoInstant } from '../calendar.ts'
import { costOn } from '../incidents.ts'
import { orNull, type Table, written } from './table.ts'

export const incidents: Table = {
  contract: 'incidents',
  folder: 'incidents',
  source: 'tickets',
  format: 'ndjson',
  rhythm: 'end',
  columns: [
    'incident',
    'category',
    'severity',
    'occurred at',
    'detected at',
    'reported at',
    'resolved at',
    'closed at',
    'root cause',
    'malware',
    'physical',
    'unauthorised entry',
  ],
  rows: (organisation) =>
    organisation.incidents.map((incident) => ({
      incident: incident.id,
      category: incident.category,
      severity: incident.severity,
      'occurred at': written(incident.occurred, isoInstant),
      'detected at': isoInstant(incident.detected),
      'reported at': isoInstant(incident.reported),
      'resolved at': written(incident.resolved, isoInstant),
      'closed at': written(incident.closed, isoInstant),
      'root cause': orNull(incident.cause),
      malware: incident.category === 'malware',
      physical: incident.category === 'physical',
      'unauthorised entry': incident.category === 'physical' && incident.cause !== 'door left open',
    })),
}

const euro = (cents: number): string => (cents / 100).toFixed(2)

/** Several files, because some amounts arrive late and some are corrected. */
export const incidentCosts: Table = {
  contract: 'incident costs',
  folder: 'incident-costs',
  source: 'finance',
  format: 'csv',
  rhythm: 'quarter',
  columns: ['incident', 'cost kind', 'amount', 'estimated', 'low', 'high'],
  rows: (organisation, day) =>
    organisation.incidents
      .filter(({ detected }) => dayAt(detected) <= day)
      .flatMap((incident) =>
        incident.costs.flatMap((cost) => {
          const known = costOn(cost, day)
          return known === undefined ? [] : [{ incident, kind: cost.kind, known }]
        }),
      )
      .map(({ incident, kind, known }) => ({
        incident: incident.id,
        'cost kind': kind,
        amount: euro(known.cents),
        estimated: known.estimate !== undefined,
        low: written(known.estimate?.low, euro),
        high: written(known.estimate?.high, euro),
      })),
}
