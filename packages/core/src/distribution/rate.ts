import { binomialTest } from './binomial.ts'
import { gammaQuantile } from './gamma.ts'
import type { Limits } from './limits.ts'
import { clopperPearson } from './proportion.ts'

/**
 * Exact limits of the number of events expected where `x` were seen (F. Garwood, Biometrika 28, 1936, 437–442).
 * @example rateLimits(5, 0.95).upper.toFixed(4) //=> '11.6683'
 */
export const rateLimits = (x: number, level: number): Limits => ({
  lower: x === 0 ? 0 : gammaQuantile((1 - level) / 2, x),
  upper: gammaQuantile((1 + level) / 2, x + 1),
})

/**
 * Exact limits of the ratio of two rates, x₁ events in t₁ against x₂ in t₂: of x₁ + x₂ events each falls into the first
 * with one chance, whose exact limits are turned into a ratio. Without an event in the second there is no upper limit.
 * @example rateRatioLimits(30, 2, 40, 4, 0.95).lower.toFixed(4) //=> '0.9022'
 */
export const rateRatioLimits = (x1: number, t1: number, x2: number, t2: number, level: number): Limits => {
  const chance = clopperPearson(x1, x1 + x2, level)
  const ratio = (p: number): number => (p / (1 - p)) * (t2 / t1)
  return { lower: ratio(chance.lower), upper: ratio(chance.upper) }
}

/**
 * Could two rates, x₁ events in t₁ and x₂ in t₂, be the same? Two-sided and exact: of x₁ + x₂ events each would fall into
 * the first with chance t₁ / (t₁ + t₂). Without events there is nothing against it: 1.
 * @example rateTest(30, 2, 40, 4).toFixed(5) //=> '0.09945'
 */
export const rateTest = (x1: number, t1: number, x2: number, t2: number): number =>
  x1 + x2 === 0 ? 1 : binomialTest(x1, x1 + x2, t1 / (t1 + t2))
