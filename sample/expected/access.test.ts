/** Access rights, passwords and doors. Published examples, rebuilt as states by hand: an oracle that the simulator did not make. */
import { expect, test } from 'vitest'
import type { Account } from '../accounts.ts'
import type { AccessReview } from '../access-reviews.ts'
import type { Equipment } from '../entries.ts'
import type { Incident } from '../incidents.ts'
import type { Check } from '../password-checks.ts'
import { expectedOf } from './index.ts'
import { asset, at, base, many, on, quarter } from './worked.ts'

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
