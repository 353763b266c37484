import { dayAt, isoDay, isoInstant } from '../calendar.ts'
import { statusOn } from '../vulnerabilities.ts'
import { orNull, type Table, written } from './table.ts'

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
}

export const assessments: Table = {
  contract: 'assessments',
  folder: 'assessments',
  source: 'scanner',
  format: 'csv',
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
}
