/**
 * How long things stay open: domain.md 7.13, Freireich's leukaemia trial (1963) and `survival::aml` of R with their
 * published curves; limits as SAS prints them for the trial, recomputed with lifelines 0.30.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ageAtWhich, logRank, survivalOf, type Item } from '@isometric/core/analyse'
import { printed, recomputed } from './close.ts'
import { given } from './oracle.ts'

/** Ages; with a plus what was still open then. */
const items = (text: string): readonly Item[] =>
  text.split(' ').map((each) => ({ time: Number.parseFloat(each), hasEnded: !each.endsWith('+') }))

const mercaptopurine = items('6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+')
const placebo = items('1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23')
const maintained = items('9 13 13+ 18 23 28+ 31 34 45+ 48 161+')
const notMaintained = items('5 5 8 8 12 16+ 23 27 30 33 43 45')

describe('Kaplan and Meier', () => {
  test('6-MP: shares with Greenwood’s errors', () => {
    const steps = given(survivalOf(mercaptopurine)).steps
    expect(steps.map(({ time, share, error }) => [time, share, error])).toEqual(
      [
        [6, 0.8571, 0.0764],
        [7, 0.8067, 0.0869],
        [10, 0.7529, 0.0963],
        [13, 0.6902, 0.1068],
        [16, 0.6275, 0.1141],
        [22, 0.5378, 0.1282],
        [23, 0.4482, 0.1346],
      ].map(([time, share, error]) => [time, printed(share ?? NaN, 4), printed(error ?? NaN, 4)]),
    )
    expect(steps[0]?.limits).toEqual({ lower: recomputed(0.619718), upper: recomputed(0.951552) })
  })
  test.each([
    ['6-MP', mercaptopurine, 23, 13, null],
    ['placebo', placebo, 8, 4, 11],
    ['maintained', maintained, 31, 13, null],
    ['not maintained', notMaintained, 23, 5, 33],
  ])('%s: half have ended at %d', (_, all, age, lower, upper) =>
    expect(given(survivalOf(all)).median).toEqual({ age, lower, upper }),
  )
  test.each([
    ['maintained', maintained, [9, 13, 18, 23, 31, 34, 48], [0.9091, 0.8182, 0.7159, 0.6136, 0.4909, 0.3682, 0.1841]],
    [
      'not maintained',
      notMaintained,
      [5, 8, 12, 23, 27, 30, 33, 43, 45],
      [0.8333, 0.6667, 0.5833, 0.4861, 0.3889, 0.2917, 0.1944, 0.0972, 0],
    ],
  ])('%s', (_, all, times, shares) => {
    const steps = given(survivalOf(all)).steps
    expect(steps.map(({ time }) => time)).toEqual(times)
    expect(steps.map(({ share }) => share)).toEqual(shares.map((share) => printed(share, 4)))
  })
  test('where nothing is left open there is no error to tell', () =>
    expect(given(survivalOf(notMaintained)).steps.at(-1)).toMatchObject({ share: 0, error: null, limits: null }))

  test('what was open before anybody looked counts from the age at which it was first seen', () => {
    const [times, entries] = [
      [5, 8, 9, 12, 15, 20, 22, 30],
      [0, 2, 0, 6, 0, 10, 3, 0],
    ]
    const all = (times ?? []).map((time, i) => ({ time, entry: entries?.[i] ?? 0, hasEnded: i !== 2 && i !== 5 }))
    const steps = given(survivalOf(all)).steps
    expect(steps.map(({ time, open }) => [time, open])).toEqual([
      [5, 6],
      [8, 6],
      [12, 5],
      [15, 4],
      [22, 2],
      [30, 1],
    ])
    expect(steps.map(({ share }) => share)).toEqual(
      [5 / 6, 25 / 36, 5 / 9, 5 / 12, 5 / 24, 0].map((share) => printed(share, 12)),
    )
  })
})

describe('log-rank', () => {
  test('6-MP against placebo', () =>
    expect(given(logRank(mercaptopurine, placebo))).toMatchObject({
      observed: 9,
      expected: printed(19.2505, 4),
      variance: printed(6.257, 4),
      chiSquared: printed(16.7929, 4),
      p: recomputed(4.168809109e-5),
    }))
  test('maintained against not', () =>
    expect(given(logRank(maintained, notMaintained))).toMatchObject({
      chiSquared: recomputed(3.396388699),
      p: recomputed(0.065339322),
    }))
  test('the same items twice do not differ', () =>
    expect(given(logRank(placebo, placebo))).toMatchObject({ chiSquared: printed(0, 12), p: printed(1, 9) }))
})

