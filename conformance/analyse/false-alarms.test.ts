/**
 * How often charts cry wolf. In: processes in which nothing happens, drawn from a seeded generator. Out: the rates that
 * are published, within what so many draws let one say. NIGHTLY=1 draws twenty times as much.
 */
import process from 'node:process'
import { describe, expect, test } from 'vitest'
import {
  analysisOf,
  controlChartOf,
  rules,
  seriesOfParts,
  seriesOfValues,
  usualRules,
  variationOf,
  westernElectric,
  type RuleName,
  type Series,
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
const falseVerdicts = (whole: () => Series, series: number) => {
  let [judged, wrong] = [0, 0]
  const models = new Set<string>()
  for (let i = 0; i < series; i++) {
    const all = whole()
    for (let n = 8; n <= all.points.length; n++) {
      const known = { ...all, points: all.points.slice(0, n), direction: 'lower' as const }
      const chart = controlChartOf(known)
      models.add(chart.model)
      judged += 1
      if (variationOf(known, chart).verdict !== 'no signal') wrong += 1
    }
  }
  return { rate: wrong / judged, models }
}

const many = <T>(n: number, draw: () => T): readonly T[] => Array.from({ length: n }, draw)
const binomial = (chance: () => number, n: number, p: number): number => many(n, chance).filter((x) => x < p).length

type Stable = (chance: () => number) => Series

const counts =
  (mean: number): Stable =>
  (chance) =>
    seriesOfValues(many(40, poissonFrom(chance, mean)), 'count')
const measured =
  (periods: number): Stable =>
  (chance) =>
    seriesOfValues(many(periods, normalFrom(chance)))
const exponential = (chance: () => number) => (): number => -Math.log(1 - chance())
/** Wholes of many sizes, as groups of people and systems are. */
const sized = (chance: () => number, least: number, most: number): number =>
  least + Math.floor(chance() * (most - least + 1))

describe('a stable process is called improving or worsening in at most 5 % of its periods', () => {
  const processes: readonly (readonly [string, Stable, number])[] = [
    ['Poisson(10)', counts(10), 16],
    ['Poisson(0.5), rare', counts(0.5), 16],
    ['Poisson(0.1), rarer', counts(0.1), 16],
    ['Poisson(2)', counts(2), 16],
    ['normal', measured(40), 16],
    ['normal, short', measured(14), 60],
    [
      'shares of 20 to 80, one in five: p',
      (chance) =>
        seriesOfParts(
          many(40, () => {
            const whole = sized(chance, 20, 80)
            return [binomial(chance, whole, 0.2), whole] as const
          }),
        ),
      16,
    ],
    [
      'shares of 2,000 that vary by more than chance: p′',
      (chance) => {
        const normal = normalFrom(chance)
        return seriesOfParts(many(40, () => [Math.round(2000 * (0.5 + 0.03 * normal())), 2000] as const))
      },
      16,
    ],
    [
      'rates over 1 to 3 of exposure: u',
      (chance) =>
        seriesOfParts(
          many(40, () => {
            const whole = 1 + 2 * chance()
            return [poissonFrom(chance, 8 * whole)(), whole] as const
          }),
          'rate',
        ),
      16,
    ],
    [
      'rates that vary by more than chance: u′',
      (chance) => {
        const normal = normalFrom(chance)
        return seriesOfParts(
          many(40, () => [poissonFrom(chance, Math.max(1, 100 + 30 * normal()))(), 10] as const),
          'rate',
        )
      },
      16,
    ],
    [
      'exponential times between events: t',
      (chance) => seriesOfValues(many(40, exponential(chance)), 'time between'),
      16,
    ],
    [
      'whole times between events: g',
      (chance) =>
        seriesOfValues(
          many(40, () => Math.floor(10 * exponential(chance)())),
          'time between',
        ),
      16,
    ],
  ]
  test.each(processes)('%s', (name, from, series) => {
    const chance = chanceFrom(8_6)
    const { rate, models } = falseVerdicts(() => from(chance), series * more)
    expect(rate).toBeLessThanOrEqual(0.05)
    expect(rate).toBeGreaterThan(0)
    // It is the chart that is meant that was looked at, not another one in its place.
    const meant = / (p′?|u′?|t|g)$/.exec(name)?.[1]?.replace('′', '-prime') ?? [...models][0]
    expect([...models]).toContain(meant)
  })
})

test('the published rule of B.34 colours half of a stable process: two months over six, from 1 on', () => {
  const draw = poissonFrom(chanceFrom(34), 10)
  const values = many(20_000, draw)
  const sum = (to: number, n: number): number => values.slice(to - n + 1, to + 1).reduce((all, value) => all + value, 0)
  const coloured = values.filter((_, i) => i >= 5 && sum(i, 2) / 2 / (sum(i, 6) / 6) >= 1)
  // 51 % were recomputed elsewhere (domain.md 6.2, 5).
  expect(Math.abs(coloured.length / (values.length - 5) - 0.51)).toBeLessThan(0.015)
})

describe('what charts cannot know is told beside them', () => {
  /** Each keeps 0.7 of the one before (domain.md 6.2, 21). */
  const kept = (normal: () => number, n: number): readonly number[] => {
    let last = 0
    return many(n, () => (last = 0.7 * last + normal()))
  }
  test('values that keep 0.7 of the one before raise more alarms than promised, and the reader is warned', () => {
    const normal = normalFrom(chanceFrom(21))
    const all = many(60, () => analysisOf(seriesOfValues(kept(normal, 60))))
    const alarmed = all.filter(({ variation }) => variation.signal !== null)
    const warned = all.filter(({ autocorrelation }) => autocorrelation?.isCorrelated === true)
    expect(alarmed.length / 60).toBeGreaterThan(0.05)
    expect(warned.length).toBeGreaterThanOrEqual(57)
    const silent = alarmed.filter(({ autocorrelation }) => autocorrelation?.isCorrelated !== true)
    expect(silent.length / 60).toBeLessThanOrEqual(0.05)
  })
})
