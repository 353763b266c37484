import { inversions, twoSided } from '../../distribution/index.ts'
import { found, withheld, type Answer } from '../answer.ts'

export type Direction = 'up' | 'down' | 'none'

/** Is a series rising or falling at all? */
export type TrendTest = {
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
  readonly direction: Direction
}

/** Fewer values than this cannot show a trend at 5 %: 4 values in perfect order happen by chance 1 time in 12. */
export const fewestForTrend = 5

const mostForExact = 20

/** Sorts values by merging, and counts the pairs in which the earlier value is the greater one on the way. */
const sorted = (values: readonly number[]): { readonly values: Float64Array; readonly falling: number } => {
  let from = Float64Array.from(values)
  let into = new Float64Array(values.length)
  let falling = 0
  for (let width = 1; width < values.length; width *= 2) {
    for (let start = 0; start < values.length; start += 2 * width) {
      const middle = Math.min(start + width, values.length)
      const end = Math.min(start + 2 * width, values.length)
      let [left, right] = [start, middle]
      for (let place = start; place < end; place++) {
        const isLeft = right >= end || (left < middle && (from[left] ?? 0) <= (from[right] ?? 0))
        if (!isLeft) falling += middle - left
        into[place] = from[isLeft ? left++ : right++] ?? 0
      }
    }
    ;[from, into] = [into, from]
  }
  return { values: from, falling }
}

/** How often each value occurs. */
const tiesOf = (ordered: Float64Array): readonly number[] => {
  const ties: number[] = []
  for (let from = 0; from < ordered.length;) {
    let to = from + 1
    while (to < ordered.length && ordered[to] === ordered[from]) to++
    ties.push(to - from)
    from = to
  }
  return ties
}

const pairs = (n: number): number => (n * (n - 1)) / 2
const spread = (n: number): number => n * (n - 1) * (2 * n + 5)
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

/** S, its variance, and the orders of the values by S where they are few: place k holds those with S = highest − 2k. */
export const kendallScore = (
  values: readonly number[],
): { readonly s: number; readonly variance: number; readonly ways: readonly number[] | null } => {
  const order = sorted(values)
  const ties = tiesOf(order.values)
  const highest = pairs(values.length) - sumOf(ties.map(pairs))
  return {
    s: highest - 2 * order.falling,
    variance: (spread(values.length) - sumOf(ties.map(spread))) / 18,
    ways: values.length <= mostForExact ? inversions(ties) : null,
  }
}

/** What S says, from its variance and, where it is known, how it falls by chance. */
export const judgedScore = (
  n: number,
  { s, variance, ways }: ReturnType<typeof kendallScore>,
  alpha: number,
): TrendTest => {
  const z = s === 0 || variance === 0 ? 0 : (s - Math.sign(s)) / Math.sqrt(variance)
  const normalP = twoSided(z)
  const asFar = ways?.filter((_, k) => Math.abs(ways.length - 1 - 2 * k) >= Math.abs(s))
  const exactP = ways && asFar ? sumOf(asFar) / sumOf(ways) : null
  const p = exactP ?? normalP
  return { n, s, variance, z, normalP, exactP, p, direction: p >= alpha ? 'none' : s > 0 ? 'up' : 'down' }
}

/**
 * Mann's test of trend (Econometrica 13, 1945, 245–259) of values in order of time, with Kendall's variance for ties
 * (Rank Correlation Methods, 4th ed., 1975). Only the order of the values counts, so it suits ordinal scales too.
 * `alpha` is the chance of a false trend that is accepted. Withheld: no values, or one that is not finite.
 * @example mannKendall([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).direction //=> 'up'
 */
export const mannKendall = (values: readonly number[], alpha = 0.05): Answer<TrendTest> => {
  if (values.length === 0) return withheld('no-values', fewestForTrend)
  if (!values.every(Number.isFinite)) return withheld('not-finite')
  return found(judgedScore(values.length, kendallScore(values), alpha))
}
