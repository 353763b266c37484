/** A sparkline's input: days since 1970-01-01, and a value or a gap. */
export type SparkPoint = { readonly at: number; readonly value: number | null }
/** `domain` is the range shown; `band` the range that is met, to be drawn behind. */
export type Spark = {
  readonly points: readonly SparkPoint[]
  readonly domain: readonly [lowest: number, highest: number]
  readonly band: readonly [from: number, to: number] | null
}
export type SparkSize = { readonly width: number; readonly height: number; readonly margin: number }
export type SparkDrawing = {
  /** Path of the line; a gap in the data is a gap in the line. */
  readonly line: string
  /** Values with a gap on both sides, which a line cannot show. */
  readonly dots: readonly Dot[]
  readonly last: Dot | null
  readonly band: { readonly y: number; readonly height: number } | null
}
type Dot = { readonly x: number; readonly y: number }

const rounded = (value: number): number => Math.round(value * 10) / 10

const scale =
  (from: number, to: number, low: number, high: number) =>
  (value: number): number =>
    rounded(from === to ? (low + high) / 2 : low + ((value - from) / (to - from)) * (high - low))

/** Runs of neighbouring values, parted by gaps. */
const runsOf = (points: readonly (Dot | null)[]): readonly (readonly Dot[])[] => {
  const runs: Dot[][] = [[]]
  for (const point of points) {
    if (point === null) runs.push([])
    else runs.at(-1)?.push(point)
  }
  return runs.filter((run) => run.length > 0)
}

const pathOf = (run: readonly Dot[]): string => run.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('')

const bandOf = (spark: Spark, y: (value: number) => number): SparkDrawing['band'] => {
  if (spark.band === null) return null
  const [low, high] = spark.domain
  const [from, to] = [Math.max(low, spark.band[0]), Math.min(high, spark.band[1])]
  return from > to ? null : { y: y(to), height: rounded(y(from) - y(to)) }
}

/** A few lines of SVG for a cell of a table: Overview loads no chart library for it (architecture.md 3). */
export const sparkline = (spark: Spark, { width, height, margin }: SparkSize): SparkDrawing => {
  const days = spark.points.map(({ at }) => at)
  const x = scale(Math.min(...days), Math.max(...days), margin, width - margin)
  const y = scale(spark.domain[0], spark.domain[1], height - margin, margin)
  const dots = spark.points.map(({ at, value }) => (value === null ? null : { x: x(at), y: y(value) }))
  const runs = runsOf(dots)
  return {
    line: runs
      .filter((run) => run.length > 1)
      .map(pathOf)
      .join(''),
    dots: runs.filter((run) => run.length === 1).flat(),
    last: dots.at(-1) ?? null,
    band: bandOf(spark, y),
  }
}
