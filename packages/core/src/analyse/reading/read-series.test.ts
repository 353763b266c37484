import { describe, expect, test } from 'vitest'
import { controlChartOf } from '../control-chart.ts'
import { gapsBetween, placeOfPeriod, type Place } from './period-order.ts'
import { readSeries, type SeriesHints } from './read-series.ts'
import type { SeriesTable } from './series-columns.ts'

/** A table as a file gives it, each row on a line of its own. */
const tableOf = (text: string): SeriesTable => {
  let from = 0
  const [header = { cells: [], line: 1, from: 0, to: 0 }, ...rows] = text.split('\n').map((line, i) => {
    const row = { cells: line.split(';'), line: i + 1, from, to: from + line.length }
    from += line.length + 1
    return row
  })
  return { header, rows }
}

const read = (text: string, hints: SeriesHints = {}) => readSeries(tableOf(text), hints)
const codes = (text: string, hints: SeriesHints = {}): readonly string[] =>
  read(text, hints).issues.map(({ code, span }) => `${code}@${text.slice(0, span.from).split('\n').length}`)
const points = (text: string, hints: SeriesHints = {}) => {
  const outcome = read(text, hints)
  return outcome.ok ? outcome.value.points : []
}
const kind = (text: string, hints: SeriesHints = {}): string => {
  const outcome = read(text, hints)
  return outcome.ok ? outcome.value.of : 'refused'
}

describe('what is read', () => {
  test.each([
    ['period;value\n1;3\n2;5', 'count'],
    ['period;value\n1;3\n2;5.0', 'count'],
    ['period;value\n1;3\n2;5.5', 'measurement'],
    ['period;value\n1;3\n2;-5', 'measurement'],
    ['period;part;whole\n1;3;10', 'share'],
    ['period;count;exposure\n1;3;2.5', 'rate'],
    ['Date;Count\n2026-01-05;3', 'count'],
  ])('%j is a %s', (text, of) => expect(kind(text)).toBe(of))
  test('hints say what values cannot', () => {
    expect(kind('period;value\n1;3', { of: 'time between' })).toBe('time between')
    expect(points('period;part;whole\n1;3;4', { of: 'count' })[0]?.value).toBe(3)
  })
  test('a value beside part and whole says the same, as a ratio or in percent', () => {
    expect(codes('period;value;part;whole\n1;0.33;1;3\n2;33.3;1;3')).toEqual([])
    expect(codes('period;value;part;whole\n1;0.34;1;3')).toEqual(['series-value-differs@2'])
  })
  test('decimal commas, where nothing else can be meant', () => {
    expect(points('period;value\n1;0,5\n2;1,25').map(({ value }) => value)).toEqual([0.5, 1.25])
    expect(codes('period;value\n1;1,234\n2;2,500')).toEqual(['series-not-a-number@2', 'series-not-a-number@3'])
    expect(codes('period;value\n1;0,5\n2;1.25')).toEqual(['series-not-a-number@2'])
  })
  test('nothing known is no value and stays out', () => {
    const text = 'period;value\n1;3\n2;\n3;NaN\n4;n/a\n5;4'
    expect(codes(text)).toEqual(['series-value-absent@3', 'series-value-absent@4', 'series-value-absent@5'])
    expect(points(text).map(({ value }) => value)).toEqual([3, null, null, null, 4])
  })
  test('nothing to divide by is no value, and says why', () => {
    const text = 'period;part;whole\n1;0;0\n2;1;4'
    expect(codes(text)).toEqual(['series-zero-denominator@2'])
    expect(points(text)[0]).toMatchObject({ value: null, why: 'zero-denominator' })
  })
})

