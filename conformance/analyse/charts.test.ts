/**
 * Control charts against published figures: what is drawn, centre, limits, and which points are out. In: data as they
 * are printed. Out: figures to their printed digits, recomputed ones to 1e-6.
 */
import { describe, expect, test } from 'vitest'
import {
  controlChartOf,
  seriesOfParts,
  seriesOfValues,
  westernElectric,
  type ControlChart,
} from '../../packages/core/src/analyse/index.ts'

const numbers = (text: string): readonly number[] => text.trim().split(/\s+/).map(Number)

const only = (levels: readonly (number | null)[]): number => {
  const distinct = [...new Set(levels)]
  expect(distinct).toHaveLength(1)
  return distinct[0] ?? Number.NaN
}

/** Points beyond a limit, counted from 1 as publications do. */
const out = ({ signals }: ControlChart): readonly number[] =>
  signals.filter(({ rule }) => rule === 'beyond limits').map(({ found }) => found + 1)

describe('XmR: NIST/SEMATECH e-Handbook 6.3.2.2, flow rates', () => {
  const flow = numbers('49.6 47.6 49.9 51.3 47.8 51.2 52.6 52.4 53.6 52.1')
  const chart = controlChartOf(seriesOfValues(flow))
  test('is what values without parts are shown by', () => expect(chart.model).toBe('xmr'))
  test('published: centre 50.81, mean moving range 1.8778, limits 55.8041 and 45.8159', () => {
    expect(only(chart.limits.centre)).toBeCloseTo(50.81, 10)
    expect(chart.statistics['mean moving range']).toBeCloseTo(1.8778, 4)
    expect(only(chart.limits.upper)).toBeCloseTo(55.80409, 5)
    expect(only(chart.limits.lower)).toBeCloseTo(45.81591, 5)
  })
  test('the moving range itself has the limit 3.267 × 1.87778 = 6.1347', () =>
    expect(chart.statistics['upper limit of the moving range']).toBeCloseTo(6.1347, 6))
  test('nothing is out, and ten points are provisional', () => {
    expect(chart.signals).toEqual([])
    expect(chart.notes.map(({ code }) => code)).toEqual(['provisional'])
  })
  test('with the median moving range 1.5: 50.81 ± 3 × 1.5 / 0.954', () => {
    const median = controlChartOf(seriesOfValues(flow), 'xmr-median')
    expect(median.statistics['median moving range']).toBeCloseTo(1.5, 12)
    expect(only(median.limits.upper)).toBeCloseTo(55.526981, 6)
    expect(only(median.limits.lower)).toBeCloseTo(46.093019, 6)
  })
})

describe('EWMA: NIST/SEMATECH e-Handbook 6.3.2.4', () => {
  const values = numbers(
    '52.0 47.0 53.0 49.3 50.1 47.0 51.0 50.1 51.2 50.5 49.6 47.6 49.9 51.3 47.8 51.2 52.6 52.4 53.6 52.1',
  )
  const chart = controlChartOf(seriesOfValues(values), 'ewma', { weight: 0.3, centre: 50, sigma: 2.0539 })
  test('published series, to two decimals', () => {
    const published =
      '50.60 49.52 50.56 50.18 50.16 49.21 49.75 49.85 50.26 50.33 50.11 49.36 49.52 50.05 49.38 49.92 50.73 51.23 51.94 51.99'
    const apart = chart.drawn.map((value, i) => Math.abs((value ?? 0) - (numbers(published)[i] ?? 0)))
    expect(Math.max(...apart)).toBeLessThan(0.0051)
  })
  test('published limits 52.5884 and, cut off, 47.4115', () => {
    expect(only(chart.limits.upper)).toBeCloseTo(52.588432, 6)
    expect(only(chart.limits.lower)).toBeCloseTo(47.411568, 6)
    expect(chart.signals).toEqual([])
  })
})

