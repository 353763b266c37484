/**
 * The quality of measures and composites: the 25 published PRAGMATIC scores of domain.md 7.10; orders of composites as
 * found by trying every encoding; Kendall's τ as SciPy 1.17 computes it.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ablationOf, encodingSensitivity, kendallTau, pragmaticScore, type Composite } from '@isometric/core/analyse'
import { digits, printed } from './close.ts'
import { given, nile, numbers } from './oracle.ts'

/** Brotby and Hinson, PRAGMATIC Security Metrics, 2013: the nine ratings, and the score they print. */
const published: readonly (readonly [string, string, number])[] = [
  ['Security metametrics', '96 91 99 92 88 94 89 79 95', 91],
  ['Access alert message rate', '87 88 94 93 93 94 97 89 79', 90],
  ['Business continuity maturity', '90 95 70 80 90 85 90 87 90', 86],
  ['Asset management maturity', '90 95 70 80 90 85 90 85 90', 86],
  ['Security traceability', '85 89 88 90 91 87 65 84 85', 85],
  ['Infosec ascendancy', '97 87 15 94 86 90 99 97 99', 85],
  ['Thud factor', '82 80 60 60 70 45 85 86 84', 72],
  ['BC spend', '75 92 20 82 95 70 70 70 70', 72],
  ['Benford’s law', '84 30 53 95 11 98 62 98 23', 62],
  ['Controls coverage', '87 89 65 40 74 35 46 40 30', 56],
  ['Homogeneity', '67 70 40 59 67 50 33 65 45', 55],
  ['Access matrix status', '70 50 60 60 88 25 40 20 40', 50],
  ['Unaccounted licences', '1 1 90 84 1 70 50 81 30', 45],
  ['Unauthorised access count', '61 78 33 16 33 0 44 35 33', 37],
  ['Quality of system security', '83 88 83 73 90 68 80 82 10', 73],
  ['Integrity of asset inventory', '82 66 83 78 80 43 50 66 70', 69],
  ['Systems certified', '72 79 73 89 68 32 22 89 88', 68],
  ['Number of controls', '71 75 72 75 88 30 50 65 43', 63],
  ['Controls consistency', '78 83 67 60 71 33 27 31 27', 53],
  ['Assets per owner value', '48 64 78 57 79 38 50 22 26', 51],
  ['Number of incidents', '70 60 0 50 72 35 35 70 50', 49],
  ['BUs with proven I&A', '69 73 72 32 36 4 56 2 50', 44],
  ['Parking distance', '1 0 6 93 2 93 66 45 66', 41],
  ['Turnover vs churn', '30 30 11 36 44 36 62 57 20', 36],
  ['Non-financial impacts', '60 65 0 20 60 6 30 20 17', 31],
]

describe('PRAGMATIC', () => {
  test.each(published)('%s', (_, ratings, score) => expect(given(pragmaticScore([numbers(ratings)])).score).toBe(score))
  test('two raters: both scores, and where they are apart', () => {
    const found = given(pragmaticScore([numbers('90 90 90 90 90 90 90 90 90'), numbers('80 90 90 90 90 90 90 90 30')]))
    // The second sums to 740, 82.2; both to 1,550 of 18, 86.1.
    expect(found).toMatchObject({ score: 86, raters: [90, 82], spread: 60 })
    expect(found.profile.at(-1)).toEqual({ criterion: 'cost-effective', mean: 60, lowest: 30, highest: 90 })
  })
  test('a half is rounded up', () =>
    // Two raters, 9 more than 18 times 50: 50.5.
    expect(
      given(pragmaticScore([numbers('59 50 50 50 50 50 50 50 50'), numbers('50 50 50 50 50 50 50 50 50')])).score,
    ).toBe(51))
})

