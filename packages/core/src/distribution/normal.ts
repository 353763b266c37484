import { rootOf } from './root.ts'

const tiny = 1e-300

/** Abramowitz & Stegun 7.1.5: erf by its power series; quick and exact to rounding below 2. */
const erfSeries = (x: number): number => {
  let term = x
  let sum = x
  for (let k = 1; Math.abs(term) > 1e-17 * Math.abs(sum); k++) {
    term *= (-x * x) / k
    sum += term / (2 * k + 1)
  }
  return (2 / Math.sqrt(Math.PI)) * sum
}

/** Abramowitz & Stegun 7.1.14: erfc by its continued fraction (Lentz), for 2 and above, where 1 − erf would lose digits. */
const erfcFraction = (x: number): number => {
  let f = x
  let c = x
  let d = 0
  for (let k = 1; k < 500; k++) {
    d = 1 / (x + (k / 2) * d || tiny)
    c = x + k / 2 / c || tiny
    f *= c * d
    if (Math.abs(c * d - 1) < 1e-16) break
  }
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / f
}

/** Chance that a standard normal value lies at least `z` from zero, on either side. */
export const twoSided = (z: number): number => {
  const x = Math.abs(z) / Math.SQRT2
  return x === 0 ? 1 : x < 2 ? 1 - erfSeries(x) : erfcFraction(x)
}

/** The same few levels are asked for over and over, and each costs sixty steps. */
const known = new Map<number, number>()
const mostKnown = 100

const found = (p: number): number => {
  const z = rootOf((each) => -twoSided(each), -2 * (1 - p), 0, 40)
  if (known.size < mostKnown) known.set(p, z)
  return z
}

/**
 * The value a standard normal variable stays below with chance `p`, from 0 to 1.
 * @example normalQuantile(0.5) //=> 0
 */
export const normalQuantile = (p: number): number => {
  if (p === 0.5) return 0
  if (p < 0.5) return -normalQuantile(1 - p)
  return known.get(p) ?? found(p)
}
