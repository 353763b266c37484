import { deviance, poissonDensity } from './density.ts'
import { twoSided } from './normal.ts'
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

/** From this shape on the series would take too many steps, and three terms of the expansion give sixteen digits. */
const largeShape = 1e6

/** The polynomial with these coefficients, the constant one first. */
const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0)

/** How far P is from the normal chance: DLMF 8.12.7 with c₀ and c₁ as power series (8.12.11–12), near the mean. */
const expansion = (x: number, a: number): number => {
  const half = deviance(a, x)
  const eta = Math.sign(x - a) * Math.sqrt((2 * half) / a)
  const c0 = polynomial([-1 / 3, 1 / 12, -2 / 135, 1 / 864, 1 / 2835, -139 / 777_600], eta)
  const c1 = polynomial([-1 / 540, -1 / 288, 25 / 12_096], eta)
  const rest = (Math.exp(-half) / Math.sqrt(2 * Math.PI * a)) * (c0 + c1 / a)
  const tail = twoSided(Math.sqrt(2 * half)) / 2
  return x < a ? tail - rest : 1 - (tail + rest)
}

/**
 * The chance that a gamma variable of shape `a` and scale 1 is at most `x`: the regularised incomplete gamma function
 * P(a, x).
 * @example gammaCdf(1, 1).toFixed(12) //=> '0.632120558829'
 */
export const gammaCdf = (x: number, a: number): number => {
  if (x <= 0) return 0
  if (a >= largeShape) return expansion(x, a)
  return x < a + 1 ? poissonDensity(a, x) * series(x, a) : 1 - poissonDensity(a, x) * a * fraction(x, a)
}

/** The value a gamma variable of shape `a` and scale 1 stays below with chance `p`. */
export const gammaQuantile = (p: number, a: number): number => {
  let high = a + 1
  while (gammaCdf(high, a) < p) high *= 2
  return rootOf((x) => gammaCdf(x, a), p, 0, high)
}
