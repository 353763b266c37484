import {
  axisFor,
  dayNumber,
  numberText,
  shareAxis,
  statusMark,
  type Axis,
  type ChartPoint,
  type ChartSeries,
} from '@isometric/core/report'
import { canvasOf, drawLine, type Canvas, type Dot } from './canvas.ts'
import { inkOf } from './status.ts'
import type { Ink, Paint } from './style.ts'
import { padded, wrapped } from './width.ts'

/** Where values and days stand: `x` in cells from the left, `y` in eighths of a cell from the bottom. */
type Frame = {
  readonly columns: number
  readonly rows: number
  readonly axis: Axis
  readonly x: (day: number) => number
  readonly y: (value: number) => number
  /** Cells from one period to the next. */
  readonly pitch: number
}

const rows = 12
const eighths = 8

const axisOf = (series: ChartSeries): Axis => {
  if (series.share) return shareAxis
  const limits = series.criteria.flatMap(({ met, near }) => [...met, ...near].flatMap(({ from, to }) => [from, to]))
  const uncertain = series.points.flatMap(({ interval }) => interval ?? [])
  const chance = series.points.flatMap((point) =>
    point.limits === null ? [] : [point.limits.lower, point.limits.upper],
  )
  const values = [...series.points.map(({ value }) => value), ...limits, ...uncertain, ...chance]
  return axisFor(
    values.filter((value) => value !== null),
    series.whole,
  )
}

const middle = ({ start, end }: ChartPoint): number => (dayNumber(start) + dayNumber(end)) / 2

/** Periods that are missing keep their place; months of 30 and 31 days are equally wide. */
const frameOf = (series: ChartSeries, room: number): Frame => {
  const axis = axisOf(series)
  const [first, last] = [series.points[0], series.points.at(-1)]
  const start = dayNumber(first?.start ?? '')
  const lengths = series.points.map((point) => dayNumber(point.end) - dayNumber(point.start))
  const typical = lengths.reduce((sum, length) => sum + length, 0) / lengths.length
  const slots = Math.max(1, Math.round((dayNumber(last?.end ?? '') - start) / typical))
  const pitch = room >= slots ? Math.min(8, Math.floor(room / slots)) : room / slots
  const columns = Math.min(room, Math.ceil(pitch * slots))
  return {
    columns,
    rows,
    axis,
    x: (day) => Math.min(columns - 1, Math.max(0, Math.round(((day - start) / typical) * 2) * (pitch / 2))),
    y: (value) => ((value - axis.min) / (axis.max - axis.min)) * rows * eighths,
    pitch,
  }
}

const rowAt = (frame: Frame, value: number): number =>
  frame.rows - 1 - Math.min(frame.rows - 1, Math.max(0, Math.floor(frame.y(value) / eighths)))

/** The row whose top is the value, where it is one's: labels and limits stand below what exceeds them. */
const rowUpTo = (frame: Frame, value: number): number => rowAt(frame, value - frame.axis.interval * 1e-9)

/** Limits of what is met, over the days on which they hold; one on the floor is the floor. */
const drawLimits = (canvas: Canvas, frame: Frame, series: ChartSeries): void => {
  const end = series.points.at(-1)?.end ?? ''
  for (const { from, to, met, near } of series.criteria) {
    const [first, last] = [Math.round(frame.x(dayNumber(from))), Math.round(frame.x(dayNumber(to ?? end)))]
    const isCeiling = (limit: number): boolean => series.share && limit === frame.axis.max
    const draw = (limit: number | null, sign: string, ink: Ink): void => {
      if (limit === null || limit <= frame.axis.min || limit > frame.axis.max || isCeiling(limit)) return
      for (let column = first; column <= last; column++) canvas.put(column, rowUpTo(frame, limit), sign, ink)
    }
    for (const band of near) for (const limit of [band.from, band.to]) draw(limit, '┈', 'middling')
    for (const band of met) for (const limit of [band.from, band.to]) draw(limit, '┄', 'good')
  }
}

