/** The published examples of each construct, rebuilt as states by hand: an oracle that the simulator did not make. */
import { describe, expect, test } from 'vitest'
import type { Account } from '../accounts.ts'
import type { AccessReview } from '../access-reviews.ts'
import type { Action } from '../actions.ts'
import type { Asset, Deployment } from '../assets.ts'
import type { Audit } from '../audits.ts'
import { dayOf, moment } from '../calendar.ts'
import type { Configuration } from '../configurations.ts'
import type { Endpoint } from '../endpoints.ts'
import type { Equipment } from '../entries.ts'
import type { Rule } from '../firewalls.ts'
import type { Incident } from '../incidents.ts'
import type { LogReview, LogSource } from '../logs.ts'
import type { Maintenance } from '../maintenance.ts'
import type { Detection } from '../malware.ts'
import type { Meeting } from '../meetings.ts'
import { type Organisation, simulate } from '../organisation.ts'
import type { Person } from '../people.ts'
import type { Check } from '../password-checks.ts'
import type { Policy } from '../policies.ts'
import type { Risk } from '../risks.ts'
import type { Interval, Service } from '../services.ts'
import type { Agreement } from '../suppliers.ts'
import type { Assignment } from '../training.ts'
import type { Assessment, Finding } from '../vulnerabilities.ts'
import { type ConstructId, expectedOf } from './index.ts'

/** Nothing exists, until a test says what does. */
const emptied = (organisation: Organisation): Organisation => {
  const nouns = Object.entries(organisation).filter(([, value]) => Array.isArray(value))
  return { ...organisation, ...Object.fromEntries(nouns.map(([noun]) => [noun, []])) }
}
const base = emptied(simulate({ until: '2026-07-01', months: 1 }))
const june = (id: ConstructId, state: Partial<Organisation>) =>
  expectedOf(id, { ...base, ...state }, '2026-06-01', '2026-07-01')
const quarter = (id: ConstructId, state: Partial<Organisation>) =>
  expectedOf(id, { ...base, ...state }, '2026-04-01', '2026-07-01')

const many = <T>(count: number, make: (at: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, at) => make(at))
const on = dayOf
const at = (day: string, minutes = 0): number => moment(dayOf(day), minutes)

const asset = (id: string, more: Partial<Asset> = {}): Asset => ({
  id,
  type: 'server',
  os: 'Linux',
  zone: 'internal',
  critical: true,
  sensitive: false,
  scoped: true,
  owner: 'Sales',
  start: on('2020-01-01'),
  releases: [],
  ...more,
})

describe('firewall-rules', () => {
  const reading = (day: string, hits: number, reset?: number) => ({
    from: at(day) - 86_400_000,
    to: at(day),
    hits,
    ...(reset === undefined ? {} : { reset }),
  })
  const rule = (id: string, more: Partial<Rule> = {}): Rule => ({
    firewall: 'fw-cloud',
    id,
    name: 'web',
    action: 'allow',
    border: true,
    owner: 'Sales',
    created: at('2020-01-01'),
    ageKnown: true,
    exceptions: [],
    readings: [],
    ...more,
  })

  test('180 rules, 23 without hits, 3 of them young and 2 excepted, leave 18', () => {
    const rules = [
      ...many(157, (n) => rule(`used${n}`, { readings: [reading('2026-06-30', 1)] })),
      ...many(18, (n) => rule(`idle${n}`, { readings: [reading('2026-06-30', 0)] })),
      ...many(3, (n) => rule(`young${n}`, { created: at('2026-01-01') })),
      ...many(2, (n) => rule(`kept${n}`, { exceptions: [{ granted: on('2026-01-01'), until: on('2026-06-30') }] })),
    ]
    expect(june('firewall-rules', { rules }).total).toEqual({
      'border rules': 180,
      'idle rules': 23,
      'young rules': 3,
      'reset rules': 0,
      'waived rules': 2,
      'unused rules': 18,
      'unused share': 0.1,
    })
  })

  test.each<[string, Partial<Rule>, number]>([
    ['a hit half a year ago', { readings: [reading('2026-01-01', 1)] }, 0],
    ['a hit the day before', { readings: [reading('2025-12-31', 1)] }, 1],
    ['a hit of the month after', { readings: [reading('2026-07-01', 1)] }, 1],
    ['written on the last day that is long enough ago', { created: at('2026-01-01') - 1 }, 1],
    ['of unknown age', { ageKnown: false }, 0],
    ['a counter set back', { readings: [reading('2026-06-30', 0, at('2026-06-30') - 1)] }, 0],
    ['an exception that ended', { exceptions: [{ granted: on('2026-01-01'), until: on('2026-06-29') }] }, 1],
    ['switched off', { disabled: on('2026-06-30') }, 0],
    ['switched off later', { disabled: on('2026-07-01') }, 1],
    ['gone', { removed: on('2026-06-30') }, 0],
    ['inside', { border: false }, 0],
  ])('%s', (_, more, unused) => {
    expect(june('firewall-rules', { rules: [rule('r', more)] }).groups['fw-cloud']?.['unused rules']).toBe(unused)
  })
})

