import { twoSided } from '../../distribution/index.ts'

/**
 * Is a series rising or falling at all? Mann's test (Econometrica 13, 1945, 245–259) with Kendall's variance for ties
 * (Rank Correlation Methods, 4th ed., 1975). Only the order of the values counts, so it suits ordinal scales too.
 */
export type Trend = {
  readonly n: number
  /** Pairs that rise less pairs that fall. */
  readonly s: number
  readonly variance: number
  /** With continuity correction. */
  readonly z: number
  /** Two-sided, from the normal approximation. */
  readonly normalP: number
  /** Two-sided, from all orders of the values (ties kept): up to 20 values. */
  readonly exactP: number | null
  /** The exact chance where there is one. */
  readonly p: number
  readonly direction: 'up' | 'down' | 'none'
}

/** Fewer values than this cannot show a trend at 5 %: 4 values in perfect order happen by chance 1 time in 12. */
export const fewestForTrend = 5

const mostForExact = 20

const score = (values: readonly number[]): number =>
  values.reduce((s, later, j) => s + values.slice(0, j).reduce((t, earlier) => t + Math.sign(later - earlier), 0), 0)

/** How often each value occurs. */
const tiesOf = (values: readonly number[]): readonly number[] => {
  const counted = new Map<number, number>()
  for (const value of values) counted.set(value, (counted.get(value) ?? 0) + 1)
  return [...counted.values()]
}

const spread = (n: number): number => n * (n - 1) * (2 * n + 5)

const addShifted = (a: readonly number[], b: readonly number[], shift: number): readonly number[] =>
  Array.from({ length: Math.max(a.length, b.length + shift) }, (_, i) => (a[i] ?? 0) + (b[i - shift] ?? 0))

const times = (a: readonly number[], b: readonly number[]): readonly number[] => {
  const product: number[] = Array.from({ length: a.length + b.length - 1 }, () => 0)
  a.forEach((x, i) => b.forEach((y, j) => (product[i + j] = (product[i + j] ?? 0) + x * y)))
  return product
}

/** Ways to mix `a` equal values into `b` others, by the number of inversions this makes (a Gaussian binomial). */
const mixed = (a: number, b: number): readonly number[] =>
  a === 0 || b === 0 ? [1] : addShifted(mixed(a - 1, b), mixed(a, b - 1), a)

/** Orders of the values by their number of inversions: a Gaussian multinomial, built one tied block at a time. */
const inversions = (ties: readonly number[]): readonly number[] =>
  ties.reduce<{ readonly ways: readonly number[]; readonly placed: number }>(
    ({ ways, placed }, tied) => ({ ways: times(ways, mixed(tied, placed)), placed: placed + tied }),
    { ways: [1], placed: 0 },
  ).ways

const exact = (s: number, ties: readonly number[]): number => {
  const ways = inversions(ties)
  const untied = ways.length - 1
  const all = ways.reduce((sum, way) => sum + way, 0)
  const asFar = ways.reduce((sum, way, k) => sum + (Math.abs(untied - 2 * k) >= Math.abs(s) ? way : 0), 0)
  return asFar / all
}

/** @example mannKendall([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).direction //=> 'up' */
export const mannKendall = (values: readonly number[], level = 0.05): Trend => {
  const n = values.length
  const s = score(values)
  const ties = tiesOf(values)
  const variance = (spread(n) - ties.reduce((sum, tied) => sum + spread(tied), 0)) / 18
  const z = s === 0 ? 0 : (s - Math.sign(s)) / Math.sqrt(variance)
  const normalP = twoSided(z)
  const exactP = n <= mostForExact ? exact(s, ties) : null
  const p = exactP ?? normalP
  return { n, s, variance, z, normalP, exactP, p, direction: p >= level ? 'none' : s > 0 ? 'up' : 'down' }
}
