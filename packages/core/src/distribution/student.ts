import { betaCdf, betaQuantile } from './beta.ts'
import type { Limits } from './limits.ts'

/**
 * Student's t: the value that chance stays below with probability `p`, through the beta distribution.
 * @example studentQuantile(0.975, 3).toFixed(6) //=> '3.182446'
 */
export const studentQuantile = (p: number, freedom: number): number => {
  const tail = Math.min(p, 1 - p)
  const x = betaQuantile(2 * tail, freedom / 2, 1 / 2)
  return Math.sign(p - 1 / 2) * Math.sqrt((freedom * (1 - x)) / x)
}

/**
 * The chance that Student's t lies at least this far from zero, on either side.
 * @example studentTwoSided(1, 1).toFixed(12) //=> '0.500000000000'
 */
export const studentTwoSided = (t: number, freedom: number): number =>
  Number.isFinite(t) ? betaCdf(freedom / (freedom + t * t), freedom / 2, 1 / 2) : 0

/**
 * Limits of a mean of `n` values that deviate by `deviation` (ISO 2602).
 * @example meanLimits(10, 2, 4, 0.95).upper.toFixed(4) //=> '13.1824'
 */
export const meanLimits = (mean: number, deviation: number, n: number, level: number): Limits => {
  const half = (studentQuantile((1 + level) / 2, n - 1) * deviation) / Math.sqrt(n)
  return { lower: mean - half, upper: mean + half }
}