describe('what is refused, all of it at once', () => {
  test.each([
    ['', ['series-period-column-missing@1', 'series-column-missing@1']],
    ['period;value', ['series-empty@1']],
    ['period;valeu\n1;2', ['series-column-missing@1', 'series-column-unused@1']],
    ['period;whole\n1;2', ['series-column-missing@1']],
    ['period;value;value\n1;2;3', ['series-column-twice@1']],
    ['value\n2', ['series-period-column-missing@1']],
    ['period;value\n1;abc\n2;inf\n;3', ['series-not-a-number@2', 'series-not-a-number@3', 'series-period-absent@4']],
    ['period;value\n1', ['series-row-width@2']],
    ['period;value\n1;2;3', ['series-row-width@2']],
    [
      'period;part;whole\n1;5;3\n2;-1;3\n3;1;-3',
      ['series-part-above-whole@2', 'series-negative@3', 'series-negative@4'],
    ],
    ['period;count\n1;-1', ['series-negative@2']],
    ['period;count\n1;1.5', ['series-not-whole@2']],
    ['period;count;exposure\n1;1.5;2', ['series-not-whole@2']],
    ['period;value\n2026-01;1\n2026-Q2;2', ['series-periods-mixed@3']],
    ['period;value\n2026-01;1\n2026-01;2', ['series-period-repeated@3']],
    ['period;value;known at\n1;1;soon', ['series-known-at-unreadable@2']],
  ])('%j', (text, expected) => expect(codes(text)).toEqual(expected))
  test('values where there can be none', () =>
    expect(codes('period;value\n1;0.5\n2;1.2', { bounds: { lower: 0, upper: 1 } })).toEqual([
      'series-outside-bounds@3',
    ]))
  test('twenty of a kind, and how many more', () => {
    const text = `period;value\n${Array.from({ length: 50 }, (_, i) => `${i + 1};x`).join('\n')}`
    expect(codes(text)).toHaveLength(21)
    expect(read(text).issues.at(-1)?.message).toContain('30 more')
  })
})

describe('order', () => {
  test('rows are put in the order of their periods, and it is told', () => {
    const text = 'period;value\n2026-02;2\n2026-01;1\n2026-03;3'
    expect(codes(text)).toEqual(['series-out-of-order@3'])
    expect(points(text).map(({ value }) => value)).toEqual([1, 2, 3])
  })
  test('names that say no time keep the order of the file', () =>
    expect(points('period;value\nspring;2\nautumn;1').map(({ period }) => period)).toEqual(['spring', 'autumn']))
  test('the same row twice counts once', () => {
    const text = 'period;value\n1;2\n1;2\n2;3'
    expect(codes(text)).toEqual(['series-row-repeated@3'])
    expect(points(text)).toHaveLength(2)
  })
  test('what was known last holds, in whatever order it stands', () => {
    const text = 'period;value;known at\n1;5;2026-03-01\n1;4;2026-02-01\n2;6;2026-03-01'
    expect(codes(text)).toEqual(['series-period-restated@3'])
    expect(points(text).map(({ value }) => value)).toEqual([5, 6])
  })
  test('missing periods are told and not filled', () => {
    const text = 'period;value\n2026-01;1\n2026-02;2\n2026-05;3'
    expect(codes(text)).toEqual(['series-gap@4'])
    expect(points(text)).toEqual([
      { period: '2026-01', value: 1 },
      { period: '2026-02', value: 2 },
      { period: '2026-05', value: 3, gap: 2 },
    ])
  })
})

describe('places of periods', () => {
  test.each([
    ['1898', { by: 'year', at: 1898 }],
    ['2026-H2', { by: 'half', at: 4053 }],
    ['2026-06', { by: 'month', at: 24317 }],
    ['1970-W01', { by: 'week', at: 0 }],
    ['1970-01-02', { by: 'day', at: 1 }],
    ['7', { by: 'number', at: 7 }],
    ['2026-13', undefined],
    ['2026-02-30', undefined],
    ['2021-W53', undefined],
    ['2020-W53', { by: 'week', at: 2661 }],
    ['spring', undefined],
  ])('%s', (name, place) => expect(placeOfPeriod(name)).toEqual(place))
  const gaps = (names: string) => {
    const list = names.split(' ')
    const places = list.map((name): Place => placeOfPeriod(name) ?? { by: 'number', at: 0 })
    return gapsBetween(list, places)
  }
  test.each([
    ['2026-01-05 2026-01-12 2026-01-26', [0, 0, 1]],
    ['2026-01-31 2026-02-28 2026-03-31', [0, 0, 0]],
    ['2026-01-01 2026-02-01 2026-04-01', [0, 0, 1]],
    ['2026-01-01 2026-04-01 2026-07-01 2027-01-01', [0, 0, 0, 1]],
    ['2026-01-03 2026-01-10 2026-01-20', null],
    ['1 2 5', [0, 0, 2]],
    ['2026-01', [0]],
  ])('%s', (names, expected) => expect(gaps(names)).toEqual(expected))
})

