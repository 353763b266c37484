/**
 * Shares, rates, groups, units and ratios compared: domain.md 7.4 and 7.5 with their published tables; recomputed with
 * SciPy 1.17; counted out where that can be done.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  eventLimits,
  funnelOf,
  rankSum,
  rateRatio,
  ratioChange,
  shareDifference,
  shareLimits,
  zeroFailureSample,
  zeroFailureSampleOf,
  type UnitRatio,
} from '@isometric/core/analyse'
import { digits, printed, recomputed } from './close.ts'
import { chanceFrom } from './draw.ts'
import { given } from './oracle.ts'

const count = fc.integer({ min: 0, max: 60 })
const share = fc.tuple(count, count).map(([a, b]) => ({ part: Math.min(a, b), whole: Math.max(a, b, 1) }))

/** Newcombe, Statistics in Medicine 17, 1998, 857–872. */
describe('limits of a share', () => {
  test.each([
    [81, 263, [0.255289, 0.36621], [0.253509, 0.368176], [0.252737, 0.367622]],
    [15, 148, [0.062386, 0.160487], [0.059778, 0.16445], [0.057844, 0.16165]],
    [0, 20, [0, 0.161125], [0, 0.200453], [0, 0.168433]],
    [1, 29, [0.006113, 0.171755], [0.001803, 0.196282], [0.000873, 0.177644]],
    [29, 29, [0.88303, 1], [0.854384, 1], [0.880555, 1]],
  ])('%d of %d', (part, whole, score, corrected, exact) => {
    const found = (['Wilson', 'Wilson with continuity', 'Clopper and Pearson'] as const).map((method) => {
      const { lower, upper } = given(shareLimits(part, whole, { method }))
      return [lower, upper]
    })
    expect(found).toEqual([score, corrected, exact].map((pair) => pair.map((limit) => printed(limit, 6))))
  })
  test('of a known population: as a larger sample, and a census has no width', () => {
    // 20 of 50 of 99 count as 40 of 100; recomputed by hand from Wilson's formula with z = 1.959964.
    const found = given(shareLimits(20, 50, { population: 99 }))
    expect(found).toMatchObject({ lower: printed(0.309401, 6), upper: printed(0.497997, 6) })
    expect(given(shareLimits(78, 86, { population: 86 }))).toMatchObject({ lower: 78 / 86, upper: 78 / 86 })
  })
  test('the part seen from the other side, and a higher level', () =>
    fc.assert(
      fc.property(share, fc.constantFrom('Wilson', 'Wilson with continuity', 'Clopper and Pearson'), (each, method) => {
        const { part, whole } = each
        const one = given(shareLimits(part, whole, { method }))
        const other = given(shareLimits(whole - part, whole, { method }))
        const wider = given(shareLimits(part, whole, { method, level: 0.99 }))
        expect([one.lower, one.upper]).toEqual([printed(1 - other.upper, 9), printed(1 - other.lower, 9)])
        expect(one.lower).toBeLessThanOrEqual(part / whole)
        expect(one.upper).toBeGreaterThanOrEqual(part / whole)
        expect([wider.lower <= one.lower, wider.upper >= one.upper]).toEqual([true, true])
      }),
      { seed: 1, numRuns: 100 },
    ))
})

/** Newcombe, Statistics in Medicine 17, 1998, 873–890, table II, method 10. */
describe('difference of two shares', () => {
  test.each([
    [56, 70, 48, 80, 0.2, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.6, 0.1705, 0.809],
    [6, 7, 2, 7, 0.5714, 0.0582, 0.8062],
    [5, 56, 0, 29, 0.0893, -0.0381, 0.1926],
    [0, 10, 0, 20, 0, -0.1611, 0.2775],
    [0, 10, 0, 10, 0, -0.2775, 0.2775],
    [10, 10, 0, 20, 1, 0.6791, 1],
    [10, 10, 0, 10, 1, 0.6075, 1],
  ])('%d/%d and %d/%d', (x1, n1, x2, n2, difference, lower, upper) =>
    expect(given(shareDifference({ part: x1, whole: n1 }, { part: x2, whole: n2 }))).toMatchObject({
      difference: printed(difference, 4),
      lower: printed(lower, 4),
      upper: printed(upper, 4),
    }),
  )
})

