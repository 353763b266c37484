import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seriesOfParts, seriesOfValues, type Series } from '../analyse/index.ts'
import type { Decision, Entry, Status } from '../term/index.ts'
import {
  actionStateOf,
  answeredBreach,
  baselinesIn,
  breachesOf,
  crossingsIn,
  effectivenessOf,
  type EffectivenessAsked,
  ledgerOf,
  reactionTo,
  withBaselines,
  type AnsweredBreach,
  type Course,
} from './index.ts'

const month = (n: number): string => `${2025 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}-01`
const letters: Readonly<Record<string, Status>> = { m: 'met', n: 'near', x: 'not met', '?': 'cannot tell' }

/** Months from January 2025 on, each known on the third day after its end. */
const course = (text: string, series: Series | null = null, unit: string | null = null): Course => ({
  construct: 'rules',
  group: {},
  periods: text.split('').map((letter, n) => ({
    start: month(n),
    end: month(n + 1),
    status: letters[letter] ?? 'no data',
    knownAt: `${month(n + 1).slice(0, 8)}03T04:00:00.000Z`,
    digest: `sha256:${n}`,
  })),
  series,
  unit,
})

const of = { construct: 'rules', group: {}, by: 'ada', text: 'Because.' } as const
const inMonth = (n: number) => ({ period: { start: month(n), end: month(n + 1) } })
const justification = (n: number, at: string, id = 'j'): Decision => ({
  kind: 'justification',
  id,
  at,
  ...of,
  ...inMonth(n),
})
const deviation = (n: number, at: string, until: string): Decision => ({
  kind: 'deviation',
  id: 'd',
  at,
  owner: 'ines',
  until,
  ...of,
  ...inMonth(n),
})
const action = (n: number, at: string, given: { due?: string; on?: string; expects?: number; id?: string } = {}) =>
  ({
    kind: 'action',
    id: given.id ?? 'a',
    at,
    owner: 'ines',
    due: given.due ?? '2025-06-30',
    check: { on: given.on ?? '2025-12-31', expects: given.expects ?? 5, since: null, settling: 0 },
    ...of,
    ...inMonth(n),
  }) satisfies Decision
const about = { by: 'ada', text: 'Because.' } as const
const done = (on: string, id = 'a'): Decision => ({
  kind: 'completion',
  id: `${id}-done`,
  of: id,
  at: on,
  on,
  ...about,
})
const concluded = (at: string, effective: boolean): Decision => ({
  kind: 'conclusion',
  id: 'c',
  of: 'a',
  at,
  effective,
  ...about,
})
const revoked = (at: string, id: string): Decision => ({ kind: 'revocation', id: `${id}-no`, of: id, at, ...about })

const recorded = (decisions: readonly Decision[]): readonly Entry[] =>
  decisions.map((decision) => ({ decision, about: [], recordedAt: '2026-01-01T00:00:00.000Z', digest: decision.id }))
const ledger = (decisions: readonly Decision[], day: string) => ledgerOf(recorded(decisions), day, 'Europe/Berlin')

const answered = (text: string, decisions: readonly Decision[], day: string): readonly AnsweredBreach[] => {
  const whole = course(text)
  return breachesOf(crossingsIn(whole)).map((breach) => answeredBreach(breach, whole, ledger(decisions, day), day))
}
const statesOf = (text: string, decisions: readonly Decision[], day: string): string =>
  answered(text, decisions, day)
    .map(({ state, why }) => `${state}${why === null ? '' : `: ${why}`}`)
    .join(', ')

