import type { Limits } from '../../distribution/index.ts'
import { found, withheld, type Answer, type Found } from '../answer.ts'
import { boundlessScale, lackOfBounds, type Bounds, type BoundlessScale } from './bounds.ts'
import { fewestForTrend } from './mann-kendall.ts'
import { medianOf } from '../order-statistic.ts'
import { equalTimes, lackOfLine, lineOf, theilSen, type Line, type TheilSen } from './theil-sen.ts'

/** Where the values should be: at this or above, or at this or below. */
export type Target = { readonly at: 'least' | 'most'; readonly value: number }

export type ForecastOptions = {
  /** Rising; without them values stand at 1, 2, 3 …. */
  readonly times?: readonly number[]
  readonly bounds?: Bounds
  readonly level?: number
  /** The line of these values at this level, where it is known: without bounds it need not be found again. */
  readonly fit?: Found<TheilSen> | undefined
}

export type Forecast = {
  readonly outcome: 'already there' | 'reached' | 'never at this slope'
  /** The time at which the line meets the target; null unless it is still to be reached. */
  readonly time: number | null
  /** The same for the ends of the slope's interval; null where that end never gets there, or there is no interval. */
  readonly earliest: number | null
  readonly latest: number | null
  /** On the scale of the bounds: log-odds of shares, logarithms of counts. */
  readonly line: Line
  readonly level: number
}

export type Projection = {
  readonly value: number
  /** From the ends of the slope's interval; null where there is none. */
  readonly limits: Limits | null
  readonly level: number
}

/**
 * What forecasts go along: the line through the values and those of the ends of its slope's interval, each through the
 * middle of the values. Both forecasts of a series can be read off the same lines.
 */
export type TrendLines = {
  readonly line: Line
  /** Of the lowest and the highest slope; none where there is no interval. */
  readonly ends: readonly Line[]
  readonly scale: BoundlessScale
  readonly bounds: Bounds
  /** The time of the last value, and the middle one of the last three. */
  readonly last: number
  readonly recent: number
  readonly level: number
}

/**
 * The lines of a series. Withheld: fewer than 5 values, one not finite or out of bounds, times that do not rise.
 * @example trendLines([1, 2, 3, 4, 5]).last //=> 5
 */
export const trendLines = (
  values: readonly number[],
  { times = equalTimes(values), bounds = 'none', level = 0.95, fit: known }: ForecastOptions = {},
): Answer<TrendLines> => {
  const lack = lackOfLine(values, times, fewestForTrend) ?? lackOfBounds(bounds, values)
  if (lack !== undefined) return lack
  const scale = boundlessScale(bounds, values)
  const scaled = values.map(scale.to)
  const fit = bounds === 'none' && known?.level === level ? known : theilSen(scaled, times, level)
  if (fit.kind === 'withheld') return fit
  const ends = fit.limits === null ? [] : [fit.limits.lower, fit.limits.upper]
  return found({
    line: { slope: fit.slope, intercept: fit.intercept },
    ends: ends.map((slope) => lineOf(slope, scaled, times)),
    scale,
    bounds,
    last: times.at(-1) ?? 0,
    recent: medianOf(Float64Array.from(values.slice(-3))),
    level,
  })
}

const heightOf = ({ slope, intercept }: Line, time: number): number => intercept + slope * time

const isMet = (value: number, target: Target): boolean =>
  target.at === 'least' ? value >= target.value : value <= target.value

/** A bound is where a line on a boundless scale never gets. */
const isAtBound = (target: Target, bounds: Bounds): boolean =>
  bounds !== 'none' && (target.value <= 0 || (bounds === 'share' && target.value >= 1))

/** When a line meets a height it does not stand at yet: `last` where it is there already, null for never. */
const meeting = (line: Line, height: number, target: Target, last: number): number | null => {
  if (isMet(heightOf(line, last), { ...target, value: height })) return last
  const isComing = target.at === 'least' ? line.slope > 0 : line.slope < 0
  return isComing ? (height - line.intercept) / line.slope : null
}

const outcomeOf = (isThere: boolean, time: number | null): Forecast['outcome'] =>
  isThere ? 'already there' : time === null ? 'never at this slope' : 'reached'

/**
 * When values meet a target if they go on as they did: where their Theil–Sen line crosses it, with the crossings of the
 * lines at the ends of the slope's interval. Said of the line, not of the next value, which scatters around it. With
 * `bounds` the line lies on a scale that never leaves them; a target at a bound is there when the middle one of the last
 * three values is, and else never reached. Withheld: fewer than 5 values, one not finite or out of bounds, times that do
 * not rise.
 * @example forecastTo({ at: 'least', value: 9 }, [1, 2, 3, 4, 5]).time //=> 9
 * @example forecastTo({ at: 'most', value: 0 }, [1, 2, 3, 4, 5]).outcome //=> 'never at this slope'
 */
export const forecastTo = (
  target: Target,
  values: readonly number[],
  options: ForecastOptions = {},
): Answer<Forecast> => {
  const lines = trendLines(values, options)
  return lines.kind === 'withheld' ? lines : forecastAlong(lines, target)
}

/** The same along lines that are known. Withheld: a target that is not finite. */
export const forecastAlong = (lines: TrendLines, target: Target): Answer<Forecast> => {
  if (!Number.isFinite(target.value)) return withheld('not-finite')
  const { line, ends, scale, bounds, last, recent, level } = lines
  const outOfReach = isAtBound(target, bounds)
  const isThere = isMet(outOfReach ? recent : scale.from(heightOf(line, last)), target)
  const crossing = (each: Line): number | null =>
    outOfReach ? null : meeting(each, scale.to(target.value), target, last)
  const time = isThere ? null : crossing(line)
  const [slow, quick] = target.at === 'least' ? ends : ends.toReversed()
  return found({
    outcome: outcomeOf(isThere, time),
    time,
    earliest: isThere || quick === undefined ? null : crossing(quick),
    latest: isThere || slow === undefined ? null : crossing(slow),
    line,
    level,
  })
}

/**
 * Where the line of the values stands at a time, before or after them, with where the lines at the ends of the slope's
 * interval stand; in the unit of the values. Withheld as `forecastTo`.
 * @example projectedTo(7, [1, 2, 3, 4, 5]).value //=> 7
 */
export const projectedTo = (
  time: number,
  values: readonly number[],
  options: ForecastOptions = {},
): Answer<Projection> => {
  const lines = trendLines(values, options)
  return lines.kind === 'withheld' ? lines : projectedAlong(lines, time)
}

/** The same along lines that are known. Withheld: a time that is not finite. */
export const projectedAlong = ({ line, ends, scale, level }: TrendLines, time: number): Answer<Projection> => {
  if (!Number.isFinite(time)) return withheld('not-finite')
  const heights = [line, ...ends].map((each) => scale.from(heightOf(each, time)))
  const limits = { lower: Math.min(...heights), upper: Math.max(...heights) }
  return found({ value: heights[0] ?? 0, limits: ends.length === 0 ? null : limits, level })
}
