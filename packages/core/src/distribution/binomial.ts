import { betaCdf } from './beta.ts'
import { binomialDensity } from './density.ts'

/** The chance of exactly `x` of `n`, each with chance `p`. */
export const binomialProbability = (x: number, n: number, p: number): number => binomialDensity(x, n, p, 1 - p)

/**
 * The chance of at most `x` of `n`, each with chance `p`.
 * @example binomialCdf(1, 2, 0.5).toFixed(12) //=> '0.750000000000'
 */
export const binomialCdf = (x: number, n: number, p: number): number =>
  x < 0 ? 0 : x >= n ? 1 : betaCdf(1 - p, n - x, x + 1)

/** Chances this near to each other are one: rounding must not decide which outcomes are as rare as the one seen. */
const nearlyOne = 1 + 1e-7

/**
 * Exact two-sided test of `x` of `n` against the chance `p`: all outcomes that are no likelier than the one seen.
 * @example binomialTest(2, 19, 0.5).toFixed(5) //=> '0.00073'
 */
export const binomialTest = (x: number, n: number, p: number): number => {
  const seen = binomialProbability(x, n, p) * nearlyOne
  let sum = 0
  for (let i = 0; i <= n; i++) {
    const chance = binomialProbability(i, n, p)
    if (chance <= seen) sum += chance
  }
  return Math.min(1, sum)
}

/**
 * Could chance alone have changed this many people one way and that many the other? The exact two-sided test of
 * Q. McNemar (Psychometrika 12, 1947, 153–157). Where nobody changed there is nothing against chance: 1.
 * @example mcnemarTest(17, 2).toFixed(5) //=> '0.00073'
 */
export const mcnemarTest = (oneWay: number, theOther: number): number =>
  oneWay + theOther === 0 ? 1 : binomialTest(oneWay, oneWay + theOther, 0.5)
