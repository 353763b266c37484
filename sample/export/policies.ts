import { isoDay } from '../calendar.ts'
import { approvedBy, nextReview, statusOn } from '../policies.ts'
import { account, dottedDay, worded } from './local.ts'
import { each, type Product, type Table, written } from './table.ts'

/** The document library of a German office: umlauts in Windows-1252, days in dots, an interval with its unit. */
const library: Product = {
  mapping: 'document-library',
  headers: ['Dokument', 'Titel', 'Status', 'Abteilung', 'Freigegeben am', 'Prüfzyklus', 'Nächste Prüfung'],
  records: each((row) => ({
    Dokument: row['document'] ?? null,
    Titel: row['title'] ?? null,
    Status: worded({ draft: 'Entwurf', in_force: 'gültig', retired: 'zurückgezogen' })(row['status']),
    Abteilung: row['owner'] ?? null,
    'Freigegeben am': dottedDay(row['approved on']),
    Prüfzyklus: `${String(row['review interval days'])} Tage`,
    'Nächste Prüfung': dottedDay(row['next review on']),
  })),
  layout: { separator: ';', encoding: 'windows-1252', carriageReturns: true },
}

export const policyDocuments: Table = {
  contract: 'policy documents',
  folder: 'policy-documents',
  source: 'policies',
  format: 'csv',
  rhythm: 'quarter',
  columns: ['document', 'title', 'status', 'owner', 'approved on', 'review interval days', 'next review on'],
  ahead: ['next review on'],
  rows: ({ policies }, day) =>
    policies
      .filter(({ drafted }) => drafted <= day)
      .map((policy) => ({
        document: policy.id,
        title: policy.title,
        status: statusOn(policy, day),
        owner: policy.owner,
        'approved on': written(approvedBy(policy, day), isoDay),
        'review interval days': policy.intervalDays,
        'next review on': written(nextReview(policy, day), isoDay),
      })),
  product: library,
}

/** The version history of the same library: who and when, and the comment from which the outcome is told. */
const versions: Product = {
  mapping: 'document-history',
  headers: ['Document', 'Version', 'Modified', 'Modified By', 'Comment', 'Reason'],
  records: each((row) => ({
    Document: row['document'] ?? null,
    Version: `v${String(row['version'])}`,
    Modified: row['reviewed on'] ?? null,
    'Modified By': account(row['reviewer']),
    Comment: worded({ no_change: 'Reviewed, no change', changed: 'Reviewed and changed', retired: 'Retired' })(
      row['outcome'],
    ),
    Reason: worded({ planned: 'Planned', significant_change: 'Major change' })(row['trigger']),
  })),
}

export const documentReviews: Table = {
  contract: 'document reviews',
  folder: 'document-reviews',
  source: 'policies',
  format: 'tsv',
  rhythm: 'end',
  columns: ['document', 'version', 'reviewed on', 'reviewer', 'outcome', 'trigger'],
  rows: ({ policies }) =>
    policies
      .flatMap((policy) => policy.reviews.map((review) => ({ policy, review })))
      .toSorted((a, b) => a.review.on - b.review.on)
      .map(({ policy, review }) => ({
        document: policy.id,
        version: review.version,
        'reviewed on': isoDay(review.on),
        reviewer: review.reviewer,
        outcome: review.outcome,
        trigger: review.trigger,
      })),
  product: versions,
}
