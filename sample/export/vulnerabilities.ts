import { addMonths, dayAt, isoDay, isoInstant } from '../calendar.ts'
import { statusOn } from '../vulnerabilities.ts'
import { epochSeconds, worded, yesNo } from './local.ts'
import { each, type Fields, orNull, type Product, type Row, type Table, written } from './table.ts'

const host = (asset: unknown): string => `${String(asset)}.linden-hale.example`

const finding = (row: Row): Fields => ({
  'Finding ID': row['finding'] ?? null,
  'DNS Name': host(row['asset']),
  'Plugin Name': row['vulnerability'] ?? null,
  'CVSS Version': row['cvss version'] === null ? '' : `v${String(row['cvss version'])}`,
  'CVSS Base Score': row['cvss base'] ?? null,
  Risk: worded({ low: 'Low', medium: 'Medium', high: 'High', critical: 'Critical' })(row['severity']),
  'First Discovered': row['first seen'] ?? null,
  'Last Observed': row['last seen'] ?? null,
  Mitigated: row['fixed at'] ?? null,
  State: worded({ open: 'Active', fixed: 'Fixed', accepted: 'Risk accepted', false_positive: 'False positive' })(
    row['status'],
  ),
  'Known Exploited': yesNo('Yes', 'No')(row['exploited known']),
})

/** A scanner says of every system that it is there: no weakness, and no row of ours. */
const information = (rows: readonly Row[]): readonly Fields[] =>
  [...new Set(rows.map(({ asset }) => asset))].slice(0, 60).map((asset) => ({
    'Finding ID': `info-${String(asset)}`,
    'DNS Name': host(asset),
    'Plugin Name': 'Scan information',
    Risk: 'None',
    'First Discovered': rows.find((row) => row['asset'] === asset)?.['first seen'] ?? null,
    'Last Observed': rows.findLast((row) => row['asset'] === asset)?.['last seen'] ?? null,
    State: 'Active',
  }))

/** A vulnerability scanner: host names instead of assets, several versions of the score, rows that are information only. */
const scanner: Product = {
  mapping: 'scanner-findings',
  headers: [
    'Finding ID',
    'DNS Name',
    'Plugin Name',
    'CVSS Version',
    'CVSS Base Score',
    'Risk',
    'First Discovered',
    'Last Observed',
    'Mitigated',
    'State',
    'Known Exploited',
  ],
  // After half a year somebody set the filter of the export.
  records: (rows, { calendar }, day) => [
    ...(day < addMonths(calendar.start, 6) ? information(rows) : []),
    ...rows.map(finding),
  ],
}

export const vulnerabilityFindings: Table = {
  contract: 'vulnerability findings',
  folder: 'vulnerability-findings',
  source: 'scanner',
  format: 'csv',
  rhythm: 'month',
  columns: [
    'finding',
    'asset',
    'vulnerability',
    'cvss version',
    'cvss base',
    'severity',
    'first seen',
    'last seen',
    'fixed at',
    'status',
    'exploited known',
  ],
  rows: ({ findings }, day) =>
    findings.flatMap((finding) => {
      const seen = finding.seen.filter((scan) => dayAt(scan) <= day)
      const [first] = seen
      const last = seen.at(-1)
      if (first === undefined || last === undefined) return []
      const fixed = finding.fixed !== undefined && dayAt(finding.fixed) <= day ? finding.fixed : undefined
      return [
        {
          finding: finding.id,
          asset: finding.asset,
          vulnerability: finding.weakness,
          'cvss version': orNull(finding.cvss?.version),
          'cvss base': orNull(finding.cvss?.base),
          severity: finding.severity,
          'first seen': isoInstant(first),
          'last seen': isoInstant(last),
          'fixed at': written(fixed, isoInstant),
          status: statusOn(finding, day),
          'exploited known': finding.exploited,
        },
      ]
    }),
  product: scanner,
}

/** The scanner's own list of what it did, and of what others did whose reports were loaded into it. */
const scans: Product = {
  mapping: 'scanner-scans',
  headers: ['id', 'type', 'started', 'ended', 'owner', 'report'],
  records: each((row) => ({
    id: row['assessment'] ?? null,
    type: worded({ vulnerability_scan: 'remote', penetration_test: 'imported' })(row['kind']),
    started: epochSeconds(row['started on']),
    ended: epochSeconds(row['finished on']),
    owner: row['provider'] ?? null,
    report: row['report'] ?? null,
  })),
  document: (records) => ({ folders: [], scans: records }),
}

export const assessments: Table = {
  contract: 'assessments',
  folder: 'assessments',
  source: 'scanner',
  format: 'json',
  rhythm: 'end',
  columns: ['assessment', 'kind', 'started on', 'finished on', 'provider', 'report'],
  rows: (organisation, day) =>
    organisation.assessments.map(({ id, kind, started, finished, provider }) => ({
      assessment: id,
      kind,
      'started on': isoDay(started),
      'finished on': finished <= day ? isoDay(finished) : null,
      provider,
      report: finished <= day ? `reports/${id}` : null,
    })),
  product: scans,
}

/** The hosts of each scan, and whether it could log in. */
const hosts: Product = {
  mapping: 'scanner-hosts',
  headers: ['Scan', 'Host', 'Credentialed checks'],
  records: each((row) => ({
    Scan: row['assessment'] ?? null,
    Host: host(row['asset']),
    'Credentialed checks': yesNo('yes', 'no')(row['authenticated']) ?? 'n/a',
  })),
  layout: { separator: '|' },
}

export const assessmentScopes: Table = {
  contract: 'assessment scopes',
  folder: 'assessment-scopes',
  source: 'scanner',
  format: 'csv',
  rhythm: 'end',
  columns: ['assessment', 'asset', 'authenticated'],
  rows: (organisation) =>
    organisation.assessments.flatMap(({ id, scope }) =>
      scope.map(({ asset, authenticated }) => ({ assessment: id, asset, authenticated: orNull(authenticated) })),
    ),
  product: hosts,
}