describe('a breach', () => {
  const breached = 'mmxx'
  test.each<readonly [string, readonly Decision[], string, string]>([
    ['mmmm', [], '2025-05-10', ''],
    ['mmxm', [], '2025-05-10', ''],
    [breached, [], '2025-05-10', 'open: unanswered'],
    ['mxxmm', [], '2025-06-10', 'ended'],
    ['mxxmmxx', [], '2025-08-10', 'ended, open: unanswered'],
    // A justification is of its period.
    [breached, [justification(3, '2025-05-06')], '2025-05-10', 'justified'],
    [breached, [justification(2, '2025-05-06')], '2025-05-10', 'open: goes on'],
    ['mmxxx', [justification(3, '2025-05-06')], '2025-06-10', 'open: goes on'],
    ['mmxx?', [justification(3, '2025-05-06')], '2025-06-10', 'justified'],
    [breached, [justification(1, '2025-05-06')], '2025-05-10', 'open: unanswered'],
    // A deviation lapses by itself, after its last day.
    [breached, [deviation(3, '2025-05-06', '2025-09-30')], '2025-05-05', 'open: unanswered'],
    [breached, [deviation(3, '2025-05-06', '2025-09-30')], '2025-09-30', 'accepted'],
    [breached, [deviation(3, '2025-05-06', '2025-09-30')], '2025-10-01', 'open: lapsed'],
    ['mxxmmxx', [deviation(2, '2025-04-06', '2025-09-30')], '2025-08-10', 'ended, accepted'],
    ['mxxmmxx', [deviation(2, '2025-04-06', '2025-05-31')], '2025-08-10', 'ended, open: unanswered'],
    // An action answers until it has proved not to work.
    [breached, [action(3, '2025-05-06')], '2025-05-10', 'acting'],
    [breached, [action(3, '2025-05-06')], '2025-08-10', 'acting'],
    [
      breached,
      [action(3, '2025-05-06'), done('2025-05-20'), concluded('2025-12-31', false)],
      '2026-01-02',
      'open: not effective',
    ],
    [
      breached,
      [action(3, '2025-05-06'), concluded('2025-12-31', false), action(3, '2026-01-01', { id: 'b' })],
      '2026-01-02',
      'acting',
    ],
    // What was revoked counts no longer, from that day on.
    [breached, [action(3, '2025-05-06'), revoked('2025-06-01', 'a')], '2025-05-31', 'acting'],
    [breached, [action(3, '2025-05-06'), revoked('2025-06-01', 'a')], '2025-06-01', 'open: unanswered'],
    [
      breached,
      [
        justification(3, '2025-05-06'),
        { ...justification(3, '2025-05-06', 'other'), construct: 'hits' } as Decision,
        revoked('2025-06-01', 'j'),
      ],
      '2025-06-01',
      'open: unanswered',
    ],
  ])('%s with %j is on %s: %s', (text, decisions, day, expected) =>
    expect(statesOf(text, decisions, day)).toBe(expected),
  )

  test('of a group is not answered for another', () => {
    const other = { ...justification(3, '2025-05-06'), group: { firewall: 'fw1' } } as Decision
    expect(statesOf(breached, [other], '2025-05-10')).toBe('open: unanswered')
  })

  test('is told at once by a value beyond the limits of chance, and not by limits that came later', () => {
    const values = [10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 30]
    const series = { ...seriesOfValues(values), direction: 'lower' as const }
    const found = breachesOf(crossingsIn(course('mmmmmmmmmmx', series)))
    expect(found).toEqual([{ since: 10, told: 10, until: null, by: 'beyond the limits' }])
    // The same value, where higher is better, is no reason to hold it to be worse at once.
    expect(breachesOf(crossingsIn(course('mmmmmmmmmmx', { ...series, direction: 'higher' })))).toEqual([])
    const later = { ...series, points: seriesOfValues([...values, 10, 11, 40, 60, 80, 90]).points }
    expect(breachesOf(crossingsIn(course('mmmmmmmmmmxxxxxxx', later)))[0]).toEqual(found[0])
  })
})

describe('the days people took', () => {
  const reacted = (decisions: readonly Decision[], day: string, text = 'mmxx') => {
    const [one] = answered(text, decisions, day)
    return one === undefined ? undefined : reactionTo(one, course(text), ledger(decisions, day))
  }
  // The breach of March and April is known on 3 May.
  test('are counted from the day it was known', () => {
    const all = [action(3, '2025-05-13'), done('2025-06-02'), concluded('2025-12-29', true)]
    expect(reacted(all, '2026-01-10')).toEqual({
      from: 'known',
      start: '2025-05-03',
      answered: 10,
      done: 30,
      effective: 240,
    })
    expect(reacted(all, '2025-05-20')).toEqual({
      from: 'known',
      start: '2025-05-03',
      answered: 10,
      done: null,
      effective: null,
    })
    expect(reacted([], '2025-05-20')).toEqual({
      from: 'known',
      start: '2025-05-03',
      answered: null,
      done: null,
      effective: null,
    })
  })
  test('are counted from the end of the period where the result was measured later', () => {
    expect(reacted([justification(3, '2025-05-02')], '2025-05-20')).toMatchObject({
      from: 'period end',
      start: '2025-05-01',
      answered: 1,
    })
    expect(reacted([justification(3, '2025-04-20')], '2025-05-20')).toMatchObject({ from: 'period end', answered: 0 })
  })
})

