/**
 * The same people or things before and after: domain.md 7.11 with its published figures (Agresti's approval table;
 * Student's sleep data; Hollander and Wolfe's depression data), recomputed with SciPy 1.17.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mcnemar, pairedT, signedRank } from '@isometric/core/analyse'
import { digits, printed, recomputed } from './close.ts'
import { given } from './oracle.ts'

describe('who changed which way', () => {
  test.each([
    [150, 86, 17.3559, 3.099293441e-5, 16.8178, 4.114562282e-5, 3.71593614e-5],
    [121, 59, 21.3556, 3.815135865e-6, 20.6722, 5.450094825e-6, 4.434449264e-6],
  ])('%d and %d: χ², with continuity, exact', (b, c, chi, p, corrected, correctedP, exact) =>
    expect(given(mcnemar(b, c))).toMatchObject({
      plain: { chiSquared: printed(chi, 4), p: recomputed(p) },
      corrected: { chiSquared: printed(corrected, 4), p: recomputed(correctedP) },
      exactP: recomputed(exact),
    }),
  )
  test('either way is the same, and as many each way is no change', () => {
    expect(mcnemar(3, 9)).toEqual(mcnemar(9, 3))
    expect(given(mcnemar(4, 4))).toMatchObject({
      plain: { chiSquared: 0, p: 1 },
      corrected: { chiSquared: 0, p: 1 },
      p: 1,
    })
  })
})

const group1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]
const group2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
const depression = [1.83, 0.5, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.3]
const treated = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]

describe('Student’s sleep', () => {
  test('t', () =>
    expect(given(pairedT(group2, group1))).toMatchObject({
      t: printed(-4.0621, 4),
      freedom: 9,
      p: printed(0.002833, 6),
      limits: { lower: recomputed(-2.459885763), upper: recomputed(-0.7001142367) },
    }))
  test('signed ranks: one zero left out, ties, the normal chance with continuity', () =>
    expect(given(signedRank(group2, group1))).toMatchObject({ n: 9, v: 0, normal: { p: printed(0.009091, 6) } }))
  test('the exact chance: nine of nine fell, 2 of 512 signs', () =>
    expect(given(signedRank(group2, group1)).p).toEqual(digits(2 / 512, 12)))
})

test('Hollander and Wolfe’s depression data', () =>
  expect(given(signedRank(treated, depression))).toMatchObject({
    v: 40,
    exact: { rise: digits(0.01953125, 12), p: digits(0.0390625, 12) },
    normal: { rise: recomputed(0.02200549201) },
  }))

const values = fc.array(fc.integer({ min: -6, max: 6 }), { minLength: 1, maxLength: 9 })

describe('as counted out', () => {
  test('the exact chance is that of all signs', () =>
    fc.assert(
      fc.property(
        values.filter((all) => all.some((each) => each !== 0)),
        (after) => {
          const changed = after.filter((each) => each !== 0)
          const rank = (size: number): number =>
            changed.filter((each) => Math.abs(each) < size).length +
            (changed.filter((each) => Math.abs(each) === size).length + 1) / 2
          const ranks = changed.map((each) => rank(Math.abs(each)))
          const sumIf = (isIn: (i: number) => boolean): number =>
            ranks.reduce((sum, each, i) => sum + (isIn(i) ? each : 0), 0)
          const v = sumIf((i) => (changed[i] ?? 0) > 0)
          const sums = Array.from({ length: 2 ** ranks.length }, (_, signs) => sumIf((i) => ((signs >> i) & 1) === 1))
          const found = given(
            signedRank(
              after.map(() => 0),
              after,
            ),
          )
          expect(found.v).toBe(v)
          expect(found.exact).toMatchObject({
            rise: digits(sums.filter((sum) => sum >= v).length / sums.length, 10),
            fall: digits(sums.filter((sum) => sum <= v).length / sums.length, 10),
          })
        },
      ),
      { seed: 1, numRuns: 150 },
    ))
  test('the exact chance of those who changed is a sum of coin tosses', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }), (b, c) => {
        fc.pre(b + c > 0)
        const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k)
        const tail = Array.from({ length: Math.min(b, c) + 1 }, (_, k) => choose(b + c, k)).reduce((x, y) => x + y)
        expect(given(mcnemar(b, c)).p).toEqual(digits(Math.min(1, (2 * tail) / 2 ** (b + c)), 9))
      }),
      { seed: 1, numRuns: 100 },
    ))
  test('before and after in the other order', () =>
    fc.assert(
      fc.property(
        values.filter((all) => new Set(all).size > 1),
        (after) => {
          const before = after.map((_, i) => i % 3)
          const isAny = after.some((each, i) => each !== before[i])
          fc.pre(isAny && new Set(after.map((each, i) => each - (before[i] ?? 0))).size > 1)
          const [one, back] = [given(pairedT(before, after)), given(pairedT(after, before))]
          expect([back.difference, back.limits.lower]).toEqual([
            printed(-one.difference, 10),
            printed(-one.limits.upper, 10),
          ])
          expect(given(signedRank(after, before)).p).toEqual(printed(given(signedRank(before, after)).p, 12))
        },
      ),
      { seed: 1, numRuns: 100 },
    ))
})

test.each([
  ['nobody changed', mcnemar(0, 0), 'no-values'],
  ['a negative count', mcnemar(-1, 3), 'negative'],
  ['half a person', mcnemar(1.5, 3), 'not-whole'],
  ['no pairs', pairedT([], []), 'no-values'],
  ['one pair', pairedT([1], [2]), 'too-few'],
  ['no pairs to rank', signedRank([], []), 'no-values'],
  ['lists unlike in length', signedRank([1, 2], [1]), 'unequal-lengths'],
  ['no number', pairedT([1, NaN], [1, 2]), 'not-finite'],
  ['all rise alike', pairedT([1, 2, 3], [2, 3, 4]), 'constant'],
  ['all rise alike, as written', pairedT([0.1, 0.2, 0.7], [0.3, 0.4, 0.9]), 'constant'],
  ['nothing differs', signedRank([1, 2], [1, 2]), 'constant'],
])('%s', (_, answer, why) => expect(answer).toMatchObject({ kind: 'withheld', why }))
