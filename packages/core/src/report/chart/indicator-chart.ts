import type { Json } from '../../record/index.ts'
import type { Status } from '../../term/index.ts'
import { en } from '../message/index.ts'
import { statusMark } from '../status-mark.ts'
import { axisFor, shareAxis, zoomedAxis, type Axis } from './axis.ts'
import type { ChartBand, ChartCriteria, ChartPoint, ChartSeries } from './chart-series.ts'
import type { Theme } from './theme.ts'

/** An ECharts option as plain JSON: pages draw it, reports turn it into SVG (architecture.md 3). */
export type ChartOption = { readonly [key: string]: Json }

/** A narrow drawing has no room for words beside it. */
export type ChartStyle = {
  readonly theme: Theme
  readonly font: string
  readonly width: 'wide' | 'narrow'
  /** The reader may look closer at a share; the chart then says that it does not show the whole. */
  readonly zoomed?: boolean
}

const time = (date: string): number => Date.parse(`${date}T00:00:00Z`)

/** Shape beside colour, so that a point's status is seen without it; hollow where a verdict is not certain. */
const shapes: Readonly<Record<Status, { readonly symbol: string; readonly size: number; readonly hollow: boolean }>> = {
  met: { symbol: 'circle', size: 8, hollow: false },
  near: { symbol: 'diamond', size: 11, hollow: false },
  'not met': { symbol: 'triangle', size: 10, hollow: false },
  'cannot tell': { symbol: 'diamond', size: 10, hollow: true },
  stale: { symbol: 'circle', size: 8, hollow: true },
  'no data': { symbol: 'circle', size: 8, hollow: true },
  'not computable': { symbol: 'circle', size: 8, hollow: true },
}

const markOf = (status: Status, theme: Theme) => {
  const { symbol, size, hollow } = shapes[status]
  const borderColor = theme.status[status]
  const color = hollow ? theme.paper : borderColor
  return {
    symbol,
    symbolSize: size,
    itemStyle: { color, borderColor, borderWidth: hollow ? 2 : 0, opacity: 1 },
  } as const
}

const valuesIn = (series: ChartSeries): readonly number[] => {
  const limits = series.criteria.flatMap(({ met, near }) => [...met, ...near].flatMap(({ from, to }) => [from, to]))
  const uncertain = series.points.flatMap(({ interval }) => interval ?? [])
  const chance = series.points.flatMap((point) =>
    point.limits === null ? [] : [point.limits.lower, point.limits.upper],
  )
  return [...series.points.map(({ value }) => value), ...limits, ...uncertain, ...chance].filter(
    (value) => value !== null,
  )
}

const axisOf = (series: ChartSeries, zoomed: boolean): Axis => {
  if (!series.share) return axisFor(valuesIn(series), series.whole)
  return zoomed ? zoomedAxis(valuesIn(series).filter((value) => value > 0 && value < 100)) : shareAxis
}

/** A period missing between two is a gap in the line, like a period without a value. */
const coursePoints = ({ points }: ChartSeries): readonly Json[] =>
  points.flatMap((point, i): readonly Json[] => {
    const before = points[i - 1]
    const drawn: Json = { name: point.label, value: [time(point.start), point.value] }
    const isGap = before !== undefined && before.end < point.start
    return isGap ? [{ name: '', value: [time(before.end), null] }, drawn] : [drawn]
  })

/** Where things stand: the value axis, and the time axis with half a period of room on both sides. */
type Frame = {
  readonly axis: Axis
  readonly half: number
  readonly min: number
  readonly max: number
  readonly theme: Theme
  readonly width: ChartStyle['width']
}

const day = 86_400_000

const frameOf = (series: ChartSeries, { theme, width, zoomed = false }: ChartStyle): Frame => {
  const [first, last] = [series.points[0], series.points.at(-1)]
  const start = first === undefined ? 0 : time(first.start)
  const half = first === undefined ? day : (time(first.end) - start) / 2
  const end = last === undefined ? start : time(last.start)
  return { axis: axisOf(series, zoomed), half, min: start - half, max: end + half, theme, width }
}

