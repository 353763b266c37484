import { describe, expect, test } from 'vitest'
import type { Card } from '../term/index.ts'
import {
  access,
  actions,
  cost,
  firewall,
  policy,
  results,
  snapshots,
  training,
} from '../../../../conformance/page/results.ts'
import { evidenceOf, groupKey, groupName, indicatorOf, type IndicatorPage } from './index.ts'

const pageOf = (card: Card, group = ''): IndicatorPage => {
  const page = indicatorOf(
    results.filter(({ construct }) => construct === card.id),
    card,
    snapshots,
    group,
  )
  if (page === undefined) throw new Error('no page')
  return page
}

describe('the page of an indicator', () => {
  test('has a row for every month, the newest first, with units in the header', () => {
    const { table } = pageOf(firewall)
    expect(table.columns.map(({ measure, unit }) => `${measure} (${unit})`)).toEqual([
      'unused rules (rules)',
      'border rules (rules)',
      'unused share (%)',
    ])
    expect(table.rows).toHaveLength(24)
    expect(table.rows[0]?.name).toBe('October 2026')
    expect(table.rows.every(({ cells }) => cells.length === 3)).toBe(true)
  })

  test('says why a cell is empty', () => {
    const row = pageOf(training).table.rows.find(({ name }) => name === 'July 2025')
    expect(row?.cells).toEqual([{ text: null, why: 'no evidence covers the period' }])
    expect(row?.status.symbol).toBe('–')
  })

  test('shows a restatement with what was said before', () => {
    const { restatements, table, chart } = pageOf(firewall)
    expect(restatements).toMatchObject([{ period: 'July 2026', before: '4\u00A0rules', after: '14\u00A0rules' }])
    expect(table.rows.find(({ name }) => name === 'July 2026')?.marks).toEqual(['restated from 4\u00A0rules'])
    expect(chart.points.filter(({ restated }) => restated).map(({ start }) => start)).toEqual(['2026-07-01'])
  })

  test('orders groups by the data: what asks for attention first', () => {
    const { breakdown, groups } = pageOf(firewall)
    expect(breakdown?.table.rows.map(({ status }) => status.status)).toEqual(['not met', 'near', 'met', 'met'])
    expect(breakdown?.sparks).toHaveLength(4)
    expect(new Set(breakdown?.sparks.map(({ domain }) => domain.join())).size).toBe(1)
    expect(groups.map(({ name }) => name)).toEqual(['fw-amsterdam', 'fw-berlin', 'fw-cork', 'fw-dublin'])
  })

  test('shows one group where one is asked for, and nothing where there is none', () => {
    expect(pageOf(firewall, 'firewall=fw-cork')).toMatchObject({ group: { name: 'fw-cork' }, breakdown: null })
    expect(indicatorOf(results, firewall, snapshots, 'firewall=fw-nowhere')).toBeUndefined()
  })

  test('walks from evidence to verdict', () => {
    const { steps } = pageOf(firewall)
    expect(steps.evidence.map(({ contract }) => contract)).toEqual(['firewall rules', 'firewall rule hits'])
    expect(steps.base.map(({ value }) => value)).toEqual(['504\u00A0rules', '9\u00A0rules'])
    expect(steps.base[1]?.remarks).toEqual(['3 rows were left out because their condition is unknown.'])
    expect(steps.derived).toMatchObject([{ formula: 'share(unused rules, border rules)', value: '1.8\u00A0%' }])
    expect(steps.result.digest).toMatch(/^sha256:[0-9a-f]{64}$/)
  })

  test('shows with every result what the author accepts, and why', () => {
    const accepting = { ...firewall, accepted: { 'count-without-exposure': 'None is wanted at any size.' } }
    expect(indicatorOf(results, accepting, snapshots)?.remarks).toContain(
      'Accepted by the author: None is wanted at any size.',
    )
    expect(pageOf(firewall).remarks.filter((remark) => remark.startsWith('Accepted'))).toEqual([])
  })

  test('says that a snapshot is not known any more instead of dropping it', () => {
    const own = results.filter(({ construct }) => construct === firewall.id)
    expect(indicatorOf(own, firewall, [])?.steps.evidence).toMatchObject([
      { contract: null, snapshots: [{ known: null }, { known: null }] },
    ])
  })

  test('shows dated criteria, and which of them counts', () => {
    expect(pageOf(firewall).criteria).toMatchObject([
      { validity: '1 Nov 2024 to 1 Jan 2026', met: 'at most 10\u00A0rules', current: false },
      { validity: 'from 1 Jan 2026', met: '0\u00A0rules', near: 'from 1 to 5\u00A0rules', current: true },
    ])
    expect(pageOf(actions).criteria[0]?.met).toBe('“undone in [0..40] and falling(undone, 2)”')
  })

  test('has a chart whose breaks, criteria and intervals are data', () => {
    expect(pageOf(cost).chart.breaks).toEqual([{ at: '2026-01-01', label: 'definition 2.0.0' }])
    expect(pageOf(firewall).chart.criteria.map(({ from, to }) => [from, to])).toEqual([
      ['2024-11-01', '2026-01-01'],
      ['2026-01-01', null],
    ])
    expect(pageOf(access).chart).toMatchObject({ share: true, unit: '%', criteria: [{ met: [{ from: 90, to: 100 }] }] })
    expect(pageOf(actions).chart.criteria).toEqual([])
    expect(pageOf(policy).chart.alt).toMatch(
      /^Are policies reviewed .* Chart from November 2024 to October 2026: lowest .*\u00A0%, highest .*\u00A0%, last .*\u00A0%/,
    )
  })
})

test.each([
  [{}, '', 'All'],
  [{ firewall: 'fw 1' }, 'firewall=fw%201', 'fw 1'],
  [{ zone: null, firewall: 'a&b' }, 'firewall=a%26b&zone', 'unknown · a&b'],
  [{ zone: 'x=y' }, 'zone=x%3Dy', 'x=y'],
])('the group %j is %s in an address, and named in the order of its dimensions', (group, key, name) => {
  expect(groupKey(group)).toBe(key)
  expect(groupName(group, Object.keys(group))).toBe(name)
})

test('evidence says what was collected, refused and for what', () => {
  const page = evidenceOf(snapshots, [firewall, policy])
  expect(page.sentence).toBe('216 snapshots of 9 contracts; 21 rows were rejected.')
  expect(page.contracts.find(({ contract }) => contract === 'firewall rules')?.feeds.map(({ id }) => id)).toEqual([
    'firewall-rules',
  ])
  expect(page.contracts[0]?.snapshots[0]?.asOf).toBe('1 Nov 2026, 00:00 UTC')
  const refused = page.contracts.flatMap((contract) =>
    contract.snapshots.filter(({ rejected }) => rejected.number !== '0'),
  )
  expect(refused.map(({ rejectedBecause }) => rejectedBecause)).toEqual(
    Array.from({ length: 3 }, () => [
      '6\u00A0rows: “severity” is none of its levels',
      '2\u00A0rows: a rule does not hold: a finding is not fixed before it was seen',
    ]),
  )
  expect(evidenceOf([], []).sentence).toBe('No evidence has been collected yet.')
})