describe('how many to look at', () => {
  test.each([
    [0.95, 0.05, 59],
    [0.95, 0.01, 299],
    [0.95, 0.1, 29],
    [0.9, 0.1, 22],
    [0.99, 0.01, 459],
    [0.75, 0.5, 2],
    [0.5, 0.5, 1],
  ])('%d sure of less than %d: %d', (confidence, bad, sample) =>
    expect(given(zeroFailureSample(confidence, bad)).sample).toBe(sample),
  )
  test('of 200 with 10 bad: 51', () => expect(given(zeroFailureSampleOf(200, 10, 0.95)).sample).toBe(51))
  test('one bad of ten: 95 of 100 need all ten', () => expect(given(zeroFailureSampleOf(10, 1, 0.95)).sample).toBe(10))
  test('enough, and one fewer is not', () =>
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 300 }), fc.integer({ min: 1, max: 300 }), (population, drawn) => {
        const bad = Math.min(drawn, population)
        const { sample } = given(zeroFailureSampleOf(population, bad, 0.95))
        // The chance of missing all: how the bad ones fall among those not looked at.
        const missed = (n: number): number =>
          Array.from({ length: bad }, (_, j) => Math.max(0, population - n - j) / (population - j)).reduce(
            (product, each) => product * each,
            1,
          )
        expect([missed(sample) <= 0.05 + 1e-9, missed(sample - 1) > 0.05 - 1e-9]).toEqual([true, true])
      }),
      { seed: 1, numRuns: 200 },
    ))
})

describe('rates', () => {
  test.each([
    [0, 0, 3.6889],
    [1, 0.0253, 5.5716],
    [2, 0.2422, 7.2247],
    [3, 0.6187, 8.7673],
    [5, 1.6235, 11.6683],
    [10, 4.7954, 18.3904],
    [20, 12.2165, 30.8884],
  ])('Garwood: %d events', (events, lower, upper) => {
    const half = given(eventLimits({ events, exposure: 2 }))
    expect(half).toMatchObject({ rate: events / 2 })
    expect([2 * half.lower, 2 * half.upper]).toEqual([printed(lower, 4), printed(upper, 4)])
  })
  test('30 in 2 against 40 in 4', () =>
    expect(given(rateRatio({ events: 30, exposure: 2 }, { events: 40, exposure: 4 }))).toMatchObject({
      ratio: 1.5,
      lower: printed(0.9022, 4),
      upper: printed(2.4694, 4),
      p: printed(0.09945, 5),
    }))
  test('3 against 4 is no evidence (domain.md 6.2, 7), and nothing against 5 has no ratio', () => {
    expect(given(rateRatio({ events: 4, exposure: 1 }, { events: 3, exposure: 1 })).p).toBe(1)
    expect(given(rateRatio({ events: 5, exposure: 1 }, { events: 0, exposure: 1 }))).toMatchObject({
      ratio: null,
      upper: null,
      p: digits(2 / 32, 9),
    })
  })
})

describe('two groups of values', () => {
  /** Hollander and Wolfe 1973, p. 69: permeability of the human chorioamnion; R prints W = 35, one-sided p 0.1272. */
  const term = [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46]
  const early = [1.15, 0.88, 0.9, 0.74, 1.21]
  test('Hollander and Wolfe', () => {
    const found = given(rankSum(early, term))
    expect(found).toMatchObject({
      u: 35,
      exactP: recomputed(0.2544122544),
      normalP: recomputed(0.24462360512),
      shift: digits(0.305, 9),
    })
    expect((found.exactP ?? NaN) / 2).toEqual(printed(0.1272, 4))
  })
  test('with ties', () =>
    expect(given(rankSum([1, 2, 2, 3, 5, 5, 7], [2, 4, 5, 6, 6, 7, 8, 9]))).toMatchObject({
      u: 56 - 12.5,
      normalP: recomputed(0.07983871965),
      // 454 of all 6,435 ways lie as far from the middle, counted with itertools.
      exactP: digits(454 / 6435, 12),
    }))
  test('every way to divide four and four', () =>
    // Complete separation: 2 of 70 ways. Differences 1 to 7: one may be cut off (2 of 70), not two (4 of 70).
    expect(given(rankSum([1, 2, 3, 4], [5, 6, 7, 8]))).toMatchObject({
      p: digits(2 / 70, 12),
      shift: 4,
      limits: { lower: 1, upper: 7 },
    }))
  test('the groups in the other order; all values moved and stretched', () =>
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 2, maxLength: 9 }),
        fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 2, maxLength: 9 }),
        (a, b) => {
          const [one, back] = [given(rankSum(a, b)), given(rankSum(b, a))]
          const moved = given(
            rankSum(
              a.map((x) => 3 * x - 5),
              b.map((x) => 3 * x - 5),
            ),
          )
          expect([back.p, back.shift, back.u]).toEqual([printed(one.p, 12), 0 - one.shift, a.length * b.length - one.u])
          expect([moved.p, moved.shift]).toEqual([printed(one.p, 12), 3 * one.shift])
        },
      ),
      { seed: 1, numRuns: 100 },
    ))
})