/** What chance alone stays within, under what is measured. */
const drawChance = (canvas: Canvas, frame: Frame, { points }: ChartSeries): void => {
  for (const point of points) {
    if (point.limits === null) continue
    const left = Math.floor(frame.x(middle(point)) - frame.pitch / 2 + 0.5)
    for (const level of [point.limits.lower, point.limits.upper]) {
      if (level <= frame.axis.min || level > frame.axis.max) continue
      for (let column = left; column < left + Math.max(1, frame.pitch); column++)
        canvas.put(column, rowUpTo(frame, level), '╌', 'faint')
    }
  }
}

const drawBreaks = (canvas: Canvas, frame: Frame, series: ChartSeries): void => {
  for (const { at } of series.breaks) {
    const column = Math.round(frame.x(dayNumber(at)))
    for (let row = 0; row < frame.rows; row++) canvas.put(column, row, '┊', 'faint')
  }
}

const blocks = ['', '▁', '▂', '▃', '▄', '▅', '▆', '▇']

/** A column up from the floor; a measured zero is a line on the floor, an absence is nothing. */
const drawBar = (canvas: Canvas, frame: Frame, point: ChartPoint, width: number): void => {
  if (point.value === null) return
  const height = Math.max(1, Math.round(frame.y(point.value)))
  const left = Math.floor(frame.x(middle(point)) - (width - 1) / 2)
  for (let column = left; column < left + width; column++) {
    for (let up = 0; up < Math.ceil(height / eighths); up++) {
      const part = Math.min(eighths, height - up * eighths)
      canvas.put(column, frame.rows - 1 - up, part === eighths ? '█' : (blocks[part] ?? ''), inkOf[point.status])
    }
  }
}

const dotAt = (frame: Frame, day: number, value: number): Dot => [
  Math.min(frame.columns * 2 - 1, Math.round(frame.x(day) * 2)),
  Math.min(frame.rows * 4 - 1, Math.max(0, frame.rows * 4 - 1 - Math.round(frame.y(value) / 2 - 0.5))),
]

/** An uncertain value's interval, as a dotted line through it. */
const drawInterval = (canvas: Canvas, frame: Frame, point: ChartPoint): void => {
  if (point.interval === null) return
  const [low, high] = point.interval
  const [x, bottom] = dotAt(frame, middle(point), low)
  const [, top] = dotAt(frame, middle(point), high)
  for (let y = top; y <= bottom; y += 2) canvas.dot(x, y, 'faint')
}

/** A line joins what was measured in periods that follow each other; everything else is a gap. */
const drawLines = (canvas: Canvas, frame: Frame, { points }: ChartSeries): void => {
  for (const [i, point] of points.entries()) {
    const before = points[i - 1]
    if (point.value === null) continue
    if (before === undefined || before.value === null || before.end < point.start) continue
    drawLine(canvas, dotAt(frame, middle(before), before.value), dotAt(frame, middle(point), point.value))
  }
}

const drawPoints = (canvas: Canvas, frame: Frame, { points }: ChartSeries): void => {
  for (const [i, point] of points.entries()) {
    if (point.value === null) continue
    const [x, y] = dotAt(frame, middle(point), point.value)
    if (frame.pitch >= 2 || i === points.length - 1)
      canvas.put(Math.floor(x / 2), Math.floor(y / 4), '●', inkOf[point.status])
    else canvas.dot(x, y, inkOf[point.status])
  }
}

const drawValues = (canvas: Canvas, frame: Frame, series: ChartSeries): void => {
  if (series.form === 'bar') {
    const width = Math.max(1, Math.min(6, Math.floor(frame.pitch) - 1))
    for (const point of series.points) drawBar(canvas, frame, point, width)
    return
  }
  for (const point of series.points) drawInterval(canvas, frame, point)
  drawLines(canvas, frame, series)
  drawPoints(canvas, frame, series)
}

const decimalsOf = ({ interval }: Axis): number =>
  Number.isInteger(interval) ? 0 : (String(interval).split('.')[1] ?? '').length

/** Numbers of the vertical axis by the row they stand in. */
const labels = (frame: Frame): ReadonlyMap<number, string> => {
  const { min, max, interval } = frame.axis
  const steps = Math.round((max - min) / interval)
  const values = Array.from({ length: steps + 1 }, (_, i) => min + i * interval)
  return new Map(
    values.map((value) => [
      value === min ? frame.rows : rowUpTo(frame, value),
      numberText(value, decimalsOf(frame.axis)),
    ]),
  )
}