describe('incidents', () => {
  const incident = (id: string, detected: number, more: Partial<Incident> = {}): Incident => ({
    id,
    category: 'malware',
    unit: 'Sales',
    severity: 'low',
    detected,
    reported: detected,
    costs: [],
    ...more,
  })
  const costing = (euros: number) => ({
    costs: [{ kind: 'response' as const, versions: [{ on: on('2026-06-01'), cents: euros * 100 }] }],
  })

  test('a month begins and ends at local midnight', () => {
    const incidents = [
      incident('before', Date.parse('2026-05-31T21:59:00Z')),
      incident('first', Date.parse('2026-05-31T22:00:00Z')),
      incident('last', Date.parse('2026-06-30T21:59:00Z'), { category: 'phishing' }),
      incident('after', Date.parse('2026-06-30T22:00:00Z')),
    ]
    const { total, groups } = june('incident-trend', { incidents })
    expect(total['incidents found']).toBe(2)
    expect([groups['malware'], groups['phishing']].map((one) => one?.['incidents found'])).toEqual([1, 1])
  })

  test('10, 12, 8, 10, 14 and 16 a month keep a pace of 1.2857, and of 1.5 against the four before', () => {
    const months = ['01', '02', '03', '04', '05', '06']
    const incidents = [10, 12, 8, 10, 14, 16].flatMap((count, month) =>
      many(count, (n) => incident(`${month}-${n}`, at(`2026-${months[month]}-15`))),
    )
    const { total } = june('incident-trend', { incidents })
    expect(total).toEqual({ 'incidents found': 16, pace: 15 / (70 / 6), 'pace against before': 1.5 })
  })

  test('1,200 and 800 and 15,000 cost 17,000', () => {
    const incidents = [1200, 800, 15_000].map((euros) => incident(String(euros), at('2026-05-05'), costing(euros)))
    expect(quarter('incident-cost', { incidents: [...incidents, incident('free', at('2026-05-05'))] }).total).toEqual({
      'incidents found': 4,
      'costed incidents': 3,
      'total cost': 17_000,
      'low total': 17_000,
      'high total': 17_000,
      'mean cost': 1_700_000 / 3 / 100,
      'median cost': 1200,
      'largest cost': 15_000,
      'uncosted incidents': 1,
      'cost per incident': 1_700_000 / 3 / 100,
    })
  })

  test('the last version of a cost counts, and an estimate has two ends', () => {
    const versions = [
      { on: on('2026-05-10'), cents: 90_000, estimate: { low: 70_000, high: 120_000 } },
      { on: on('2026-06-20'), cents: 80_000 },
    ]
    const costs = (count: number) => [{ kind: 'legal' as const, versions: versions.slice(0, count) }]
    const [early, late] = [1, 2].map(
      (count) =>
        quarter('incident-cost', { incidents: [incident('i', at('2026-05-05'), { costs: costs(count) })] }).total,
    )
    expect([early?.['low total'], early?.['total cost'], early?.['high total']]).toEqual([700, 900, 1200])
    expect([late?.['low total'], late?.['total cost'], late?.['high total']]).toEqual([800, 800, 800])
  })

  test('without incidents there is nothing to add up', () => {
    expect(quarter('incident-cost', {}).total).toMatchObject({
      'total cost': null,
      'median cost': null,
      'largest cost': null,
    })
  })
})

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

test('access-review: 33 of 40', () => {
  const review = (system: string, completed: string | undefined, evidence?: string): AccessReview => ({
    id: system,
    system,
    scheduled: on('2026-01-10'),
    reviewer: 'p',
    reviewed: 50,
    revoked: 2,
    ...(completed === undefined ? {} : { completed: on(completed) }),
    ...(evidence === undefined ? {} : { evidence }),
  })
  const assets = [
    ...many(40, (n) => asset(`a${n}`)),
    asset('plain', { critical: false }),
    asset('gone', { retired: on('2026-06-30') }),
  ]
  const accessReviews = [
    ...many(33, (n) => review(`a${n}`, '2026-01-01', 'mail')),
    review('a33', '2025-12-31', 'mail'),
    review('a34', '2026-06-30'),
    review('a35', undefined, 'mail'),
    review('plain', '2026-06-30', 'mail'),
  ]
  expect(expectedOf('access-review', { ...base, assets, accessReviews }, '2026-01-01', '2026-07-01').total).toEqual({
    'critical systems': 40,
    'reviewed systems': 33,
    'unproven systems': 1,
    'reviewed share': 0.825,
    'entitlements checked': 33 * 50,
    'entitlements revoked': 33 * 2,
    'revocation rate': 0.04,
  })
})

