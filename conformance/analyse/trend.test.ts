/**
 * Trend: Mann–Kendall, seasonal, Hamed and Rao; Theil–Sen with limits; least squares; forecast to a target.
 * Figures of domain.md 7.6 and 7.8, recomputed with SciPy 1.17 (`theilslopes`, `kendalltau`, `linregress`) and
 * pyMannKendall 1.4.3; NIST StRD Norris.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  analysisOf,
  autocorrelationOf,
  cochranArmitage,
  forecastTo,
  hamedRao,
  leastSquaresLine,
  mannKendall,
  projectedTo,
  seasonIn,
  seasonalMannKendall,
  seriesOfParts,
  seriesOfValues,
  theilSen,
  trendOf,
  withoutLine,
} from '@isometric/core/analyse'
import { digits, printed, recomputed } from './close.ts'
import { chanceFrom, normalFrom } from './draw.ts'
import { given, nile, numbers } from './oracle.ts'

/** Hollander and Wolfe's example of Theil's test; ten in order; ties; domain.md 7.8. */
const theil = [1.26, 1.27, 1.12, 1.16, 1.03]
const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
const ties = [5, 4, 4, 3, 3, 2]
const climbing = [62, 65, 64, 69, 70, 74, 73, 77]
/** Made up: quarters with a season, and a series in which each value goes with the one before. */
const quarters = [12, 20, 31, 15, 14, 19, 33, 16, 13, 23, 35, 19, 17, 24, 34, 21]
const swinging = [3, 5, 8, 7, 9, 12, 11, 9, 6, 4, 3, 1, 0, 2, 5, 8, 9, 12, 14, 13]
const season = (i: number): number => i % 4

describe('Mann and Kendall', () => {
  test.each([
    ['Hollander and Wolfe', theil, -6, 16.6667, -1.2247, 0.2207],
    ['1 to 10', ten, 45, 125, 3.93548, 8.303e-5],
    ['ties', ties, -13, 26.3333, -2.33845, 0.019364],
    ['the Nile', nile, -1387, 112728.33, -4.12807, 3.658e-5],
    ['climbing', climbing, 24, 65.3333, 2.84551, 0.004434],
  ])('%s: S, variance, Z, p', (_, values, s, variance, z, p) =>
    expect(given(mannKendall(values))).toMatchObject({
      s,
      variance: digits(variance, 5),
      z: digits(z, 4),
      normalP: digits(p, 3),
    }),
  )
  test('Kendall’s exact chances', () => {
    expect(given(mannKendall(climbing)).p).toEqual(recomputed(0.001736111))
    expect(given(mannKendall(ten)).p).toEqual(recomputed(5.511463845e-7))
    expect(given(mannKendall(theil)).p).toEqual(recomputed(0.23333333))
  })
})

/** Every order of some values. */
const permutations = (values: readonly number[]): readonly (readonly number[])[] =>
  values.length <= 1
    ? [values]
    : values.flatMap((first, i) => permutations(values.filter((_, j) => j !== i)).map((rest) => [first, ...rest]))

describe('as counted over every order of the values', () => {
  test.each([[[1, 2, 3, 4, 5]], [[5, 4, 4, 3, 3, 2]], [[1, 1, 1, 2]], [[2, 1, 2, 1, 3, 3, 3]], [[4, 4, 4]], [[1]]])(
    '%j',
    (values) => {
      const { s, exactP } = given(mannKendall(values))
      const all = permutations(values).map((order) => Math.abs(given(mannKendall(order)).s))
      expect(exactP).toBeCloseTo(all.filter((other) => other >= Math.abs(s)).length / all.length, 12)
    },
  )
})

describe('direction', () => {
  test.each([
    [[1, 2, 3, 4], 'none'],
    [[1, 2, 3, 4, 5], 'up'],
    [[5, 4, 3, 2, 1], 'down'],
    [[3, 3, 3, 3, 3, 3], 'none'],
    [[1, 2, 1, 2, 1, 2], 'none'],
    [nile, 'down'],
  ])('%#: %s', (values, direction) => expect(given(mannKendall(values)).direction).toBe(direction))
})

