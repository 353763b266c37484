/** Policies, risks, actions, resources, audits and reviews of the management. Published examples, rebuilt as states by hand: an oracle that the simulator did not make. */
import { describe, expect, test } from 'vitest'
import type { Action } from '../actions.ts'
import type { Audit } from '../audits.ts'
import type { Meeting } from '../meetings.ts'
import type { Policy } from '../policies.ts'
import type { Risk } from '../risks.ts'
import { expectedOf } from './index.ts'
import { at, base, many, on, quarter } from './worked.ts'

describe('policy-review', () => {
  const policy = (id: string, approved: string, reviewed?: string, more: Partial<Policy> = {}): Policy => ({
    id,
    title: id,
    owner: 'Sales',
    drafted: on('2020-01-01'),
    approved: on(approved),
    intervalDays: 365,
    reviews:
      reviewed === undefined
        ? []
        : [{ on: on(reviewed), version: '1.0', reviewer: 'p', outcome: 'no_change', trigger: 'planned' }],
    ...more,
  })

  test('19 of 25', () => {
    const policies = [
      ...many(15, (n) => policy(`reviewed${n}`, '2020-06-01', '2025-07-01')),
      ...many(4, (n) => policy(`new${n}`, '2025-07-01')),
      ...many(5, (n) => policy(`old${n}`, '2020-06-01', '2025-06-30')),
      policy('older', '2020-06-01'),
      policy('draft', '2026-07-01'),
      policy('retired', '2020-06-01', undefined, { retired: on('2026-06-30') }),
    ]
    expect(quarter('policy-review', { policies }).total).toEqual({
      'current policies': 25,
      'reviewed policies': 19,
      'overdue policies': 6,
      'reviewed share': 0.76,
    })
  })
})

test('risk-exposure: 14 exposed, 5 above the threshold, 3 accepted, 10 updated', () => {
  const risk = (id: string, score: number, more: Partial<Risk> = {}): Risk => ({
    id,
    title: id,
    owner: 'Sales',
    opened: on('2025-01-01'),
    firstScore: score,
    updates: [],
    acceptances: [],
    ...more,
  })
  const update = (score: number, day = '2026-06-30') => [{ at: at(day, 600), author: 'p', score }]
  const accepted = (until: string) => [{ from: on('2026-01-01'), until: on(until) }]
  const risks = [
    ...many(8, (n) => risk(`m${n}`, 8, { updates: update(8) })),
    risk('rated up', 2, { updates: update(12), acceptances: accepted('2026-06-30') }),
    risk('accepted', 12, { updates: update(12), acceptances: accepted('2027-01-01') }),
    risk('accepted, not looked at', 12, { acceptances: accepted('2027-01-01') }),
    risk('lapsed', 12, { acceptances: accepted('2026-06-29') }),
    risk('never accepted', 25, { updates: update(25, '2026-03-31') }),
    risk('not looked at', 9),
    risk('low', 4),
    risk('closed', 25, { closed: on('2026-06-30') }),
    risk('to come', 25, { opened: on('2026-07-01') }),
  ]
  expect(quarter('risk-exposure', { risks }).total).toEqual({
    'exposed risks': 14,
    'risks above threshold': 5,
    'unaccepted risks': 2,
    'unaccepted share': 2 / 14,
    'updated risks': 10,
    'timely share': 10 / 14,
    'unattended risks': 4,
  })
})

test('corrective-actions: 20 due, 13 done, 4 with a reason, 3 without', () => {
  const action = (id: string, more: Partial<Action> = {}): Action => ({
    id,
    kind: 'corrective',
    origin: 'audit',
    criticality: 'low',
    planned: on('2026-04-01'),
    due: on('2026-06-30'),
    begun: on('2026-04-10'),
    standby: false,
    ...more,
  })
  const reason = { text: 'supplier late', given: on('2026-06-30'), judged: on('2026-06-30'), accepted: true }
  const actions = [
    ...many(13, (n) => action(`done${n}`, { done: on('2026-06-30') })),
    ...many(3, (n) => action(`reason${n}`, { reason })),
    action('late with reason', { due: on('2026-05-01'), done: on('2026-05-02'), reason }),
    action('without reason'),
    action('refused', { reason: { ...reason, accepted: false } }),
    action('judged later', { reason: { ...reason, judged: on('2026-07-01') } }),
    action('due later', { due: on('2026-07-01') }),
    action('cancelled', { cancelled: on('2026-06-30') }),
    action('improvement', { kind: 'improvement' }),
  ]
  expect(quarter('corrective-actions', { actions }).total).toEqual({
    'due actions': 20,
    'undone actions': 7,
    'unexplained actions': 3,
    'undone share': 0.35,
    'unexplained share': 0.15,
  })
})

