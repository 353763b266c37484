import { isoDay } from '../calendar.ts'
import { approvedBy, nextReview, statusOn } from '../policies.ts'
import { type Table, written } from './table.ts'

export const policyDocuments: Table = {
  contract: 'policy documents',
  folder: 'policy-documents',
  source: 'policies',
  format: 'csv',
  rhythm: 'month',
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
}

export const documentReviews: Table = {
  contract: 'document reviews',
  folder: 'document-reviews',
  source: 'policies',
  format: 'csv',
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
}
