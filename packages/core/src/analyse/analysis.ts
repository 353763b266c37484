import { withheld, type Answer } from './answer.ts'
import { assuranceOf, stepIn, type Assurance, type Wanted } from './assurance.ts'
import { pettitt } from './change/index.ts'
import { controlChartOf, settled, type ControlChart } from './control-chart.ts'
import { latestInterval, type SeriesInterval } from './latest-interval.ts'
import type { ChartSettings } from './limits/index.ts'
import type { ModelName } from './model/index.ts'
import { placeOfPeriod } from './reading/index.ts'
import type { Series } from './series.ts'
import {
  forecastAlong,
  leastSquaresLine,
  mostForSlopes,
  projectedAlong,
  seasonIn,
  trendLines,
  trendOf,
  withoutLine,
} from './trend/index.ts'
import type { Autocorrelation, Forecast, PartOfWhole, Projection, Target, Trend } from './trend/index.ts'
import { variationOf, type Variation } from './variation.ts'

/** What is asked of an analysis beside the series itself. */
export type AnalysisOptions = {
  readonly model?: ModelName | null
  readonly settings?: Partial<ChartSettings>
  readonly target?: Target | null
  /** What assurance is asked of, where it is not the target. */
  readonly wanted?: Wanted | null
  readonly level?: number
  /** Values are places in an order: their distances mean nothing, and neither would a mean, a limit or a line of them. */
  readonly isOrdinal?: boolean
}

/** Where the level changed once and for all, as far as the values show. */
export type Step = {
  /** The first point of the new level. */
  readonly at: number
  readonly meanBefore: number
  readonly meanAfter: number
  /** Pettitt’s. */
  readonly p: number
}

/** What a series shows (8.6): signal or noise, where it goes, how sure one is. Sentences stand in `report`. */
export type Analysis = {
  readonly series: Series
  readonly chart: ControlChart
  readonly variation: Variation
  readonly trend: Answer<Trend>
  /** Of what is left without the slope: values that go with the one before raise false alarms. */
  readonly autocorrelation: Autocorrelation | null
  /** Months or quarters differ from each other in the same way every year. */
  readonly isSeasonal: boolean
  readonly interval: SeriesInterval | null
  /** The line one period on, and when it meets the target. */
  readonly next: Answer<Projection>
  readonly target: Target | null
  readonly forecast: Answer<Forecast> | null
  /** What assurance was asked of. */
  readonly wanted: Wanted | null
  /** Whether the target will be met; null where there is none. */
  readonly assurance: Assurance | null
  /** A change of level that explains the values better than a slope; null where none does. */
  readonly step: Step | null
  /** The first point that trend and forecast look at. */
  readonly since: number
  /** The time of the last point, in periods since the last break: forecasts are of times after it. */
  readonly now: number
}

/** Values since the last break, at their times: a missing period takes its time without a value. */
const recent = ({ of, points, breaks }: Series) => {
  const start = Math.max(0, ...breaks)
  const values: number[] = []
  const times: number[] = []
  const places: number[] = []
  const parts: PartOfWhole[] = []
  let time = 0
  for (let place = start; place < points.length; place++) {
    const point = points[place]
    time += 1 + (place > start ? (point?.gap ?? 0) : 0)
    if (point === undefined || point.value === null) continue
    values.push(point.value)
    times.push(time)
    places.push(place)
    if (point.part !== undefined && point.whole !== undefined) parts.push({ part: point.part, whole: point.whole })
  }
  const from = Math.max(0, values.length - mostForSlopes)
  return {
    values: values.slice(from),
    times: times.slice(from),
    places: places.slice(from),
    /** Null where they are not known of every value. */
    parts: of === 'share' && parts.length === values.length ? parts.slice(from) : null,
    since: places[from] ?? start,
    end: time,
  }
}

/** Months and quarters come round; of other periods nobody can say without asking. */
const inYear = { month: 12, quarter: 4 } as const

/** Fewer years do not show whether what comes round is a season. */
const fewestYears = 3

/**
 * Which season each value is of, where seasons differ by more than chance once a slope is taken out; null elsewhere. All
 * periods are named alike, so that the first says what they are and the end of each name which season it is of.
 */
const seasonsIn = (
  { points }: Series,
  { values, times, places }: ReturnType<typeof recent>,
): readonly string[] | null => {
  const by = placeOfPeriod(points[places[0] ?? 0]?.period ?? '')?.by
  if (by !== 'month' && by !== 'quarter') return null
  if (values.length < fewestYears * inYear[by] || values.length > mostForSlopes) return null
  const line = leastSquaresLine(values, times)
  if (line.kind === 'withheld') return null
  const labels = places.map((place) => points[place]?.period.slice(by === 'month' ? -2 : -1) ?? '')
  const season = seasonIn(withoutLine(values, line.slope, times), labels)
  return season.kind === 'found' && season.p < 0.01 ? labels : null
}

const boundsFor = ({ of }: Series): 'none' | 'share' | 'count' =>
  of === 'share' ? 'share' : of === 'measurement' ? 'none' : 'count'

const stepOf = (
  before: number | null,
  values: readonly number[],
  places: readonly number[],
  alpha: number,
): Step | null => {
  const change = pettitt(values)
  if (before === null || change.kind === 'withheld' || change.p >= alpha) return null
  const { meanBefore, meanAfter, p } = change
  return { at: places[change.before] ?? 0, meanBefore, meanAfter, p }
}

/**
 * Everything that a series alone can tell. Trend and forecast look at what came since the last break, and of very long
 * series at the last 3,000 values; limits at everything.
 */
export const analysisOf = (given: Series, options: AnalysisOptions = {}): Analysis => {
  const { level = 0.95, target = null, isOrdinal = false } = options
  const wanted = options.wanted ?? target
  const series = settled(given)
  const chart = controlChartOf(given, isOrdinal ? 'run' : (options.model ?? null), options.settings)
  const known = recent(series)
  const { values, times, places, parts, since, end } = known
  const seasons = seasonsIn(series, known)
  const trend = trendOf(values, {
    times,
    alpha: 1 - level,
    ...(parts === null ? {} : { shares: parts }),
    ...(seasons === null ? {} : { seasons }),
  })
  const fit = trend.kind === 'found' ? trend.slope : undefined
  const lines = isOrdinal ? withheld('ordinal') : trendLines(values, { times, bounds: boundsFor(series), level, fit })
  const next = lines.kind === 'withheld' ? lines : projectedAlong(lines, end + 1)
  const jump = stepIn(values)
  const grounds = { series, chart, variation: variationOf(series, chart), trend, next, jump }
  return {
    ...grounds,
    isSeasonal: seasons !== null,
    autocorrelation: trend.kind === 'found' ? trend.autocorrelation : null,
    interval: isOrdinal ? null : latestInterval(series, values, level),
    target,
    forecast: target === null ? null : lines.kind === 'withheld' ? lines : forecastAlong(lines, target),
    wanted,
    assurance: wanted === null ? null : assuranceOf(wanted, grounds),
    step: isOrdinal ? null : stepOf(jump, values, places, 1 - level),
    since,
    now: end,
  }
}
