import { binomialCdf, gammaCdf, gammaQuantile, normalQuantile, type Limits } from '../../distribution/index.ts'
import {
  found,
  lackOfCount,
  lackOfExposure,
  lackOfLevel,
  lackOfShare,
  withheld,
  type Answer,
  type Withheld,
} from '../answer.ts'

/** One unit of the organisation: how many of how many, or how many events over what exposure. */
export type FunnelUnit = { readonly unit: string; readonly part: number; readonly whole: number }

export type FunnelOptions = {
  /** A share of a whole, or a rate of events over an exposure. */
  readonly of: 'share' | 'rate'
  /** What units are compared with; without it, what all have together. */
  readonly target?: number
  /** Two levels, the inner and the outer: by default 95 % and 99.8 %. */
  readonly levels?: readonly [number, number]
}

export type UnitInFunnel = {
  readonly unit: string
  readonly value: number
  /** How many standard deviations from the target, before over-dispersion is reckoned with. */
  readonly z: number
  readonly inner: Limits
  readonly outer: Limits
  /** Beyond the outer limits is beyond chance; between inner and outer worth a look where units are few. */
  readonly place: 'inside' | 'above inner' | 'below inner' | 'above outer' | 'below outer'
}

export type Funnel = {
  readonly target: number
  /** The mean square of the z, the most extreme tenth at each end drawn in: 1 where units differ by chance alone. */
  readonly dispersion: number | null
  /** Units differ more than chance lets them; the limits were widened. */
  readonly isOverdispersed: boolean
  readonly units: readonly UnitInFunnel[]
}

/** Fewer units do not show how much units differ. */
const fewestForDispersion = 5

type Chance = {
  readonly deviation: (whole: number) => number
  /** The chance of at most so many. */
  readonly upTo: (count: number, whole: number) => number
  readonly highest: (whole: number) => number
}

const chances = (of: 'share' | 'rate', target: number): Chance =>
  of === 'share'
    ? {
        deviation: (whole) => Math.sqrt((target * (1 - target)) / whole),
        upTo: (count, whole) => binomialCdf(count, whole, target),
        highest: (whole) => whole,
      }
    : {
        deviation: (whole) => Math.sqrt(target / whole),
        upTo: (count, whole) => (count < 0 ? 0 : 1 - gammaCdf(target * whole, count + 1)),
        highest: (whole) => Math.ceil(gammaQuantile(1 - 1e-12, target * whole + 1)) + 1,
      }

/** The count that chance stays at or below with `p`, drawn between whole counts (Spiegelhalter, appendix A.1). */
const between = (p: number, whole: number, { upTo, highest }: Chance): number => {
  let [low, high] = [-1, highest(whole)]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (upTo(middle, whole) > p) high = middle
    else low = middle
  }
  const [at, under] = [upTo(high, whole), upTo(high - 1, whole)]
  return Math.max(0, high - (at - p) / (at - under))
}

/** The most extreme tenth at each end takes the place of the next one (winsorising). */
const drawnIn = (values: readonly number[]): readonly number[] => {
  const order = values.toSorted((a, b) => a - b)
  // Of five units one already is a tenth: without this a single unit that is far out would hide itself.
  const cut = Math.round(values.length / 10)
  const [low, high] = [order[cut] ?? 0, order[order.length - 1 - cut] ?? 0]
  return values.map((value) => Math.min(high, Math.max(low, value)))
}

const dispersionOf = (zs: readonly number[]): number | null =>
  zs.length < fewestForDispersion ? null : drawnIn(zs).reduce((sum, z) => sum + z * z, 0) / zs.length

/** Larger than chance alone would make it in 95 of 100: compared with χ² of one degree of freedom less than units. */
const isBeyondChance = (dispersion: number, n: number): boolean =>
  dispersion > 1 && gammaCdf((dispersion * n) / 2, (n - 1) / 2) > 0.95

const placeOf = (value: number, inner: Limits, outer: Limits): UnitInFunnel['place'] => {
  if (value > outer.upper) return 'above outer'
  if (value < outer.lower) return 'below outer'
  return value > inner.upper ? 'above inner' : value < inner.lower ? 'below inner' : 'inside'
}

/**
 * Where chance itself puts a unit. Edges drawn between whole counts leave the count just above them outside, however
 * likely it is: 3 of 3 where four of five are usual.
 */
