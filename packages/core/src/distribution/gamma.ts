import { poissonDensity } from './density.ts'
import { rootOf } from './root.ts'

const tiny = 1e-300

/** DLMF 8.7.1: quick below the mean. */
const series = (x: number, a: number): number => {
  let term = 1
  let sum = 1
  for (let k = 1; k < 100_000 && term > 1e-17 * sum; k++) {
    term *= x / (a + k)
    sum += term
  }
  return sum
}

/** DLMF 8.9.2 by Lentz' method: quick above the mean. */
const fraction = (x: number, a: number): number => {
  let b = x + 1 - a
  let c = 1 / tiny
  let d = 1 / (b || tiny)
  let f = d
  for (let k = 1; k < 100_000; k++) {
    const numerator = -k * (k - a)
    b += 2
    d = 1 / (numerator * d + b || tiny)
    c = b + numerator / c || tiny
    f *= c * d
    if (Math.abs(c * d - 1) < 1e-16) break
  }
  return f
}

/**
 * The chance that a gamma variable of shape `a` and scale 1 is at most `x`: the regularised incomplete gamma function
 * P(a, x).
 * @example gammaCdf(1, 1).toFixed(12) //=> '0.632120558829'
 */
export const gammaCdf = (x: number, a: number): number => {
  if (x <= 0) return 0
  return x < a + 1 ? poissonDensity(a, x) * series(x, a) : 1 - poissonDensity(a, x) * a * fraction(x, a)
}

/** The value a gamma variable of shape `a` and scale 1 stays below with chance `p`. */
export const gammaQuantile = (p: number, a: number): number => {
  let high = a + 1
  while (gammaCdf(high, a) < p) high *= 2
  return rootOf((x) => gammaCdf(x, a), p, 0, high)
}
