/**
 * Change points: Pettitt and the best split into two levels; the Nile of domain.md 7.7, whose figures are published for
 * `trend::pettitt.test(Nile)` of R and recomputed with NumPy.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bestSplit, mannKendall, pettitt } from '@isometric/core/analyse'
import { digits, printed, recomputed } from './close.ts'
import { given, nile } from './oracle.ts'

describe('the Nile falls after 1898', () => {
  test('Pettitt', () =>
    expect(given(pettitt(nile))).toMatchObject({
      k: 1617,
      before: 28,
      p: digits(3.591e-7, 4),
      meanBefore: printed(1097.75, 8),
      meanAfter: recomputed(849.9722222),
    }))
  test('the best split', () =>
    expect(given(bestSplit(nile))).toMatchObject({
      before: 28,
      squares: printed(2835156.75, 4),
      squaresLeft: printed(1597457.1944, 4),
      meanBefore: printed(1097.75, 8),
      meanAfter: printed(849.9722, 4),
    }))
  test('a step looks like a trend', () => expect(given(mannKendall(nile)).direction).toBe('down'))
})

const values = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 12 })
const sum = (all: readonly number[]): number => all.reduce((total, value) => total + value, 0)

describe('as counted out', () => {
  test('Pettitt’s K over all pairs across each split', () =>
    fc.assert(
      fc.property(values, (all) => {
        const leads = all
          .slice(1)
          .map((_, i) => sum(all.slice(0, i + 1).flatMap((a) => all.slice(i + 1).map((b) => Math.sign(a - b)))))
        expect(given(pettitt(all)).k).toBe(Math.max(...leads.map(Math.abs)))
      }),
      { seed: 1, numRuns: 300 },
    ))
  test('no other split leaves less', () =>
    fc.assert(
      fc.property(
        values.filter((all) => new Set(all).size > 1),
        (all) => {
          const squares = (part: readonly number[]): number =>
            sum(part.map((value) => (value - sum(part) / part.length) ** 2))
          const left = all.slice(1).map((_, i) => squares(all.slice(0, i + 1)) + squares(all.slice(i + 1)))
          expect(given(bestSplit(all)).squaresLeft).toBeCloseTo(Math.min(...left), 9)
        },
      ),
      { seed: 1, numRuns: 300 },
    ))
  test('upside down, shifted and stretched it changes at the same place', () =>
    fc.assert(
      fc.property(
        values.filter((all) => new Set(all).size > 1),
        (all) => {
          const other = all.map((value) => 7 - 4 * value)
          expect([given(pettitt(other)).before, given(bestSplit(other)).before]).toEqual([
            given(pettitt(all)).before,
            given(bestSplit(all)).before,
          ])
        },
      ),
      { seed: 1, numRuns: 200 },
    ))
})

describe('chances', () => {
  test('two levels of four values: t by hand', () => {
    // Means 1.5 and 8.5, squares left 2 on 6 degrees of freedom: t = 7 / sqrt(2/6 · 1/2) = 17.146; 7 splits.
    // P(|t| ≥ 17.146; 6) = 2.518978e-6 (SciPy).
    const { p, squaresLeft } = given(bestSplit([1, 2, 1, 2, 9, 8, 9, 8]))
    expect([squaresLeft, p]).toEqual([printed(2, 12), recomputed(7 * 2.518978173e-6)])
  })
  test('a series of noise has no step', () => {
    const noise = [5, 3, 6, 4, 5, 2, 6, 5, 3, 4, 6, 4]
    expect(given(pettitt(noise)).p).toBeGreaterThan(0.2)
    expect(given(bestSplit(noise)).p).toBeGreaterThan(0.2)
  })
})

test.each([
  ['nothing', [], 'no-values', 'no-values'],
  ['one', [5], 'too-few', 'too-few'],
  ['two', [5, 6], 'found', 'too-few'],
  ['no number', [1, 2, NaN], 'not-finite', 'not-finite'],
  ['all the same', [5, 5, 5, 5], 'found', 'constant'],
])('%s', (_, all, byRanks, bySquares) => {
  const whys = [pettitt(all), bestSplit(all)].map((answer) => (answer.kind === 'withheld' ? answer.why : 'found'))
  expect(whys).toEqual([byRanks, bySquares])
})
test('all the same changes nowhere: p is 1', () => expect(given(pettitt([5, 5, 5, 5])).p).toBe(1))