describe('awkward series have answers', () => {
  const chart = (text: string, hints: SeriesHints = {}) => {
    const outcome = read(text, hints)
    return outcome.ok ? controlChartOf(outcome.value) : null
  }
  const rows = (n: number, value: (i: number) => number | string): string =>
    `period;value\n${Array.from({ length: n }, (_, i) => `${i + 1};${value(i)}`).join('\n')}`
  test('one point', () => {
    const one = chart(rows(1, () => 5))
    expect([one?.model, one?.limits.upper, one?.isJudged]).toEqual(['run', [null], false])
  })
  test('only absences', () => {
    const none = chart(rows(9, () => ''))
    expect([none?.model, none?.latest, none?.drawn[0], none?.isJudged]).toEqual(['run', null, null, false])
  })
  test.each([['0'], ['7'], ['0.1'], ['-2.7']])('constant %s: limits of no width, and nothing beyond them', (value) => {
    const constant = chart(rows(30, () => value))
    expect(constant?.signals).toEqual([])
    expect(constant?.notes.map(({ code }) => code)).toContain('constant')
  })
  test('constant up to the last', () => {
    const changed = chart(rows(30, (i) => (i === 29 ? 0.3 : 0.1)))
    expect(changed?.signals.map(({ rule, found }) => [rule, found])).toContainEqual(['beyond limits', 29])
  })
  test('all parts zero, all parts the whole', () => {
    const shares = (part: number): string =>
      `period;part;whole\n${Array.from({ length: 12 }, (_, i) => `${i + 1};${part};20`).join('\n')}`
    expect([chart(shares(0))?.signals, chart(shares(20))?.signals]).toEqual([[], []])
    expect(chart(shares(20))?.limits.upper[0]).toBe(1)
  })
  test('every denominator zero', () => {
    const text = `period;part;whole\n${Array.from({ length: 12 }, (_, i) => `${i + 1};0;0`).join('\n')}`
    expect(chart(text)?.isJudged).toBe(false)
  })
  test('limits stay inside what values can be, and say so', () => {
    const shares = `period;part;whole\n${Array.from({ length: 12 }, (_, i) => `${i + 1};${i % 3};5`).join('\n')}`
    const clipped = chart(shares)
    expect(clipped?.limits.lower[0]).toBe(0)
    expect(clipped?.notes.map(({ code }) => code)).toContain('clipped-lower')
  })
  test('very many points', () => {
    const points = Array.from({ length: 200_000 }, (_, i) => ({ period: String(i), value: (i * 7919) % 101 }))
    const series = {
      of: 'measurement' as const,
      points,
      bounds: { lower: null, upper: null },
      direction: null,
      breaks: [],
      baselines: [],
    }
    expect(controlChartOf(series).limits.centre[199_999]).toBeCloseTo(50, 2)
  })
})

describe('baselines and breaks', () => {
  const values = [
    ...Array.from({ length: 12 }, (_, i) => 10 + (i % 2)),
    ...Array.from({ length: 12 }, (_, i) => 20 + (i % 2)),
  ]
  const series = {
    of: 'measurement' as const,
    points: values.map((value, i) => ({ period: String(i + 1), value })),
    bounds: { lower: null, upper: null },
    direction: 'higher' as const,
    breaks: [],
    baselines: [],
  }
  test('a frozen baseline gives the limits of all that follows', () => {
    const chart = controlChartOf({ ...series, baselines: [{ from: 0, to: 11 }] })
    expect([chart.limits.centre[0], chart.limits.centre[23], chart.base]).toEqual([10.5, 10.5, 12])
    expect(chart.signals.filter(({ rule }) => rule === 'beyond limits').map(({ found }) => found)).toEqual([
      12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23,
    ])
  })
  test('each stretch keeps the baseline frozen in it, whatever comes after', () => {
    const frozen = [
      { from: 0, to: 9 },
      { from: 12, to: 21 },
    ]
    const chart = controlChartOf({ ...series, breaks: [12], baselines: frozen })
    expect([chart.limits.centre[11], chart.limits.centre[12], chart.base]).toEqual([10.5, 20.5, 10])
    const longer = { ...series, points: [...series.points, { period: '25', value: 90 }, { period: '26', value: 95 }] }
    const later = controlChartOf({ ...longer, breaks: [12], baselines: frozen })
    expect(later.limits.upper.slice(0, 24)).toEqual(chart.limits.upper)
  })
  test('at a break limits begin anew, and so do runs', () => {
    const chart = controlChartOf({ ...series, breaks: [12] })
    expect([chart.limits.centre[11], chart.limits.centre[12]]).toEqual([10.5, 20.5])
    expect(chart.signals).toEqual([])
  })
  test('after a break it is too early for limits', () => {
    const chart = controlChartOf({ ...series, breaks: [20] })
    expect([chart.limits.upper[19] === null, chart.limits.upper[20], chart.isJudged]).toEqual([false, null, false])
  })
})
