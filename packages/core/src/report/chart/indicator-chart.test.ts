import { describe, expect, test } from 'vitest'
import { cost, firewall, results, training, access } from '../../../../../conformance/page/results.ts'
import type { Card } from '../../term/index.ts'
import { indicatorAnalysisOf } from '../indicator-analysis.ts'
import { seriesByGroup } from '../series.ts'
import { axisFor, chartSeriesOf, indicatorChart, themes, zoomedAxis } from './index.ts'

const seriesFor = (card: Card) =>
  chartSeriesOf(seriesByGroup(results.filter(({ construct }) => construct === card.id)).get('') ?? [], card)
const optionOf = (card: Card) => indicatorChart(seriesFor(card), { theme: themes.light, font: 'Inter', width: 'wide' })

type Drawn = { readonly id: string; readonly data: readonly unknown[]; readonly type: string }
const drawn = (card: Card, id: string): Drawn | undefined => {
  const { series } = JSON.parse(JSON.stringify(optionOf(card))) as { series: readonly Drawn[] }
  return series.find((one) => one.id === id)
}

describe('the chart of an indicator', () => {
  test('is plain JSON', () => {
    const option = optionOf(firewall)
    expect(JSON.parse(JSON.stringify(option))).toEqual(option)
  })

  test('has no legend, no gauge and one axis of values', () => {
    const text = JSON.stringify(optionOf(firewall))
    expect(text).not.toMatch(/legend|gauge/)
    expect(Array.isArray(optionOf(firewall)['yAxis'])).toBe(false)
  })

  test('shows a share whole', () => {
    expect(optionOf(access)['yAxis']).toMatchObject({ min: 0, max: 100 })
  })

  test('draws what chance alone stays within, begun anew with a definition, and names it once', () => {
    const points = seriesByGroup(results.filter(({ construct }) => construct === cost.id)).get('') ?? []
    const series = chartSeriesOf(points, cost, indicatorAnalysisOf(points, cost)?.chart)
    const { series: lines } = indicatorChart(series, { theme: themes.light, font: 'Inter', width: 'wide' })
    const all = JSON.parse(JSON.stringify(lines)) as readonly Drawn[]
    const levels = (id: string) => all.find((one) => one.id === id)?.data.map((item) => (item as number[])[1])
    // Two definitions: two levels, each the same for all its periods, with the values of their middle on the centre line.
    expect(new Set(levels('limits centre')).size).toBe(2)
    const before = series.points.slice(0, 14).map(({ value }) => value ?? 0)
    expect(levels('limits centre')?.[0]).toBeCloseTo(before.reduce((sum, value) => sum + value, 0) / 14, 6)
    expect(all.find((one) => one.id === 'limits name')?.data).toMatchObject([
      { label: { formatter: 'limits of chance' } },
    ])
    expect(drawn(cost, 'limits upper')).toBeUndefined()
  })

  test('leaves gaps as gaps and says what they are', () => {
    const values = seriesFor(training).points.map(({ value }) => value)
    expect(values.filter((value) => value === null)).toHaveLength(2)
    expect(optionOf(training)['series']).toMatchObject([{ connectNulls: false }, {}, {}, {}, {}])
    expect(drawn(training, 'absent')?.data).toMatchObject([
      { label: { formatter: '–' } },
      { label: { formatter: '–' } },
    ])
  })

  test('hatches stale periods, rings restated points, labels breaks', () => {
    expect(drawn(training, 'stale')?.data.filter((point) => !JSON.stringify(point).includes('null'))).toHaveLength(2)
    expect(drawn(firewall, 'stale')).toBeUndefined()
    expect(drawn(firewall, 'restated')?.data).toEqual([[Date.UTC(2026, 6, 1), 14]])
    expect(JSON.stringify(drawn(cost, 'indicator'))).toContain('definition 2.0.0')
  })

  test('draws as line or bar as the construct asks', () => {
    expect(drawn(firewall, 'indicator')?.type).toBe('bar')
    expect(drawn(access, 'indicator')?.type).toBe('line')
  })
})

test.each([
  [[31, 5], true, { min: 0, max: 40, interval: 10 }],
  [[3], true, { min: 0, max: 3, interval: 1 }],
  [[0], true, { min: 0, max: 1, interval: 1 }],
  [[], false, { min: 0, max: 1, interval: 0.5 }],
  [[0.836, 1.3], false, { min: 0, max: 1.5, interval: 0.5 }],
  [[-4, 4], true, { min: -4, max: 4, interval: 2 }],
  [[27305, 40000], true, { min: 0, max: 40000, interval: 10000 }],
])('the axis of %j (whole: %s)', (values, whole, axis) => {
  expect(axisFor(values, whole)).toEqual(axis)
})

test.each([
  [[99.5, 99.9, 99], { min: 98.75, max: 100, interval: 0.25 }],
  [[50, 70], { min: 45, max: 75, interval: 5 }],
  [[99.99], { min: 99.9875, max: 99.9925, interval: 0.0025 }],
  [[], { min: 0, max: 100, interval: 25 }],
])('the axis of the shares %j looked at closely', (values, axis) => {
  expect(zoomedAxis(values)).toEqual(axis)
})

test('a share looked at closely says that it is not whole', () => {
  const option = indicatorChart(seriesFor(access), { theme: themes.light, font: 'Inter', width: 'wide', zoomed: true })
  expect(option['yAxis']).toMatchObject({ name: expect.stringContaining('zoomed') as string })
})