describe('an action', () => {
  const stateOn = (day: string, decisions: readonly Decision[]) =>
    actionStateOf(action(3, '2025-05-06'), ledger(decisions, day), course('mmxx'), day)
  test.each<readonly [string, readonly Decision[], string, string]>([
    ['2025-06-30', [], 'planned', '2025-06-30'],
    ['2025-07-01', [], 'overdue', '2025-06-30'],
    [
      '2025-07-01',
      [{ kind: 'postponement', id: 'p', of: 'a', at: '2025-06-20', due: '2025-07-31', check: null, ...about }],
      'planned',
      '2025-07-31',
    ],
    [
      '2025-06-19',
      [{ kind: 'postponement', id: 'p', of: 'a', at: '2025-06-20', due: '2025-07-31', check: null, ...about }],
      'planned',
      '2025-06-30',
    ],
    ['2025-07-01', [done('2025-06-25')], 'done', '2025-06-30'],
    ['2025-12-30', [done('2025-06-25')], 'done', '2025-06-30'],
    ['2025-12-31', [done('2025-06-25')], 'cannot tell', '2025-06-30'],
    ['2025-12-31', [], 'overdue', '2025-06-30'],
    ['2025-12-31', [done('2025-06-25'), concluded('2025-12-31', true)], 'effective', '2025-06-30'],
  ])('on %s with %j is %s, due %s', (day, decisions, state, due) => {
    expect(stateOn(day, decisions)).toMatchObject({ state, due, action: { due: '2025-06-30' } })
  })
})

describe('an effectiveness check', () => {
  const asked: EffectivenessAsked = { done: '2025-07-01', on: '2025-12-31', expects: 90, since: null, settling: 0 }
  // 70 of 100 in each of six months before, `after` in each of six months after.
  const shares = (after: number): Course =>
    course(
      'xxxxxxxxxxxx',
      { ...seriesOfParts(Array.from({ length: 12 }, (_, n) => [n < 6 ? 70 : after, 100])), direction: 'higher' },
      'percent',
    )

  test.each([
    // Newcombe’s limits of 450 of 500 against 420 of 600 are some 15 to 24 points: less than the 20 expected is not excluded.
    [90, 90, 'cannot tell', 'cannot tell'],
    [90, 85, 'effective', 'reached'],
    [98, 90, 'effective', 'reached'],
    [72, 90, 'not effective', 'not reached'],
    [70, 90, 'not effective', 'not reached'],
    [50, 90, 'not effective', 'not reached'],
  ])('%d of 100 after, %d %% expected: %s', (after, expects, verdict, expectation) => {
    expect(effectivenessOf(shares(after), { ...asked, expects }, '2026-01-01')).toMatchObject({
      kind: 'told',
      verdict,
      expectation,
      expects: expects / 100,
    })
  })

  test.each([
    [{ ...asked, done: null }, '2026-01-01', { kind: 'not done' }],
    [asked, '2025-12-30', { kind: 'too early', on: '2025-12-31' }],
    [
      { ...asked, done: '2026-05-01' },
      '2026-01-01',
      { kind: 'told', verdict: 'cannot tell', effect: { kind: 'withheld' } },
    ],
    [
      { ...asked, since: '2025-09-01' },
      '2026-01-01',
      { kind: 'told', verdict: 'cannot tell', effect: { kind: 'withheld' } },
    ],
  ])('%j on %s', (given, day, expected) => expect(effectivenessOf(shares(98), given, day)).toMatchObject(expected))

  const sidesOf = (given: Partial<EffectivenessAsked>): readonly (number | undefined)[] => {
    const { effect } = effectivenessOf(shares(98), { ...asked, ...given }, '2026-01-01') as {
      effect: { before?: { periods: number }; after?: { periods: number } }
    }
    return [effect.before?.periods, effect.after?.periods]
  }
  test('compares the periods before with those after, up to its day', () => {
    expect(sidesOf({ on: '2026-01-01' })).toEqual([6, 6])
    // December ends with the day of the check, and is not known on it.
    expect(sidesOf({})).toEqual([6, 5])
    expect(sidesOf({ on: '2025-10-31' })).toEqual([6, 3])
    expect(sidesOf({ settling: 2 })).toEqual([6, 3])
    // July is when it takes hold, where it was done in the middle of it.
    expect(sidesOf({ done: '2025-07-10' })).toEqual([6, 4])
    expect(sidesOf({ since: '2025-03-01' })).toEqual([4, 5])
  })

  test('of levels, which have no course, cannot tell', () => {
    expect(effectivenessOf(course('xxxx'), asked, '2026-01-01')).toMatchObject({ verdict: 'cannot tell' })
  })
})

