import { dayAt, isoInstant, moment } from '../calendar.ts'
import { costOn, isIntrusion } from '../incidents.ts'
import { bareTime, groupedComma, worded, yesNo } from './local.ts'
import { each, orNull, type Product, type Table, written } from './table.ts'

/** A service desk's list: priorities with their number, times of Greenwich without saying so, flags told from the class. */
const tickets: Product = {
  mapping: 'service-desk-incidents',
  headers: [
    'number',
    'category',
    'priority',
    'u_occurred',
    'u_detected',
    'opened_at',
    'resolved_at',
    'closed_at',
    'cause',
    'u_intruder',
  ],
  records: each((row) => ({
    number: row['incident'] ?? null,
    category: row['category'] ?? null,
    priority: worded({ critical: '1 - Critical', high: '2 - High', medium: '3 - Moderate', low: '4 - Low' })(
      row['severity'],
    ),
    u_occurred: bareTime(row['occurred at']),
    u_detected: bareTime(row['detected at']),
    opened_at: bareTime(row['reported at']),
    resolved_at: bareTime(row['resolved at']),
    closed_at: bareTime(row['closed at']),
    cause: row['root cause'] ?? null,
    u_intruder: yesNo('true', 'false')(row['unauthorised entry']),
  })),
  layout: { quotes: 'always', carriageReturns: true },
}

export const incidents: Table = {
  contract: 'incidents',
  folder: 'incidents',
  source: 'tickets',
  format: 'csv',
  rhythm: 'quarter',
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
  rows: (organisation, day) => {
    const until = moment(day + 1)
    const past = (instant: number | undefined) => (instant !== undefined && instant < until ? instant : undefined)
    return organisation.incidents
      .filter(({ reported }) => reported < until)
      .map((incident) => ({
        incident: incident.id,
        category: incident.category,
        severity: incident.severity,
        'occurred at': written(incident.occurred, isoInstant),
        'detected at': isoInstant(incident.detected),
        'reported at': isoInstant(incident.reported),
        'resolved at': written(past(incident.resolved), isoInstant),
        'closed at': written(past(incident.closed), isoInstant),
        'root cause': past(incident.resolved) === undefined ? null : orNull(incident.cause),
        malware: incident.category === 'malware',
        physical: incident.category === 'physical',
        'unauthorised entry': isIntrusion(incident),
      }))
  },
  product: tickets,
}

/** Postings on an internal order for each incident: accounts for kinds, amounts as Germans write them, a report's head. */
const postings: Product = {
  mapping: 'ledger-incident-orders',
  headers: ['Auftrag', 'Konto', 'Betrag EUR', 'Kz', 'von EUR', 'bis EUR'],
  records: each((row) => ({
    Auftrag: `IO/${String(row['incident'])}`,
    Konto: worded({
      response: '675100',
      recovery: '675200',
      lost_business: '699100',
      legal: '677000',
      notification: '681500',
      fine: '695000',
      other: '689000',
    })(row['cost kind']),
    'Betrag EUR': groupedComma(row['amount']),
    Kz: yesNo('S', 'I')(row['estimated']),
    'von EUR': groupedComma(row['low']),
    'bis EUR': groupedComma(row['high']),
  })),
  layout: {
    separator: ';',
    encoding: 'windows-1252',
    carriageReturns: true,
    above: ['Linden & Hale – Auftragsauswertung; Beträge in €', ''],
  },
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
  product: postings,
}
