/**
 * How far raters agree: Cohen's example, Fleiss (1971), Krippendorff's canonical data, Shrout and Fleiss (1979); the
 * figures of domain.md 7.12.
 */
import { describe, expect, test } from 'vitest'
import {
  agreementOf,
  cohenKappa,
  fleissKappa,
  intraclassCorrelation,
  krippendorffAlpha,
  percentAgreement,
  type Ratings,
} from '@isometric/core/analyse'

/** A table of counts as pairs of ratings. */
const pairsOf = (table: readonly (readonly number[])[]): Ratings =>
  table.flatMap((row, i) => row.flatMap((n, j) => Array.from({ length: n }, () => [i, j])))

/** Raters in lines, objects in columns, as such tables are printed. */
const transposed = (text: string): Ratings => {
  const lines = text.split(' / ').map((line) => line.split(' ').map((cell) => (cell === '.' ? null : Number(cell))))
  return (lines[0] ?? []).map((_, i) => lines.map((line) => line[i] ?? null))
}
const rows = (text: string): readonly (readonly number[])[] =>
  text.split(' / ').map((line) => line.split(' ').map(Number))

test('Cohen’s kappa of [[20, 5], [10, 15]] is 0.4', () => {
  const ratings = pairsOf(rows('20 5 / 10 15'))
  expect(cohenKappa(ratings, 'none')).toBeCloseTo(0.4, 12)
  expect(percentAgreement(ratings)).toBeCloseTo(0.7, 12)
  // With two levels every disagreement is one step apart.
  expect(cohenKappa(ratings, 'quadratic')).toBeCloseTo(0.4, 12)
})

test('a weighted kappa forgives neighbours more than strangers', () => {
  const near = pairsOf(rows('10 2 0 / 2 10 2 / 0 2 10'))
  const far = pairsOf(rows('10 0 4 / 0 14 0 / 4 0 6'))
  const unweighted = [near, far].map((ratings) => cohenKappa(ratings, 'none') ?? 0)
  const weighted = [near, far].map((ratings) => cohenKappa(ratings, 'quadratic') ?? 0)
  expect(Math.abs((unweighted[0] ?? 0) - (unweighted[1] ?? 0))).toBeLessThan(0.02)
  expect(weighted[0]).toBeGreaterThan((weighted[1] ?? 0) + 0.4)
})

test('Fleiss’ kappa of 14 raters, 10 subjects and 5 categories (1971) is 0.210', () => {
  const counts = rows(
    '0 0 0 0 14 / 0 2 6 4 2 / 0 0 3 5 6 / 0 3 9 2 0 / 2 2 8 1 1 / 7 7 0 0 0 / 3 2 6 3 0 / 2 5 3 2 2 / 6 5 2 1 0 / 0 2 2 3 7',
  )
  const ratings = counts.map((row) => row.flatMap((n, j) => Array.from({ length: n }, () => j)))
  expect(fleissKappa(ratings)).toBeCloseTo(0.209931, 6)
  expect(percentAgreement(ratings)).toBeCloseTo(0.378022, 6)
  expect(fleissKappa([[1, 2], [1]])).toBeNull()
})

describe('Krippendorff’s alpha of his canonical data, 4 coders and 12 units', () => {
  const ratings = transposed(
    '1 2 3 3 2 1 4 1 2 . . . / 1 2 3 3 2 2 4 1 2 5 . 3 / . 3 3 3 2 3 4 2 2 5 1 . / 1 2 3 3 2 4 4 1 2 5 1 .',
  )
  test.each([
    ['nominal', 0.743421],
    ['ordinal', 0.815388],
    ['interval', 0.849107],
    ['ratio', 0.797403],
  ] as const)('%s: %d', (scale, expected) => expect(krippendorffAlpha(ratings, scale)).toBeCloseTo(expected, 6))
})

describe('the intraclass correlations of Shrout and Fleiss (1979), 6 targets and 4 judges', () => {
  const found = intraclassCorrelation(rows('9 2 5 8 / 6 1 3 2 / 8 4 6 8 / 7 1 2 6 / 10 5 6 9 / 6 2 4 7'))
  test.each([
    ['one1', 0.1657],
    ['one2', 0.2898],
    ['one3', 0.7148],
    ['mean1', 0.4428],
    ['mean2', 0.6201],
    ['mean3', 0.9093],
  ] as const)('%s: %d', (form, expected) => expect(found?.[form]).toBeCloseTo(expected, 4))
})

describe('where nothing can be said', () => {
  const cases: readonly (readonly [string, Ratings])[] = [
    ['nothing was rated', []],
    [
      'nothing was rated twice',
      [
        [1, null],
        [null, 2],
      ],
    ],
    [
      'everybody always says the same',
      [
        [3, 3],
        [3, 3],
      ],
    ],
  ]
  test.each(cases)('%s', (_, ratings) => {
    expect([
      cohenKappa(ratings, 'none'),
      krippendorffAlpha(ratings, 'ordinal'),
      fleissKappa(ratings),
      intraclassCorrelation(ratings)?.one2 ?? null,
    ]).toEqual([null, null, null, null])
  })
  test('a percentage can be given as soon as one object was rated twice', () =>
    expect(cases.map(([, ratings]) => percentAgreement(ratings))).toEqual([null, null, 1]))
})

describe('which coefficients stand beside each other', () => {
  const quantities = rows('9 2 5 8 / 6 1 3 2 / 8 4 6 8 / 7 1 2 6 / 10 5 6 9 / 6 2 4 7')
  const pair = pairsOf(rows('20 5 / 10 15'))
  test.each([
    ['quantities: the intraclass correlation', quantities, 'ratio', [null, 0.2898]],
    ['names from two raters: Cohen’s kappa', pair, 'nominal', [0.4, null]],
    ['ranks from two raters: Cohen’s kappa, weighted', pair, 'ordinal', [0.4, null]],
    ['ranks from several: neither', quantities, 'ordinal', [null, null]],
  ] as const)('%s', (_, ratings, scale, expected) => {
    const { kappa, correlation } = agreementOf(ratings, scale)
    expect([kappa, correlation].map((each) => each && Number(each.toFixed(4)))).toEqual(expected)
  })
  test('objects that one rater judged are counted, and not compared', () =>
    expect(
      agreementOf(
        [
          [1, 1],
          [2, null],
          [null, 3],
        ],
        'nominal',
      ),
    ).toMatchObject({
      objects: 3,
      comparable: 1,
      percent: 1,
    }))
})