describe('within seasons', () => {
  test('a rise that the seasons hide', () => {
    expect(given(mannKendall(quarters))).toMatchObject({ s: 35, normalP: recomputed(0.1254436389), direction: 'none' })
    expect(given(seasonalMannKendall(quarters, [...quarters.keys()].map(season)))).toMatchObject({
      s: 18,
      variance: recomputed(34.66666667),
      z: recomputed(2.887306437),
      normalP: recomputed(0.003885555986),
      slope: recomputed(1.833333333 / 4),
      direction: 'up',
    })
  })
  test('the exact chance is that of every order within every season', () => {
    // Two seasons of three values in perfect order: 2 of the 36 orders are as far from chance.
    expect(given(seasonalMannKendall([1, 9, 2, 10, 3, 11], [1, 2, 1, 2, 1, 2])).p).toEqual(digits(2 / 36, 12))
  })
  test('a season that comes back is no trend', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 2, maxLength: 12 }), (year) => {
        const values = [...year, ...year, ...year, ...year]
        const labels = values.map((_, i) => i % year.length)
        expect(given(seasonalMannKendall(values, labels))).toMatchObject({ s: 0, direction: 'none' })
      }),
      { seed: 1, numRuns: 100 },
    ))
  // M. Hollander and D. A. Wolfe, 1973, mucociliary efficiency; R prints chi-squared = 0.77143, df = 2, p = 0.68.
  test('Kruskal and Wallis: H 0.77143 of three groups, p 0.68', () => {
    const groups = [numbers('2.9 3.0 2.5 2.6 3.2'), numbers('3.8 2.7 4.0 2.4'), numbers('2.8 3.4 3.7 2.2 2.0')]
    const labels = groups.flatMap((group, i) => group.map(() => i))
    expect(given(seasonIn(groups.flat(), labels))).toMatchObject({
      h: printed(0.77143, 5),
      groups: 3,
      // χ² of two degrees of freedom: exp(−H / 2).
      p: digits(Math.exp(-0.77143 / 2), 5),
    })
  })
  const monthly = (year: readonly number[], years: number, slope = 0) => {
    const values = Array.from({ length: years * 12 }, (_, i) => (year[i % 12] ?? 0) + slope * i + ((i * 7) % 5) / 10)
    const points = values.map((value, i) => ({
      period: `${2020 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
      value,
    }))
    return analysisOf({ ...seriesOfValues([]), points })
  }
  const lateInTheYear = [10, 10, 10, 10, 10, 10, 10, 10, 11, 14, 18, 22]
  test('months that have a season are compared with the same months, and their season is no trend (domain.md 6.2, 20)', () => {
    const { trend, isSeasonal } = monthly(lateInTheYear, 4)
    expect([isSeasonal, given(trend).decidedBy, given(trend).direction]).toEqual([
      true,
      'seasonal Mann–Kendall',
      'none',
    ])
  })
  test('a trend under a season is found all the same', () => {
    const { trend } = monthly(lateInTheYear, 4, 0.1)
    expect([given(trend).decidedBy, given(trend).direction]).toEqual(['seasonal Mann–Kendall', 'up'])
  })
  test('months without a season, and years too few for one, are taken as they come', () => {
    const even = Array.from({ length: 12 }, () => 10)
    expect(monthly(even, 4).isSeasonal).toBe(false)
    expect(monthly(lateInTheYear, 2).isSeasonal).toBe(false)
  })
  test('a season is found where there is none in about one of a hundred', () => {
    const normal = normalFrom(chanceFrom(12))
    const labels = Array.from({ length: 48 }, (_, i) => i % 12)
    const seen = Array.from({ length: 1000 }, () => given(seasonIn(labels.map(normal), labels)).p < 0.01)
    expect(seen.filter(Boolean).length).toBeLessThan(20)
  })
  test('four like years in which the last months are the highest', () => {
    const values = Array.from({ length: 48 }, (_, i) => [10, 10, 10, 10, 10, 10, 10, 10, 11, 14, 18, 22][i % 12] ?? 0)
    const seasons = values.map((_, i) => i % 12)
    expect(given(trendOf(values, { seasons })).direction).toBe('none')
  })
})

describe('where each value goes with the one before', () => {
  test.each([
    ['the Nile', nile, 282111.428078, 0.00906816697],
    ['swinging', swinging, 2885.645054, 0.551374812],
  ])('%s: variance and chance with three lags', (_, values, variance, p) => {
    const { inflation, ...found } = given(hamedRao(values))
    expect({ variance: found.variance, p: found.p }).toEqual({ variance: recomputed(variance), p: recomputed(p) })
    expect(inflation).toBeGreaterThan(1)
  })
  test('the Nile with all lags', () =>
    expect(given(hamedRao(nile, { lags: 99 })).variance).toEqual(recomputed(241565.3569166)))
  test('r1 of what the slope leaves', () => {
    const { slope } = given(theilSen(swinging))
    expect(given(autocorrelationOf(withoutLine(swinging, slope)))).toMatchObject({
      r1: recomputed(0.83203711423),
      isCorrelated: true,
    })
  })
  test('the test for trend says that it reckons with it', () => {
    expect(given(trendOf(swinging))).toMatchObject({ direction: 'none', p: recomputed(0.551374812) })
    expect(given(trendOf(swinging)).decidedBy).toMatch(/Hamed/)
    expect(given(trendOf(climbing)).decidedBy).toBe('Mann–Kendall')
  })
})

describe('Theil and Sen', () => {
  test.each([
    ['Hollander and Wolfe', theil, -0.05625, 1.31625, -0.15, 0.04],
    ['1 to 10', ten, 1, 0, 1, 1],
    ['the Nile', nile, -2.6, 1028.3, -3.6279069767, -1.4285714286],
    ['climbing', climbing, 2.0714285714, 60.1785714286, 1.5, 3],
  ])('%s: slope, intercept, limits', (_, values, slope, intercept, lower, upper) =>
    expect(given(theilSen(values))).toMatchObject({
      slope: recomputed(slope),
      intercept: recomputed(intercept),
      limits: { lower: recomputed(lower), upper: recomputed(upper) },
    }),
  )
  test('with ties', () => expect(given(theilSen(ties)).slope).toBe(-0.5))
  test('four values are too few for limits at 95 %, not at 90 %', () => {
    expect(given(theilSen([1, 2, 4, 5])).limits).toBeNull()
    expect(given(theilSen([1, 2, 4, 5], [1, 2, 3, 4], 0.9)).limits).toEqual({ lower: 1, upper: 2 })
  })
  test('as sorting all slopes gives it, for hundreds of values', () => {
    const values = Array.from({ length: 300 }, (_, i) => ((i * 7919) % 1009) + i / 3)
    const slopes = values
      .flatMap((b, j) => values.slice(0, j).map((a, i) => (b - a) / (j - i)))
      .toSorted((a, b) => a - b)
    const { slope, limits } = given(theilSen(values))
    // 44,850 slopes; 1.959964 times the root of 300 · 299 · 605 / 18 is 3,403.1, so the 20,723rd from each end.
    expect(slope).toBe(((slopes[22_424] ?? NaN) + (slopes[22_425] ?? NaN)) / 2)
    expect(limits).toEqual({ lower: slopes[20_722], upper: slopes[44_850 - 20_723] })
  })
  test('gaps are told by the times', () => expect(given(theilSen([2, 4, 8], [1, 2, 4])).slope).toBe(2))

  const series = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 5, maxLength: 40 })
  test('another unit, another start, another direction', () =>
    fc.assert(
      fc.property(series, fc.integer({ min: 1, max: 9 }), fc.integer({ min: -99, max: 99 }), (values, k, add) => {
        const one = given(theilSen(values))
        const other = given(theilSen(values.map((value) => -k * value + add)))
        expect(other.slope).toBeCloseTo(-k * one.slope, 9)
        expect(other.limits?.lower).toBeCloseTo(-k * (one.limits?.upper ?? NaN), 9)
        expect(other.limits?.upper).toBeCloseTo(-k * (one.limits?.lower ?? NaN), 9)
      }),
      { seed: 1, numRuns: 200 },
    ))
  test('a line is found, whatever the times', () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { minLength: 5, maxLength: 40 }),
        fc.integer({ min: -50, max: 50 }),
        (places, slope) => {
          const times = places.toSorted((a, b) => a - b)
          const found = given(
            theilSen(
              times.map((time) => 7 + slope * time),
              times,
            ),
          )
          expect(found).toMatchObject({ slope, intercept: 7, limits: { lower: slope, upper: slope } })
        },
      ),
      { seed: 1, numRuns: 200 },
    ))
  test('two wild values of ten do not move it out of the others’ slopes', () =>
    expect(given(theilSen([1, 2, 3, 900, 5, 6, -900, 8, 9, 10])).slope).toBeCloseTo(1, 12))
})

describe('least squares', () => {
  const x = numbers(`.2 337.4 118.2 884.6 10.1 226.5 666.3 996.3 448.6 777 558.2 .4 .6 775.5 666.9 338 447.5 11.6 556
    228.1 995.8 887.6 120.2 .3 .3 556.8 339.1 887.2 999 779 11.1 118.3 229.2 669.1 448.9 .5`)
  const y = numbers(`.1 338.8 118.1 888 9.2 228.1 668.5 998.5 449.1 778.9 559.2 .3 .1 778.1 668.8 339.3 448.9 10.8 557.7
    228.3 998 888.8 119.6 .3 .6 557.6 339.3 888 998.5 778.9 10.2 117.6 228.9 668.4 449.2 .2`)
  test('NIST StRD Norris, certified', () =>
    expect(given(leastSquaresLine(y, x))).toMatchObject({
      intercept: digits(-0.262323073774029, 12),
      slope: digits(1.00211681802045, 12),
      slopeError: digits(0.000429796848199937, 12),
      residualDeviation: digits(0.884796396144373, 12),
      determination: digits(0.999993745883712, 12),
    }))
  test('climbing', () =>
    expect(given(leastSquaresLine(climbing))).toMatchObject({
      slope: recomputed(2.0952380952),
      intercept: recomputed(59.8214285714),
      slopeError: recomputed(0.2100552423),
    }))
})

describe('forecast', () => {
  const least90 = { at: 'least', value: 90 } as const
  test('climbing reaches 90', () => {
    // By hand: the lines of slopes 3 and 1.5 leave the medians 55.5 and 62.5, so they meet 90 at 11.5 and 18 1/3.
    expect(given(forecastTo(least90, climbing))).toMatchObject({
      outcome: 'reached',
      time: printed(14.3966, 4),
      earliest: digits(11.5, 12),
      latest: digits(27.5 / 1.5, 12),
    })
  })
  test('where the line stands later', () =>
    expect(given(projectedTo(14, climbing))).toMatchObject({
      value: digits(60.1785714286 + 14 * 2.0714285714, 9),
      limits: { lower: digits(62.5 + 14 * 1.5, 12), upper: digits(55.5 + 14 * 3, 12) },
    }))
  test.each([
    ['already there', { at: 'least', value: 70 } as const, climbing],
    ['never at this slope', { at: 'most', value: 50 } as const, climbing],
    ['never at this slope', { at: 'least', value: 9 } as const, [5, 5, 5, 5, 5, 5]],
    ['already there', { at: 'least', value: 5 } as const, [5, 5, 5, 5, 5, 5]],
    ['reached', { at: 'most', value: 1 } as const, [9, 8, 7, 6, 5]],
  ])('%s: %j', (outcome, target, values) => expect(given(forecastTo(target, values)).outcome).toBe(outcome))
  test('a flat line may get there at the quick end of its slope', () => {
    const found = given(forecastTo({ at: 'least', value: 9 }, [5, 4, 6, 5, 4, 6, 5]))
    expect(found).toMatchObject({ outcome: 'never at this slope', time: null, latest: null })
    expect(found.earliest).toBeGreaterThan(7)
  })

  const options = { bounds: 'share' } as const
  test('a share on the scale of log-odds: half the odds left each step', () => {
    // Odds 1, 2, 4, 8, 16: 0.99 has the odds 99, which is 2 to the power log2(99), one step later.
    const shares = [1, 2, 4, 8, 16].map((odds) => odds / (1 + odds))
    expect(given(forecastTo({ at: 'least', value: 0.99 }, shares, options)).time).toEqual(digits(1 + Math.log2(99), 9))
    expect(given(projectedTo(8, shares, options)).value).toEqual(digits(128 / 129, 9))
  })
  test('a count on the scale of logarithms: halved each step', () => {
    const found = given(forecastTo({ at: 'most', value: 1 }, [64, 32, 16, 8, 4], { bounds: 'count' }))
    expect(found.time).toEqual(digits(7, 12))
    expect(given(forecastTo({ at: 'most', value: 0 }, [64, 32, 16, 8, 4], { bounds: 'count' })).outcome).toBe(
      'never at this slope',
    )
  })
  test('a bound is there when values stand at it', () =>
    expect(given(forecastTo({ at: 'least', value: 1 }, [0.8, 0.9, 0.9, 1, 1, 1], options)).outcome).toBe(
      'already there',
    ))
  test('what has bounds stays within them', () =>
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 5, maxLength: 30 }),
        fc.integer({ min: -50, max: 500 }),
        (values, time) => {
          const share = given(
            projectedTo(
              time,
              values.map((value) => value / 20),
              options,
            ),
          )
          const count = given(projectedTo(time, values, { bounds: 'count' }))
          const all = [share.value, share.limits?.lower ?? 0, share.limits?.upper ?? 0]
          expect(all.every((value) => value >= 0 && value <= 1)).toBe(true)
          expect(count.value).toBeGreaterThanOrEqual(0)
        },
      ),
      { seed: 1, numRuns: 200 },
    ))
  test('a higher target is not met sooner', () =>
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 5, maxLength: 30 }),
        fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 200 })),
        (values, [a, b]) => {
          const timeTo = (value: number): number => {
            const { outcome, time } = given(forecastTo({ at: 'least', value }, values))
            return outcome === 'already there' ? values.length : (time ?? Infinity)
          }
          expect(timeTo(Math.max(a, b))).toBeGreaterThanOrEqual(timeTo(Math.min(a, b)))
        },
      ),
      { seed: 1, numRuns: 200 },
    ))
})

describe('by chance', () => {
  const normal = normalFrom(chanceFrom(27_004))
  const noise = (n: number): readonly number[] => Array.from({ length: n }, normal)
  /** Each value keeps a part of the one before. */
  const kept = (values: readonly number[], part: number): readonly number[] =>
    values.reduce<readonly number[]>((all, value) => [...all, part * (all.at(-1) ?? 0) + value], [])

  test('noise has a trend in no more than 5 of 100', () => {
    const shown = Array.from({ length: 1000 }, () => given(trendOf(noise(24))).direction).filter(
      (each) => each !== 'none',
    )
    // Three standard errors of 1,000 draws are 2.1 %.
    expect(shown.length / 1000).toBeLessThan(0.071)
  })
  test('the limits hold the true slope in 95 of 100', () => {
    const held = Array.from({ length: 1000 }, () => {
      const { limits } = given(theilSen(noise(15).map((value, i) => value + 0.3 * i)))
      return (limits?.lower ?? Infinity) <= 0.3 && 0.3 <= (limits?.upper ?? -Infinity)
    }).filter(Boolean)
    expect(held.length / 1000).toBeGreaterThan(0.929)
    expect(held.length / 1000).toBeLessThan(0.981)
  })
  test('values that keep 0.7 of the one before warn (domain.md 6.2, 21), and have fewer false trends for it', () => {
    const series = Array.from({ length: 300 }, () => kept(noise(60), 0.7))
    const warned = series.filter((values) => given(autocorrelationOf(values)).isCorrelated)
    const plain = series.filter((values) => given(mannKendall(values)).direction !== 'none')
    const reckoned = series.filter((values) => given(trendOf(values)).direction !== 'none')
    expect(warned.length).toBeGreaterThan(290)
    expect(plain.length / 300).toBeGreaterThan(0.25)
    expect(reckoned.length / 300).toBeLessThan(plain.length / 300 / 2)
  })
})

describe('bad input has its answer', () => {
  const all = (values: readonly number[]) => [
    mannKendall(values),
    theilSen(values),
    trendOf(values),
    forecastTo({ at: 'least', value: 1 }, values),
    hamedRao(values),
    autocorrelationOf(values),
    leastSquaresLine(values),
  ]
  const whys = (values: readonly number[]): readonly string[] =>
    all(values).map((answer) => (answer.kind === 'withheld' ? answer.why : 'found'))
  test.each([
    ['nothing', [], Array.from({ length: 7 }, () => 'no-values')],
    ['one value', [5], ['found', 'too-few', 'too-few', 'too-few', 'too-few', 'too-few', 'too-few']],
    ['a number that is none', [1, 2, NaN, 4, 5, 6, 7, 8], Array.from({ length: 7 }, () => 'not-finite')],
    ['without end', [1, 2, Infinity, 4, 5, 6, 7, 8], Array.from({ length: 7 }, () => 'not-finite')],
    ['all the same', [5, 5, 5, 5, 5, 5, 5, 5], ['found', 'found', 'found', 'found', 'constant', 'constant', 'found']],
  ])('%s', (_, values, expected) => expect(whys(values)).toEqual(expected))
  test('all the same is no trend', () =>
    expect(given(trendOf([5, 5, 5, 5, 5, 5]))).toMatchObject({ direction: 'none', p: 1, autocorrelation: null }))
  test('times that do not rise, or are not as many', () => {
    expect(theilSen([1, 2, 3], [1, 2, 2])).toEqual({ kind: 'withheld', why: 'out-of-order' })
    expect(theilSen([1, 2, 3], [1, 2])).toEqual({ kind: 'withheld', why: 'unequal-lengths' })
    expect(seasonalMannKendall([1, 2, 3], [1, 2])).toEqual({ kind: 'withheld', why: 'unequal-lengths' })
    expect(seasonalMannKendall([1, 2, 3], [1, 2, 3])).toEqual({ kind: 'withheld', why: 'too-few' })
  })
  test('what leaves its bounds', () => {
    const target = { at: 'least', value: 1 } as const
    expect(forecastTo(target, [0.5, 0.6, 1.7, 0.8, 0.9], { bounds: 'share' })).toMatchObject({ why: 'out-of-range' })
    expect(forecastTo(target, [5, 6, -7, 8, 9], { bounds: 'count' })).toMatchObject({ why: 'negative' })
  })
  test('a million values have a test, and too many pairs for a slope', () => {
    const million = Array.from({ length: 1_000_000 }, (_, i) => (i * 7919) % 1_000_003)
    expect(given(mannKendall(million)).n).toBe(1_000_000)
    expect(theilSen(million)).toEqual({ kind: 'withheld', why: 'too-many' })
  })
})

describe('Cochran and Armitage', () => {
  const of = (parts: readonly number[], wholes: readonly number[]) =>
    parts.map((part, i) => ({ part, whole: wholes[i] ?? 0 }))
  // Fleiss, Statistical Methods for Rates and Proportions, 1981: smokers among patients of four hospitals; R prints
  // X-squared = 8.2249, p = 0.004132 (`prop.trend.test`), and 12.6 on three degrees of freedom for all differences.
  const smokers = of([83, 90, 129, 70], [86, 93, 136, 82])
  test('smokers of four hospitals: χ² 8.2249, p 0.004132, and 12.6 less that beside the line', () => {
    const { z, p, departure, direction } = given(cochranArmitage(smokers))
    expect([z ** 2, p]).toEqual([printed(8.2249, 4), printed(0.004132, 6)])
    expect(direction).toBe('down')
    // The chance of χ² > 12.6004 − 8.2249 on two degrees of freedom is exp(−χ² / 2).
    expect(departure).toEqual(digits(Math.exp(-(12.6004 - 8.2249) / 2), 4))
  })
  // A. Agresti, Categorical Data Analysis: malformations by alcohol, with the middles of its classes as times.
  test('malformations by alcohol: χ² 6.57, p 0.010', () => {
    const present = [48, 38, 5, 1, 1]
    const absent = [17_066, 14_464, 788, 126, 37]
    const parts = of(
      present,
      present.map((part, i) => part + (absent[i] ?? 0)),
    )
    const { z, p } = given(cochranArmitage(parts, { times: [0, 0.5, 1.5, 4, 7] }))
    expect([z ** 2, p]).toEqual([printed(6.57, 2), printed(0.01, 3)])
  })
  test.each([
    ['two periods', of([1, 2], [10, 10]), 'too-few'],
    ['all of everything', of([10, 10, 10], [10, 10, 10]), 'constant'],
    ['a part greater than its whole', of([1, 12, 3], [10, 10, 10]), 'part-above-whole'],
    ['nothing to divide by', of([1, 0, 3], [10, 0, 10]), 'zero-denominator'],
  ])('is withheld for %s', (_, parts, why) => expect(cochranArmitage(parts)).toMatchObject({ kind: 'withheld', why }))

  const trendIn = (parts: readonly (readonly [number, number])[]) => {
    const { trend } = analysisOf(seriesOfParts(parts))
    return trend.kind === 'found' ? [trend.direction, trend.decidedBy] : trend.why
  }
  test('decides where a handful of shares of known wholes lies near a line', () => {
    expect(
      trendIn([
        [20, 50],
        [30, 50],
        [40, 50],
      ]),
    ).toEqual(['up', 'Cochran–Armitage'])
    expect(
      trendIn([
        [20, 50],
        [22, 50],
        [21, 50],
        [23, 50],
        [20, 50],
      ]),
    ).toEqual(['none', 'Cochran–Armitage'])
  })
  test('and not where shares differ by more than chance, wholes are large, or eight values say enough', () => {
    expect(
      trendIn([
        [5, 50],
        [45, 50],
        [10, 50],
        [48, 50],
        [20, 50],
      ]),
    ).toEqual(['none', 'Mann–Kendall'])
    expect(
      trendIn([
        [2000, 5000],
        [2200, 5000],
        [2400, 5000],
      ]),
    ).toBe('too-few')
    expect(
      trendIn([
        [20, 50],
        [22, 50],
        [25, 50],
        [28, 50],
        [30, 50],
        [33, 50],
        [36, 50],
        [40, 50],
      ]),
    ).toEqual(['up', 'Mann–Kendall'])
  })
  test('a false trend of stable shares comes in one of twenty', () => {
    const chance = chanceFrom(27_004)
    const draw = (): number => Array.from({ length: 60 }, chance).filter((each) => each < 0.7).length
    const found = Array.from({ length: 2000 }, () => {
      const parts = Array.from({ length: 6 }, () => ({ part: draw(), whole: 60 }))
      return given(cochranArmitage(parts)).direction
    })
    const share = found.filter((direction) => direction !== 'none').length / found.length
    // Binomial: three standard deviations around 5 % of 2,000.
    expect(Math.abs(share - 0.05)).toBeLessThan(3 * Math.sqrt((0.05 * 0.95) / 2000))
  })
})
