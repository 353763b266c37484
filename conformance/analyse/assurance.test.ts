/**
 * Will the target be met? Cases worked by hand from x̄ ± 3 MR̄ / 1.128 (domain.md 7.1), the Nile, and a seeded simulation.
 */
import { describe, expect, test } from 'vitest'
import {
  analysisOf,
  assuranceOf,
  boundsOf,
  seriesOfParts,
  seriesOfValues,
  type Assurance,
  type Series,
  type Target,
} from '@isometric/core/analyse'
import { digits, printed } from './close.ts'
import { chanceFrom, normalFrom } from './draw.ts'
import { nile } from './oracle.ts'

const assured = (series: Series, target: Target): Assurance => assuranceOf(target, analysisOf(series))
const least = (value: number): Target => ({ at: 'least', value })
const most = (value: number): Target => ({ at: 'most', value })

/** Ten values that go nowhere, of mean 10 and mean moving range 1. */
const flat = seriesOfValues([10, 11, 10, 9, 10, 9, 10, 11, 10, 10])

describe('settled: the limits of the chart', () => {
  test('the band is that of the published chart where nothing happens', () => {
    // Mean 10, nine steps of 1, 1, 1, 1, 1, 1, 1, 1, 0: limits 10 ± 3 · (8/9) / 1.128.
    const half = (3 * 8) / 9 / 1.128
    expect(assured(flat, least(5))).toMatchObject({
      verdict: 'will meet',
      by: 'limits',
      band: { lower: digits(10 - half, 12), upper: digits(10 + half, 12) },
      met: 10,
      known: 10,
    })
  })
  test.each([
    ['will meet', least(7)],
    ['hit and miss', least(10)],
    ['hit and miss', least(12)],
    ['will miss', least(13)],
    ['will miss', most(7)],
    ['hit and miss', most(10)],
    ['will meet', most(13)],
  ] as const)('%s: %j', (verdict, target) => expect(assured(flat, target).verdict).toBe(verdict))
  test('how many met it', () => expect(assured(flat, least(10))).toMatchObject({ met: 8, known: 10 }))
  test('a share by its own chart: 47 to 50 of 50', () => {
    const shares = seriesOfParts([48, 49, 47, 50, 48, 49, 48, 47, 49, 48].map((part) => [part, 50] as const))
    expect(assured(shares, least(0.5)).verdict).toBe('will meet')
    expect(assured(shares, least(0.95)).verdict).toBe('hit and miss')
    expect(assured(shares, least(0.95)).band?.upper).toBeLessThanOrEqual(1)
  })
  test('all the same: on the target is met', () => {
    const same = { ...seriesOfValues(Array.from({ length: 9 }, () => 1)), bounds: boundsOf.share }
    expect(assured(same, least(1))).toMatchObject({ verdict: 'will meet', band: { lower: 1, upper: 1 } })
  })
})

describe('where something happens', () => {
  test('the Nile since 1899: the band of what came after the step', () => {
    const found = assured(seriesOfValues(nile), least(500))
    expect(found).toMatchObject({ by: 'limits since the step', known: 72 })
    expect(((found.band?.lower ?? NaN) + (found.band?.upper ?? NaN)) / 2).toEqual(printed(849.9722, 4))
  })
  test('a step upwards: the years before it no longer count', () => {
    const stepped = seriesOfValues([50, 51, 49, 50, 51, 50, 49, 50, 50, 51, 80, 81, 79, 80, 81, 80, 79, 80, 80, 81])
    expect(assured(stepped, least(70))).toMatchObject({ verdict: 'will meet', by: 'limits since the step', known: 10 })
    expect(assured(stepped, least(90)).verdict).toBe('will miss')
  })
  test('too few after the step to tell', () => {
    const late = seriesOfValues([50, 51, 49, 50, 51, 50, 49, 50, 50, 51, 80, 81, 79])
    expect(assured(late, least(70))).toMatchObject({ verdict: 'cannot tell', by: 'unsettled', known: 3, needs: 8 })
  })
  test('the data of NIST 6.3.2.2: five of mean 49.24, then five of mean 52.38, which are too few', () => {
    const nist = seriesOfValues([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1])
    expect(assured(nist, least(40))).toMatchObject({ verdict: 'cannot tell', by: 'unsettled', known: 5 })
  })
  test('a trend: where the line will be', () => {
    // Up by 2 each time, with a scatter of one up, one down: 70 at 10 is out of reach, 20 is left behind.
    const rising = seriesOfValues([20, 23, 24, 25, 28, 31, 32, 33, 36, 39, 40, 41])
    expect(assured(rising, least(20))).toMatchObject({ verdict: 'will meet', by: 'trend' })
    expect(assured(rising, least(43))).toMatchObject({ verdict: 'hit and miss', by: 'trend' })
    expect(assured(rising, least(70))).toMatchObject({ verdict: 'will miss', by: 'trend' })
  })
  test('a single wild value: it cannot be told', () => {
    const wild = seriesOfValues([10, 11, 10, 9, 10, 9, 10, 11, 10, 10, 30])
    expect(assured(wild, least(5))).toMatchObject({ verdict: 'cannot tell', by: 'unsettled', band: null })
  })
})

describe('where it cannot be told', () => {
  test.each([
    ['nothing', []],
    ['one value', [5]],
    ['seven values', [5, 5, 5, 5, 5, 5, 5]],
  ])('%s', (_, values) =>
    expect(assured(seriesOfValues(values), least(1))).toMatchObject({ verdict: 'cannot tell', by: 'too few values' }),
  )
  test('values of an older definition do not count', () =>
    expect(assured({ ...flat, breaks: [5] }, least(1))).toMatchObject({ by: 'too few values', known: 5 }))
  test('a target that is no number', () => expect(assured(flat, least(NaN)).verdict).toBe('cannot tell'))
})

test('a stable process stays within its band', () => {
  const normal = normalFrom(chanceFrom(27_004))
  const verdicts = Array.from({ length: 300 }, () => {
    const values = Array.from({ length: 24 }, () => 100 + 2 * normal())
    const [near, far] = [assured(seriesOfValues(values), least(99)), assured(seriesOfValues(values), least(80))]
    return [near.verdict, far.verdict]
  })
  const share = (place: number, verdict: string): number =>
    verdicts.filter((pair) => pair[place] === verdict).length / verdicts.length
  // Half a sigma below the mean it is hit and miss; ten sigma below it is met: in nearly all, false alarms apart.
  expect(share(0, 'hit and miss')).toBeGreaterThan(0.85)
  expect(share(1, 'will meet')).toBeGreaterThan(0.85)
  expect(share(1, 'will miss') + share(0, 'will miss')).toBe(0)
})