describe('Kendall’s τ', () => {
  test('the Nile over its years', () =>
    expect(given(kendallTau([...nile.keys()], nile)).tau).toEqual(digits(-0.2807413347, 9)))
  test('ties on one side', () =>
    expect(given(kendallTau([1, 2, 3, 4, 5, 6], [5, 4, 4, 3, 3, 2])).tau).toEqual(digits(-0.9309493363, 9)))
  test('with itself 1, backwards −1', () => {
    expect(given(kendallTau([3, 1, 2], [3, 1, 2])).tau).toBe(1)
    expect(given(kendallTau([3, 1, 2], [-3, -1, -2])).tau).toBe(-1)
  })
})

/** Every rising encoding with steps of 1, 2, 5 or 50: enough to turn what can be turned at four levels. */
const stepped = (levels: number): readonly (readonly number[])[] =>
  levels === 1
    ? [[1]]
    : stepped(levels - 1).flatMap((encoding) =>
        [1, 2, 5, 50].map((step) => [...encoding, (encoding.at(-1) ?? 0) + step]),
      )

const isTurned = (rows: readonly [readonly number[], readonly number[]], by: 'sum' | 'product'): boolean => {
  const encodings = stepped(4)
  const values = encodings.flatMap((a) =>
    encodings.map((b) => {
      const [one, other] = rows.map((row) => {
        const [x, y] = [a[(row[0] ?? 1) - 1] ?? 0, b[(row[1] ?? 1) - 1] ?? 0]
        return by === 'sum' ? x + y : x * y
      })
      return (one ?? 0) - (other ?? 0)
    }),
  )
  return values.some((value) => value > 0) && values.some((value) => value < 0)
}

describe('encoding', () => {
  const level = fc.integer({ min: 1, max: 4 })
  const row = fc.tuple(level, level)
  test('a risk matrix: exact as every encoding tried shows', () =>
    fc.assert(
      fc.property(row, row, fc.constantFrom('sum' as const, 'product' as const), (one, other, by) => {
        const found = given(encodingSensitivity({ rows: [one, other], levels: 4, by, scales: 'own' }))
        expect(found.fragile).toBe(isTurned([one, other], by) ? 1 : 0)
      }),
      { seed: 1, numRuns: 150 },
    ))
  test('likelihood times impact: 1 · 5 and 3 · 3 may stand either way', () => {
    const found = given(
      encodingSensitivity({
        rows: [
          [1, 5],
          [3, 3],
          [5, 5],
        ],
        levels: 5,
        by: 'product',
        scales: 'own',
      }),
    )
    expect(found).toMatchObject({ pairs: 3, fragile: 1, examples: [[0, 1]] })
    expect(found.leastTau).toBeLessThan(1)
  })
  test('maturity on one scale: two 3s against a 1 and a 5, not against a 2 and a 3', () => {
    const shared = { levels: 5, by: 'sum', scales: 'shared' } as const
    expect(
      given(
        encodingSensitivity({
          ...shared,
          rows: [
            [3, 3],
            [1, 5],
          ],
        }),
      ).fragile,
    ).toBe(1)
    expect(
      given(
        encodingSensitivity({
          ...shared,
          rows: [
            [3, 3],
            [2, 3],
          ],
        }),
      ).fragile,
    ).toBe(0)
    // On one scale the criterion does not matter: 2 and 4 are 4 and 2.
    expect(
      given(
        encodingSensitivity({
          ...shared,
          rows: [
            [2, 4],
            [4, 2],
          ],
        }),
      ).fragile,
    ).toBe(0)
    expect(
      given(
        encodingSensitivity({
          ...shared,
          rows: [
            [2, 4],
            [4, 2],
          ],
          scales: 'own',
        }),
      ).fragile,
    ).toBe(1)
  })
  test('one criterion is an order however it is encoded', () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(level), { minLength: 2, maxLength: 12 }), (rows) => {
        const { fragile, leastTau } = given(encodingSensitivity({ rows, levels: 4, by: 'sum', scales: 'own' }))
        expect([fragile, leastTau ?? 1]).toEqual([0, printed(1, 12)])
      }),
      { seed: 1, numRuns: 100 },
    ))
})

