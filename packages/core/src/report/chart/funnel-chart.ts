import type { Json } from '../../record/index.ts'
import type { Units, UnitRow } from '../units.ts'
import { axisFor, shareAxis, type Axis } from './axis.ts'
import type { ChartOption, ChartStyle } from './indicator-chart.ts'
import type { Theme } from './theme.ts'

/** Shape beside colour: what lies beyond chance is seen without either. */
const markOf = ({ place, judged }: UnitRow, theme: Theme): Json => {
  const isBeyond = place.endsWith('outer')
  const colour = judged === null ? theme.status['cannot tell'] : theme.status[judged === 'better' ? 'met' : 'not met']
  return {
    symbol: isBeyond ? 'diamond' : 'circle',
    symbolSize: isBeyond ? 13 : 8,
    itemStyle: { color: isBeyond ? colour : theme.muted, borderColor: theme.paper, borderWidth: 1, opacity: 1 },
  }
}

const points = (units: Units, theme: Theme): Json => ({
  type: 'scatter',
  z: 3,
  data: units.rows.map((row) => ({
    name: `${row.name}: ${row.text}`,
    value: [row.whole, row.value * units.factor],
    ...(markOf(row, theme) as Readonly<Record<string, Json>>),
    label: {
      show: row.place.endsWith('outer'),
      formatter: row.name,
      position: row.place.startsWith('above') ? 'top' : 'bottom',
      color: theme.ink,
      fontSize: 12,
    },
  })),
  labelLayout: { hideOverlap: true },
})

type Edge = (edge: Units['edges'][number]) => number

const line = (units: Units, of: Edge, type: 'solid' | 'dashed', theme: Theme): Json => ({
  type: 'line',
  silent: true,
  symbol: 'none',
  z: 1,
  lineStyle: { color: theme.muted, width: 1, type },
  data: units.edges.map((edge) => [edge.whole, of(edge) * units.factor]),
})

/** A line is named at its end; a name that would lie upon another is left out. */
const named = (drawn: Json, name: string | null, colour: string): Json => ({
  ...(drawn as Readonly<Record<string, Json>>),
  endLabel: { show: name !== null, formatter: name ?? '', color: colour, fontSize: 12 },
})

const centre = ({ edges, target, factor }: Units, theme: Theme): Json => ({
  type: 'line',
  silent: true,
  symbol: 'none',
  z: 1,
  lineStyle: { color: theme.ink, width: 1 },
  data: edges.map(({ whole }) => [whole, target * factor]),
})

type Names = { readonly inner: string | null; readonly outer: string | null }

/** The edges are named on the side of the centre that has more room. */
const namesFor = (units: Units, axis: Axis, side: 'lower' | 'upper', isWide: boolean): Names => {
  const last = units.edges.at(-1)
  const room = (axis.max - axis.min) * 0.06
  if (!isWide || last === undefined) return { inner: null, outer: null }
  const [centreAt, inner, outer] = [units.target, last.inner[side], last.outer[side]].map((at) => at * units.factor)
  const isApart = (a = 0, b = 0): boolean => Math.abs(a - b) >= room
  const showsOuter = isApart(outer, centreAt)
  const showsInner = isApart(inner, centreAt) && (!showsOuter || isApart(inner, outer))
  return { inner: showsInner ? units.labels.inner : null, outer: showsOuter ? units.labels.outer : null }
}

const valuesIn = ({ rows, edges, factor }: Units): readonly number[] =>
  [...rows.map(({ value }) => value), ...edges.flatMap(({ outer }) => [outer.lower, outer.upper])].map(
    (value) => value * factor,
  )

/** Sizes of very unlike groups stand on a logarithmic axis: else the small ones are one column. */
const isWideRange = ({ edges }: Units): boolean => (edges.at(-1)?.whole ?? 1) > 20 * (edges[0]?.whole ?? 1)

const axes = (units: Units, axis: Axis, { theme, font }: ChartStyle) => {
  const label = { color: theme.muted, fontSize: 12, fontFamily: font }
  const title = { nameTextStyle: { color: theme.muted, fontSize: 12, fontFamily: font } }
  return {
    xAxis: {
      type: isWideRange(units) ? 'log' : 'value',
      name: units.size,
      nameLocation: 'middle',
      nameGap: 26,
      ...title,
      axisLabel: { ...label, hideOverlap: true },
      axisLine: { show: true, lineStyle: { color: theme.rule } },
      splitLine: { show: false },
      ...(isWideRange(units) ? { min: units.edges[0]?.whole ?? 1 } : { min: 0 }),
    },
    yAxis: {
      type: 'value',
      name: units.unit,
      nameLocation: 'end',
      ...title,
      nameTextStyle: { ...title.nameTextStyle, align: 'left' },
      ...axis,
      axisLabel: label,
      splitLine: { lineStyle: { color: theme.rule } },
    },
  } as const
}

const linesOf = (units: Units, axis: Axis, { theme, width }: ChartStyle): readonly Json[] => {
  const isHigh = units.target * units.factor > (axis.min + axis.max) / 2
  const [side, other] = isHigh ? (['lower', 'upper'] as const) : (['upper', 'lower'] as const)
  const names = namesFor(units, axis, side, width === 'wide')
  return [
    named(
      line(units, ({ outer }) => outer[side], 'solid', theme),
      names.outer,
      theme.muted,
    ),
    line(units, ({ outer }) => outer[other], 'solid', theme),
    named(
      line(units, ({ inner }) => inner[side], 'dashed', theme),
      names.inner,
      theme.muted,
    ),
    line(units, ({ inner }) => inner[other], 'dashed', theme),
    named(centre(units, theme), width === 'wide' ? units.labels.target : null, theme.ink),
  ]
}

/**
 * A funnel: each group by its size and its value, between edges that chance alone stays within (D. J. Spiegelhalter).
 * Groups beyond the outer edges are named; no group has a rank.
 */
export const funnelChart = (units: Units, style: ChartStyle): ChartOption => {
  const { theme, font, width } = style
  const isWide = width === 'wide'
  const axis = units.factor === 100 && Math.max(...valuesIn(units)) <= 100 ? shareAxis : axisFor(valuesIn(units), false)
  return {
    animation: false,
    backgroundColor: 'transparent',
    textStyle: { fontFamily: font },
    grid: {
      left: 8,
      right: isWide ? 130 : 16,
      top: 36,
      bottom: 32,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    tooltip: {
      trigger: 'item',
      renderMode: 'richText',
      formatter: '{b}',
      backgroundColor: theme.paper,
      borderColor: theme.rule,
      shadowColor: 'transparent',
      textStyle: { color: theme.ink, fontSize: 14, fontFamily: font },
    },
    ...axes(units, axis, style),
    series: [...linesOf(units, axis, style), points(units, theme)],
  }
}
