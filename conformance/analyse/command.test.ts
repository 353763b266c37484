/**
 * `analyse --json` on every series of the oracles (domain.md 7): model, limits, signals, trend, interval, forecast and
 * sentence as they are published, or in numbers recomputed elsewhere. In: the data as they are printed, as files. Out: the
 * documents of the command.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { isometricOn } from '../../packages/cli/src/inside.ts'
import { digits, printed } from './close.ts'
import { nile, numbers } from './oracle.ts'

const folder = mkdtempSync(join(tmpdir(), 'isometric-oracle-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Document = Readonly<Record<string, unknown>>

const analysed = async (text: string, options: readonly string[]): Promise<Document> => {
  const file = join(folder, 'series.csv')
  writeFileSync(file, text)
  const { exit, out } = await isometricOn('2026-11-22', ['analyse', file, ...options, '--json'])
  expect(exit).toBe(0)
  return JSON.parse(out) as Document
}

const column = (head: string, cells: readonly (number | string)[], first = 1): string =>
  `${head}\n${cells.map((cell, i) => `${first + i},${cell}`).join('\n')}\n`

const flow = '49.6 47.6 49.9 51.3 47.8 51.2 52.6 52.4 53.6 52.1'
const ewma = '52.0 47.0 53.0 49.3 50.1 47.0 51.0 50.1 51.2 50.5 49.6 47.6 49.9 51.3 47.8 51.2 52.6 52.4 53.6 52.1'
const cusum =
  '324.925 324.675 324.725 324.350 325.350 325.225 324.125 324.525 325.225 324.600 324.625 325.150 328.325 327.250 327.825 328.500 326.675 327.775 326.875 328.350'
const cans = '12 15 8 10 4 7 16 9 14 10 5 6 17 12 22 8 10 5 13 11 20 18 24 15 9 12 7 13 9 6'
const wafers = '16 14 28 16 12 20 10 12 10 17 19 17 14 16 15 13 14 16 11 20 11 19 16 31 13'
const mavro = `2.0018 2.0017 2.0018 2.0019 2.0018 2.0017 2.0015 2.0014 2.0015 2.0015 2.0017 2.0018 2.0018 2.0019 2.0019
  2.0021 2.0020 2.0016 2.0014 2.0013 2.0013 2.0015 2.0015 2.0016 2.0015 2.0014 2.0013 2.0014 2.0015 2.0014 2.0015 2.0016
  2.0015 2.0016 2.0019 2.0020 2.0020 2.0021 2.0022 2.0023 2.0024 2.0025 2.0027 2.0026 2.0026 2.0026 2.0027 2.0026 2.0025
  2.0024`

type Oracle = {
  readonly name: string
  readonly series: string
  readonly options?: readonly string[]
  readonly found: Document
}

const values = (text: string): string => column('period,value', text.trim().split(/\s+/))

const oracles: readonly Oracle[] = [
  {
    name: '7.1 XmR, NIST 6.3.2.2',
    series: values(flow),
    found: {
      model: 'xmr',
      limits: { centre: digits(50.81, 12), upper: printed(55.80409, 5), lower: printed(45.81591, 5) },
      signals: [],
      statistics: { 'mean moving range': printed(1.8778, 4), 'upper limit of the moving range': printed(6.1347, 4) },
    },
  },
  {
    name: '7.1 XmR with medians, the same data: 50.81 ± 3 × 1.5 / 0.954',
    series: values(flow),
    options: ['--model', 'xmr-median'],
    found: { model: 'xmr-median', limits: { upper: printed(55.526981, 6), lower: printed(46.093019, 6) } },
  },
  {
    name: '7.2 EWMA, NIST 6.3.2.4',
    series: values(ewma),
    options: ['--model', 'ewma', '--weight', '0.3', '--centre', '50', '--sigma', '2.0539'],
    found: {
      model: 'ewma',
      limits: { centre: 50, upper: printed(52.5884, 4), lower: printed(47.411568, 6) },
      signals: [],
    },
  },
  {
    name: '7.2 CUSUM, NIST 6.3.2.3: slack 0.3175 and decision 4.1959 of sigma 0.635, first alarm at 14',
    series: values(cusum),
    options: [
      '--model',
      'cusum',
      '--centre',
      '325',
      '--sigma',
      '0.635',
      '--slack',
      '0.5',
      '--decision',
      '6.607716535433071',
    ],
    // The sums above 4.1959 are those from 4.94 at point 14 to 19.035 at point 20.
    found: {
      model: 'cusum',
      signals: [14, 15, 16, 17, 18, 19, 20].map((at) => ({ rule: 'beyond limits', side: 'above', period: String(at) })),
    },
  },
  {
    name: '7.3 p, orange juice cans',
    series: column(
      'period,part,whole',
      cans.split(' ').map((part) => `${part},50`),
    ),
    found: {
      model: 'p',
      limits: { centre: digits(347 / 1500, 12), upper: printed(0.410239, 6), lower: printed(0.052428, 6) },
      signals: [
        { period: '15', value: 0.44 },
        { period: '23', value: 0.48 },
      ],
      // Wilson of 6 in 50, by the formula of 7.4: (0.12 + 1.9207 / 50 ± 1.96 √(0.12 × 0.88 / 50 + 0.9604 / 2500)) / 1.0768.
      interval: { method: 'Wilson', lower: printed(0.0562, 4), upper: printed(0.238, 3), of: 'latest value' },
    },
  },
  {
    name: '7.3 c, wafers of NIST 6.3.3.1: 31 is out, 28 lies on the limit',
    series: values(wafers),
    found: {
      model: 'c',
      limits: { centre: 16, upper: 28, lower: 4 },
      signals: [{ period: '24', value: 31 }],
      interval: { method: 'Garwood' },
    },
  },
  {
    name: '7.5 Garwood’s limits of 3 and of 10 events',
    series: values('10 3'),
    options: ['--of', 'count'],
    found: { model: 'run', interval: { method: 'Garwood', lower: printed(0.6187, 4), upper: printed(8.7673, 4) } },
  },
  {
    name: '7.5 Garwood’s limits of ten events in two years of exposure: half of 4.7954 and 18.3904',
    series: 'period,count,exposure\n1,3,1\n2,10,2\n',
    found: { interval: { method: 'Garwood', lower: printed(2.3977, 4), upper: printed(9.1952, 4) } },
  },
  {
    name: '7.6 Hollander and Wolfe: slope −0.05625, too few values in order for a chance below 5 %',
    series: values('1.26 1.27 1.12 1.16 1.03'),
    found: {
      model: 'run',
      // S = −6 of five values: 28 of 120 orders are as far from even.
      trend: { slope: digits(-0.05625, 12), p: digits(28 / 120, 12), direction: 'none' },
    },
  },
  {
    name: '7.6 one to ten: slope 1, S 45',
    series: values('1 2 3 4 5 6 7 8 9 10'),
    found: { trend: { slope: 1, p: digits(2 / 3_628_800, 9), direction: 'up' }, forecast: { value: digits(11, 12) } },
  },
  {
    name: '7.6 ties: slope −0.5',
    series: values('5 4 4 3 3 2'),
    found: { trend: { slope: -0.5, direction: 'down' } },
  },
  {
    name: '7.6 and 7.7 the Nile: a slope of −2.6, and a step after 28 years from 1097.75 to 849.9722',
    series: column('period,value', nile, 1871),
    found: {
      model: 'xmr',
      limits: { centre: digits(919.35, 12) },
      trend: { slope: digits(-2.6, 9), direction: 'down' },
      step: { at: '1899', meanBefore: digits(1097.75, 12), meanAfter: printed(849.9722, 4), p: digits(3.591e-7, 4) },
    },
  },
  {
    name: '7.8 forecast: slope 2.0714286 (1.5 to 3), 90 at 14.3966, which is 6.3966 periods on',
    series: values('62 65 64 69 70 74 73 77'),
    options: ['--target', '90', '--better', 'higher'],
    found: {
      trend: {
        slope: printed(2.0714286, 7),
        p: printed(0.0017361, 7),
        interval: { lower: 1.5, upper: 3, level: 0.95 },
      },
      // On the line: 60.1785714 + 9 × 2.0714286.
      forecast: { value: printed(78.8214286, 6), target: { outcome: 'reached', periods: printed(6.3966, 4) } },
    },
  },
  {
    name: '7.9 Mavro, certified mean 2.001856, by a chart of its own',
    series: values(mavro),
    found: { model: 'xmr', limits: { centre: digits(2.001856, 13) }, autocorrelation: { isCorrelated: true } },
  },
  {
    name: '7.9 NumAcc4: a mean of 10000000.2, and not a digit lost to the chart',
    series: column('period,value', [
      '10000000.2',
      ...Array.from({ length: 1000 }, (_, i) => (i % 2 === 0 ? '10000000.1' : '10000000.3')),
    ]),
    found: {
      model: 'xmr',
      limits: { centre: digits(10_000_000.2, 14) },
      // Steps of 0.1 once and 0.2 ever after.
      statistics: { 'mean moving range': digits(0.1999, 7) },
    },
  },
]

const parts = ['model', 'limits', 'signals', 'trend', 'interval', 'forecast', 'sentence'] as const

describe('the command on the series of the oracles', () => {
  test.each(oracles)('$name', async ({ series, options = [], found }) => {
    const document = await analysed(series, options)
    expect(document).toMatchObject(found)
    expect(parts.filter((part) => document[part] === undefined)).toEqual([])
    expect(document['sentence']).toMatch(/^[A-Z][^]{20,}\.$/)
  })

  test('and for people: the sentence is the first thing said', async () => {
    for (const { series, options = [] } of oracles.slice(0, 6)) {
      const file = join(folder, 'series.csv')
      const document = await analysed(series, options)
      const { out } = await isometricOn('2026-11-22', ['analyse', file, ...options])
      const said = String(document['sentence']).replaceAll(/\s+/g, ' ')
      expect(out.replaceAll(/\s+/g, ' ').startsWith(said)).toBe(true)
    }
  })

  test('no number of any document is none', async () => {
    for (const { series, options = [] } of oracles) {
      const text = JSON.stringify(await analysed(series, options))
      expect(text).not.toMatch(/NaN|Infinity/)
    }
  })
})

test('the data are those of the source', () => {
  const sum = (text: string): number => numbers(text).reduce((total, value) => total + value, 0)
  expect([sum(cans), sum(wafers), numbers(mavro).length, nile.length]).toEqual([347, 400, 50, 100])
})