describe('leaving a criterion out', () => {
  test('by hand', () => {
    // Weights 2, 1, 1: 0.75, 0.5, 0.25. Without the first: 0.5, 0.5, 0.5; without the second 1, 1/3, 0; the third 2/3, 2/3, 1/3.
    const found = given(
      ablationOf(
        [
          [1, 0, 1],
          [0.5, 1, 0],
          [0, 1, 0],
        ],
        [2, 1, 1],
      ),
    )
    expect(found.scores).toEqual([0.75, 0.5, 0.25].map((score) => printed(score, 10)))
    expect(found.table.map(({ scores }) => scores)).toEqual(
      [
        [0.5, 0.5, 0.5],
        [1, 1 / 3, 0],
        [2 / 3, 2 / 3, 1 / 3],
      ].map((scores) => scores.map((score) => printed(score, 10))),
    )
    // Ranks 3 2 1 become 2 2 2, 3 2 1, and 2.5 2.5 1; τ-b of 3 2 1 and 2 2 1 is 2/√6.
    expect(found.table.map(({ tau, largestMove }) => [tau, largestMove])).toEqual([
      [null, 1],
      [1, 0],
      [printed(2 / Math.sqrt(6), 10), 0.5],
    ])
    expect(found.tieRate).toBe(0)
  })
  test('a criterion without weight is not missed', () =>
    expect(
      given(
        ablationOf(
          [
            [1, 5, 2],
            [2, 1, 3],
            [9, 9, 1],
          ],
          [1, 0, 1],
        ),
      ).table[1],
    ).toMatchObject({ tau: 1, largestMove: 0 }))
  test('objects that it does not tell apart', () =>
    expect(
      given(
        ablationOf(
          [
            [1, 3],
            [3, 1],
            [2, 2],
            [0, 0],
          ],
          [1, 1],
        ),
      ).tieRate,
    ).toEqual(printed(0.5, 12)))
})

describe('bad input has its answer', () => {
  const composite: Composite = {
    rows: [
      [1, 2],
      [2, 1],
    ],
    levels: 3,
    by: 'sum',
    scales: 'own',
  }
  test.each([
    ['nobody rated', pragmaticScore([]), 'no-values'],
    ['eight ratings', pragmaticScore([[1, 2, 3, 4, 5, 6, 7, 8]]), 'unequal-lengths'],
    ['more than 100', pragmaticScore([[1, 2, 3, 4, 5, 6, 7, 8, 101]]), 'out-of-range'],
    ['no rating', pragmaticScore([[1, 2, 3, 4, 5, 6, 7, 8, NaN]]), 'not-finite'],
    ['no order', kendallTau([1, 1], [1, 2]), 'constant'],
    ['unlike lists', kendallTau([1, 1], [1]), 'unequal-lengths'],
    ['one object', encodingSensitivity({ ...composite, rows: [[1, 2]] }), 'too-few'],
    ['no object', encodingSensitivity({ ...composite, rows: [] }), 'no-values'],
    [
      'half a level',
      encodingSensitivity({
        ...composite,
        rows: [
          [1, 2.5],
          [1, 2],
        ],
      }),
      'not-whole',
    ],
    [
      'a level too high',
      encodingSensitivity({
        ...composite,
        rows: [
          [1, 4],
          [1, 2],
        ],
      }),
      'out-of-range',
    ],
    ['a weight below zero', encodingSensitivity({ ...composite, weights: [1, -1] }), 'negative'],
    ['a row too short', encodingSensitivity({ ...composite, rows: [[1], [1, 2]] }), 'unequal-lengths'],
    [
      'all weight on one',
      ablationOf(
        [
          [1, 2],
          [3, 4],
        ],
        [1, 0],
      ),
      'zero-denominator',
    ],
    ['one criterion', ablationOf([[1], [3]], [1]), 'too-few'],
    ['no objects', ablationOf([], [1, 1]), 'no-values'],
    [
      'no number',
      ablationOf(
        [
          [1, 2],
          [3, NaN],
        ],
        [1, 1],
      ),
      'not-finite',
    ],
  ])('%s', (_, answer, why) => expect(answer).toMatchObject({ kind: 'withheld', why }))
})
