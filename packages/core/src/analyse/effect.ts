import { gammaCdf } from '../distribution/index.ts'
import { found, lackOfLevel, withheld, type Answer } from './answer.ts'
import { rankSum, rateRatio, shareDifference } from './compare/index.ts'
import { medianOf } from './order-statistic.ts'
import type { Series, SeriesPoint } from './series.ts'
import { meanOf } from './summary/index.ts'
import { autocorrelationOf, mannKendall } from './trend/index.ts'

/** Did an action change the indicator? Only what the whole interval says is said. */
export const effects = ['improved', 'not shown', 'worse', 'changed'] as const

/** One side of the action: all its periods together, or their middle one. */
export type EffectSide = { readonly value: number; readonly periods: number }

export type Effect = {
  readonly verdict: (typeof effects)[number]
  /** Shares and events are pooled while periods differ by chance alone; else the periods themselves are compared. */
  readonly by: 'shares' | 'rates' | 'ranks'
  readonly before: EffectSide
  readonly after: EffectSide
  /** Of shares and values a difference, in their unit; of rates a ratio. From before to after. */
  readonly scale: 'difference' | 'ratio'
  /** Null where there is no ratio, since nothing happened before. */
  readonly change: number | null
  /** Null where periods are too few for limits; an end is null where there is none. */
  readonly limits: { readonly lower: number; readonly upper: number | null } | null
  readonly level: number
  readonly expectation: 'reached' | 'not reached' | 'cannot tell' | 'none'
  /** Why it may have come about without the action. */
  readonly cautions: readonly ('trend before' | 'correlated')[]
}

export type EffectOptions = {
  readonly level?: number
  /** The change expected, as `change` is told: below 0, or below a ratio of 1, for a fall. */
  readonly expected?: number
  /** Points from the action on that belong to neither side, while it takes hold. */
  readonly settling?: number
}

type Known = SeriesPoint & { readonly value: number }
type Sides = { readonly before: readonly Known[]; readonly after: readonly Known[] }
type Compared = Pick<Effect, 'by' | 'before' | 'after' | 'scale' | 'change' | 'limits'>
type Pooled = { readonly part: number; readonly whole: number }

const isKnown = (point: SeriesPoint): point is Known => point.value !== null

/** Counts and what they are of; a count without an exposure is of one period. Null where there is no count. */
const countsOf = ({ of }: Series, points: readonly Known[]): readonly Pooled[] | null => {
  if (of !== 'share' && of !== 'rate' && of !== 'count') return null
  const counts = points.map(({ value, part, whole }) =>
    of === 'count' ? { part: value, whole: 1 } : { part: part ?? NaN, whole: whole ?? NaN },
  )
  const isCount = ({ part, whole }: Pooled): boolean =>
    Number.isInteger(part) && part >= 0 && whole > 0 && (of !== 'share' || (Number.isInteger(whole) && part <= whole))
  return counts.every(isCount) ? counts : null
}

const pooled = (counts: readonly Pooled[]): Pooled =>
  counts.reduce((all, each) => ({ part: all.part + each.part, whole: all.whole + each.whole }))

/** How far the periods of one side lie from what they have together, as a sum of squares that chance makes about n − 1. */
const spreadOf = (counts: readonly Pooled[], of: Series['of']): number => {
  const { part, whole } = pooled(counts)
  const centre = part / whole
  const variance = of === 'share' ? centre * (1 - centre) : centre
  return variance === 0
    ? 0
    : counts.reduce((sum, each) => sum + (each.part - each.whole * centre) ** 2 / (each.whole * variance), 0)
}

/** Periods of the same side differ more than chance lets them: pooling them would promise too much. */
const isSpread = (before: readonly Pooled[], after: readonly Pooled[], of: Series['of']): boolean => {
  const freedom = before.length + after.length - 2
  return freedom > 0 && gammaCdf((spreadOf(before, of) + spreadOf(after, of)) / 2, freedom / 2) > 0.95
}

const byShares = (before: Pooled, after: Pooled, level: number): Answer<Pick<Effect, 'change' | 'limits'>> => {
  const answer = shareDifference(after, before, level)
  if (answer.kind === 'withheld') return answer
  return found({ change: answer.difference, limits: { lower: answer.lower, upper: answer.upper } })
}

const byRates = (before: Pooled, after: Pooled, level: number): Answer<Pick<Effect, 'change' | 'limits'>> => {
  if (before.part + after.part === 0) return found({ change: null, limits: null })
  const eventsOf = ({ part, whole }: Pooled) => ({ events: part, exposure: whole })
  const answer = rateRatio(eventsOf(after), eventsOf(before), level)
  if (answer.kind === 'withheld') return answer
  return found({ change: answer.ratio, limits: { lower: answer.lower, upper: answer.upper } })
}

const valuesOf = (points: readonly Known[]): readonly number[] => points.map(({ value }) => value)
const middleOf = (points: readonly Known[]): EffectSide => ({
  value: medianOf(Float64Array.from(valuesOf(points))),
  periods: points.length,
})

