/**
 * Did an action change the indicator? The published figures of domain.md 7.4 and 7.5 before and after, cases by hand, and
 * a seeded simulation of what happens where nothing does.
 */
import { describe, expect, test } from 'vitest'
import {
  effectOf,
  seriesOfParts,
  seriesOfValues,
  type Better,
  type Effect,
  type EffectOptions,
  type Series,
} from '@isometric/core/analyse'
import { digits, printed } from './close.ts'
import { chanceFrom, poissonFrom } from './draw.ts'
import { given } from './oracle.ts'

const better = (series: Series, direction: Better): Series => ({ ...series, direction })
const found = (series: Series, from: number, options?: EffectOptions): Effect => given(effectOf(series, from, options))

describe('shares', () => {
  const rising = seriesOfParts([
    [48, 80],
    [56, 70],
  ])
  test.each([
    ['higher', 'improved'],
    ['lower', 'worse'],
    [null, 'changed'],
  ] as const)('Newcombe’s 48/80 and 56/70, %s is better: %s', (direction, verdict) =>
    expect(found(better(rising, direction), 1)).toMatchObject({
      verdict,
      by: 'shares',
      scale: 'difference',
      before: { value: 0.6, periods: 1 },
      after: { value: 0.8, periods: 1 },
      change: digits(0.2, 9),
      limits: { lower: printed(0.0524, 4), upper: printed(0.3339, 4) },
    }),
  )
  test('5/56 after 0/29: not shown', () => {
    const few = seriesOfParts([
      [0, 29],
      [5, 56],
    ])
    expect(found(better(few, 'lower'), 1)).toMatchObject({
      verdict: 'not shown',
      limits: { lower: printed(-0.0381, 4) },
    })
  })
  test('periods are put together: 20 of 40 twice are 40 of 80', () => {
    const both = found(
      seriesOfParts([
        [24, 40],
        [24, 40],
        [28, 35],
        [28, 35],
      ]),
      2,
    )
    expect(both).toMatchObject({ before: { value: 0.6, periods: 2 }, limits: { lower: printed(0.0524, 4) } })
  })
  test('periods that differ more than chance lets them are compared by ranks', () => {
    // Each of 20, 80, 20, 80 of 100 lies 30 from the 50 of all: 30² / 25 four times is 144, where chance makes about 3.
    const wild = seriesOfParts([20, 80, 20, 80, 30, 85, 25, 82].map((part) => [part, 100] as const))
    expect(found(better(wild, 'higher'), 4)).toMatchObject({
      verdict: 'not shown',
      by: 'ranks',
      before: { value: 0.5 },
    })
  })
})

describe('events', () => {
  const rates = (before: readonly [number, number], after: readonly [number, number]): Series =>
    better(seriesOfParts([before, after], 'rate'), 'lower')
  test('40 in 4, then 30 in 2: not shown', () =>
    expect(found(rates([40, 4], [30, 2]), 1)).toMatchObject({
      verdict: 'not shown',
      by: 'rates',
      scale: 'ratio',
      change: 1.5,
      limits: { lower: printed(0.9022, 4), upper: printed(2.4694, 4) },
    }))
  test('3, then 4: no evidence', () => expect(found(rates([3, 1], [4, 1]), 1).verdict).toBe('not shown'))
  test('none before: no ratio, and no upper limit', () =>
    // Nine events that could have fallen on either side: 0.025 ^ (1/9) is 0.6637, odds 1.9738.
    expect(found(rates([0, 1], [9, 1]), 1)).toMatchObject({
      verdict: 'worse',
      change: null,
      limits: { lower: printed(1.9738, 4), upper: null },
    }))
  test('none at all: not shown', () =>
    expect(found(rates([0, 1], [0, 1]), 1)).toMatchObject({ verdict: 'not shown', change: null, limits: null }))
  test('counts of periods: 40 in four, 10 in four', () =>
    expect(found(better(seriesOfValues([9, 11, 10, 10, 2, 3, 3, 2], 'count'), 'lower'), 4)).toMatchObject({
      verdict: 'improved',
      by: 'rates',
      before: { value: 10, periods: 4 },
      after: { value: 2.5, periods: 4 },
      change: 0.25,
    }))
})