describe('a baseline', () => {
  const values = [10, 11, 10, 11, 10, 11, 10, 11, 20, 21, 20, 21, 20, 21, 20, 21, 20]
  const whole = course('m'.repeat(values.length), seriesOfValues(values))
  const baseline = (at: string, from: number, to: number | null, since: number | null): Decision => ({
    kind: 'baseline',
    id: `b${at}`,
    at,
    by: 'mara',
    text: 'The process changed.',
    construct: 'rules',
    group: {},
    from: month(from),
    to: to === null ? null : month(to),
    since: since === null ? null : month(since),
  })
  const seen = (decisions: readonly Decision[], day: string) => {
    const { breaks, baselines } = withBaselines(seriesOfValues(values), baselinesIn(whole, ledger(decisions, day)))
    return { breaks, baselines }
  }
  const first = baseline('2025-09-05', 0, 8, null)
  const second = baseline('2026-05-05', 8, 16, 8)

  test('holds from the day it was decided, and one set later begins anew', () => {
    expect(seen([second, first], '2025-09-04')).toEqual({ breaks: [], baselines: [] })
    expect(seen([second, first], '2025-09-05')).toEqual({ breaks: [], baselines: [{ from: 0, to: 7 }] })
    expect(seen([second, first], '2026-05-05')).toEqual({
      breaks: [8],
      baselines: [
        { from: 0, to: 7 },
        { from: 8, to: 15 },
      ],
    })
  })
  test('without an end begins anew and takes what comes', () => {
    expect(seen([baseline('2026-05-05', 8, null, 8)], '2026-05-05')).toEqual({ breaks: [8], baselines: [] })
  })
  test('of periods that are not there is left out', () => {
    expect(seen([baseline('2026-05-05', 30, 40, null), baseline('2026-05-05', 0, 8, 30)], '2026-05-05')).toEqual({
      breaks: [],
      baselines: [],
    })
  })
})

/** Entries arrive from files, from the API and by mail: what follows from them depends on what they say alone. */
test('in whatever order entries arrive, the state is the same', () => {
  const all = [
    justification(2, '2025-05-04'),
    deviation(3, '2025-05-06', '2025-07-31'),
    action(3, '2025-05-06'),
    done('2025-06-25'),
    { kind: 'postponement', id: 'p', of: 'a', at: '2025-06-01', due: '2025-07-15', check: null, ...about },
    { kind: 'postponement', id: 'q', of: 'a', at: '2025-06-01', due: '2025-08-15', check: '2026-02-01', ...about },
    concluded('2025-12-31', false),
    revoked('2026-01-05', 'c'),
    revoked('2025-08-01', 'd'),
  ] satisfies readonly Decision[]
  const day = fc.integer({ min: 3, max: 20 }).map((n) => `${month(n).slice(0, 8)}17`)
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: 0 }), day, (some, on) => {
      const inOrder = all.filter((one) => some.includes(one))
      const [a, b] = [answered('mmxxx', some, on), answered('mmxxx', inOrder, on)]
      expect(a).toEqual(b)
      expect(a.map((one) => reactionTo(one, course('mmxxx'), ledger(some, on)))).toEqual(
        b.map((one) => reactionTo(one, course('mmxxx'), ledger(inOrder, on))),
      )
    }),
  )
})