const byRanks = ({ before, after }: Sides, level: number): Answer<Compared> => {
  const answer = rankSum(valuesOf(before), valuesOf(after), level)
  if (answer.kind === 'withheld') return answer
  const sides = { before: middleOf(before), after: middleOf(after) }
  return found({ by: 'ranks', ...sides, scale: 'difference', change: answer.shift, limits: answer.limits })
}

const compared = (series: Series, sides: Sides, level: number): Answer<Compared> => {
  const [before, after] = [countsOf(series, sides.before), countsOf(series, sides.after)]
  if (before === null || after === null || isSpread(before, after, series.of)) return byRanks(sides, level)
  const by = series.of === 'share' ? 'shares' : 'rates'
  const [from, to] = [pooled(before), pooled(after)]
  const answer = by === 'shares' ? byShares(from, to, level) : byRates(from, to, level)
  if (answer.kind === 'withheld') return answer
  return found({
    by,
    before: { value: from.part / from.whole, periods: before.length },
    after: { value: to.part / to.whole, periods: after.length },
    scale: by === 'shares' ? 'difference' : 'ratio',
    change: answer.change,
    limits: answer.limits,
  })
}

/** Which way the whole interval lies from no change at all. */
const wayOf = ({ scale, limits }: Compared): 'up' | 'down' | null => {
  const none = scale === 'ratio' ? 1 : 0
  if (limits === null) return null
  return limits.lower > none ? 'up' : limits.upper !== null && limits.upper < none ? 'down' : null
}

const verdictOf = (way: 'up' | 'down' | null, direction: Series['direction']): Effect['verdict'] => {
  if (way === null) return 'not shown'
  if (direction === null) return 'changed'
  return (way === 'up') === (direction === 'higher') ? 'improved' : 'worse'
}

const expectationOf = ({ scale, limits }: Compared, expected: number | undefined): Effect['expectation'] => {
  if (expected === undefined) return 'none'
  if (limits === null) return 'cannot tell'
  const upper = limits.upper ?? Infinity
  const isFall = expected < (scale === 'ratio' ? 1 : 0)
  if (isFall ? upper <= expected : limits.lower >= expected) return 'reached'
  return (isFall ? limits.lower > expected : upper < expected) ? 'not reached' : 'cannot tell'
}

const cautionsOf = ({ before, after }: Sides, way: 'up' | 'down' | null): Effect['cautions'] => {
  const earlier = mannKendall(valuesOf(before))
  const hadTrend = earlier.kind === 'found' && way !== null && earlier.direction === way
  const left = [before, after].flatMap((side) => {
    const mean = meanOf(valuesOf(side))
    return side.map(({ value }) => value - mean)
  })
  const correlation = autocorrelationOf(left)
  const isCorrelated = correlation.kind === 'found' && correlation.isCorrelated
  return [...(hadTrend ? (['trend before'] as const) : []), ...(isCorrelated ? (['correlated'] as const) : [])]
}

const sidesOf = ({ points, breaks }: Series, from: number, settling: number): Answer<Sides> => {
  if (breaks.some((place) => place >= from && place < points.length)) return withheld('redefined')
  const start = Math.max(0, ...breaks.filter((place) => place < from))
  const before = points.slice(start, Math.max(start, from)).filter(isKnown)
  const after = points.slice(Math.max(0, from) + settling).filter(isKnown)
  if (before.length === 0 || after.length === 0) return withheld('no-values', 1)
  return [...before, ...after].every(({ value }) => Number.isFinite(value))
    ? found({ before, after })
    : withheld('not-finite')
}

/**
 * Did the indicator change from the point at place `from` on? Shares are compared by R. G. Newcombe’s limits, events by the
 * exact ratio of their rates, all periods of a side together, while periods differ by chance alone. Where they differ
 * more, and for measured values, the periods are compared by ranks, which needs four on each side at 95 %. Only the same
 * definition is compared, and only the values are known to the test: what else happened that day is not. Withheld: no
 * value on a side, a value that is not finite, a new definition at the action or after it.
 * @example effectOf({ of: 'share', points: [{ period: '1', value: 0.5, part: 50, whole: 100 }, { period: '2', value: 0.1, part: 10, whole: 100 }], bounds: { lower: 0, upper: 1 }, direction: 'lower', breaks: [], baselines: [] }, 1).verdict //=> 'improved'
 */
export const effectOf = (series: Series, from: number, options: EffectOptions = {}): Answer<Effect> => {
  const { level = 0.95, settling = 0, expected } = options
  const lack = lackOfLevel(level)
  if (lack !== undefined) return lack
  const sides = sidesOf(series, from, settling)
  if (sides.kind === 'withheld') return sides
  const comparison = compared(series, sides, level)
  if (comparison.kind === 'withheld') return comparison
  const way = wayOf(comparison)
  return found({
    ...comparison,
    level,
    verdict: verdictOf(way, series.direction),
    expectation: expectationOf(comparison, expected),
    cautions: cautionsOf(sides, way),
  })
}
