import { axisAround, numberText, type Axis } from '@isometric/core/report'
import { canvasOf, drawLine, type Canvas, type Dot } from './canvas.ts'
import type { Ink, Paint } from './style.ts'
import { padded, shortened, widthOf } from './width.ts'

type Levels = readonly (number | null)[]

/** What is drawn of a series, in the unit it is shown in: an entry for each point. */
export type DrawnSeries = {
  readonly periods: readonly string[]
  readonly drawn: Levels
  readonly centre: Levels
  readonly lower: Levels
  readonly upper: Levels
  /** Points that a signal rests on, and their colour. */
  readonly marked: ReadonlyMap<number, Ink>
  /** Points before which something is missing, or a new definition begins: no line leads there. */
  readonly apart: ReadonlySet<number>
  readonly unit: string
}

type Frame = { readonly axis: Axis; readonly columns: number; readonly pitch: number; readonly first: number }

const rows = 12
const dotsDown = 4

/** The last points, as many as the dots of the line can hold. */
const frameOf = (series: DrawnSeries, room: number): Frame => {
  const { length } = series.periods
  const shown = Math.min(length, room * 2)
  const first = length - shown
  const pitch = Math.min(4, room / Math.max(1, shown))
  const levels = [series.drawn, series.centre, series.lower, series.upper].flatMap((each) => each.slice(first))
  return {
    axis: axisAround(levels.filter((level) => level !== null)),
    columns: Math.max(1, Math.min(room, Math.ceil(pitch * shown))),
    pitch,
    first,
  }
}

const dotOf = ({ axis, pitch, first }: Frame, i: number, level: number): Dot => {
  const height = (level - axis.min) / (axis.max - axis.min)
  const down = Math.round((1 - height) * (rows * dotsDown - 1))
  return [Math.round((i - first) * pitch * 2 + Math.min(1, pitch)), Math.min(rows * dotsDown - 1, Math.max(0, down))]
}

const drawLevel = (canvas: Canvas, frame: Frame, levels: Levels, sign: string, ink: Ink): void => {
  for (let i = frame.first; i < levels.length; i++) {
    const level = levels[i] ?? null
    if (level === null) continue
    const [x, y] = dotOf(frame, i, level)
    const from = Math.floor(x / 2)
    for (let column = from; column < from + Math.max(1, frame.pitch); column++)
      canvas.put(column, Math.floor(y / dotsDown), sign, ink)
  }
}

const drawValues = (canvas: Canvas, frame: Frame, { drawn, marked, apart }: DrawnSeries): void => {
  let before: Dot | undefined
  for (let i = frame.first; i < drawn.length; i++) {
    const level = drawn[i] ?? null
    if (level === null || apart.has(i)) before = undefined
    if (level === null) continue
    const dot = dotOf(frame, i, level)
    if (before !== undefined) drawLine(canvas, before, dot)
    before = dot
  }
  for (let i = frame.first; i < drawn.length; i++) {
    const level = drawn[i] ?? null
    const ink = marked.get(i)
    if (level === null || (ink === undefined && frame.pitch < 2)) continue
    const [x, y] = dotOf(frame, i, level)
    canvas.put(Math.floor(x / 2), Math.floor(y / dotsDown), ink === undefined ? '●' : '◆', ink ?? 'plain')
  }
}

const decimalsOf = ({ interval }: Axis): number =>
  Number.isInteger(interval) ? 0 : (String(interval).split('.')[1] ?? '').length

const labelsOf = ({ axis }: Frame): ReadonlyMap<number, string> => {
  const steps = Math.round((axis.max - axis.min) / axis.interval)
  return new Map(
    Array.from({ length: steps + 1 }, (_, i) => {
      const level = axis.min + i * axis.interval
      return [Math.round((1 - i / steps) * (rows - 1)), numberText(level, decimalsOf(axis))] as const
    }),
  )
}

/** The first and the last period, as far as they fit. */
const footer = ({ periods }: DrawnSeries, { columns, first }: Frame, room: number): string => {
  const [from = '', to = ''] = [periods[first], periods.at(-1)]
  const gap = columns - widthOf(from) - widthOf(to)
  if (periods.length - first < 2 || from === to) return shortened(from, room)
  return gap > 0 ? `${from}${' '.repeat(gap)}${to}` : shortened(`${from} … ${to}`, room)
}

/** A control chart in a terminal of `width` cells: values, centre, limits; points of signals are diamonds. */
export const controlChartText = (series: DrawnSeries, width: number, paint: Paint): string => {
  if (series.drawn.every((level) => level === null)) return ''
  const widest = (frame: Frame): number => Math.max(...[...labelsOf(frame).values()].map(widthOf))
  const margin = widest(frameOf(series, width - 12))
  const frame = frameOf(series, width - margin - 2)
  const canvas = canvasOf(frame.columns, rows)
  drawLevel(canvas, frame, series.centre, '─', 'faint')
  drawLevel(canvas, frame, series.lower, '┄', 'faint')
  drawLevel(canvas, frame, series.upper, '┄', 'faint')
  drawValues(canvas, frame, series)
  const labels = labelsOf(frame)
  const body = canvas
    .lines(paint)
    .map(
      (line, row) =>
        `${paint('faint', `${padded(labels.get(row) ?? '', margin, 'right')} ${labels.has(row) ? '┤' : '│'}`)}${line}`,
    )
  const under = `${' '.repeat(margin + 2)}${footer(series, frame, width - margin - 2)}`
  const hasLimits = [series.lower, series.upper].some((levels) =>
    levels.slice(frame.first).some((level) => level !== null),
  )
  const legend = [
    `─ centre`,
    ...(hasLimits ? ['┄ limits'] : []),
    ...(series.marked.size > 0 ? ['◆ part of a signal'] : []),
    ...(frame.first > 0 ? [`the last ${numberText(series.periods.length - frame.first, 0)} points`] : []),
  ].join('   ')
  const head = series.unit === '' ? [] : [paint('faint', series.unit)]
  return [...head, ...body, paint('faint', under.trimEnd()), paint('faint', legend)].join('\n')
}
