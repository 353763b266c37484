import { describe, expect, test } from 'vitest'
import type { Units, UnitRow } from '../units.ts'
import { funnelChart, themes, type ChartStyle } from './index.ts'

const limits = (half: number) => ({ lower: 0.5 - half, upper: 0.5 + half })

const row = (
  name: string,
  whole: number,
  value: number,
  place: UnitRow['place'],
  judged: UnitRow['judged'],
): UnitRow => ({
  key: `unit=${name}`,
  name,
  part: whole * value,
  whole,
  value,
  text: `${value * 100} %`,
  limits: '',
  place,
  placeText: '',
  judged,
})

const units: Units = {
  sentences: [],
  target: 0.5,
  targetText: '50 %',
  isOverdispersed: false,
  factor: 100,
  unit: '%',
  size: 'systems',
  rows: [row('far', 100, 0.2, 'below outer', 'worse'), row('near', 10, 0.6, 'inside', null)],
  edges: [
    { whole: 10, inner: limits(0.3), outer: limits(0.4) },
    { whole: 100, inner: limits(0.1), outer: limits(0.16) },
  ],
  labels: { inner: '95 %', outer: '99.8 %', target: 'all together 50 %' },
  alt: 'a funnel',
}

const style: ChartStyle = { theme: themes.light, font: 'Inter', width: 'wide' }

type Drawn = {
  readonly xAxis: { readonly type: string }
  readonly yAxis: { readonly min: number; readonly max: number }
  readonly series: readonly {
    readonly type: string
    readonly data: readonly (
      | readonly number[]
      | {
          readonly name: string
          readonly value: readonly number[]
          readonly symbol: string
          readonly label: { readonly show: boolean }
        }
    )[]
    readonly endLabel?: { readonly show: boolean; readonly formatter: string }
  }[]
}
const drawnOf = (of: Units, width: ChartStyle['width'] = 'wide'): Drawn =>
  JSON.parse(JSON.stringify(funnelChart(of, { ...style, width }))) as Drawn
const named = ({ series }: Drawn): readonly string[] =>
  series.flatMap(({ endLabel }) => (endLabel?.show === true ? [endLabel.formatter] : []))

describe('a funnel', () => {
  test('edges, centre and groups in the shown unit, at their sizes', () => {
    const { series, yAxis, xAxis } = drawnOf(units)
    expect([xAxis.type, yAxis.min, yAxis.max]).toEqual(['value', 0, 100])
    expect(series.filter(({ type }) => type === 'line').map(({ data }) => data.at(-1))).toEqual([
      [100, 66],
      [100, 34],
      [100, 60],
      [100, 40],
      [100, 50],
    ])
    expect(series.at(-1)?.data).toMatchObject([
      { name: 'far: 20 %', value: [100, 20], symbol: 'diamond', label: { show: true } },
      { name: 'near: 60 %', value: [10, 60], symbol: 'circle', label: { show: false } },
    ])
  })
  test('names its lines where there is room, and none upon another', () => {
    expect(named(drawnOf(units))).toEqual(['99.8 %', '95 %', 'all together 50 %'])
    expect(named(drawnOf(units, 'narrow'))).toEqual([])
    const flat = { ...units, edges: units.edges.map((edge) => ({ ...edge, inner: limits(0.01), outer: limits(0.02) })) }
    expect(named(drawnOf(flat))).toEqual(['all together 50 %'])
  })
  test('groups of very unlike sizes stand on a logarithmic axis', () => {
    const unlike = { ...units, edges: units.edges.map((edge, i) => ({ ...edge, whole: i === 0 ? 2 : 5000 })) }
    expect(drawnOf(unlike).xAxis.type).toBe('log')
  })
})
