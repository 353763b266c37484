import { movingRanges, d2 } from './moving-range.ts'
import { sumOf } from './sum.ts'
import { isConstant, meanOf } from '../summary/index.ts'
import type { KnownPoint } from './chart-model.ts'
import type { SeriesKind } from '../series.ts'

/** What a series is like, as far as the choice of a model depends on it. */
export type Traits = {
  readonly of: SeriesKind
  /** Points with a value, in the stretch that has most of them. */
  readonly known: number
  readonly isConstant: boolean
  /** Values, or for shares and rates their parts, are whole numbers from zero on. */
  readonly isWhole: boolean
  /** For shares and rates: part and whole of every value are known. */
  readonly hasParts: boolean
  /** The mean of the wholes; null where there are none. */
  readonly meanWhole: number | null
  /** How many events a period brings on the average, of the rarer outcome; null where nothing is counted. */
  readonly expected: number | null
  /** Periods with at least one event. */
  readonly eventful: number
  /**
   * How many times as far neighbours differ as independent events would let them: Laney’s sigma Z (D. B. Laney, Quality
   * Engineering 14(4), 2002, 531–537). Null where nothing is counted or nothing happened.
   */
  readonly dispersion: number | null
  /** Its standard error where events are independent (J. D. Cryer and T. P. Ryan, JQT 22(3), 1990, 187–192). */
  readonly dispersionError: number
}

/** Each value as its distance from the mean in sigmas of independent events. */
export type Standardised = {
  readonly centre: number
  /** Chance alone, at each point. */
  readonly sigma: readonly number[]
  readonly z: readonly number[]
}

const partOf = ({ part, value }: KnownPoint): number => part ?? value
const wholeOf = ({ whole }: KnownPoint): number => whole ?? 1

const variance = (of: SeriesKind, centre: number, whole: number): number =>
  (of === 'share' ? centre * (1 - centre) : centre) / whole

/** Shares by the binomial, counts and rates by the Poisson distribution; the centre is that of all events together. */
export const standardised = (of: SeriesKind, points: readonly KnownPoint[], base = points): Standardised => {
  const centre = sumOf(base.map(partOf)) / sumOf(base.map(wholeOf))
  const sigma = points.map((point) => Math.sqrt(Math.max(0, variance(of, centre, wholeOf(point)))))
  const z = points.map(({ value }, i) => (sigma[i] === 0 ? 0 : (value - centre) / (sigma[i] ?? 1)))
  return { centre, sigma, z }
}

export const dispersionOf = (z: readonly number[]): number => (z.length < 2 ? 0 : meanOf(movingRanges(z)) / d2)

const errorOf = (n: number): number => (n < 2 ? Infinity : Math.sqrt(0.8264 * n - 1.082) / (n - 1))

const isCounted = (of: SeriesKind, hasParts: boolean): boolean => of === 'count' || hasParts

/** Events of the rarer outcome: of 98 % the other 2 %. */
const eventsOf = (of: SeriesKind, points: readonly KnownPoint[]): readonly number[] => {
  const parts = points.map(partOf)
  if (of !== 'share') return parts
  const rests = points.map((point) => wholeOf(point) - partOf(point))
  return sumOf(rests) < sumOf(parts) ? rests : parts
}

export const traitsOf = (of: SeriesKind, points: readonly KnownPoint[]): Traits => {
  const hasParts = (of === 'share' || of === 'rate') && points.every(({ whole }) => whole !== undefined)
  const counts = isCounted(of, hasParts) && points.length > 0
  const events = counts ? eventsOf(of, points) : []
  const total = sumOf(events)
  const wholes = points.map(wholeOf)
  return {
    of,
    known: points.length,
    isConstant: isConstant(points.map(({ value }) => value)),
    isWhole: points.every((point) => Number.isInteger(partOf(point)) && partOf(point) >= 0),
    hasParts,
    meanWhole: hasParts && points.length > 0 ? meanOf(wholes) : null,
    expected: counts ? total / points.length : null,
    eventful: events.filter((count) => count > 0).length,
    dispersion: counts && total > 0 ? dispersionOf(standardised(of, points).z) : null,
    dispersionError: errorOf(points.length),
  }
}
