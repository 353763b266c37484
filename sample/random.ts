/**
 * Chance that repeats: the same seed and name give the same sequence on every machine (sfc32 by Chris
 * Doty-Humphrey, seeded through a mixing hash). Each noun draws from a stream of its own, so that a
 * change to one leaves the others as they were.
 */
export type Random = {
  /** In [0, 1). */
  readonly next: () => number
  readonly chance: (probability: number) => boolean
  readonly between: (from: number, to: number) => number
  /** Both ends included. */
  readonly whole: (from: number, to: number) => number
  readonly pick: <T>(list: readonly T[]) => T
  /** A position in the list of weights, which need not add up to 1. */
  readonly weighted: (weights: readonly number[]) => number
  readonly normal: () => number
  /** `spread` is the standard deviation of the logarithm. */
  readonly lognormal: (median: number, spread: number) => number
  readonly exponential: (mean: number) => number
  readonly poisson: (mean: number) => number
}

const mix = (hash: number, value: number): number => {
  const h = Math.imul(hash ^ value, 0x85ebca6b)
  return Math.imul(h ^ (h >>> 13), 0xc2b2ae35) ^ (h >>> 16)
}

const wordsOf = (seed: number, name: string): readonly [number, number, number] => {
  const letters = Array.from(name, (letter) => letter.codePointAt(0) ?? 0)
  const hash = letters.reduce(mix, mix(0x9e3779b9, seed))
  return [mix(hash, 1), mix(hash, 2), mix(hash, 3)]
}

/** Uniform 32-bit words as numbers in [0, 1). */
const uniform = (seed: number, name: string): (() => number) => {
  let [a, b, c] = wordsOf(seed, name)
  let counter = 1
  const next = (): number => {
    const word = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + word) | 0
    return (word >>> 0) / 4_294_967_296
  }
  // The first words still show the seed.
  for (let skipped = 0; skipped < 12; skipped++) next()
  return next
}

/** Inversion by sequential search; means here are small. */
const poisson = (next: () => number, mean: number): number => {
  const limit = Math.exp(-mean)
  let count = 0
  for (let product = next(); product > limit; product *= next()) count++
  return count
}

const weighted = (next: () => number, weights: readonly number[]): number => {
  let rest = next() * weights.reduce((sum, weight) => sum + weight, 0)
  const found = weights.findIndex((weight) => (rest -= weight) < 0)
  return found < 0 ? weights.length - 1 : found
}

/** @example randomOf(1, 'a').next() === randomOf(1, 'a').next() //=> true */
export const randomOf = (seed: number, name: string): Random => {
  const next = uniform(seed, name)
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  const pick = <T>(list: readonly T[]): T => {
    const found = list[whole(0, list.length - 1)]
    if (found === undefined) throw new Error('Nothing to pick from.')
    return found
  }
  return {
    next,
    chance: (probability) => next() < probability,
    between: (from, to) => from + next() * (to - from),
    whole,
    pick,
    weighted: (weights) => weighted(next, weights),
    normal,
    lognormal: (median, spread) => median * Math.exp(spread * normal()),
    exponential: (mean) => -mean * Math.log(1 - next()),
    poisson: (mean) => poisson(next, mean),
  }
}
