import { dayAt, isoInstant } from '../calendar.ts'
import { isKeptOn, lastWordOn } from '../logs.ts'
import { account, bareTime, offsetTime, worded } from './local.ts'
import { by, each, type Product, type Table, written } from './table.ts'

/** Inputs of a log platform: an interval as text, the node as an object, the last message with its offset. */
const inputs: Product = {
  mapping: 'log-inputs',
  headers: ['id', 'node', 'tier', 'review_every', 'created_at', 'last_message'],
  records: each((row) => ({
    id: row['log source'] ?? null,
    node: { hostname: row['asset'] ?? null },
    tier: row['critical'] === true ? 'tier 1' : 'tier 2',
    review_every: `${String(row['review interval hours'])} h`,
    created_at: offsetTime(row['kept since']),
    last_message: offsetTime(row['last event at']),
  })),
  document: (records) => ({ total: records.length, inputs: records }),
}

export const logSources: Table = {
  contract: 'log sources',
  folder: 'log-sources',
  source: 'platform',
  format: 'json',
  rhythm: 'month',
  columns: ['log source', 'asset', 'critical', 'review interval hours', 'kept since', 'last event at'],
  rows: ({ logs }, day) =>
    logs
      .filter((log) => isKeptOn(log, day))
      .map((log) => ({
        'log source': log.id,
        asset: log.asset,
        critical: log.critical,
        'review interval hours': log.hours,
        'kept since': written(log.kept, isoInstant),
        'last event at': isoInstant(lastWordOn(log, day)),
      })),
  product: inputs,
}

/** Tickets of log reviews: the stretch in two columns, nobody assigned where rules do the reading. */
const tickets: Product = {
  mapping: 'log-review-tickets',
  headers: ['Log', 'Covers from', 'Covers to', 'Due', 'Resolved', 'Assignee', 'Type', 'Link'],
  records: each((row) => ({
    Log: row['log source'] ?? null,
    'Covers from': bareTime(row['period from']),
    'Covers to': bareTime(row['period to']),
    Due: bareTime(row['due at']),
    Resolved: bareTime(row['reviewed at']),
    Assignee: account(row['reviewer']),
    Type: worded({ manual: 'Review', automated: 'Correlation rule' })(row['method']),
    Link: row['evidence'] ?? null,
  })),
  layout: { separator: '|' },
}

export const logReviews: Table = {
  contract: 'log reviews',
  folder: 'log-reviews',
  source: 'tickets',
  format: 'csv',
  rhythm: 'end',
  columns: ['log source', 'period from', 'period to', 'due at', 'reviewed at', 'reviewer', 'method', 'evidence'],
  ahead: ['due at'],
  rows: ({ logs }, day) =>
    logs.flatMap((log) =>
      log.reviews.map((review) => ({
        'log source': log.id,
        'period from': isoInstant(review.from),
        'period to': isoInstant(review.to),
        'due at': isoInstant(review.due),
        'reviewed at': written(review.reviewed, isoInstant),
        reviewer: review.reviewer ?? null,
        method: log.method,
        evidence:
          review.reviewed === undefined || by(day, dayAt(review.reviewed)) === undefined
            ? null
            : `LR-${log.id.slice(4)}-${isoInstant(review.from).slice(0, 10)}`,
      })),
    ),
  product: tickets,
}