/** A change of criteria or definition lies between the period before it and the first one it holds for. */
const boundary = (date: string, { half }: Frame): number => time(date) - half
const endOf = ({ to }: ChartCriteria, frame: Frame): number => (to === null ? frame.max : boundary(to, frame))

const extent = (band: ChartBand, axis: Axis): readonly [number, number] => [
  Math.max(band.from ?? axis.min, axis.min),
  Math.min(band.to ?? axis.max, axis.max),
]

const areas = (criteria: ChartCriteria, bands: readonly ChartBand[], color: string, frame: Frame): readonly Json[] =>
  bands.map((band) => {
    const [low, high] = extent(band, frame.axis)
    return [
      { coord: [boundary(criteria.from, frame), low], itemStyle: { color } },
      { coord: [endOf(criteria, frame), high] },
    ]
  })

/** The limits of what is met; an edge of the axis is none, unless a single value is what is met (“0 rules”). */
const limitsIn = (criteria: ChartCriteria, { min, max }: Axis): readonly number[] =>
  criteria.met.flatMap(({ from, to }) => {
    if (from === to && from !== null) return [from]
    return [from, to].filter((limit) => limit !== null).filter((limit) => limit > min && limit < max)
  })

/** Words over the drawing stand on paper, so that what is drawn beneath does not cross them. */
const onPaper = ({ paper }: Theme, color: string) =>
  ({ show: true, color, backgroundColor: paper, padding: [1, 4], borderRadius: 2, fontSize: 12 }) as const

const marginForWords = 128

/** Words of what is in force stand beside the drawing where there is room, all others inside it. */
const limitLabel = (criteria: ChartCriteria, limit: number, { axis, theme, width }: Frame): Json => {
  const color = theme.status.met
  if (criteria.to === null && width === 'wide') {
    const text = { width: marginForWords - 12, overflow: 'break', lineHeight: 16, distance: 8 } as const
    return { show: true, formatter: criteria.label, position: 'end', color, fontSize: 12, ...text }
  }
  const position = limit > (axis.min + axis.max) / 2 ? 'insideStartBottom' : 'insideStartTop'
  return { ...onPaper(theme, color), formatter: criteria.label, position }
}

/** The first line of a set of criteria carries its words. */
const limitLines = (criteria: ChartCriteria, frame: Frame): readonly Json[] =>
  limitsIn(criteria, frame.axis).map((limit, i) => [
    {
      coord: [boundary(criteria.from, frame), limit],
      lineStyle: { color: frame.theme.status.met, width: 1.5, type: 'solid' },
      label: i === 0 ? limitLabel(criteria, limit, frame) : { show: false },
    },
    { coord: [endOf(criteria, frame), limit] },
  ])

const breakLines = (series: ChartSeries, frame: Frame): readonly Json[] =>
  series.breaks.map(({ at, label }) => ({
    xAxis: boundary(at, frame),
    lineStyle: { color: frame.theme.muted, width: 1, type: 'dashed' },
    label: { ...onPaper(frame.theme, frame.theme.muted), formatter: label, position: 'end', distance: 2 },
  }))

/** What was done, on its day: dotted, because it is no change of what is measured. */
const markLines = (series: ChartSeries, frame: Frame): readonly Json[] =>
  series.marks.map(({ at, label }) => ({
    xAxis: Math.min(Math.max(time(at), frame.min), frame.max),
    lineStyle: { color: frame.theme.ink, width: 1, type: 'dotted' },
    label: { ...onPaper(frame.theme, frame.theme.ink), formatter: label, position: 'end', distance: 8 },
  }))

const intervalLines = (series: ChartSeries, theme: Theme): readonly Json[] =>
  series.points.flatMap(({ start, interval }): readonly Json[] =>
    interval === null
      ? []
      : [
          [
            {
              coord: [time(start), interval[0]],
              lineStyle: { color: theme.muted, width: 1.5, type: 'solid' },
              label: { show: false },
            },
            { coord: [time(start), interval[1]] },
          ],
        ],
  )

