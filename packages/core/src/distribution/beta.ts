import { binomialDensity } from './density.ts'
import { rootOf } from './root.ts'

const tiny = 1e-300

/** DLMF 8.17.22 by Lentz' method. */
const fraction = (x: number, a: number, b: number): number => {
  let c = 1
  let d = 1 / (1 - ((a + b) * x) / (a + 1) || tiny)
  let f = d
  const step = (numerator: number): number => {
    d = 1 / (1 + numerator * d || tiny)
    c = 1 + numerator / c || tiny
    f *= c * d
    return Math.abs(c * d - 1)
  }
  for (let m = 1; m < 100_000; m++) {
    step((m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)))
    if (step((-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))) < 1e-16) break
  }
  return f
}

const below = (x: number, y: number, a: number, b: number): number =>
  ((binomialDensity(a, a + b, x, y) * b) / (a + b)) * fraction(x, a, b)

/**
 * The chance that a beta variable with `a` and `b` is at most `x`: the regularised incomplete beta function I_x(a, b).
 * @example betaCdf(0.5, 2, 2).toFixed(12) //=> '0.500000000000'
 */
export const betaCdf = (x: number, a: number, b: number): number => {
  if (x <= 0) return 0
  if (x >= 1) return 1
  return x < (a + 1) / (a + b + 2) ? below(x, 1 - x, a, b) : 1 - below(1 - x, x, b, a)
}

/** The value a beta variable with `a` and `b` stays below with chance `p`. */
export const betaQuantile = (p: number, a: number, b: number): number => rootOf((x) => betaCdf(x, a, b), p, 0, 1)