test('security-training: 171 of 200', () => {
  const person = (id: string, more: Partial<Person> = {}): Person => ({
    id,
    unit: 'Sales',
    type: 'employee',
    role: 'Bid manager',
    scoped: true,
    relevantRoles: [],
    start: on('2020-01-01'),
    ...more,
  })
  const assignment = (of: string, more: Partial<Assignment> = {}): Assignment => ({
    id: of,
    person: of,
    course: 'Security every day',
    kind: 'annual_security',
    assigned: on('2025-06-01'),
    due: on('2025-07-01'),
    exempt: false,
    ...more,
  })
  const people = [
    ...many(200, (n) => person(`p${n}`)),
    person('left', { end: on('2026-06-29') }),
    person('outside', { scoped: false }),
    person('unassigned'),
    person('cancelled'),
  ]
  const assignments = [
    ...many(171, (n) => assignment(`p${n}`, { completed: on('2025-07-01') })),
    ...many(20, (n) => assignment(`p${n + 171}`, { completed: on('2025-06-30') })),
    ...many(9, (n) => assignment(`p${n + 191}`)),
    assignment('left', { completed: on('2026-06-01') }),
    assignment('outside', { completed: on('2026-06-01') }),
    assignment('unassigned', { kind: 'role_based', completed: on('2026-06-01') }),
    assignment('cancelled', { cancelled: on('2026-06-30') }),
  ]
  const { total, groups } = quarter('security-training', { people, assignments })
  expect(total).toEqual({ 'people to train': 200, 'people trained': 171, 'trained share': 0.855 })
  expect(groups['Sales']).toEqual(total)
  expect(groups['Finance']?.['trained share']).toBeNull()
})

test('vulnerability-coverage: 170 of 200', () => {
  const assets = [...many(200, (n) => asset(`a${n}`)), asset('outside', { scoped: false })]
  const scope = (from: number, to: number, authenticated?: boolean) =>
    many(to - from, (n) => ({ asset: `a${from + n}`, ...(authenticated === undefined ? {} : { authenticated }) }))
  const assessment = (kind: Assessment['kind'], finished: string, reached: Assessment['scope']): Assessment => ({
    id: finished,
    kind,
    started: on('2025-06-01'),
    finished: on(finished),
    provider: '',
    scope: reached,
  })
  const assessments = [
    assessment('vulnerability_scan', '2026-04-01', [
      ...scope(0, 100, true),
      ...scope(100, 150, false),
      { asset: 'stranger' },
    ]),
    assessment('vulnerability_scan', '2026-03-31', scope(170, 200, true)),
    assessment('penetration_test', '2025-07-01', scope(140, 170)),
    assessment('penetration_test', '2025-06-30', scope(170, 200)),
  ]
  expect(quarter('vulnerability-coverage', { assets, assessments }).total).toEqual({
    'systems counted': 200,
    'covered systems': 170,
    'authenticated systems': 100,
    coverage: 0.85,
    'authenticated coverage': 0.5,
    'unlisted systems': 1,
  })
})

test('availability: 42,900 of 42,960 minutes', () => {
  const span = (from: number, to: number | undefined, state: Interval['state']): Interval => ({
    from,
    state,
    probe: 'end_to_end',
    ...(to === undefined ? {} : { to }),
  })
  const [down, up] = [at('2026-06-10', 600), at('2026-06-10', 660)]
  const service = (id: string, intervals: readonly Interval[]): Service => ({
    id,
    title: id,
    target: 0.999,
    windowCalendar: '',
    intervals,
    // Two hours of the first window lie in May.
    windows: [
      { from: at('2026-05-31', 1320), to: at('2026-06-01', 120), approved: 0 },
      { from: at('2026-06-14', 120), to: at('2026-06-14', 240), approved: 0 },
    ],
  })
  const services = [
    service('portal', [
      span(at('2026-01-01'), down, 'up'),
      span(down, up, 'down'),
      span(up, at('2026-06-14', 150), 'up'),
      // In the window: it does not count.
      span(at('2026-06-14', 150), at('2026-06-14', 240), 'down'),
      span(at('2026-06-14', 240), undefined, 'up'),
      { ...span(down, undefined, 'up'), probe: 'component' },
    ]),
  ]
  const { total, groups } = june('availability', { services })
  expect(total['agreed time']).toBe(42_960 * 60)
  expect(total['up time']).toBe(42_900 * 60)
  expect(total['achieved']).toBeCloseTo(0.998603, 6)
  expect(groups['portal']).toEqual(total)
})