describe('CUSUM: NIST/SEMATECH e-Handbook 6.3.2.3', () => {
  const values = numbers(
    '324.925 324.675 324.725 324.350 325.350 325.225 324.125 324.525 325.225 324.600 324.625 325.150 328.325 327.250 327.825 328.500 326.675 327.775 326.875 328.350',
  )
  const sigma = 0.635
  const settings = { centre: 325, sigma, slack: 0.3175 / sigma, decision: 4.1959 / sigma }
  const chart = controlChartOf(seriesOfValues(values), 'cusum', settings)
  const sums = (name: string): readonly number[] => chart.lines[name]?.map((sum) => Number(sum?.toFixed(4))) ?? []
  test('published sums above the target', () => {
    const rest = [3.0075, 4.94, 7.4475, 10.63, 11.9875, 14.445, 16.0025, 19.035]
    expect(sums('high')).toEqual([0, 0, 0, 0, 0.0325, 0, 0, 0, 0, 0, 0, 0, ...rest])
  })
  test('and below it', () => {
    const rest = [0.5575, 0.715, 0.1725, 0.255, 0.3125, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    expect(sums('low')).toEqual([0, 0.0075, 0, 0.3325, 0, 0, ...rest])
  })
  test('the first alarm is at point 14', () => expect(out(chart)[0]).toBe(14))
})

describe('p: orange juice cans (Montgomery; NIST; trial samples of R’s qcc)', () => {
  const defectives = numbers('12 15 8 10 4 7 16 9 14 10 5 6 17 12 22 8 10 5 13 11 20 18 24 15 9 12 7 13 9 6')
  const parts = defectives.map((count) => [count, 50] as const)
  const chart = controlChartOf(seriesOfParts(parts))
  test('is what shares of small samples are shown by', () => expect(chart.model).toBe('p'))
  test('published: 0.2313, limits 0.4102 and 0.0524', () => {
    expect(only(chart.limits.centre)).toBeCloseTo(347 / 1500, 12)
    expect(only(chart.limits.upper)).toBeCloseTo(0.410239, 6)
    expect(only(chart.limits.lower)).toBeCloseTo(0.052428, 6)
  })
  test('samples 15 and 23 are out', () => expect(out(chart)).toEqual([15, 23]))
  test('limits are of each sample’s own size', () => {
    const uneven = controlChartOf(seriesOfParts(parts.map(([part], i) => [part, i % 2 === 0 ? 50 : 200])), 'p')
    const centre = 347 / (15 * 50 + 15 * 200)
    const reach = (n: number): number => 3 * Math.sqrt((centre * (1 - centre)) / n)
    expect(uneven.limits.upper[0]).toBeCloseTo(centre + reach(50), 12)
    expect(uneven.limits.upper[1]).toBeCloseTo(centre + reach(200), 12)
    expect(uneven.limits.lower.slice(0, 2)).toEqual([0, expect.closeTo(centre - reach(200), 12)])
  })
})

describe('c: wafers, NIST/SEMATECH e-Handbook 6.3.3.1', () => {
  const defects = numbers('16 14 28 16 12 20 10 12 10 17 19 17 14 16 15 13 14 16 11 20 11 19 16 31 13')
  const chart = controlChartOf(seriesOfValues(defects, 'count'))
  test('is what counts are shown by', () => expect(chart.model).toBe('c'))
  test('published: 16, limits 28 and 4', () => {
    expect(only(chart.limits.centre)).toBe(16)
    expect([only(chart.limits.upper), only(chart.limits.lower)]).toEqual([28, 4])
  })
  test('sample 24 (31) is out; sample 3 (28) lies on the limit and is not', () => expect(out(chart)).toEqual([24]))
})

describe('by hand', () => {
  test('u: 2, 4 and 6 events in 1, 2 and 1 units of exposure are 3 in 1; √3 and √1.5', () => {
    const three = [
      [2, 1],
      [4, 2],
      [6, 1],
    ] as const
    const rates = seriesOfParts([...three, ...three, ...three], 'rate')
    const { limits, model } = controlChartOf(rates)
    expect(model).toBe('u')
    expect(limits.centre[0]).toBeCloseTo(3, 12)
    expect(limits.upper[0]).toBeCloseTo(3 + 3 * Math.sqrt(3), 12)
    expect(limits.upper[1]).toBeCloseTo(3 + 3 * Math.sqrt(1.5), 12)
    expect(limits.lower[0]).toBe(0)
  })
  test('p′: 52 % and 48 % of 10,000 in turn; σ of chance 0.005, each 4 σ from centre, steps of 8; 8/1.128', () => {
    const shares = seriesOfParts(Array.from({ length: 20 }, (_, i) => [i % 2 === 0 ? 5200 : 4800, 10_000] as const))
    const { limits, model, statistics, signals } = controlChartOf(shares)
    expect(model).toBe('p-prime')
    expect(statistics['sigma Z']).toBeCloseTo(8 / 1.128, 10)
    expect(limits.upper[0]).toBeCloseTo(0.5 + (3 * 0.005 * 8) / 1.128, 10)
    expect(signals).toEqual([])
    expect(out(controlChartOf(shares, 'p'))).toHaveLength(20)
  })
  test('u′: 120 and 80 events per hundred in turn; σ of chance 0.1, steps of 4; 4/1.128', () => {
    const rates = seriesOfParts(
      Array.from({ length: 20 }, (_, i) => [i % 2 === 0 ? 120 : 80, 100] as const),
      'rate',
    )
    const { limits, model } = controlChartOf(rates)
    expect(model).toBe('u-prime')
    expect(limits.upper[0]).toBeCloseTo(1 + (3 * 0.1 * 4) / 1.128, 10)
  })
  test('g: gaps of 9 on the average are a chance of 1 in 10; 0.9^62 < 0.00135 < 0.9^63 fixes the limit', () => {
    const { limits, model } = controlChartOf(seriesOfValues(numbers('4 14 9 2 16 9 12 6 9 9'), 'time between'))
    expect(model).toBe('g')
    // P(gap ≤ k) = 1 − 0.9^(k+1): above a half from k = 6 on (0.9^7 = 0.478), above 0.99865 from k = 62 on (0.9^63 = 0.00131).
    expect([limits.centre[0], limits.upper[0], limits.lower[0]]).toEqual([6, 62, 0])
  })
  test('g from counts: months without an event between months with one', () => {
    const counts = numbers('0 1 0 0 1 1 0 0 0 2 0 1 0 0 1 0 1 0 0 1 0 0 0 1 0 1')
    const chart = controlChartOf(seriesOfValues(counts, 'count'))
    expect(chart.model).toBe('g')
    expect(chart.drawn.filter((gap) => gap !== null)).toEqual([2, 0, 3, 1, 2, 1, 2, 3, 1])
  })
  test('t: times are limited after being raised to 1/3.6, and raised back', () => {
    const times = [1.5, 2 ** 3.6, 1.5, 2 ** 3.6, 1.5, 2 ** 3.6, 1.5, 2 ** 3.6]
    const root = 1.5 ** (1 / 3.6)
    const { limits, model } = controlChartOf(seriesOfValues(times, 'time between'))
    expect(model).toBe('t')
    expect(limits.centre[0]).toBeCloseTo(((root + 2) / 2) ** 3.6, 10)
    expect(limits.upper[0]).toBeCloseTo(((root + 2) / 2 + (3 * (2 - root)) / 1.128) ** 3.6, 8)
  })
})

describe('run rules, by hand', () => {
  const known = { centre: 0, sigma: 1, rules: westernElectric }
  const found = (text: string) =>
    controlChartOf(seriesOfValues(numbers(text)), 'xmr', known).signals.map(
      ({ rule, side, from, found: at, to }) => `${rule} ${side} ${from + 1}-${at + 1}-${to + 1}`,
    )
  test.each([
    ['3 -3 0 0', []],
    ['3.001 -3.001 0', ['beyond limits above 1-1-1', 'beyond limits below 2-2-2']],
    ['0.1 0.1 0.1 0.1 0.1 0.1 0.1 -1', []],
    ['-1 0.1 0.2 0.1 0.2 0.1 0.2 0.1 0.2 0.1 -1', ['eight on a side above 2-9-10']],
    ['0.1 0.1 0.1 0.1 0 0.1 0.1 0.1 0.1', []],
    ['2.1 0 2.1 0', ['two of three above 1-3-3']],
    ['2.1 0 0 2.1', []],
    ['2.1 0 -2.1', []],
    ['-1.1 -1.1 0 -1.1 -1.1 0', ['four of five below 1-5-5']],
    ['-1.1 -1.1 0 1.1 -1.1 -1.1', []],
  ])('%s', (text, signals) => expect(found(text)).toEqual(signals))
  test('of rare events as few above their mean as are as unlikely as eight of equal sides', () => {
    const runs = (text: string) =>
      controlChartOf(seriesOfValues(numbers(text), 'count'), 'c')
        .signals.filter(({ rule }) => rule === 'eight on a side')
        .map(({ side, from, found: at, to }) => [side, from + 1, at + 1, to + 1])
    // Five in twenty months: with a chance of 1 − e^−0.25 = 0.221 a month has any, and 0.221^4 < 0.5^8 < 0.221^3.
    expect(runs('0 0 0 0 0 1 0 0 0 0 0 0 0 0 0 0 1 1 1 1')).toEqual([['above', 17, 20, 20]])
    expect(runs('0 0 0 0 0 1 0 0 1 0 0 0 0 0 0 0 0 1 1 1')).toEqual([])
  })
  test('and between rare events as few gaps of none', () => {
    const runs = (text: string) =>
      controlChartOf(seriesOfValues(numbers(text), 'time between'), 'g')
        .signals.filter(({ rule }) => rule === 'eight on a side')
        .map(({ side, found: at }) => [side, at + 1])
    // Gaps of 4 on the average are a chance of 0.2; half of them are longer than 2 (0.8^3 = 0.512) and no longer than 3.
    // 1 − 0.512 = 0.488 below is no rare side: eight are asked for.
    expect(runs('9 9 9 9 9 0 0 1 2 1 2 1')).toEqual([])
    expect(runs('9 9 9 9 9 0 0 1 2 1 2 1 0')).toEqual([['below', 13]])
  })
  test('a run chart of 16 points bears a run of 7 (log₂ 16 + 3) and not of 8, points on the median left out', () => {
    const runs = (text: string) =>
      controlChartOf(seriesOfValues(numbers(text)), 'run', { centre: 5 })
        .signals.filter(({ rule }) => rule === 'long run')
        .map(({ side, from, to }) => [side, from + 1, to + 1])
    expect(runs('9 1 9 1 9 1 9 1 9 1 1 1 1 1 1 1')).toEqual([])
    expect(runs('1 9 1 9 1 9 1 9 1 1 1 1 5 1 1 1 1')).toEqual([['below', 9, 17]])
  })
  test('a run chart of 11 points is crossed at 2 of 10 steps by 5 % of stable series, and at fewer it is told', () => {
    const crossings = (text: string) =>
      controlChartOf(seriesOfValues(numbers(text)), 'run', { centre: 5 })
        .signals.filter(({ rule }) => rule === 'few crossings')
        .map(({ from, to }) => [from + 1, to + 1])
    // Binomial(10, ½): P(≤ 1) = 0.0107, P(≤ 2) = 0.0547.
    expect(crossings('1 1 1 1 9 9 9 9 1 1 1')).toEqual([])
    expect(crossings('1 1 1 1 1 9 9 9 9 9 9')).toEqual([[1, 11]])
  })
})

describe('numbers that can only get better (domain.md 6.2, 2)', () => {
  const codes = (text: string) => controlChartOf(seriesOfValues(numbers(text))).notes.map(({ code }) => code)
  test.each([
    ['what was blocked since the beginning', '12 30 41 41 60 75 75 90 104 120', 'never-falls'],
    ['what is left to be done', '50 44 44 39 30 30 21 15 8 8', 'never-rises'],
  ])('%s is told', (_, text, code) => expect(codes(text)).toContain(code))
  test.each([
    ['one step back', '12 30 41 40 60 75 75 90 104 120'],
    ['a row of equal values with few steps', '0 0 0 0 0 0 1 1 2 2'],
    ['too few to tell', '1 2 3 4 5 6 7'],
    ['all the same', '4 4 4 4 4 4 4 4'],
  ])('%s is not', (_, text) => expect(codes(text).filter((code) => code.startsWith('never'))).toEqual([]))
})