describe('measured values', () => {
  const hours = better(seriesOfValues([5, 6, 7, 8, 1, 2, 3, 4]), 'lower')
  test('by hand: every pair of differences from −7 to −1', () =>
    expect(found(hours, 4)).toMatchObject({
      verdict: 'improved',
      by: 'ranks',
      before: { value: 6.5 },
      after: { value: 2.5 },
      change: -4,
      limits: { lower: -7, upper: -1 },
    }))
  test('three on a side are too few for limits', () =>
    expect(found(better(seriesOfValues([5, 6, 7, 1, 2, 3]), 'lower'), 3)).toMatchObject({
      verdict: 'not shown',
      limits: null,
    }))
  test('while the action takes hold no point counts', () =>
    expect(found(better(seriesOfValues([5, 6, 7, 8, 99, 1, 2, 3, 4]), 'lower'), 4, { settling: 1 })).toMatchObject({
      verdict: 'improved',
      after: { periods: 4 },
    }))
  test.each([
    [-1, 'reached'],
    [-4, 'cannot tell'],
    [-8, 'not reached'],
  ])('a fall of %d was expected: %s', (expected, expectation) =>
    expect(found(hours, 4, { expected }).expectation).toBe(expectation),
  )
  test('a ratio of one half was expected', () => {
    const counts = better(seriesOfValues([40, 38, 42, 40, 9, 11, 10, 10], 'count'), 'lower')
    expect(found(counts, 4, { expected: 0.5 }).expectation).toBe('reached')
    expect(found(counts, 4, { expected: 0.1 }).expectation).toBe('not reached')
    expect(found(counts, 4).expectation).toBe('none')
  })
})

describe('what speaks against the action', () => {
  test('it fell before as well', () =>
    expect(
      found(better(seriesOfValues([30, 28, 26, 24, 22, 20, 18, 16, 14, 12, 10, 8]), 'lower'), 6).cautions,
    ).toContain('trend before'))
  test('each value goes with the one before', () => {
    const waves = Array.from({ length: 48 }, (_, i) => 50 + 10 * Math.sin(i / 3) - (i >= 24 ? 30 : 0))
    expect(found(better(seriesOfValues(waves), 'lower'), 24).cautions).toContain('correlated')
  })
  test('neither', () =>
    expect(
      found(better(seriesOfValues([9, 11, 10, 10, 11, 9, 3, 2, 2, 3, 3, 2], 'count'), 'lower'), 6).cautions,
    ).toEqual([]))
})

describe('bad input has its answer', () => {
  const values = seriesOfValues([1, 2, 3, 4])
  test.each([
    ['nothing', effectOf(seriesOfValues([]), 0), 'no-values'],
    ['nothing before', effectOf(values, 0), 'no-values'],
    ['nothing after', effectOf(values, 4), 'no-values'],
    ['from before the start', effectOf(values, -3), 'no-values'],
    ['no number', effectOf(seriesOfValues([1, 2, NaN, 4]), 2), 'not-finite'],
    ['a new definition at the action', effectOf({ ...values, breaks: [2] }, 2), 'redefined'],
    ['a new definition after it', effectOf({ ...values, breaks: [3] }, 2), 'redefined'],
    ['a level of 95', effectOf(values, 2, { level: 95 }), 'out-of-range'],
  ])('%s', (_, answer, why) => expect(answer).toMatchObject({ kind: 'withheld', why }))
  test('an older definition does not count', () =>
    expect(found({ ...values, breaks: [1] }, 2).before).toEqual({ value: 2, periods: 1 }))
  test('a share of more than all is compared by ranks', () =>
    expect(
      found(
        seriesOfParts([
          [3, 2],
          [1, 2],
        ]),
        1,
      ).by,
    ).toBe('ranks'))
  test('all the same is not shown', () =>
    expect(found(better(seriesOfValues([5, 5, 5, 5, 5, 5, 5, 5]), 'lower'), 4)).toMatchObject({
      verdict: 'not shown',
      change: 0,
    }))
})

describe('where nothing happens little is found', () => {
  const random = chanceFrom(27_004)
  const shownIn = (draw: () => number): number =>
    Array.from({ length: 400 }, () => {
      const counts = Array.from({ length: 24 }, draw)
      return found(better(seriesOfValues(counts, 'count'), 'lower'), 12).verdict
    }).filter((verdict) => verdict !== 'not shown').length / 400
  // 5 % is promised; three standard errors of 400 draws are 3.3 %.
  test('Poisson counts of 10', () => expect(shownIn(poissonFrom(random, 10))).toBeLessThan(0.083))
  test('counts that scatter four times as much', () =>
    expect(shownIn(() => poissonFrom(random, random() < 0.5 ? 4 : 16)())).toBeLessThan(0.083))
})