test('availability: a month in which clocks change is an hour longer', () => {
  const services = [{ id: 's', title: 's', target: 1, windowCalendar: '', intervals: [], windows: [] }]
  const { total } = expectedOf('availability', { ...base, services }, '2025-10-01', '2025-11-01')
  expect([total['agreed time'], total['up time'], total['unknown time']]).toEqual([745 * 3600, 0, 745 * 3600])
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

test('change-management: 20 went live, 19 with a change, 18 hardened, both 18', () => {
  const deployment = (n: number, more: Partial<Deployment> = {}): Deployment => ({
    id: `d${n}`,
    asset: 'a',
    live: on('2026-06-01'),
    changeProven: true,
    hardeningProven: true,
    ...more,
  })
  const deployments = [
    ...many(18, (n) => deployment(n)),
    deployment(18, { hardeningProven: false }),
    { id: 'd19', asset: 'b', live: on('2026-06-30') },
    deployment(20, { live: on('2026-07-01'), asset: 'late' }),
  ]
  const assets = [
    asset('a', { start: on('2026-06-01') }),
    asset('b', { type: 'database' }),
    asset('undeclared', { start: on('2026-06-30') }),
    asset('late', { start: on('2026-06-30') }),
    asset('outside', { start: on('2026-06-30'), scoped: false }),
  ]
  const { total, groups } = june('change-management', { deployments, assets })
  expect(total).toEqual({
    'deployments made': 20,
    'changes proven': 19,
    'hardening proven': 18,
    'both proven': 18,
    'undeclared systems': 2,
    'change share': 0.95,
    'hardening share': 0.9,
    'proven share': 0.9,
  })
  expect(groups['database']?.['deployments made']).toBe(1)
})

test('vulnerability-landscape: 9.8 on 3, 7.5 on 10 and 5.3 on 20 systems weigh 210.4', () => {
  const finding = (
    id: string,
    weakness: string,
    of: string,
    base: number | undefined,
    more: Partial<Finding> = {},
  ): Finding => ({
    id,
    asset: of,
    weakness,
    severity: base === undefined || base < 7 ? 'medium' : base < 9 ? 'high' : 'critical',
    exploited: false,
    seen: [at('2026-06-20')],
    ...(base === undefined ? {} : { cvss: { version: '3.1', base } }),
    ...more,
  })
  const found = (weakness: string, count: number, base: number) =>
    many(count, (n) => finding(`${weakness}${n}`, weakness, `a${n}`, base))
  const findings = [
    ...found('x', 3, 9.8),
    ...found('y', 10, 7.5),
    ...found('z', 20, 5.3),
    finding('twice', 'z', 'a0', 5.3),
    finding('unscored', 'u', 'a0', undefined),
    finding('fixed', 'w', 'a0', 9, { fixed: at('2026-06-30') }),
    finding('borne', 'w', 'a0', 9, { aside: { on: on('2026-06-30'), as: 'accepted' } }),
    finding('to come', 'w', 'a0', 9, { seen: [at('2026-07-01')] }),
  ]
  const assets = many(40, (n) => asset(`a${n}`, n === 39 ? { zone: 'dmz' } : {}))
  const { total, groups } = june('vulnerability-landscape', { findings, assets })
  expect(total['landscape']).toBeCloseTo(210.4, 10)
  expect(total).toMatchObject({
    'systems counted': 40,
    'open findings': 35,
    'critical findings': 3,
    'high findings': 10,
    'unscored findings': 1,
    'findings on the old scale': 0,
    'median age': 11 * 86_400,
  })
  expect(total['landscape per system']).toBeCloseTo(5.26, 10)
  expect(groups['dmz']).toMatchObject({ landscape: null, 'systems counted': 1 })
})

test('periodic-maintenance: delays of 0, 2, -1, 5 and 4 days, and one of six still to be done', () => {
  const work = (id: string, scheduled: string, days?: number, more: Partial<Maintenance> = {}): Maintenance => ({
    id,
    asset: 'a',
    scheduled: on(scheduled),
    ...(days === undefined ? {} : { performed: on(scheduled) + days }),
    ...more,
  })
  const maintenance = [
    ...[0, 2, -1, 5, 4].map((days, n) => work(`w${n}`, '2026-05-10', days)),
    work('open', '2026-06-30'),
    work('given up', '2026-05-10', undefined, { cancelled: on('2026-06-30') }),
    work('to come', '2026-07-01'),
  ]
  const { total, groups } = quarter('periodic-maintenance', { maintenance, assets: [asset('a')] })
  expect(total).toEqual({
    'planned events': 6,
    'events done': 5,
    'events on schedule': 3,
    'mean delay': 2 * 86_400,
    'mean lateness of work done': 2.2 * 86_400,
    'overdue events': 1,
    'mean lateness': 2 * 86_400,
    'done share': 5 / 6,
    'punctual share': 0.5,
  })
  expect([groups['server']?.['planned events'], groups['network']?.['mean lateness']]).toEqual([6, null])
  const later = maintenance.map((one) => (one.id === 'given up' ? { ...one, cancelled: on('2026-07-01') } : one))
  expect(quarter('periodic-maintenance', { maintenance: later }).total['overdue events']).toBe(2)
})

test('malware-protection: 3 incidents and 1,497 blocks', () => {
  const detection = (id: string, more: Partial<Detection> = {}): Detection => ({
    id,
    asset: 'a0',
    at: at('2026-06-10', 600),
    action: 'blocked',
    engine: 'gateway',
    ...more,
  })
  const detections = [
    ...many(1494, (n) => detection(`d${n}`)),
    ...many(2, (n) => detection(`again${n}`, { threat: 'Worm/Amber.A', action: 'cleaned' })),
    detection('next day', { threat: 'Worm/Amber.A', at: at('2026-06-11') }),
    detection('elsewhere', { threat: 'Worm/Amber.A', asset: 'a1', action: 'quarantined' }),
    detection('let pass', { action: 'not_blocked' }),
    detection('too late', { at: at('2026-07-01') }),
  ]
  const incidents = many(4, (n): Incident => {
    const detected = at(n === 3 ? '2026-07-01' : '2026-06-20')
    return { id: `i${n}`, category: 'malware', unit: 'Sales', severity: 'low', detected, reported: detected, costs: [] }
  })
  const assets = [...many(600, (n) => asset(`a${n}`)), asset('n', { type: 'network' }), asset('x', { scoped: false })]
  expect(june('malware-protection', { detections, incidents, assets }).total).toEqual({
    'malware incidents': 3,
    'attacks that got through': 3,
    'detections stopped': 1498,
    'attacks stopped': 1497,
    'attacks not stopped': 1,
    endpoints: 600,
    'incidents to blocks': 3 / 1497,
    'escaped share': 0.002,
    'incidents per thousand endpoints': 5,
  })
})

test('anti-malware: 12 of 500 are outdated', () => {
  const endpoint = (of: string, more: Partial<Endpoint> = {}): Endpoint => ({
    id: `e-${of}`,
    asset: of,
    enrolled: on('2020-01-01'),
    protection: 'signature',
    affected: true,
    lagMinutes: 90,
    away: [],
    off: [],
    ...more,
  })
  const drawer = { away: [{ from: on('2026-06-15'), to: on('2026-07-02') }] }
  const assets = [...many(500, (n) => asset(`a${n}`)), asset('unix', { os: 'Unix' })]
  const endpoints = [
    ...many(480, (n) => endpoint(`a${n}`)),
    ...many(4, (n) => endpoint(`a${480 + n}`, drawer)),
    ...many(4, (n) => endpoint(`a${484 + n}`, { ...drawer, protection: 'cloud' })),
    ...many(3, (n) => endpoint(`a${488 + n}`, { enrolled: on('2026-07-01') })),
    endpoint('a492', { away: [{ from: on('2026-06-24'), to: on('2026-07-02') }], off: drawer.away }),
    ...many(7, (n) =>
      endpoint(`a${493 + n}`, { protection: 'cloud', away: [{ from: on('2026-06-24'), to: on('2026-07-02') }] }),
    ),
    endpoint('unix', { affected: false }),
  ]
  expect(june('anti-malware', { assets, endpoints }).total).toEqual({
    'exposed systems': 500,
    'outdated systems': 12,
    'unknown systems': 4,
    'unseen systems': 4,
    'switched off systems': 1,
    'systems not affected': 1,
    'unlisted systems': 0,
    'outdated share': 0.024,
  })
})

test('log-review: 51 of 60', () => {
  const review = (reviewed: string | undefined): LogReview => ({
    from: at('2026-06-01'),
    to: at('2026-07-01'),
    due: at('2026-06-30'),
    ...(reviewed === undefined ? {} : { reviewed: at(reviewed) }),
  })
  const source = (id: string, reviewed: string | undefined, more: Partial<LogSource> = {}): LogSource => ({
    id,
    asset: 'a',
    type: 'server',
    critical: true,
    hours: 720,
    method: 'manual',
    silences: [],
    reviews: [review(reviewed)],
    ...more,
  })
  const logs = [
    ...many(50, (n) => source(`l${n}`, '2026-06-15')),
    source('by rules', '2026-06-01', { method: 'automated', silences: [{ from: on('2026-06-27') }] }),
    ...many(8, (n) => source(`unread${n}`, undefined)),
    source('too late', '2026-07-01', { silences: [{ from: on('2026-06-29') }] }),
    source('not critical', undefined, { critical: false }),
    source('gone', undefined, { retired: on('2026-06-30') }),
  ]
  expect(june('log-review', { logs }).total).toEqual({
    'critical logs': 60,
    'logs reviewed': 51,
    'logs reviewed by hand': 50,
    'reviews expected': 60,
    'reviews done': 51,
    'late reviews': 9,
    'silent logs': 1,
    'reviewed share': 0.85,
    'reviewed by hand share': 50 / 60,
    'intervals reviewed': 0.85,
    'silent share': 1 / 60,
  })
})

test('device-configuration: 92 of 100 servers and 45 of 50 switches', () => {
  const result = (of: string, more: Partial<Configuration> = {}): Configuration => ({
    id: `r-${of}`,
    asset: of,
    benchmark: 'b',
    at: at('2026-06-15'),
    passed: 10,
    failed: 0,
    waived: 0,
    unanswered: 0,
    notApplicable: 0,
    ...more,
  })
  const network = { type: 'network' } as const
  const assets = [...many(100, (n) => asset(`s${n}`)), ...many(50, (n) => asset(`n${n}`, network))]
  const failing = { failed: 1 }
  const configurations = [
    ...many(91, (n) => result(`s${n}`)),
    result('s91', { failed: 1, waived: 1 }),
    result('s92', { at: at('2026-04-01') }),
    result('s93', { unanswered: 1 }),
    ...many(6, (n) => result(`s${94 + n}`, failing)),
    ...many(45, (n) => result(`n${n}`)),
    ...many(4, (n) => result(`n${45 + n}`, failing)),
  ]
  const { total, groups } = june('device-configuration', { assets, configurations })
  expect([groups['server']?.['correct share'], groups['network']?.['correct share']]).toEqual([0.92, 0.9])
  expect(total).toMatchObject({ devices: 150, 'correct devices': 137, 'unscanned devices': 2, 'checks waived': 1 })
  expect(total['correct share']).toBeCloseTo(0.9133, 4)
})

test('security-testing: 28 of 40 since their last release', () => {
  const holding = (id: string, more: Partial<Asset> = {}) => asset(id, { sensitive: true, ...more })
  const released = (day: string) => ({ releases: [on(day)] })
  const assets = [
    ...many(28, (n) => holding(`a${n}`, released('2026-05-10'))),
    ...many(2, (n) => holding(`changed${n}`, released('2026-05-11'))),
    ...many(4, (n) => holding(`unknown${n}`, { start: on('2010-01-01') })),
    ...many(6, (n) => holding(`never${n}`)),
    asset('harmless'),
  ]
  const reached = assets.filter(({ id }) => !id.startsWith('never')).map(({ id }) => ({ asset: id }))
  const scan = { id: 's', kind: 'vulnerability_scan', started: on('2026-05-10'), finished: on('2026-05-10') } as const
  const old = { id: 'p', kind: 'penetration_test', started: on('2025-06-30'), finished: on('2025-06-30') } as const
  const assessments: readonly Assessment[] = [
    { ...old, provider: 'x', scope: [{ asset: 'never0' }] },
    { ...scan, provider: 'own', scope: reached },
  ]
  expect(quarter('security-testing', { assets, assessments }).total).toEqual({
    'critical systems': 40,
    'tested systems': 28,
    'systems tested by people': 0,
    'systems changed since': 2,
    'systems of unknown release': 4,
    'tested share': 0.7,
    'share tested by people': 0,
  })
})

test('incident-resolution: 1 of 3, 2 of 10 and 3 of 40 are late', () => {
  const incident = (category: string, n: number, hours: number | undefined): Incident => {
    const detected = at('2026-06-10')
    const resolved = hours === undefined ? {} : { resolved: detected + hours * 3_600_000 }
    return {
      id: `${category}${n}`,
      category,
      unit: '',
      severity: 'low',
      detected,
      reported: detected,
      costs: [],
      ...resolved,
    }
  }
  const some = (category: string, count: number, late: number, target: number) =>
    many(count, (n) => incident(category, n, n === 0 ? undefined : n < late ? target + 1 : target))
  const incidents = [...some('phishing', 3, 1, 48), ...some('malware', 10, 2, 48), ...some('lost device', 40, 3, 72)]
  const { total, groups } = june('incident-resolution', { incidents })
  expect(total).toMatchObject({
    'late incidents': 6,
    'unresolved late incidents': 3,
    'targets missed': 6,
    'targets due': 53,
  })
  const late = ['phishing', 'malware', 'lost device'].map((name) => groups[name]?.['late incidents'])
  expect(late).toEqual([1, 2, 3])
})

const person = (n: number, more: Partial<Person> = {}): Person => ({
  id: `p${n}`,
  unit: 'Sales',
  type: 'employee',
  role: 'Bid manager',
  scoped: true,
  relevantRoles: [],
  start: on('2020-01-01'),
  ...more,
})
const training = (n: number, more: Partial<Assignment> = {}): Assignment => ({
  id: `t${n}`,
  person: `p${n}`,
  course: 'How we protect information',
  kind: 'isms_awareness',
  assigned: on('2025-10-01'),
  due: on('2025-12-31'),
  exempt: false,
  ...more,
})

test('isms-awareness: 184 of 200 trained, 96 of them within a year', () => {
  const completed = (n: number): Partial<Assignment> =>
    n < 96 ? { completed: on('2025-11-11') } : n < 184 ? { completed: on('2024-11-11') } : {}
  const early = { assigned: on('2024-01-01'), due: on('2024-12-31') }
  const { total } = quarter('isms-awareness', {
    people: many(200, (n) => person(n)),
    assignments: many(200, (n) => training(n, { ...early, ...completed(n) })),
  })
  expect(total).toEqual({
    'people obliged': 200,
    'people trained': 184,
    headcount: 200,
    'people renewed': 96,
    'trained share': 0.92,
    'renewed share': 0.48,
  })
})

test('awareness-compliance: 93 of 100 trainings done, 97 of 100 agreements signed', () => {
  const step = (n: number): Partial<Assignment> =>
    n < 91 ? { completed: on('2025-11-11') } : n < 96 ? { begun: on('2026-01-01') } : {}
  const { total } = quarter('awareness-compliance', {
    people: many(100, (n) => person(n)),
    assignments: many(100, (n) => training(n, step(n))),
    acknowledgements: many(100, (n) => ({
      id: `env-${n}`,
      person: `p${n}`,
      document: 'Acceptable use',
      version: '3',
      asked: on('2026-02-01'),
      due: on('2026-03-31'),
      ...(n < 97 ? { signed: on('2026-02-11') } : {}),
    })),
  })
  expect(total).toEqual({
    'trainings due': 100,
    'trainings done': 93,
    'to sign': 100,
    signed: 97,
    progress: 0.93,
    signing: 0.97,
    'missing signatures': 3,
  })
})

test('campaign-effectiveness: 31 of 50 before, 46 after, 17 learnt and 2 lost', () => {
  const sitting = (n: number, phase: 'pre' | 'post', isRight: boolean) => ({
    id: `${phase}${n}`,
    campaign: 'Clean desk',
    person: `p${n}`,
    targeted: true,
    phase,
    at: at(phase === 'pre' ? '2026-04-02' : '2026-06-02', 540),
    score: isRight ? 7 : 6,
    form: phase,
  })
  const sittings = many(50, (n) => n).flatMap((n) => [
    sitting(n, 'pre', n < 31),
    sitting(n, 'post', n < 29 || (n >= 31 && n < 48)),
  ])
  const { total } = quarter('campaign-effectiveness', { sittings })
  expect(total['learning by chance']).toBeCloseTo(0.000728607, 9)
  expect(total).toMatchObject({
    'tested after': 50,
    'passed after': 46,
    'tested twice': 50,
    'passed before': 31,
    'passed both': 29,
    learnt: 17,
    lost: 2,
    'failed both': 2,
    'pass share after': 0.92,
    'pass share before': 0.62,
    gain: 0.3,
    'gain of others': null,
    'gain from the campaign': null,
  })
})

test('social-engineering: 48 of 400 click, 240 report, 12 disclose', () => {
  const sent = at('2026-05-12', 540)
  const attempts = many(400, (n) => ({
    id: `r${n}`,
    campaign: 'Test of 2026-05',
    scenario: 'Mailbox full',
    difficulty: 'moderate' as const,
    person: `p${n}`,
    sent,
    delivered: sent,
    scanned: false,
    ...(n < 48 ? { clicked: sent + 60_000 } : {}),
    ...(n < 12 ? { disclosed: sent + 90_000 } : {}),
    ...(n >= 160 ? { reported: sent + 120_000 } : {}),
  }))
  const { total } = quarter('social-engineering', { attempts })
  expect(total).toMatchObject({ attempts: 400, clicks: 48, 'reported attempts': 240, disclosures: 12 })
  expect(total['preparedness']).toBeCloseTo(86, 10)
  expect(total['standardised click rate']).toBeNull()
})

test('event-reporting: 42 occurrences in 1,400 person years', () => {
  const people = [
    ...many(5554, (n) => person(n)),
    person(5554, { start: on('2026-07-01'), end: on('2026-08-01') }),
    person(5555, { end: on('2026-06-30') }),
  ]
  const reports = many(43, (n) => ({
    id: `ser-${n}`,
    reporter: `p${n}`,
    unit: 'Sales',
    channel: 'button' as const,
    at: at('2026-07-06', 540),
    triaged: at('2026-07-06', 600),
    verdict: 'event' as const,
    ...(n > 40 ? { mail: 'mail' } : {}),
  }))
  const { total } = expectedOf('event-reporting', { ...base, people, reports }, '2026-07-01', '2026-10-01')
  expect(total).toMatchObject({
    'reports treated': 43,
    'occurrences treated': 42,
    'person years': 1400,
    'occurrences per thousand': 30,
    'time to treat': 3600,
  })
  expect(total['lower per thousand']).toBeCloseTo(21.6213612, 6)
  expect(total['upper per thousand']).toBeCloseTo(40.5512848, 6)
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

test('incident-learning: 6 of 24, and tokens do not count', () => {
  const incidents = many(24, (n): Incident => ({
    id: `i${n}`,
    category: 'phishing',
    unit: 'Sales',
    severity: 'medium',
    detected: at('2026-02-01'),
    reported: at('2026-02-01'),
    closed: at('2026-03-01'),
    costs: [],
  }))
  const answer = (n: number, more: Partial<Action> = {}): Action => ({
    id: `a${n}`,
    kind: 'improvement',
    origin: 'incident',
    originRecord: `i${n}`,
    criticality: 'low',
    planned: on('2026-02-15'),
    due: on('2026-09-30'),
    begun: on('2026-02-20'),
    standby: false,
    ...more,
  })
  const actions = [
    ...many(6, (n) => answer(n)),
    answer(6, { done: on('2026-02-15') }),
    answer(7, { cancelled: on('2026-06-30') }),
  ]
  const { total } = expectedOf('incident-learning', { ...base, incidents, actions }, '2026-01-01', '2026-07-01')
  expect(total).toMatchObject({ 'closed incidents': 24, 'learnt from': 6, 'token answers': 2, 'learning share': 0.25 })
})

const account = (id: string, more: Partial<Account> = {}): Account => ({
  id,
  system: 'directory',
  type: 'human',
  created: on('2025-01-01'),
  turn: 0,
  passwords: [],
  ...more,
})

test('password-quality-manual: 460 of 520 declared compliant; silence and programs do not count', () => {
  const told = (id: string, day: string, compliant?: boolean): Check => ({
    id: `${id} ${day}`,
    account: id,
    at: at(day),
    method: 'survey',
    ...(compliant === undefined ? {} : { compliant }),
  })
  const accounts = [
    ...many(520, (n) => account(`a${n}`)),
    account('program', { type: 'service' }),
    account('gone', { disabled: on('2026-06-30') }),
  ]
  const passwordChecks = [
    ...many(460, (n) => told(`a${n}`, '2025-07-01', true)),
    ...many(20, (n) => told(`a${n + 460}`, '2025-09-01', false)),
    told('a0', '2026-01-01'),
    told('a480', '2025-06-30', true),
    told('gone', '2026-01-01', true),
  ]
  const { total, groups } = expectedOf(
    'password-quality-manual',
    { ...base, accounts, passwordChecks },
    '2026-01-01',
    '2026-07-01',
  )
  expect(total).toMatchObject({
    'registered passwords': 520,
    'answered passwords': 480,
    'compliant passwords': 460,
    'unanswered passwords': 40,
    'compliant share': 460 / 520,
    'leaked share': null,
  })
  expect(groups['directory']).toEqual(total)
})

test('password-quality-automated: 930 of 1000 withstand four hours; a stopped attack shows nothing', () => {
  const attack = (id: string, day: string, crackSeconds?: number, attackSeconds = 14_400): Check => ({
    id: `${id} ${day}`,
    account: id,
    at: at(day, 22 * 60),
    method: 'cracking',
    cracked: crackSeconds !== undefined,
    ...(crackSeconds === undefined ? {} : { crackSeconds }),
    attackSeconds,
    profile: 'one',
    pace: 1,
    approval: 'yes',
  })
  const accounts = [
    ...many(1000, (n) => account(`a${n}`)),
    account('stopped'),
    account('off', { disabled: on('2026-05-31') }),
  ]
  const passwordChecks = [
    ...many(1000, (n) => attack(`a${n}`, '2026-06-09', n < 70 ? 14_400 : undefined)),
    attack('stopped', '2026-06-09', undefined, 14_399),
    attack('off', '2026-06-09', 1),
    attack('a999', '2026-06-15', 1),
  ]
  const { total } = expectedOf(
    'password-quality-automated',
    { ...base, accounts, passwordChecks },
    '2026-06-08',
    '2026-06-15',
  )
  expect(total).toMatchObject({
    'registered passwords': 1001,
    'attacked passwords': 1000,
    'unbroken passwords': 930,
    'unfinished passwords': 1,
    'unbroken share': 0.93,
    'attacks under a new profile': 1002,
  })
})

test('entry-controls: 2, 3, 4 and 5 have a lowest and three of four are satisfactory; card and biometrics alone are 2', () => {
  const nothing: Equipment = { card: false, pin: false, biometric: false, logging: false }
  const seen: readonly Equipment[] = [
    { ...nothing, card: true, biometric: true },
    { ...nothing, card: true, pin: true },
    { ...nothing, card: true, pin: true, logging: true },
    { ...nothing, card: true, biometric: true, logging: true },
  ]
  const entries = seen.map((has, n) => ({
    id: `e${n}`,
    site: 'Berlin',
    protects: true,
    equipment: [{ from: on('2020-01-01'), has }],
  }))
  const inspections = seen.map((saw, n) => ({
    entry: `e${n}`,
    on: on('2026-03-01'),
    assessor: 'internal audit' as const,
    saw,
  }))
  const { total } = expectedOf('entry-controls', { ...base, entries, inspections }, '2026-01-01', '2027-01-01')
  expect(total).toMatchObject({
    'weakest level': 2,
    'median level': 3,
    'most common level': 2,
    'entries at level 5': 1,
    'satisfactory share': 0.75,
    'agreed share': null,
  })
})

test('unauthorised-entry: three after four is a ratio of 0.75, and says nothing', () => {
  const intrusion = (id: string, day: string): Incident => ({
    id,
    category: 'physical',
    unit: 'Sales',
    severity: 'low',
    detected: at(day),
    reported: at(day),
    costs: [],
  })
  const incidents = [
    ...many(4, (n) => intrusion(`a${n}`, '2026-03-31')),
    ...many(3, (n) => intrusion(`b${n}`, '2026-04-01')),
    { ...intrusion('open', '2026-05-01'), cause: 'door left open' },
  ]
  expect(quarter('unauthorised-entry', { incidents }).total).toMatchObject({
    'unauthorised entries': 3,
    'change ratio': 0.75,
    'chance alone': 1,
    'entries per thousand attempts': null,
  })
})

describe('agreements', () => {
  const agreement = (id: string, required: number, yes: number, more: Partial<Agreement> = {}): Agreement => ({
    id,
    supplier: 'Kern Backup',
    signed: on('2025-01-01'),
    registered: on('2025-01-01'),
    personal: true,
    scoped: true,
    points: many(required, (n) => ({
      name: `p${n}`,
      set: 'security_policy' as const,
      required: true,
      read: on('2025-01-01'),
      answer: n < yes ? ('yes' as const) : ('no' as const),
    })),
    ...more,
  })

  test('supplier-agreements: 20, 18, 15 and 10 of 20 lack 4.25 points and address 78.75 %', () => {
    const agreements = [20, 18, 15, 10].map((yes, n) => agreement(`c${n}`, 20, yes))
    expect(quarter('supplier-agreements', { agreements }).total).toMatchObject({
      'agreements counted': 4,
      'mean addressed': 0.7875,
      'mean shortfall': 4.25,
      'pooled share': 63 / 80,
    })
  })

  test('personal-data-agreements: 10 of 10, 8 of 10 and 19 of 20 are 0.9167 on average and 0.925 together', () => {
    const agreements = [
      agreement('a', 10, 10),
      agreement('b', 10, 8),
      agreement('c', 20, 19),
      agreement('without a list', 0, 0),
      agreement('ended', 10, 0, { ends: on('2026-06-29') }),
      agreement('other', 10, 0, { personal: false }),
    ]
    const { total } = quarter('personal-data-agreements', { agreements })
    expect(total['mean addressed']).toBeCloseTo(2.75 / 3, 12)
    expect(total).toMatchObject({ 'agreements counted': 4, 'pooled share': 0.925, 'compliant share': 0 })
  })
})
