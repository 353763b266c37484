/**
 * Whatever comes in, a statistic is found or withheld with its reason: it never throws, and no number in it is NaN or
 * infinite. In: lists of ordinary, huge, tiny, equal, negative and impossible numbers, and counts of all kinds.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  ablationOf,
  assuranceOf,
  analysisOf,
  autocorrelationOf,
  bestSplit,
  cochranArmitage,
  effectOf,
  encodingSensitivity,
  eventLimits,
  forecastTo,
  funnelOf,
  hamedRao,
  kendallTau,
  leastSquaresLine,
  logRank,
  mannKendall,
  mcnemar,
  pairedT,
  pettitt,
  pragmaticScore,
  projectedTo,
  rankSum,
  rateRatio,
  ratioChange,
  seasonalMannKendall,
  seasonIn,
  seriesOfParts,
  seriesOfValues,
  shareDifference,
  shareLimits,
  signedRank,
  summaryOf,
  survivalOf,
  theilSen,
  trendOf,
  zeroFailureSample,
  zeroFailureSampleOf,
} from '@isometric/core/analyse'

const isNightly = process.env['NIGHTLY'] === '1'
const runs = { seed: 27_004, numRuns: isNightly ? 600 : 100 }

const nasty = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -5, max: 5 }) },
  { weight: 3, arbitrary: fc.double({ min: -1000, max: 1000, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(1e99, -1e99, 1e-99, 1e-20, 1e15, 0.1 + 0.2, -0) },
  { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity, 1e308, -1e308, 5e-324, Number.MAX_SAFE_INTEGER) },
)
const tame = fc.oneof(
  fc.integer({ min: -5, max: 5 }),
  fc.double({ min: -1e9, max: 1e9, noNaN: true }),
  fc.constantFrom(1e99, -1e99, 1e-99, 1e-20, 1e15),
)
const values = fc.oneof(
  fc.array(nasty, { maxLength: 30 }),
  fc.array(tame, { maxLength: 30 }),
  fc.tuple(tame, fc.integer({ min: 0, max: 30 })).map(([value, n]) => Array.from({ length: n }, () => value)),
)
const counts = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 60 }) },
  { weight: 1, arbitrary: fc.constantFrom(1e6, 1e9, 1e12, Number.MAX_SAFE_INTEGER) },
  { weight: 1, arbitrary: nasty },
)

/** Every number somewhere in an answer. */
const numbersIn = (answer: unknown): readonly number[] => {
  if (typeof answer === 'number') return [answer]
  return typeof answer === 'object' && answer !== null ? Object.values(answer).flatMap(numbersIn) : []
}

/** Numbers in answers that are none. */
const faultsIn = (...answers: readonly { readonly kind: 'found' | 'withheld' }[]): readonly number[] =>
  answers.flatMap(numbersIn).filter((value) => !Number.isFinite(value))

type Single = (values: readonly number[]) => { readonly kind: 'found' | 'withheld' }
const singles: readonly (readonly [string, Single])[] = [
  ['mannKendall', mannKendall],
  ['theilSen', theilSen],
  ['hamedRao', hamedRao],
  ['trendOf', trendOf],
  ['autocorrelationOf', autocorrelationOf],
  ['leastSquaresLine', leastSquaresLine],
  [
    'seasonal',
    (all) =>
      seasonalMannKendall(
        all,
        all.map((_, i) => i % 3),
      ),
  ],
  ['forecastTo', (all) => forecastTo({ at: 'least', value: 3 }, all)],
  ['forecastTo of a share', (all) => forecastTo({ at: 'most', value: 1 }, all.map(Math.abs), { bounds: 'share' })],
  ['forecastTo of a count', (all) => forecastTo({ at: 'most', value: 2 }, all.map(Math.abs), { bounds: 'count' })],
  ['projectedTo', (all) => projectedTo(all.length + 5, all)],
  ['projectedTo of a count', (all) => projectedTo(all.length + 5, all.map(Math.abs), { bounds: 'count' })],
  [
    'seasonIn',
    (all) =>
      seasonIn(
        all,
        all.map((_, i) => i % 3),
      ),
  ],
  ['pettitt', pettitt],
  ['bestSplit', bestSplit],
  ['summaryOf', summaryOf],
  ['pragmaticScore', (all) => pragmaticScore([all])],
  ['effectOf', (all) => effectOf(seriesOfValues(all), 4)],
  ['effectOf of counts', (all) => effectOf(seriesOfValues(all, 'count'), 4)],
]

