/**
 * How often charts cry wolf. In: processes in which nothing happens, drawn from a seeded generator. Out: the rates that
 * are published, within what so many draws let one say. NIGHTLY=1 draws twenty times as much.
 */
import process from 'node:process'
import { describe, expect, test } from 'vitest'
import {
  controlChartOf,
  rules,
  seriesOfValues,
  usualRules,
  variationOf,
  westernElectric,
  type RuleName,
  type SeriesKind,
} from '../../packages/core/src/analyse/index.ts'
import { chanceFrom, normalFrom, poissonFrom } from './draw.ts'

const more = process.env['NIGHTLY'] === '1' ? 20 : 1

const flat = <T>(value: T, n: number): readonly T[] => Array.from({ length: n }, () => value)

/** No rule looks further back than this. */
const memory = 8
const block = 256

/** Points until the first alarm of a process whose centre 0 and sigma 1 are known. */
const runLength = (names: readonly RuleName[], normal: () => number): number => {
  const wanted = rules.filter(({ name }) => names.includes(name))
  let before: readonly number[] = []
  for (let seen = 0; ; seen += block) {
    const drawn = [...before, ...Array.from({ length: block }, normal)]
    const n = drawn.length
    const track = { drawn, centre: flat(0, n), lower: flat(-3, n), upper: flat(3, n), sigma: flat(1, n) }
    const first = wanted.flatMap((rule) => rule.find(track).map(({ found }) => found))
    if (first.length > 0) return seen - before.length + Math.min(...first) + 1
    before = drawn.slice(-memory)
  }
}

const averageRunLength = (names: readonly RuleName[], runs: number, seed: number) => {
  const normal = normalFrom(chanceFrom(seed))
  const lengths = Array.from({ length: runs }, () => runLength(names, normal))
  const mean = lengths.reduce((sum, length) => sum + length, 0) / runs
  const deviation = Math.sqrt(lengths.reduce((sum, length) => sum + (length - mean) ** 2, 0) / (runs - 1))
  return { mean, error: deviation / Math.sqrt(runs) }
}

/**
 * Beyond three sigma or eight on a side, as a chain of states “so many on one side”: solved backwards, the length from
 * the state k is 1 + q · (k + 1) + q · 1, with q the chance of one side within the limits.
 */
const pairExactly = (): number => {
  const q = (1 - 0.0026997960632601866) / 2
  // From eight on nothing is left to wait for. Each state is a + b · (the state 1).
  let [a, b] = [1, q]
  for (let k = 6; k >= 1; k--) [a, b] = [1 + q * a, q + q * b]
  return 1 + 2 * q * (a / (1 - b))
}

describe('points until a false alarm, normal process, limits known', () => {
  test('beyond three sigma and eight on a side: 152.73 (Champ and Woodall, Technometrics 29, 1987, 393–399)', () =>
    expect(pairExactly()).toBeCloseTo(152.73, 2))
  test.each([
    [['beyond limits'] as const, 370.4, 250],
    [usualRules, 152.73, 400],
    [westernElectric, 91.75, 600],
  ])('%j: %d', (names, published, runs) => {
    const { mean, error } = averageRunLength(names, runs * more, 27_004)
    expect(Math.abs(mean - published) / error).toBeLessThan(3.5)
    expect(error / published).toBeLessThan(0.08)
  })
})

/** Each period from the 8th judged as it would have been then, with limits from what was known by then. */
const falseVerdicts = (draw: () => number, of: SeriesKind, series: number, periods: number): number => {
  let [judged, wrong] = [0, 0]
  for (let i = 0; i < series; i++) {
    const values = Array.from({ length: periods }, draw)
    for (let n = 8; n <= periods; n++) {
      const known = { ...seriesOfValues(values.slice(0, n), of), direction: 'lower' as const }
      const { verdict } = variationOf(known, controlChartOf(known))
      judged += 1
      if (verdict !== 'no signal') wrong += 1
    }
  }
  return wrong / judged
}

describe('a stable process is called improving or worsening in at most 5 % of its periods', () => {
  const count = (mean: number) => (seed: number) => poissonFrom(chanceFrom(seed), mean)
  test.each([
    ['Poisson(10)', count(10), 'count'],
    ['Poisson(0.5), rare', count(0.5), 'count'],
    ['Poisson(2)', count(2), 'count'],
    ['normal', (seed: number) => normalFrom(chanceFrom(seed)), 'measurement'],
    [
      'exponential times between events',
      (seed: number) => {
        const chance = chanceFrom(seed)
        return () => -Math.log(1 - chance())
      },
      'time between',
    ],
  ] as const)('%s', (_, from, of) => {
    const rate = falseVerdicts(from(8_6), of, 16 * more, 40)
    expect(rate).toBeLessThanOrEqual(0.05)
    expect(rate).toBeGreaterThan(0)
  })
})