describe('units in a funnel', () => {
  const around = (of: 'share' | 'rate', target: number, wholes: readonly number[]) =>
    given(
      funnelOf(
        wholes.map((whole, i) => ({ unit: `u${i}`, part: 0, whole })),
        { of, target, levels: [0.95, 0.998] },
      ),
    ).units.map(({ inner, outer }) => [outer.lower, inner.lower, inner.upper, outer.upper])
  test('exact limits around a share of 0.1, drawn between whole counts', () =>
    expect(around('share', 0.1, [20, 100, 500])).toEqual(
      [
        [0, 0, 0.22846760703, 0.33517182169],
        [0.014178865, 0.040380596, 0.157718612, 0.198356719],
        [0.059988687, 0.073447528, 0.126014899, 0.142689313],
      ].map((limits) => limits.map((limit) => printed(limit, 8))),
    ))
  test('around a rate of 0.5', () =>
    expect(around('rate', 0.5, [20, 100.5])).toEqual(
      [
        [0.061026466, 0.188759397, 0.807997534, 1.0331000418],
        [0.291474562, 0.361399912, 0.637889401, 0.726580835],
      ].map((limits) => limits.map((limit) => printed(limit, 8))),
    ))

  const like = Array.from({ length: 9 }, (_, i) => ({ unit: `u${i}`, part: 50, whole: 500 }))
  test('one unlike the others stands out; a small one does not for the same share', () => {
    const found = given(
      funnelOf([...like, { unit: 'large', part: 90, whole: 500 }, { unit: 'small', part: 1, whole: 5 }], {
        of: 'share',
        target: 0.1,
      }),
    )
    const places = found.units.map(({ unit, place }) => [unit, place]).slice(-2)
    expect(places).toEqual([
      ['large', 'above outer'],
      ['small', 'inside'],
    ])
    expect(found.isOverdispersed).toBe(false)
  })
  test('where all are unlike, limits widen by the root of the dispersion', () => {
    // z = ±4 around one half with 100 each: (0.7 − 0.5) / 0.05. Their mean square is 16, so limits are 4 times as wide.
    const units = Array.from({ length: 10 }, (_, i) => ({ unit: `u${i}`, part: i % 2 === 0 ? 70 : 30, whole: 100 }))
    const found = given(funnelOf(units, { of: 'share' }))
    expect(found).toMatchObject({ target: 0.5, dispersion: digits(16, 9), isOverdispersed: true })
    expect(found.units[0]?.inner).toEqual({
      lower: digits(0.5 - 1.959963985 * 4 * 0.05, 8),
      upper: digits(0.5 + 1.959963985 * 4 * 0.05, 8),
    })
    expect(found.units.every(({ place }) => place === 'inside')).toBe(true)
  })
  test('the most extreme tenth is drawn in', () => {
    // Nine z of 0 and one of 8: it takes the place of the next, 0.
    const units = [...like, { unit: 'wild', part: 200, whole: 500 }]
    expect(given(funnelOf(units, { of: 'share', target: 0.1 })).dispersion).toBe(0)
  })
  test('one unit of six that is far out does not hide itself', () => {
    // Five with 37 of 59 and one with 55: against 240 / 354 = 0.678 its z is 4.18 and theirs −0.84, whose mean square is
    // 0.6987; with the wild one in it would be 3.5, and its own limit 0.678 + 3.09 × √3.5 × 0.0608 = 1.03.
    const units = Array.from({ length: 6 }, (_, i) => ({ unit: `u${i}`, part: i === 5 ? 55 : 37, whole: 59 }))
    const found = given(funnelOf(units, { of: 'share' }))
    expect(found).toMatchObject({ dispersion: digits(0.6987, 3), isOverdispersed: false })
    expect(found.units.map(({ place }) => place)).toEqual([...Array.from({ length: 5 }, () => 'inside'), 'above outer'])
  })
  test.each([
    // 0.808 ^ 3 = 0.53: three of three is what one expects, though edges drawn between counts lie just below it.
    ['inside', 3, 3, 0.808],
    // 1 / 2 ^ 9 = 0.00195 and 1 / 2 ^ 10 = 0.00098, against 0.025 and 0.001 on one side.
    ['above inner', 9, 9, 0.5],
    ['above outer', 10, 10, 0.5],
    ['below inner', 0, 9, 0.5],
    ['below outer', 0, 10, 0.5],
    // Six heads of six: 0.0156; five of five: 0.03125.
    ['above inner', 6, 6, 0.5],
    ['inside', 5, 5, 0.5],
  ] as const)('%s: %d of %d around %d', (place, part, whole, target) =>
    expect(given(funnelOf([{ unit: 'a', part, whole }], { of: 'share', target })).units[0]?.place).toBe(place),
  )
  test.each([
    // exp(−7) = 0.0009 and exp(−6) = 0.0025.
    ['below outer', 0, 7],
    ['below inner', 0, 6],
    // Three or more of 0.1: 1 − exp(−0.1) (1 + 0.1 + 0.005) = 0.00015; two or more: 0.0047.
    ['above outer', 3, 0.1],
    ['above inner', 2, 0.1],
  ] as const)('%s: %d events where %d are expected', (place, part, whole) =>
    expect(given(funnelOf([{ unit: 'a', part, whole }], { of: 'rate', target: 1 })).units[0]?.place).toBe(place),
  )
  test('four units do not show how far units differ', () =>
    expect(given(funnelOf(like.slice(0, 4), { of: 'share' })).dispersion).toBeNull())
  test('units that differ by chance alone are rarely called out', () => {
    const random = chanceFrom(27_004)
    const drawn = (whole: number): number => Array.from({ length: whole }, random).filter((x) => x < 0.2).length
    const places = Array.from({ length: 60 }, () => {
      const units = Array.from({ length: 20 }, (_, i) => ({
        unit: `u${i}`,
        part: drawn(40 + 5 * i),
        whole: 40 + 5 * i,
      }))
      return given(funnelOf(units, { of: 'share' })).units.map(({ place }) => place)
    }).flat()
    const beyond = (place: string): number => places.filter((each) => each.endsWith(place)).length / places.length
    // 5 % and 0.2 % are expected of 1,200; four standard errors are 2.5 % and 0.5 %.
    expect(beyond('outer') + beyond('inner')).toBeLessThan(0.075)
    expect(beyond('outer') + beyond('inner')).toBeGreaterThan(0.025)
    expect(beyond('outer')).toBeLessThan(0.007)
  })
})

