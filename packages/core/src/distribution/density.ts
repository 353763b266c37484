import { logGamma } from './log-gamma.ts'

/**
 * Poisson and binomial probabilities by the saddle point (C. Loader, Fast and accurate computation of binomial
 * probabilities, 2000): differences of large logarithms would lose the digits they have in common.
 */
const halfLogTau = 0.5 * Math.log(2 * Math.PI)

/** How far Stirling's formula is from ln Γ(n + 1). */
const stirlingError = (n: number): number => {
  if (n <= 15) return logGamma(n + 1) - (n + 0.5) * Math.log(n) + n - halfLogTau
  const nn = n * n
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / nn) / nn) / nn) / nn) / n
}

/** x ln(x/m) + m − x without cancellation where x is near m. */
export const deviance = (x: number, m: number): number => {
  if (Math.abs(x - m) >= 0.1 * (x + m)) return x * Math.log(x / m) + m - x
  const v = (x - m) / (x + m)
  let sum = (x - m) * v
  let power = 2 * x * v
  for (let k = 1; k < 1000; k++) {
    power *= v * v
    const next = sum + power / (2 * k + 1)
    if (next === sum) break
    sum = next
  }
  return sum
}

/** m^x e^−m / Γ(x + 1), for x from zero on, whole or not. */
export const poissonDensity = (x: number, m: number): number => {
  if (m === 0) return x === 0 ? 1 : 0
  if (x === 0) return Math.exp(-m)
  return Math.exp(-stirlingError(x) - deviance(x, m)) / Math.sqrt(2 * Math.PI * x)
}

/** Γ(n + 1) / (Γ(x + 1) Γ(n − x + 1)) p^x q^(n−x), for x from 0 to n, whole or not. */
export const binomialDensity = (x: number, n: number, p: number, q: number): number => {
  if (p === 0) return x === 0 ? 1 : 0
  if (q === 0) return x === n ? 1 : 0
  if (x === 0) return Math.exp(n * Math.log1p(-p))
  if (x === n) return Math.exp(n * Math.log(p))
  const exponent =
    stirlingError(n) - stirlingError(x) - stirlingError(n - x) - deviance(x, n * p) - deviance(n - x, n * q)
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * x * (n - x)))
}
