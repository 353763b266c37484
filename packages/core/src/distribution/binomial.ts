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

/** Up to so many the chances of all outcomes are added up one by one. */
const fewOutcomes = 1000

/** How often outcomes come that are as rare as `seen` and lie on the other side of the likeliest one from `x`. */
const otherSide = (x: number, n: number, p: number, seen: number): number => {
  const likeliest = Math.min(n, Math.floor((n + 1) * p))
  const isLow = x < likeliest
  let [rare, likely] = isLow ? [n + 1, likeliest] : [-1, likeliest]
  while (Math.abs(rare - likely) > 1) {
    const middle = Math.floor((rare + likely) / 2)
    if (binomialProbability(middle, n, p) <= seen) rare = middle
    else likely = middle
  }
  return isLow ? atLeast(rare, n, p) : binomialCdf(rare, n, p)
}

/** The chance of at least `x` of `n`: not one less the rest, which would lose the digits of what is rare. */
const atLeast = (x: number, n: number, p: number): number => (x <= 0 ? 1 : x > n ? 0 : betaCdf(p, x, n - x + 1))

const byTails = (x: number, n: number, p: number, seen: number): number => {
  const likeliest = Math.min(n, Math.floor((n + 1) * p))
  if (binomialProbability(likeliest, n, p) <= seen) return 1
  return (x < likeliest ? binomialCdf(x, n, p) : atLeast(x, n, p)) + otherSide(x, n, p, seen)
}

/**
 * Exact two-sided test of `x` of `n` against the chance `p`: all outcomes that are no likelier than the one seen.
 * @example binomialTest(2, 19, 0.5).toFixed(5) //=> '0.00073'
 */
export const binomialTest = (x: number, n: number, p: number): number => {
  const seen = binomialProbability(x, n, p) * nearlyOne
  if (n > fewOutcomes) return Math.min(1, byTails(x, n, p, seen))
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