describe('why a ratio changed', () => {
  const unit = (name: string, part: number, whole: number): UnitRatio => ({ unit: name, part, whole })
  test('only the sizes changed: all is mix', () =>
    // 0.9 of 50 and 0.5 of 50 make 0.7; 0.9 of 75 and 0.5 of 25 make 0.8.
    expect(
      given(ratioChange([unit('a', 45, 50), unit('b', 25, 50)], [unit('a', 67.5, 75), unit('b', 12.5, 25)])),
    ).toMatchObject({ before: 0.7, after: 0.8, mix: digits(0.1, 9), rate: printed(0, 12) }))
  test('by hand', () => {
    // a: weights 0.5 → 0.75, ratios 0.9 → 0.8: rate 0.625 · −0.1 = −0.0625; b: 0.5 → 0.25, 0.5 → 0.6: 0.375 · 0.1 = 0.0375.
    // Totals 0.7 → 0.75, mean 0.725. Mix a: 0.25 · (0.85 − 0.725) = 0.03125; b: −0.25 · (0.55 − 0.725) = 0.04375.
    const found = given(ratioChange([unit('a', 45, 50), unit('b', 25, 50)], [unit('a', 60, 75), unit('b', 15, 25)]))
    expect(found.units).toEqual([
      { unit: 'a', mix: digits(0.03125, 9), rate: digits(-0.0625, 9) },
      { unit: 'b', mix: digits(0.04375, 9), rate: digits(0.0375, 9) },
    ])
    expect(found).toMatchObject({ change: digits(0.05, 9), mix: digits(0.075, 9), rate: digits(-0.025, 9) })
  })
  test('a unit that is left out makes the ratio look better (domain.md 6.2, 19)', () => {
    const found = given(ratioChange([unit('good', 90, 100), unit('bad', 10, 100)], [unit('good', 90, 100)]))
    expect(found).toMatchObject({ before: 0.5, after: 0.9, mix: digits(0.4, 9), rate: printed(0, 12) })
  })
  const units = fc.array(
    fc.record({
      unit: fc.constantFrom('a', 'b', 'c', 'd', 'e', '__proto__'),
      part: fc.integer({ min: 0, max: 50 }),
      whole: fc.integer({ min: 0, max: 99 }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  const isSome = (all: readonly UnitRatio[]): boolean => all.some(({ whole }) => whole > 0)
  test('the effects sum to the change, whatever appears and vanishes; back is the reverse', () =>
    fc.assert(
      fc.property(units.filter(isSome), units.filter(isSome), (before, after) => {
        const found = given(ratioChange(before, after))
        const back = given(ratioChange(after, before))
        const sum = found.units.reduce((total, { mix, rate }) => total + mix + rate, 0)
        expect([found.mix + found.rate, sum]).toEqual([printed(found.change, 11), printed(found.change, 11)])
        expect([back.mix, back.rate]).toEqual([printed(-found.mix, 11), printed(-found.rate, 11)])
      }),
      { seed: 1, numRuns: 300 },
    ))
})

describe('bad input has its answer', () => {
  test.each([
    ['an empty whole', shareLimits(0, 0), 'zero-denominator'],
    ['a part above its whole', shareLimits(3, 2), 'part-above-whole'],
    ['a negative part', shareLimits(-1, 2), 'negative'],
    ['half a person', shareLimits(0.5, 2), 'not-whole'],
    ['no number', shareLimits(NaN, 2), 'not-finite'],
    ['a level of 95', shareLimits(1, 2, { level: 95 }), 'out-of-range'],
    ['more seen than there are', shareLimits(1, 20, { population: 10 }), 'part-above-whole'],
    ['one of two empty', shareDifference({ part: 1, whole: 2 }, { part: 0, whole: 0 }), 'zero-denominator'],
    ['no time', eventLimits({ events: 1, exposure: 0 }), 'zero-denominator'],
    ['negative time', eventLimits({ events: 1, exposure: -1 }), 'negative'],
    ['no event at all', rateRatio({ events: 0, exposure: 1 }, { events: 0, exposure: 2 }), 'no-values'],
    ['an empty group', rankSum([], [1]), 'no-values'],
    ['a group without number', rankSum([1, 2], [1, NaN]), 'not-finite'],
    ['sure of everything', zeroFailureSample(1, 0.1), 'out-of-range'],
    ['none bad', zeroFailureSampleOf(10, 0, 0.95), 'zero-denominator'],
    ['more bad than there are', zeroFailureSampleOf(10, 11, 0.95), 'part-above-whole'],
    ['no units', funnelOf([], { of: 'share' }), 'no-values'],
    ['a unit without members', funnelOf([{ unit: 'a', part: 0, whole: 0 }], { of: 'share' }), 'zero-denominator'],
    ['no unit with an event', funnelOf([{ unit: 'a', part: 0, whole: 9 }], { of: 'rate' }), 'constant'],
    ['a target above one', funnelOf([{ unit: 'a', part: 1, whole: 9 }], { of: 'share', target: 2 }), 'out-of-range'],
    ['nothing before', ratioChange([], [{ unit: 'a', part: 1, whole: 2 }]), 'no-values'],
    [
      'nothing to divide by',
      ratioChange([{ unit: 'a', part: 1, whole: 0 }], [{ unit: 'a', part: 1, whole: 2 }]),
      'zero-denominator',
    ],
  ])('%s', (_, answer, why) => expect(answer).toMatchObject({ kind: 'withheld', why }))
  test('groups that are all the same do not differ', () =>
    expect(given(rankSum([5, 5, 5, 5], [5, 5, 5, 5]))).toMatchObject({ p: 1, normalP: 1, shift: 0 }))
})
