import { isoDay } from '../calendar.ts'
import { scopedOn } from '../assets.ts'
import { by, orNull, type Table, written } from './table.ts'

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
        'last major release on': written(
          asset.releases.findLast((release) => release <= day),
          isoDay,
        ),
      })),
}

export const newDeployments: Table = {
  contract: 'new deployments',
  folder: 'new-deployments',
  source: 'changes',
  format: 'csv',
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
}

export const accessReviews: Table = {
  contract: 'access reviews',
  folder: 'access-reviews',
  source: 'directory',
  format: 'csv',
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
}
