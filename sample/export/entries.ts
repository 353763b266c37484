import { dayAt, isoDay, isoInstant } from '../calendar.ts'
import { account, dottedDay, dottedTime, worded, yesNo } from './local.ts'
import { each, orNull, type Product, type Table } from './table.ts'

const mark = yesNo('Ja', 'Nein')

/** Inspection sheets from the list of a German office: yes and no in words, one line for each door and round. */
const sheets: Product = {
  mapping: 'inspection-sheets',
  headers: ['Tür', 'Standort', 'IT dahinter', 'Karte', 'PIN', 'Biometrie', 'Protokoll', 'Begangen am', 'Durch'],
  records: each((row) => ({
    Tür: row['entry'] ?? null,
    Standort: row['site'] ?? null,
    'IT dahinter': mark(row['protects information systems']),
    Karte: mark(row['has card']),
    PIN: mark(row['has pin']),
    Biometrie: mark(row['has biometric']),
    Protokoll: mark(row['logging enabled']),
    'Begangen am': dottedDay(row['assessed on']),
    Durch: worded({ 'internal audit': 'Revision', 'facility management': 'Gebäudeverwaltung' })(row['assessor']),
  })),
  layout: { separator: ';', encoding: 'windows-1252', carriageReturns: true },
}

export const entryPoints: Table = {
  contract: 'entry points',
  folder: 'entry-points',
  source: 'inspections',
  format: 'csv',
  rhythm: 'end',
  columns: [
    'entry',
    'site',
    'protects information systems',
    'has card',
    'has pin',
    'has biometric',
    'logging enabled',
    'assessed on',
    'assessor',
  ],
  rows: ({ inspections, entries }) => {
    const entryOf = new Map(entries.map((entry) => [entry.id, entry]))
    return inspections.map(({ entry, on, assessor, saw }) => ({
      entry,
      site: entryOf.get(entry)?.site ?? null,
      'protects information systems': entryOf.get(entry)?.protects ?? null,
      'has card': saw.card,
      'has pin': saw.pin,
      'has biometric': saw.biometric,
      'logging enabled': saw.logging,
      'assessed on': isoDay(on),
      assessor,
    }))
  },
  product: sheets,
}

/** The event log of an access control system: its own words, the reader's name with what it is, clocks of the place. */
const accessLog: Product = {
  mapping: 'access-control-log',
  headers: ['Event ID', 'Event time', 'Reader', 'Cardholder', 'Event type'],
  records: each((row) => ({
    'Event ID': row['event'] ?? null,
    'Event time': dottedTime(row['at']),
    Reader: `RDR ${String(row['entry'])} IN`,
    Cardholder: account(row['person']),
    'Event type': worded({
      granted: 'Access granted',
      denied: 'Access denied',
      forced: 'Door forced open',
      held_open: 'Door held open',
    })(row['result']),
  })),
  layout: { separator: ';', carriageReturns: true },
}

export const badgeEvents: Table = {
  contract: 'badge events',
  folder: 'badge-events',
  source: 'access-control',
  format: 'csv',
  rhythm: 'quarter',
  slices: true,
  columns: ['event', 'entry', 'at', 'person', 'result'],
  rows: (organisation, day, after) =>
    organisation.badgeEvents
      .filter(({ at }) => dayAt(at) > after && dayAt(at) <= day)
      .map((event) => ({
        event: event.id,
        entry: event.entry,
        at: isoInstant(event.at),
        person: orNull(event.person),
        result: event.result,
      })),
  product: accessLog,
}
