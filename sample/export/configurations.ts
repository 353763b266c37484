import { dayAt, isoInstant } from '../calendar.ts'
import { each, type Product, type Table } from './table.ts'

/** Policy checks of an agent's manager: counts by result, the agent as an object, a score that nobody asked for. */
const policyChecks: Product = {
  mapping: 'policy-checks',
  headers: ['agent', 'policy_id', 'end_scan', 'pass', 'fail', 'invalid', 'not_applicable', 'excepted', 'score'],
  records: each((row) => ({
    agent: { name: row['asset'] ?? null },
    policy_id: row['benchmark'] ?? null,
    end_scan: row['scanned at'] ?? null,
    pass: row['passed'] ?? null,
    fail: row['failed'] ?? null,
    invalid: row['unanswered'] ?? null,
    not_applicable: row['not applicable'] ?? null,
    excepted: row['waived'] ?? null,
    score: row['score'] ?? null,
  })),
  document: (records) => ({ data: { affected_items: records, total_affected_items: records.length }, error: 0 }),
}

export const configResults: Table = {
  contract: 'config results',
  folder: 'config-results',
  source: 'agents',
  format: 'json',
  rhythm: 'quarter',
  slices: true,
  columns: [
    'asset',
    'benchmark',
    'profile',
    'scanned at',
    'passed',
    'failed',
    'not applicable',
    'unanswered',
    'score',
    'waived',
  ],
  rows: ({ configurations }, day, after) =>
    configurations
      .filter(({ at }) => dayAt(at) <= day && dayAt(at) > after)
      .map((result) => ({
        asset: result.asset,
        benchmark: result.benchmark,
        profile: null,
        'scanned at': isoInstant(result.at),
        passed: result.passed,
        failed: result.failed,
        'not applicable': result.notApplicable,
        unanswered: result.unanswered,
        score: Math.round((100 * result.passed) / (result.passed + result.failed)),
        waived: result.waived,
      })),
  product: policyChecks,
}