const exactPlace = (
  { part, whole }: FunnelUnit,
  levels: readonly [number, number],
  { upTo }: Chance,
): UnitInFunnel['place'] => {
  const [atMost, atLeast] = [upTo(part, whole), part === 0 ? 1 : 1 - upTo(part - 1, whole)]
  const [inner, outer] = [(1 - levels[0]) / 2, (1 - levels[1]) / 2]
  if (atLeast <= outer) return 'above outer'
  if (atMost <= outer) return 'below outer'
  return atLeast <= inner ? 'above inner' : atMost <= inner ? 'below inner' : 'inside'
}

/** Limits around the target at a level for a unit of a size: exact, or widened by the dispersion. */
const limitsAround =
  (target: number, of: 'share' | 'rate', widened: number | null) =>
  (level: number, whole: number): Limits => {
    const chance = chances(of, target)
    if (widened === null) {
      const tail = (1 - level) / 2
      return { lower: between(tail, whole, chance) / whole, upper: between(1 - tail, whole, chance) / whole }
    }
    const half = normalQuantile((1 + level) / 2) * Math.sqrt(widened) * chance.deviation(whole)
    return { lower: Math.max(0, target - half), upper: of === 'share' ? Math.min(1, target + half) : target + half }
  }

const lackOfUnits = (units: readonly FunnelUnit[], of: 'share' | 'rate'): Withheld | undefined => {
  for (const { part, whole } of units) {
    const lack = of === 'share' ? lackOfShare(part, whole) : (lackOfCount(part) ?? lackOfExposure(whole))
    if (lack !== undefined) return lack
  }
  return units.length === 0 ? withheld('no-values', 1) : undefined
}

/**
 * Which units differ from the rest by more than chance: a funnel plot instead of a league table (D. J. Spiegelhalter,
 * Statistics in Medicine 24, 2005, 1185–1202). Limits are exact and drawn between whole counts. Where units differ more
 * than chance lets them, all limits are widened by the square root of the dispersion, for which five units are needed.
 * Withheld: no units; counts or exposures that are none; a target that leaves no chance (0, or a share of 1), which is
 * also so where no unit has an event.
 * @example funnelOf([{ unit: 'a', part: 5, whole: 10 }, { unit: 'b', part: 5, whole: 10 }], { of: 'share' }).target //=> 0.5
 */
export const funnelOf = (units: readonly FunnelUnit[], options: FunnelOptions): Answer<Funnel> => {
  const { of, levels = [0.95, 0.998] } = options
  const lack = lackOfUnits(units, of) ?? lackOfLevel(levels[0]) ?? lackOfLevel(levels[1])
  if (lack !== undefined) return lack
  const sum = (key: 'part' | 'whole'): number => units.reduce((total, each) => total + each[key], 0)
  const target = options.target ?? sum('part') / sum('whole')
  if (!Number.isFinite(target)) return withheld('not-finite')
  if (target === 0 || (of === 'share' && target === 1)) return withheld('constant')
  if (target < 0 || (of === 'share' && target > 1)) return withheld('out-of-range')
  const chance = chances(of, target)
  const { deviation } = chance
  const zs = units.map(({ part, whole }) => (part / whole - target) / deviation(whole))
  const dispersion = dispersionOf(zs)
  const isOverdispersed = dispersion !== null && isBeyondChance(dispersion, units.length)
  const limits = limitsAround(target, of, isOverdispersed ? dispersion : null)
  return found({
    target,
    dispersion,
    isOverdispersed,
    units: units.map((each, i) => {
      const { unit, part, whole } = each
      const [value, inner, outer] = [part / whole, limits(levels[0], whole), limits(levels[1], whole)]
      const place = isOverdispersed ? placeOf(value, inner, outer) : exactPlace(each, levels, chance)
      return { unit, value, z: zs[i] ?? 0, inner, outer, place }
    }),
  })
}

/** The limits at one size of unit. */
export type FunnelEdge = { readonly whole: number; readonly inner: Limits; readonly outer: Limits }

/**
 * The edges of a funnel at other sizes than those of its units, to be drawn. `levels` as they were given to `funnelOf`.
 * @example funnelEdges({ target: 0.5, dispersion: null, isOverdispersed: false, units: [] }, 'share', [100])[0]?.outer.upper.toFixed(2) //=> '0.65'
 */
export const funnelEdges = (
  { target, dispersion, isOverdispersed }: Funnel,
  of: 'share' | 'rate',
  sizes: readonly number[],
  levels: readonly [number, number] = [0.95, 0.998],
): readonly FunnelEdge[] => {
  const limits = limitsAround(target, of, isOverdispersed ? dispersion : null)
  return sizes.map((whole) => ({ whole, inner: limits(levels[0], whole), outer: limits(levels[1], whole) }))
}