/** The course carries no judgement: neutral bars or a line, over the criteria they are judged by. */
const course = (series: ChartSeries, frame: Frame, theme: Theme): Json => ({
  id: 'indicator',
  type: series.form,
  name: series.measure,
  data: coursePoints(series),
  connectNulls: false,
  showSymbol: false,
  lineStyle: { color: theme.ink, width: 2 },
  itemStyle: { color: series.form === 'bar' ? theme.bar : theme.ink },
  emphasis: { disabled: true },
  barMaxWidth: 24,
  z: 3,
  markArea: {
    silent: true,
    data: series.criteria.flatMap((criteria) => [
      ...areas(criteria, criteria.near, theme.nearFill, frame),
      ...areas(criteria, criteria.met, theme.metFill, frame),
    ]),
  },
  markLine: {
    silent: true,
    symbol: 'none',
    animation: false,
    z: 4,
    data: [
      ...series.criteria.flatMap((criteria) => limitLines(criteria, frame)),
      ...breakLines(series, frame),
      ...markLines(series, frame),
      ...intervalLines(series, theme),
    ],
  },
})

type Level = 'centre' | 'lower' | 'upper'

/** What chance alone stays within, as steps. */
const chanceLine = (level: Level, points: readonly ChartPoint[], theme: Theme): Json => ({
  id: `limits ${level}`,
  type: 'line',
  step: 'middle',
  silent: true,
  showSymbol: false,
  z: 2,
  lineStyle: { color: theme.muted, width: 1, type: level === 'centre' ? 'solid' : 'dashed' },
  data: points.map(({ start, limits }) => [time(start), limits === null ? null : limits[level]]),
})

/** Its words stand in the upper line, before the last point. */
const chanceName = ({ start, limits }: ChartPoint, theme: Theme): Json => ({
  id: 'limits name',
  type: 'scatter',
  silent: true,
  symbolSize: 1,
  itemStyle: { color: 'transparent', opacity: 1 },
  z: 2,
  data: [
    {
      value: [time(start), limits?.upper ?? 0],
      label: { ...onPaper(theme, theme.muted), formatter: en.chart.limits, position: 'left', distance: 12 },
    },
  ],
})

const chanceLines = ({ points }: ChartSeries, theme: Theme): readonly Json[] => {
  const levels: readonly Level[] = ['centre', 'lower', 'upper']
  const last = points.findLast(({ limits }) => limits !== null)
  if (last === undefined) return []
  return [...levels.map((level) => chanceLine(level, points, theme)), chanceName(last, theme)]
}

/** Each period's verdict, by shape and colour, on the value it judges. */
const verdicts = (points: readonly ChartPoint[], theme: Theme): Json => ({
  id: 'verdicts',
  type: 'scatter',
  z: 6,
  data: points
    .filter(({ value }) => value !== null)
    .map(({ label, start, value, status }) => ({
      name: label,
      value: [time(start), value],
      ...markOf(status, theme),
    })),
})

/** Points whose value was said differently before are ringed (visual.md, Time). */
const rings = (points: readonly ChartPoint[], theme: Theme): Json => ({
  id: 'restated',
  type: 'scatter',
  silent: true,
  symbol: 'circle',
  symbolSize: 18,
  itemStyle: { color: 'transparent', borderColor: theme.ink, borderWidth: 1.5, opacity: 1 },
  z: 5,
  data: points.filter(({ restated }) => restated).map(({ start, value }) => [time(start), value]),
})

/** A gap says in place what it is: the symbol of its status stands on the axis. */
const absences = (points: readonly ChartPoint[], axis: Axis, theme: Theme): Json => ({
  id: 'absent',
  type: 'scatter',
  symbolSize: 16,
  itemStyle: { color: 'transparent' },
  z: 5,
  data: points
    .filter(({ value }) => value === null)
    .map(({ start, status, label }) => ({
      name: label,
      value: [time(start), axis.min],
      label: {
        show: true,
        position: 'top',
        distance: 0,
        formatter: statusMark(status).symbol,
        color: theme.status[status],
      },
    })),
})

