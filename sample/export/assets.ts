import { isoDay } from '../calendar.ts'
import { releasedBy, scopedOn } from '../assets.ts'
import { account, worded, yesNo } from './local.ts'
import { by, type Cell, each, orNull, type Product, type Table, written } from './table.ts'

const midnight = (cell: Cell | undefined): string | null => (typeof cell === 'string' ? `${cell} 00:00:00` : null)

/** A configuration database: classes for types, criticality in words, a day with a midnight that means nothing. */
const inventory: Product = {
  mapping: 'cmdb',
  headers: [
    'name',
    'sys_class_name',
    'os',
    'u_network_zone',
    'busines_criticality',
    'u_classification',
    'u_isms_scope',
    'department.name',
    'install_date',
    'u_decommissioned',
    'u_last_release',
  ],
  records: each((row) => ({
    name: row['asset'] ?? null,
    sys_class_name: worded({
      server: 'cmdb_ci_server',
      application: 'cmdb_ci_appl',
      database: 'cmdb_ci_db_instance',
      cloud: 'cmdb_ci_vm_instance',
      network: 'cmdb_ci_netgear',
      workstation: 'cmdb_ci_computer',
      mobile: 'cmdb_ci_handheld_computing',
    })(row['asset type']),
    os: row['os family'] ?? null,
    u_network_zone: row['zone'] ?? null,
    busines_criticality: yesNo('1 - most critical', '4 - not critical')(row['critical']),
    u_classification: yesNo('Confidential', 'Internal')(row['handles sensitive']),
    u_isms_scope: row['scoped'] ?? null,
    'department.name': row['owner'] ?? null,
    install_date: midnight(row['service start']),
    u_decommissioned: midnight(row['retired on']),
    u_last_release: midnight(row['last major release on']),
  })),
  layout: { quotes: 'always' },
}

export const assets: Table = {
  contract: 'assets',
  folder: 'assets',
  source: 'inventory',
  format: 'csv',
  rhythm: 'month',
  columns: [
    'asset',
    'asset type',
    'os family',
    'zone',
    'critical',
    'handles sensitive',
    'scoped',
    'owner',
    'service start',
    'retired on',
    'last major release on',
  ],
  rows: (organisation, day) =>
    organisation.assets
      .filter(({ start }) => start <= day)
      .map((asset) => ({
        asset: asset.id,
        'asset type': asset.type,
        'os family': asset.os,
        zone: asset.zone,
        critical: asset.critical,
        'handles sensitive': asset.sensitive,
        scoped: scopedOn(asset, day),
        owner: asset.owner,
        'service start': isoDay(asset.start),
        'retired on': written(by(day, asset.retired), isoDay),
        'last major release on': written(releasedBy(asset, organisation.calendar, day), isoDay),
      })),
  product: inventory,
}

/** Change records from a web interface: references are objects, answers are texts, and nobody's answer is an empty one. */
const changes: Product = {
  mapping: 'change-records',
  headers: ['number', 'cmdb_ci', 'end_date', 'parent', 'u_change_evidence', 'u_hardening', 'u_checklist'],
  records: each((row) => ({
    number: row['deployment'] ?? null,
    cmdb_ci: {
      display_value: row['asset'] ?? null,
      link: `https://desk.linden-hale.example/ci/${String(row['asset'])}`,
    },
    end_date: row['go live on'] ?? null,
    parent: row['change ticket'] ?? '',
    u_change_evidence: yesNo('true', 'false')(row['change evidence ok']) ?? '',
    u_hardening: yesNo('complete', 'incomplete')(row['hardening checklist ok']) ?? '',
    u_checklist: row['evidence'] ?? '',
  })),
  document: (records) => ({ result: records }),
}

export const newDeployments: Table = {
  contract: 'new deployments',
  folder: 'new-deployments',
  source: 'changes',
  format: 'json',
  rhythm: 'quarter',
  columns: [
    'deployment',
    'asset',
    'go live on',
    'change ticket',
    'change evidence ok',
    'hardening checklist ok',
    'evidence',
  ],
  rows: (organisation, day) =>
    organisation.deployments
      .filter(({ live }) => live <= day)
      .map((deployment) => ({
        deployment: deployment.id,
        asset: deployment.asset,
        'go live on': isoDay(deployment.live),
        'change ticket': orNull(deployment.ticket),
        'change evidence ok': orNull(deployment.changeProven),
        'hardening checklist ok': orNull(deployment.hardeningProven),
        evidence: deployment.hardeningProven === true ? `checklists/${deployment.id}` : null,
      })),
  product: changes,
}

/** Access reviews of a directory: instances with a scope, a reviewer by account, and decisions counted. */
const reviews: Product = {
  mapping: 'entra-access-reviews',
  headers: ['id', 'scope', 'startDate', 'completedDate', 'reviewer', 'decisions', 'evidenceUrl'],
  records: each((row) => ({
    id: row['review'] ?? null,
    scope: { resource: row['system'] ?? null, type: 'application' },
    startDate: row['scheduled on'] ?? null,
    completedDate: row['completed on'] ?? null,
    reviewer: { userPrincipalName: account(row['reviewer']) },
    decisions: { total: row['entitlements reviewed'] ?? null, deny: row['revoked'] ?? null },
    evidenceUrl: row['evidence'] ?? null,
  })),
  document: (records) => ({ '@odata.count': records.length, value: records }),
}

export const accessReviews: Table = {
  contract: 'access reviews',
  folder: 'access-reviews',
  source: 'directory',
  format: 'json',
  rhythm: 'end',
  columns: [
    'review',
    'system',
    'scheduled on',
    'completed on',
    'reviewer',
    'entitlements reviewed',
    'revoked',
    'evidence',
  ],
  ahead: ['scheduled on'],
  rows: (organisation) =>
    organisation.accessReviews.map((review) => ({
      review: review.id,
      system: review.system,
      'scheduled on': isoDay(review.scheduled),
      'completed on': written(review.completed, isoDay),
      reviewer: review.reviewer,
      'entitlements reviewed': review.reviewed,
      revoked: review.revoked,
      evidence: orNull(review.evidence),
    })),
  product: reviews,
}
