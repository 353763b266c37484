/** What people were taught, what they do, and what they report. Published examples, rebuilt as states by hand: an oracle that the simulator did not make. */
import { expect, test } from 'vitest'
import type { Person } from '../people.ts'
import type { Assignment } from '../training.ts'
import { expectedOf } from './index.ts'
import { at, base, many, on, quarter } from './worked.ts'

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