/** Said once for neighbouring periods. */
const staleLabel = { position: 'insideTopLeft', formatter: en.chart.stale, fontSize: 12, distance: 4 } as const

/** Periods that rest on old evidence are hatched over their whole height. */
const hatches = (points: readonly ChartPoint[], axis: Axis, theme: Theme): Json => ({
  id: 'stale',
  type: 'bar',
  silent: true,
  barCategoryGap: '0%',
  barGap: '-100%',
  z: 1,
  itemStyle: {
    color: 'transparent',
    decal: { symbol: 'rect', color: theme.rule, dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4 },
  },
  data: points.map(({ start, status }, i) => ({
    value: [time(start), status === 'stale' ? axis.max : null],
    label: { show: status === 'stale' && points[i - 1]?.status !== 'stale', ...staleLabel, color: theme.status.stale },
  })),
})

const timeAxis = ({ min, max, theme }: Frame): Json => ({
  type: 'time',
  min,
  max,
  axisLine: { lineStyle: { color: theme.rule } },
  axisTick: { lineStyle: { color: theme.rule } },
  splitLine: { show: false },
  axisLabel: {
    color: theme.muted,
    fontSize: 12,
    hideOverlap: true,
    showMinLabel: false,
    showMaxLabel: false,
    formatter: {
      year: '{yyyy}',
      month: '{MMM}',
      day: '{d} {MMM}',
      hour: '',
      minute: '',
      second: '',
      millisecond: '',
      none: '',
    },
  },
})

/** “trained people” says already that it counts people. */
const axisName = ({ measure, unit }: ChartSeries): string =>
  unit === '' || measure.endsWith(unit) ? measure : `${measure} (${unit})`

const valueAxis = (series: ChartSeries, axis: Axis, { theme, zoomed = false }: ChartStyle): Json => ({
  type: 'value',
  ...axis,
  name: series.share && zoomed ? en.chart.zoomed(axisName(series)) : axisName(series),
  nameLocation: 'end',
  nameGap: 14,
  nameTextStyle: { color: theme.muted, fontSize: 12, align: 'left', padding: [0, 0, 4, 0] },
  axisLine: { show: false },
  axisTick: { show: false },
  axisLabel: { color: theme.muted, fontSize: 12, ...(series.share ? { formatter: '{value} %' } : {}) },
  splitLine: { lineStyle: { color: theme.rule } },
})

/**
 * One indicator over real time with its criteria, breaks, restatements, stale and missing periods labelled in place.
 * No legend, because there is one series; no gauge, no second axis (visual.md, Annotate on the chart).
 */
export const indicatorChart = (series: ChartSeries, style: ChartStyle): ChartOption => {
  const { theme, font } = style
  const frame = frameOf(series, style)
  const { axis } = frame
  const hasWords =
    style.width === 'wide' && series.criteria.some((one) => one.to === null && limitsIn(one, axis).length > 0)
  return {
    useUTC: true,
    animation: false,
    backgroundColor: 'transparent',
    textStyle: { fontFamily: font },
    grid: {
      left: 8,
      right: hasWords ? marginForWords : 12,
      top: 36,
      bottom: 8,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'line', lineStyle: { color: theme.muted, width: 1, type: 'dotted' } },
      renderMode: 'richText',
      formatter: '{b}',
      backgroundColor: theme.paper,
      borderColor: theme.rule,
      shadowColor: 'transparent',
      textStyle: { color: theme.ink, fontSize: 14, fontFamily: font },
    },
    xAxis: timeAxis(frame),
    yAxis: valueAxis(series, axis, style),
    series: [
      course(series, frame, theme),
      ...chanceLines(series, theme),
      verdicts(series.points, theme),
      rings(series.points, theme),
      absences(series.points, axis, theme),
      ...(series.points.some(({ status }) => status === 'stale') ? [hatches(series.points, axis, theme)] : []),
    ],
  }
}
