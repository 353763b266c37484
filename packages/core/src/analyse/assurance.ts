import type { Limits } from '../distribution/index.ts'
import type { Answer } from './answer.ts'
import { bestSplit } from './change/index.ts'
import type { ControlChart } from './control-chart.ts'
import { d2, fewestForLimits, limitSigmas, movingRanges } from './limits/index.ts'
import { medianOf } from './order-statistic.ts'
import type { Series, ValueBounds } from './series.ts'
import { meanOf } from './summary/index.ts'
import { leastSquaresLine, type Projection, type Target, type Trend } from './trend/index.ts'
import type { Variation } from './variation.ts'

/** Will the target be met, if things go on as they do? Beside `variations`, which say whether something happens. */
export const assurances = ['will meet', 'hit and miss', 'will miss', 'cannot tell'] as const

export type Assurance = {
  readonly verdict: (typeof assurances)[number]
  /** What the verdict rests on; why there is none, where it cannot be told. */
  readonly by: 'limits' | 'limits since the step' | 'trend' | 'too few values' | 'unsettled'
  /** Where nearly all values will lie; null where that cannot be told. */
  readonly band: Limits | null
  /** How many of the values that it rests on met the target. */
  readonly met: number
  readonly known: number
  /** How many values there have to be. */
  readonly needs: number
}

/** What must be known of a series: an `Analysis` has it all. */
export type AssuranceGrounds = {
  readonly series: Series
  readonly chart: ControlChart
  readonly variation: Variation
  readonly trend: Answer<Trend>
  /** The line one period on. */
  readonly next: Answer<Projection>
}

const within = (band: Limits, { lower, upper }: ValueBounds): Limits => ({
  lower: Math.max(band.lower, lower ?? -Infinity),
  upper: Math.min(band.upper, upper ?? Infinity),
})

/** How far values scatter from one to the next, apart from the step they usually take. */
const scatterOf = (values: readonly number[]): number => {
  const steps = values.slice(1).map((value, i) => value - (values[i] ?? value))
  const usual = medianOf(Float64Array.from(steps))
  return meanOf(steps.map((step) => Math.abs(step - usual))) / d2
}

const aroundMean = (values: readonly number[]): Limits => {
  const [centre, half] = [meanOf(values), (limitSigmas * meanOf(movingRanges(values))) / d2]
  return { lower: centre - half, upper: centre + half }
}

/** The limits of the chart at its last point, where it draws the values themselves; those of the values else. */
const settledBand = ({ series, chart }: AssuranceGrounds, values: readonly number[]): Limits => {
  const at = chart.latest ?? -1
  const [lower, upper] = [chart.limits.lower[at] ?? null, chart.limits.upper[at] ?? null]
  const drawsValues = series.points.every(({ value }, i) => value === null || chart.drawn[i] === value)
  return lower !== null && upper !== null && chart.isJudged && drawsValues ? { lower, upper } : aroundMean(values)
}

/** A step leaves less unexplained than a line where the level jumped; a trend test cannot tell the two apart. */
export const stepIn = (values: readonly number[]): number | null => {
  const [split, line] = [bestSplit(values), leastSquaresLine(values)]
  if (split.kind === 'withheld' || line.kind === 'withheld' || split.p >= 0.05) return null
  const leftByLine = (line.residualDeviation ?? 0) ** 2 * (line.n - 2)
  return split.squaresLeft < leftByLine ? split.before : null
}

const trendBand = ({ trend, next }: AssuranceGrounds, values: readonly number[]): Limits | null => {
  if (trend.kind === 'withheld' || trend.direction === 'none' || next.kind === 'withheld') return null
  const half = limitSigmas * scatterOf(values)
  const { lower, upper } = next.limits ?? { lower: next.value, upper: next.value }
  return { lower: lower - half, upper: upper + half }
}

type Basis = { readonly by: Assurance['by']; readonly band: Limits | null; readonly values: readonly number[] }

const basisOf = (grounds: AssuranceGrounds, values: readonly number[]): Basis => {
  if (values.length < fewestForLimits) return { by: 'too few values', band: null, values }
  const { variation, trend } = grounds
  const isSettled = variation.signal === null && (trend.kind === 'withheld' || trend.direction === 'none')
  if (isSettled) return { by: 'limits', band: settledBand(grounds, values), values }
  const step = stepIn(values)
  const since = values.slice(step ?? 0)
  if (step !== null && since.length >= fewestForLimits)
    return { by: 'limits since the step', band: aroundMean(since), values: since }
  const band = step === null ? trendBand(grounds, values) : null
  return band === null ? { by: 'unsettled', band, values: since } : { by: 'trend', band, values }
}

const meets = (value: number, target: Target): boolean =>
  target.at === 'least' ? value >= target.value : value <= target.value

/**
 * What a band says of a target: whether all of it is there, some, or none.
 * @example bandAgainst({ lower: 4, upper: 6 }, { at: 'least', value: 5 }) //=> 'hit and miss'
 */
export const bandAgainst = (band: Limits | null, target: Target): Assurance['verdict'] => {
  if (band === null) return 'cannot tell'
  const [low, high] = [meets(band.lower, target), meets(band.upper, target)]
  return low && high ? 'will meet' : low || high ? 'hit and miss' : 'will miss'
}

/**
 * The verdict of assurance for the next period: whether the band in which nearly all values lie is on one side of the
 * target (NHS England, Making Data Count, 2019). The band is that of the control chart while the process is settled;
 * that of the values since the step where its level jumped; that of the line ahead where it has a trend. Where something
 * happened and too few values have followed it cannot be told. Values count since the last break, and from 8 on.
 */
export const assuranceOf = (target: Target, grounds: AssuranceGrounds): Assurance => {
  const { series } = grounds
  const start = Math.max(0, ...series.breaks)
  const known = series.points.slice(start).flatMap(({ value }) => (value === null ? [] : [value]))
  const { by, band, values } = basisOf(grounds, known)
  const clipped = band === null ? null : within(band, series.bounds)
  return {
    verdict: Number.isFinite(target.value) ? bandAgainst(clipped, target) : 'cannot tell',
    by,
    band: clipped,
    met: values.filter((value) => meets(value, target)).length,
    known: values.length,
    needs: fewestForLimits,
  }
}