/** Short enough to stand under a tick: the month a period begins in, or for a short one its day. */
const tickText = ({ start, end }: ChartPoint): string =>
  dayNumber(end) - dayNumber(start) < 28 ? start : start.slice(0, 7)

const strides = [1, 2, 3, 4, 6, 12, 24, 36, 60, 120]

const longestTick = '2026-06-30'.length

type Tick = { readonly column: number; readonly text: string }

const ticksOf = (frame: Frame, { points }: ChartSeries): readonly Tick[] => {
  const longest = Math.max(0, ...points.map((point) => tickText(point).length))
  const stride = strides.find((count) => count * frame.pitch >= longest + 2) ?? points.length
  return points
    .filter((_, i) => i % stride === 0)
    .map((point) => ({ column: Math.floor(frame.x(middle(point))), text: tickText(point) }))
    .filter(({ column, text }, i) => i === 0 || column + text.length <= frame.columns)
}

/** The floor with its ticks, each period's status, and the names of the periods. */
const footer = (frame: Frame, series: ChartSeries, paint: Paint): readonly string[] => {
  const canvas = canvasOf(frame.columns + longestTick, 3)
  const ticks = ticksOf(frame, series)
  for (let column = 0; column < frame.columns; column++) canvas.put(column, 0, '─', 'faint')
  for (const { column, text } of ticks) {
    canvas.put(column, 0, '┬', 'faint')
    for (const [i, sign] of Array.from(text).entries()) canvas.put(column + i, 2, sign, 'faint')
  }
  if (frame.pitch >= 1) {
    for (const point of series.points) {
      canvas.put(Math.floor(frame.x(middle(point))), 1, statusMark(point.status).symbol, inkOf[point.status])
    }
  }
  return canvas.lines(paint).filter((text) => text !== '')
}

const legend = (series: ChartSeries, width: number, paint: Paint): readonly string[] => {
  const statuses = [...new Set(series.points.map(({ status }) => status))]
  const marks = statuses.map((status) => `${statusMark(status).symbol} ${statusMark(status).word}`).join('  ')
  const several = series.criteria.length > 1
  const criteria = series.criteria.map(({ label, from }) => `┄ ${label}${several ? ` (from ${from})` : ''}`)
  const near = series.criteria.some((set) => set.near.length > 0) ? ['┈ limits of near'] : []
  const chance = series.points.some((point) => point.limits !== null) ? ['╌ limits of chance'] : []
  const breaks = series.breaks.map(({ label, at }) => `┊ ${label} (from ${at})`)
  return [marks, ...criteria, ...near, ...chance, ...breaks].flatMap((text) =>
    wrapped(text, width).map((line) => paint('faint', line)),
  )
}

/** A series in a terminal of `width` cells: values, limits of the criteria, gaps as gaps, periods underneath. */
export const chartText = (series: ChartSeries, width: number, paint: Paint): string => {
  if (series.points.length === 0 || series.points.every(({ value }) => value === null))
    return paint('faint', series.alt)
  const margin = Math.max(...[...labels(frameOf(series, 10)).values()].map((text) => text.length))
  const frame = frameOf(series, width - margin - 2)
  const canvas = canvasOf(frame.columns, frame.rows)
  drawChance(canvas, frame, series)
  drawLimits(canvas, frame, series)
  drawBreaks(canvas, frame, series)
  drawValues(canvas, frame, series)
  const named = labels(frame)
  const [floor = '', ...below] = footer(frame, series, paint)
  const left = (row: number, edge: string): string =>
    `${paint('faint', padded(named.get(row) ?? '', margin, 'right'))} ${paint('faint', edge)}`
  const body = canvas.lines(paint).map((line, row) => `${left(row, named.has(row) ? '┤' : '│')}${line}`)
  const title = paint('faint', `${series.measure}${series.unit === '' ? '' : ` in ${series.unit}`}`)
  const under = below.map((line) => `${' '.repeat(margin + 2)}${line}`.trimEnd())
  return [title, ...body, `${left(frame.rows, '┼')}${floor}`, ...under, ...legend(series, width, paint)].join('\n')
}
