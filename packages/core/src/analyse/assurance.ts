import { clopperPearson, type Limits } from '../distribution/index.ts'
import type { Answer } from './answer.ts'
import { bestSplit } from './change/index.ts'
import type { ControlChart } from './control-chart.ts'
import { d2, fewestForLimits, limitSigmas, movingRanges } from './limits/index.ts'
import { medianOf } from './order-statistic.ts'
import type { Series, ValueBounds } from './series.ts'
import { meanOf } from './summary/index.ts'
import { leastSquaresLine, mostForSlopes, type Projection, type Target, type Trend } from './trend/index.ts'
import type { Variation } from './variation.ts'

/** Will the target be met, if things go on as they do? Beside `variations`, which say whether something happens. */
export const assurances = ['will meet', 'hit and miss', 'will miss', 'cannot tell'] as const

/** Values that are wanted; an end that is null is open. */
export type ValueRange = {
  readonly from: number | null
  readonly to: number | null
  readonly fromIncluded: boolean
  readonly toIncluded: boolean
}

/**
 * What is wanted of a series: a limit, a value in one of several ranges, or, where more than the value decides, how each
 * point was judged; null where it was not.
 */
export type Wanted =
  | Target
  | { readonly at: 'within'; readonly ranges: readonly ValueRange[] }
  | { readonly at: 'judged'; readonly met: readonly (boolean | null)[] }

