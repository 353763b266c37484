import { betaQuantile } from './beta.ts'
import type { Limits } from './limits.ts'

/**
 * Wilson's score limits of a share (JASA 22, 1927, 209–212); `n` may be an effective sample, `z` is the normal quantile
 * of the level.
 */
export const wilsonLimits = (share: number, n: number, z: number): Limits => {
  const centre = (share + (z * z) / (2 * n)) / (1 + (z * z) / n)
  const half = (z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))) / (1 + (z * z) / n)
  return {
    lower: share === 0 ? 0 : Math.max(0, centre - half),
    upper: share === 1 ? 1 : Math.min(1, centre + half),
  }
}

/**
 * Exact limits of a share of `x` among `n` (C. J. Clopper and E. S. Pearson, Biometrika 26, 1934, 404–413).
 * @example clopperPearson(81, 263, 0.95).lower.toFixed(6) //=> '0.252737'
 */
export const clopperPearson = (x: number, n: number, level: number): Limits => {
  const tail = (1 - level) / 2
  return {
    lower: x === 0 ? 0 : betaQuantile(tail, x, n - x + 1),
    upper: x === n ? 1 : 1 - betaQuantile(tail, n - x, x + 1),
  }
}