describe('a list', () => {
  test.each(singles)('%s', (_, statistic) =>
    fc.assert(
      fc.property(values, (all) => {
        expect(faultsIn(statistic(all))).toEqual([])
      }),
      runs,
    ),
  )
  test('assurance', () =>
    fc.assert(
      fc.property(values, nasty, (all, value) => {
        const series = seriesOfValues(all.filter(Number.isFinite))
        const assurance = assuranceOf({ at: 'least', value }, analysisOf(series))
        expect(['will meet', 'hit and miss', 'will miss', 'cannot tell']).toContain(assurance.verdict)
      }),
      runs,
    ))
})

describe('two lists', () => {
  test.each([
    ['pairedT', pairedT],
    ['signedRank', signedRank],
    ['rankSum', rankSum],
    ['kendallTau', kendallTau],
    ['leastSquaresLine', leastSquaresLine],
  ] as const)('%s', (_, statistic) =>
    fc.assert(
      fc.property(values, values, (a, b) => {
        const both = Math.min(a.length, b.length)
        expect(faultsIn(statistic(a, b), statistic(a.slice(0, both), b.slice(0, both)))).toEqual([])
      }),
      runs,
    ),
  )
})

describe('counts', () => {
  const four = fc.tuple(counts, counts, counts, counts)
  const methods = ['Wilson', 'Wilson with continuity', 'Clopper and Pearson'] as const
  test('limits, differences, ratios, tests and samples', () =>
    fc.assert(
      fc.property(four, nasty, ([a, b, c, d], level) => {
        expect(
          faultsIn(
            ...methods.map((method) => shareLimits(a, b, { method })),
            shareLimits(a, b, { population: c, level }),
            shareDifference({ part: a, whole: b }, { part: c, whole: d }),
            eventLimits({ events: a, exposure: b }),
            rateRatio({ events: a, exposure: b }, { events: c, exposure: d }),
            mcnemar(a, b),
            zeroFailureSample(level, 0.1),
            zeroFailureSampleOf(a, b, 0.95),
          ),
        ).toEqual([])
      }),
      runs,
    ))
  const units = fc.array(fc.record({ unit: fc.constantFrom('a', 'b', 'c'), part: counts, whole: counts }), {
    maxLength: 8,
  })
  test('units', () =>
    fc.assert(
      fc.property(units, units, (before, after) => {
        expect(
          faultsIn(ratioChange(before, after), funnelOf(before, { of: 'share' }), funnelOf(before, { of: 'rate' })),
        ).toEqual([])
      }),
      runs,
    ))
  test('shares before and after', () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(counts, counts), { maxLength: 12 }), (parts) => {
        expect(faultsIn(effectOf(seriesOfParts(parts), 3), effectOf(seriesOfParts(parts, 'rate'), 3))).toEqual([])
        expect(faultsIn(cochranArmitage(parts.map(([part, whole]) => ({ part, whole }))))).toEqual([])
      }),
      runs,
    ))
})

test('items', () => {
  const item = fc.record({
    time: nasty.map((time) => (Math.abs(time) < 9 ? Math.abs(time) : time)),
    hasEnded: fc.boolean(),
  })
  const seen = fc.tuple(item, fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }))
  const items = fc.array(
    seen.map(([each, entry]) => (entry === undefined ? each : { ...each, entry })),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(items, items, (a, b) => {
      expect(faultsIn(survivalOf(a), logRank(a, b))).toEqual([])
    }),
    runs,
  )
})

test('composites', () =>
  fc.assert(
    fc.property(fc.array(fc.array(nasty, { maxLength: 4 }), { maxLength: 6 }), values, (rows, weights) => {
      expect(
        faultsIn(
          ablationOf(rows, weights),
          ablationOf(
            rows.map((row) => [...row, 1, 2].slice(0, 2)),
            [1, 2],
          ),
          encodingSensitivity({ rows, levels: 5, by: 'product', scales: 'own' }),
          encodingSensitivity({
            rows: rows.map((row) => [...row, 1, 2].slice(0, 2)),
            levels: 5,
            by: 'sum',
            scales: 'shared',
          }),
        ),
      ).toEqual([])
    }),
    runs,
  ))