const anItem = fc.record({ time: fc.integer({ min: 0, max: 20 }), hasEnded: fc.boolean() })
const some = fc.array(anItem, { minLength: 1, maxLength: 30 })

/** The share still open at an age. */
const shareAt = (all: readonly Item[], age: number): number =>
  given(survivalOf(all)).steps.findLast(({ time }) => time <= age)?.share ?? 1

describe('whatever the items', () => {
  test('one more open item never makes things look quicker (domain.md 6.2, 13)', () =>
    fc.assert(
      fc.property(some, fc.integer({ min: 0, max: 25 }), fc.integer({ min: 0, max: 25 }), (all, time, age) => {
        const more = [...all, { time, hasEnded: false }]
        expect(shareAt(more, age)).toBeGreaterThanOrEqual(shareAt(all, age) - 1e-12)
        const [before, after] = [all, more].map((each) => given(survivalOf(each)).median.age ?? Infinity)
        expect(after).toBeGreaterThanOrEqual(before ?? NaN)
      }),
      { seed: 1, numRuns: 200 },
    ))
  test('where all have ended it is the share of those older', () =>
    fc.assert(
      fc.property(some, fc.integer({ min: 0, max: 25 }), (all, age) => {
        const ended = all.map(({ time }) => ({ time, hasEnded: true }))
        const older = ended.filter(({ time }) => time > age).length / ended.length
        expect(shareAt(ended, age)).toBeCloseTo(older, 12)
      }),
      { seed: 1, numRuns: 200 },
    ))
  test('seen from the start is seen from the start, told or not', () =>
    fc.assert(
      fc.property(some, (all) => {
        const later = all.map(({ time, hasEnded }) => ({ time: time + 1, hasEnded }))
        expect(survivalOf(later.map((item) => ({ ...item, entry: 0 })))).toEqual(survivalOf(later))
      }),
      { seed: 1, numRuns: 100 },
    ))
  test('either group may come first', () =>
    fc.assert(
      fc.property(some, some, (a, b) => {
        const [one, other] = [logRank(a, b), logRank(b, a)]
        fc.pre(one.kind === 'found')
        const ended = [...a, ...b].filter(({ hasEnded }) => hasEnded).length
        expect(given(other)).toMatchObject({
          expected: printed(ended - given(one).expected, 9),
          chiSquared: printed(given(one).chiSquared, 6),
        })
      }),
      { seed: 1, numRuns: 100 },
    ))
  test('limits hold the share, and ages stand in order', () =>
    fc.assert(
      fc.property(some, (all) => {
        const { steps } = given(survivalOf(all))
        for (const { share, limits } of steps) {
          expect((limits?.lower ?? 0) <= share && share <= (limits?.upper ?? 1)).toBe(true)
        }
        const { age, lower, upper } = ageAtWhich(steps, 0.9)
        expect((lower ?? Infinity) <= (age ?? Infinity)).toBe(true)
        expect((age ?? Infinity) <= (upper ?? Infinity)).toBe(true)
      }),
      { seed: 1, numRuns: 200 },
    ))
})

describe('bad input has its answer', () => {
  test.each([
    ['no items', survivalOf([]), 'no-values'],
    ['a negative age', survivalOf([{ time: -1, hasEnded: true }]), 'negative'],
    ['no age', survivalOf([{ time: NaN, hasEnded: true }]), 'not-finite'],
    ['ended before it was seen', survivalOf([{ time: 3, entry: 5, hasEnded: true }]), 'out-of-order'],
    [
      'the first gone before others come into sight',
      survivalOf([
        { time: 2, hasEnded: true },
        { time: 9, entry: 5, hasEnded: true },
      ]),
      'too-few',
    ],
    ['an empty group', logRank([], [{ time: 1, hasEnded: true }]), 'no-values'],
    ['nothing ended', logRank([{ time: 1, hasEnded: false }], [{ time: 1, hasEnded: false }]), 'too-few'],
  ])('%s', (_, answer, why) => expect(answer).toMatchObject({ kind: 'withheld', why }))
  test('nothing ended: all are open, and half have not ended at any age', () =>
    expect(survivalOf([{ time: 5, hasEnded: false }])).toMatchObject({
      ended: 0,
      steps: [],
      median: { age: null, lower: null, upper: null },
    }))
  test('a hundred thousand items', () => {
    const many = Array.from({ length: 100_000 }, (_, i) => ({ time: (i * 7919) % 1009, hasEnded: i % 3 !== 0 }))
    expect(given(survivalOf(many)).ended).toBe(66_666)
  })
})
