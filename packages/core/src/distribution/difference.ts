import { differenceOf, type Limits } from './limits.ts'
import { normalQuantile } from './normal.ts'
import { wilsonLimits } from './proportion.ts'

const score = (x: number, n: number, z: number): Limits & { readonly value: number } => ({
  value: x / n,
  ...wilsonLimits(x / n, n, z),
})

/**
 * Limits of the difference of two shares of independent samples: method 10 of R. G. Newcombe (Statistics in Medicine
 * 17, 1998, 873–890).
 * @example differenceLimits(56, 70, 48, 80, 0.95).lower.toFixed(4) //=> '0.0524'
 */
export const differenceLimits = (x1: number, n1: number, x2: number, n2: number, level: number): Limits => {
  const z = normalQuantile((1 + level) / 2)
  return differenceOf(score(x1, n1, z), score(x2, n2, z))
}

/** How far two answers of the same people go together: φ, shrunk where it is positive, 0 where a margin is empty. */
const correlation = (both: number, first: number, second: number, neither: number): number => {
  const margins = (both + first) * (second + neither) * (both + second) * (first + neither)
  const cross = both * neither - first * second
  const shrunk = cross > 0 ? Math.max(0, cross - (both + first + second + neither) / 2) : cross
  return margins === 0 ? 0 : shrunk / Math.sqrt(margins)
}

/**
 * Limits of the difference of two shares of the same people: those who pass both times, only the first, only the
 * second time, and neither. Method 10 of R. G. Newcombe (Statistics in Medicine 17, 1998, 2635–2650).
 * @example pairedDifferenceLimits(59, 6, 16, 80, 0.95).lower.toFixed(4) //=> '-0.1186'
 */
export const pairedDifferenceLimits = (
  both: number,
  first: number,
  second: number,
  neither: number,
  level: number,
): Limits => {
  const n = both + first + second + neither
  const z = normalQuantile((1 + level) / 2)
  return differenceOf(score(both + first, n, z), score(both + second, n, z), correlation(both, first, second, neither))
}
