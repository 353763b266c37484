/** Systems and networks in operation. Published examples, rebuilt as states by hand: an oracle that the simulator did not make. */
import { describe, expect, test } from 'vitest'
import type { Asset, Deployment } from '../assets.ts'
import type { Configuration } from '../configurations.ts'
import type { Endpoint } from '../endpoints.ts'
import type { Rule } from '../firewalls.ts'
import type { Incident } from '../incidents.ts'
import type { LogReview, LogSource } from '../logs.ts'
import type { Maintenance } from '../maintenance.ts'
import type { Detection } from '../malware.ts'
import type { Interval, Service } from '../services.ts'
import type { Assessment, Finding } from '../vulnerabilities.ts'
import { expectedOf } from './index.ts'
import { asset, at, base, june, many, on, quarter } from './worked.ts'

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
  expect(groups['dmz']).toMatchObject({ landscape: 0, 'systems counted': 1 })
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