export type Assurance = {
  readonly verdict: (typeof assurances)[number]
  /** What the verdict rests on; why there is none, where it cannot be told. */
  readonly by:
    | 'limits'
    | 'limits since the step'
    | 'trend'
    | 'how often'
    | 'how often since the step'
    | 'too few values'
    | 'too few judged'
    | 'unsettled'
    | 'no value now'
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
  /** Where the level jumped, as `stepIn` tells it of the last values, where it is known. */
  readonly jump?: number | null
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

const isSettled = ({ variation, trend }: AssuranceGrounds): boolean =>
  variation.signal === null && (trend.kind === 'withheld' || trend.direction === 'none')

const basisOf = (grounds: AssuranceGrounds, values: readonly number[]): Basis => {
  if (values.length < fewestForLimits) return { by: 'too few values', band: null, values }
  if (isSettled(grounds)) return { by: 'limits', band: settledBand(grounds, values), values }
  const step = grounds.jump !== undefined && values.length <= mostForSlopes ? grounds.jump : stepIn(values)
  const since = values.slice(step ?? 0)
  if (step !== null && since.length >= fewestForLimits)
    return { by: 'limits since the step', band: aroundMean(since), values: since }
  const band = step === null ? trendBand(grounds, values) : null
  return band === null ? { by: 'unsettled', band, values: since } : { by: 'trend', band, values }
}

/** Ranges in order; those that touch are one, so that no value lies between them. */
const joined = (ranges: readonly ValueRange[]): readonly ValueRange[] => {
  const order = ranges.toSorted((a, b) => (a.from ?? -Infinity) - (b.from ?? -Infinity))
  return order.reduce<readonly ValueRange[]>((found, range) => {
    const before = found.at(-1)
    if (before === undefined) return [range]
    const [end, start] = [before.to ?? Infinity, range.from ?? -Infinity]
    if (end < start || (end === start && !before.toIncluded && !range.fromIncluded)) return [...found, range]
    const isLonger = (range.to ?? Infinity) > end || ((range.to ?? Infinity) === end && range.toIncluded)
    const { to, toIncluded } = isLonger ? range : before
    return [...found.slice(0, -1), { ...before, to, toIncluded }]
  }, [])
}

const isIn = (value: number, { from, to, fromIncluded, toIncluded }: ValueRange): boolean =>
  (from === null || value > from || (fromIncluded && value === from)) &&
  (to === null || value < to || (toIncluded && value === to))

/** Whether some value of the band lies in the range. */
const meetsSome = ({ lower, upper }: Limits, range: ValueRange): boolean => {
  if (isIn(lower, range) || isIn(upper, range)) return true
  const from = range.from ?? -Infinity
  return lower <= from && upper > from && (range.to ?? Infinity) > lower
}

/** @example rangesOf({ at: 'most', value: 5 }) //=> [{ from: null, to: 5, fromIncluded: false, toIncluded: true }] */
export const rangesOf = (target: Exclude<Wanted, { readonly at: 'judged' }>): readonly ValueRange[] => {
  switch (target.at) {
    case 'within':
      return target.ranges
    case 'least':
      return [{ from: target.value, to: null, fromIncluded: true, toIncluded: false }]
    case 'most':
      return [{ from: null, to: target.value, fromIncluded: false, toIncluded: true }]
  }
}

/**
 * What a band says of the values that are wanted: whether all of it is among them, some, or none.
 * @example bandAgainst({ lower: 4, upper: 6 }, rangesOf({ at: 'least', value: 5 })) //=> 'hit and miss'
 */
export const bandAgainst = (band: Limits | null, ranges: readonly ValueRange[]): Assurance['verdict'] => {
  if (band === null) return 'cannot tell'
  const all = joined(ranges)
  if (all.some((range) => isIn(band.lower, range) && isIn(band.upper, range))) return 'will meet'
  return all.some((range) => meetsSome(band, range)) ? 'hit and miss' : 'will miss'
}

/** More often than three times in four, or less often than once: as sure as one is of anything else here. */
const often = { most: 0.75, least: 0.25, level: 0.9 }

/** So many that are all alike say that the next will hardly be otherwise: 0.05 = 0.75 ^ 10.4. */
const fewestAlike = 11

/** One-sided 95 % on each side. */
const frequencyAgainst = (met: number, known: number): Assurance['verdict'] => {
  const { lower, upper } = clopperPearson(met, known, often.level)
  if (lower >= often.most) return 'will meet'
  if (upper <= often.least) return 'will miss'
  return met > 0 && met < known ? 'hit and miss' : 'cannot tell'
}

const judgedAssurance = (met: readonly (boolean | null)[], grounds: AssuranceGrounds): Assurance => {
  const { series } = grounds
  const start = Math.max(0, ...series.breaks)
  const known = series.points.flatMap(({ value }, i) => {
    const judged = met[i] ?? null
    return i < start || value === null || judged === null ? [] : [{ value, judged }]
  })
  const step = isSettled(grounds) ? 0 : stepIn(known.map(({ value }) => value))
  const counted = known.slice(step ?? 0)
  const hits = counted.filter(({ judged }) => judged).length
  const figures = { band: null, met: hits, known: counted.length }
  if (step === null) return { verdict: 'cannot tell', by: 'unsettled', needs: fewestForLimits, ...figures }
  if (counted.length < fewestForLimits)
    return {
      verdict: 'cannot tell',
      by: step === 0 ? 'too few values' : 'unsettled',
      needs: fewestForLimits,
      ...figures,
    }
  const verdict = frequencyAgainst(hits, counted.length)
  const by = verdict === 'cannot tell' ? 'too few judged' : step === 0 ? 'how often' : 'how often since the step'
  return { verdict, by, needs: fewestAlike, ...figures }
}

/** What has no value now says nothing of what comes: a source that fell silent promises nothing. */
const isSilent = ({ points }: Series): boolean => {
  const last = points.at(-1)
  return last !== undefined && last.value === null && last.why !== 'zero-denominator'
}

/** A limit that is no number decides nothing. */
const isLimit = ({ from, to }: ValueRange): boolean => !Number.isNaN(from ?? 0) && !Number.isNaN(to ?? 0)

/**
 * The verdict of assurance for the next period: whether the band in which nearly all values lie is on one side of the
 * target, or in its ranges (NHS England, Making Data Count, 2019). The band is that of the control chart while the process
 * is settled; that of the values since the step where its level jumped; that of the line ahead where it has a trend. Where
 * more than the value decides, it is how often the criteria were met while nothing happened, with exact limits. Where
 * something happened and too few values have followed it cannot be told, nor where the last period has no value. Values
 * count since the last break, and from 8 on.
 */
export const assuranceOf = (wanted: Wanted, grounds: AssuranceGrounds): Assurance => {
  const assurance = wanted.at === 'judged' ? judgedAssurance(wanted.met, grounds) : limitedAssurance(wanted, grounds)
  return isSilent(grounds.series) ? { ...assurance, verdict: 'cannot tell', by: 'no value now', band: null } : assurance
}

const limitedAssurance = (wanted: Exclude<Wanted, { readonly at: 'judged' }>, grounds: AssuranceGrounds): Assurance => {
  const { series } = grounds
  const start = Math.max(0, ...series.breaks)
  const known = series.points.slice(start).flatMap(({ value }) => (value === null ? [] : [value]))
  const { by, band, values } = basisOf(grounds, known)
  const clipped = band === null ? null : within(band, series.bounds)
  const ranges = rangesOf(wanted)
  return {
    verdict: ranges.every(isLimit) ? bandAgainst(clipped, ranges) : 'cannot tell',
    by,
    band: clipped,
    met: values.filter((value) => ranges.some((range) => isIn(value, range))).length,
    known: values.length,
    needs: fewestForLimits,
  }
}
