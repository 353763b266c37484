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
 * Wilson's limits with continuity correction, which hold the level for every share and not only on average (R. G.
 * Newcombe, Statistics in Medicine 17, 1998, 857–872, method 4).
 * @example wilsonLimitsCorrected(81 / 263, 263, 1.959964).lower.toFixed(4) //=> '0.2535'
 */
export const wilsonLimitsCorrected = (share: number, n: number, z: number): Limits => {
  const [zz, twice] = [z * z, 2 * n * share]
  const root = (sign: 1 | -1): number => z * Math.sqrt(zz - 1 / n - 2 * sign + 4 * share * (n * (1 - share) + sign))
  return {
    lower: share === 0 ? 0 : Math.max(0, (twice + zz - 1 - root(1)) / (2 * (n + zz))),
    upper: share === 1 ? 1 : Math.min(1, (twice + zz + 1 + root(-1)) / (2 * (n + zz))),
  }
}

/**
 * What a sample counts as where the population is known: the whole population is a sample without end, and leaves
 * nothing open (W. G. Cochran, Sampling Techniques, 3rd ed., 1977, 2.6).
 * @example effectiveSample(50, 99) //=> 100
 */
export const effectiveSample = (sample: number, population: number): number =>
  sample >= population ? Infinity : (sample * (population - 1)) / (population - sample)

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
