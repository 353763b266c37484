import { rateLimits, rateRatioLimits, rateTest, type Limits } from '../../distribution/index.ts'
import { found, lackOfCount, lackOfExposure, lackOfLevel, withheld, type Answer } from '../answer.ts'

export type RateLimits = Limits & { readonly rate: number; readonly level: number }

/** Events, and what they were counted over: hours, systems, people. */
export type Rate = { readonly events: number; readonly exposure: number }

/**
 * How far a rate of events may lie from the true one; exact (F. Garwood, Biometrika 28, 1936, 437–442). Per unit of the
 * exposure. Withheld: events that are negative, not whole or not finite, no exposure.
 * @example eventLimits({ events: 5, exposure: 1 }).upper.toFixed(4) //=> '11.6683'
 */
export const eventLimits = ({ events, exposure }: Rate, level = 0.95): Answer<RateLimits> => {
  const lack = lackOfCount(events) ?? lackOfExposure(exposure) ?? lackOfLevel(level)
  if (lack !== undefined) return lack
  const { lower, upper } = rateLimits(events, level)
  return found({ rate: events / exposure, lower: lower / exposure, upper: upper / exposure, level })
}

export type RateRatio = {
  /** The first rate as a multiple of the second; null where the second had no event. */
  readonly ratio: number | null
  readonly lower: number
  /** Null: no upper limit, where the second had no event. */
  readonly upper: number | null
  /** Two-sided: how often chance alone gives rates as unlike. */
  readonly p: number
  readonly level: number
}

/**
 * Could two rates be the same? Exact, from how the events divide among them (J. Przyborowski and H. Wilenski, Biometrika
 * 31, 1940, 313–323). Withheld as `eventLimits`, and where neither had an event.
 * @example rateRatio({ events: 30, exposure: 2 }, { events: 40, exposure: 4 }).ratio //=> 1.5
 */
export const rateRatio = (one: Rate, other: Rate, level = 0.95): Answer<RateRatio> => {
  const lack =
    lackOfCount(one.events) ??
    lackOfExposure(one.exposure) ??
    lackOfCount(other.events) ??
    lackOfExposure(other.exposure) ??
    lackOfLevel(level)
  if (lack !== undefined) return lack
  if (one.events + other.events === 0) return withheld('no-values')
  const counts = [one.events, one.exposure, other.events, other.exposure] as const
  const { lower, upper } = rateRatioLimits(...counts, level)
  const isBounded = other.events > 0
  return found({
    ratio: isBounded ? one.events / one.exposure / (other.events / other.exposure) : null,
    lower,
    upper: isBounded ? upper : null,
    p: rateTest(...counts),
    level,
  })
}