test('resource-allocation: 240 granted and 230 used, of software two thirds', () => {
  const amounts = [
    ['internal_staff', 100, 90],
    ['contract_staff', 50, 60],
    ['hardware', 40, 40],
    ['software', 30, 20],
    ['services', 20, 20],
  ] as const
  const budget = amounts.map(([kind, granted]) => ({
    id: kind,
    year: 2026,
    kind,
    versions: [{ on: on('2025-12-05'), cents: granted * 100 }],
  }))
  const usage = amounts.flatMap(([kind, , used]) => [
    { id: kind, month: on('2026-12-01'), kind, booked: on('2026-12-31'), cents: used * 100 },
    { id: `${kind} before`, month: on('2025-12-01'), kind, booked: on('2025-12-31'), cents: 700 },
  ])
  const { total, groups } = expectedOf('resource-allocation', { ...base, budget, usage }, '2026-10-01', '2027-01-01')
  expect(total).toMatchObject({ allocated: 240, 'allocated to date': 240, 'used to date': 230, 'actions done': 0 })
  expect(total['allocation ratio']).toBeCloseTo(1.0435, 4)
  expect(total['utilisation']).toBeCloseTo(0.9583, 4)
  expect([total['lowest kind'], total['highest kind']]).toEqual([20 / 30, 1.2])
  const ratios = amounts.map(([kind]) => Number(groups[kind]?.['allocation ratio']).toFixed(3))
  expect(ratios).toEqual(['1.111', '0.833', '1.000', '1.500', '1.000'])
})

test('management-commitment: 5 of 6 held; 8, 9, 7 and 10 of ten managers came', () => {
  const came = [8, 9, 7, 10]
  const meetings = many(6, (n): Meeting => {
    const day = on(`2026-${String(2 * n + 1).padStart(2, '0')}-10`)
    const places = many(10, (m) => ({
      person: `p${m}`,
      role: 'manager' as const,
      invited: true,
      came: m < (came[n] ?? 0),
    }))
    const plain = { id: `m${n}`, kind: 'planned' as const, entered: on('2025-11-20'), planned: day, places }
    if (n === 5) return { ...plain, cancelled: day - 1 }
    return { ...plain, held: day, ...(n < 4 ? { minuted: day + 5 } : {}) }
  })
  const { total } = expectedOf('management-commitment', { ...base, meetings }, '2026-10-01', '2027-01-01')
  expect(total).toMatchObject({ 'scheduled meetings': 6, 'meetings held': 5, 'minuted meetings': 4 })
  expect(total['held ratio']).toBeCloseTo(0.8333, 4)
  expect(total['participation']).toBeCloseTo(0.85, 10)
  expect(total['spread']).toBeCloseTo(0.1291, 4)
  expect(total['lowest participation']).toBeCloseTo(0.6446, 4)
  expect(total['highest participation']).toBe(1)
})

const audit = (n: number, kind: Audit['kind'], planned: string, more: Partial<Audit> = {}): Audit => ({
  id: `a${n}`,
  kind,
  entered: on('2026-11-20'),
  plans: [{ on: on('2026-11-20'), for: on(planned) }],
  ...more,
})

test('audit-programme: 11 of 12, and the twelfth moved to the next year', () => {
  const audits = many(12, (n) => {
    const day = `2027-${String(n + 1).padStart(2, '0')}-15`
    const one = audit(n, 'internal', day)
    return n < 11
      ? { ...one, performed: on(day), reported: on(day) + 9 }
      : { ...one, plans: [...one.plans, { on: on('2027-12-01'), for: on('2028-02-15') }] }
  })
  const { total } = expectedOf('audit-programme', { ...base, audits }, '2027-01-01', '2028-01-01')
  expect(total).toEqual({
    'planned audits': 12,
    'performed audits': 11,
    'cancelled audits': 0,
    'unreported audits': 0,
    'unplanned audits': 0,
    'performed share': 11 / 12,
    'missing audits': 1,
  })
})

test('independent-review: 3 of 4', () => {
  const days = ['2027-01-20', '2027-02-20', '2027-05-20', '2027-06-20']
  const audits = days.map((day, n) => ({
    ...audit(n, n === 0 ? 'external' : 'independent_review', day),
    ...(n < 3 ? { performed: on(day) } : {}),
  }))
  const { total } = expectedOf('independent-review', { ...base, audits }, '2027-04-01', '2027-07-01')
  expect(total).toMatchObject({ 'planned reviews': 4, 'conducted reviews': 3, 'conducted ratio': 0.75 })
})

test('improvement-actions: 17 of 20, by weight 30 of 38', () => {
  const actions = many(20, (n): Action => ({
    id: `i${n}`,
    kind: 'improvement',
    origin: 'review',
    criticality: n < 6 ? 'high' : n < 12 ? 'medium' : 'low',
    planned: on('2026-06-01'),
    due: on('2026-08-01'),
    begun: on('2026-06-10'),
    standby: false,
    done: on([4, 5, 11].includes(n) ? '2026-08-02' : '2026-08-01'),
    qualityMet: true,
  }))
  const { total } = expectedOf('improvement-actions', { ...base, actions }, '2026-07-01', '2026-10-01')
  expect(total).toMatchObject({
    'planned improvements': 20,
    'delivered improvements': 17,
    'late improvements': 3,
    'weight planned': 38,
    'weight delivered': 30,
    'delivered share': 0.85,
  })
})
