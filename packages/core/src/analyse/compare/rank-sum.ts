import { inversions, normalQuantile, twoSided, type Limits } from '../../distribution/index.ts'
import { found, lackOf, lackOfLevel, withheld, type Answer } from '../answer.ts'
import { cutOf, medianWithin } from '../order-statistic.ts'
import { blocksOf, ranksOf } from '../ranks.ts'

export type RankSum = {
  /** Pairs in which the value of the second group is the higher one; ties count half. */
  readonly u: number
  /** Two-sided, with continuity correction and variance for ties. */
  readonly normalP: number
  /** Two-sided, over every way to divide the values among the groups, ties kept: up to 40 values. */
  readonly exactP: number | null
  /** The exact chance where there is one. */
  readonly p: number
  /** By how much the second group lies higher: the median of all differences between the two. */
  readonly shift: number
  /** Of the shift; null where the values are too few for limits at this level. */
  readonly limits: Limits | null
  readonly level: number
}

const mostForExact = 40
/** More pairs of values than a computer should hold. */
const mostPairs = 4_000_000

/** How often each sum of doubled ranks comes out when `size` of them are drawn. */
const waysOfSum = (ranks: readonly number[], size: number): readonly number[] => {
  const doubled = ranks.map((rank) => Math.round(2 * rank))
  const width = doubled.reduce((sum, rank) => sum + rank, 0) + 1
  const ways = Array.from({ length: size + 1 }, () => new Float64Array(width))
  const [none] = ways
  if (none !== undefined) none[0] = 1
  for (const rank of doubled)
    for (let drawn = size; drawn > 0; drawn--) {
      const [into, from] = [ways[drawn], ways[drawn - 1]]
      if (into && from) for (let sum = rank; sum < width; sum++) into[sum] = (into[sum] ?? 0) + (from[sum - rank] ?? 0)
    }
  return [...(ways[size] ?? [])]
}

const exact = (ranks: readonly number[], sumOfSecond: number, size: number): number => {
  const ways = waysOfSum(ranks, size)
  const centre = size * (ranks.length + 1)
  const far = Math.abs(2 * sumOfSecond - centre)
  const all = ways.reduce((sum, way) => sum + way, 0)
  return ways.reduce((sum, way, doubled) => sum + (Math.abs(doubled - centre) >= far ? way : 0), 0) / all
}

const normal = (u: number, n1: number, n2: number, ties: readonly number[]): number => {
  const n = n1 + n2
  const tied = ties.reduce((sum, t) => sum + t ** 3 - t, 0)
  const variance = ((n1 * n2) / 12) * (n + 1 - tied / (n * (n - 1)))
  const off = Math.abs(u - (n1 * n2) / 2)
  return variance === 0 ? 1 : twoSided(Math.max(0, off - 0.5) / Math.sqrt(variance))
}

const shiftOf = (first: readonly number[], second: readonly number[], level: number) => {
  const [n1, n2] = [first.length, second.length]
  const differences = Float64Array.from(second.flatMap((b) => first.map((a) => b - a)))
  const deviation = Math.sqrt((n1 * n2 * (n1 + n2 + 1)) / 12)
  const cut =
    n1 + n2 <= mostForExact
      ? cutOf(inversions([n1, n2]), level)
      : Math.round((n1 * n2) / 2 - normalQuantile((1 + level) / 2) * deviation)
  const { median, limits } = medianWithin(cut, differences)
  return { shift: median, limits }
}

/**
 * Does one group of values lie higher than another? By ranks (H. B. Mann and D. R. Whitney, Annals of Mathematical
 * Statistics 18, 1947, 50–60), exact as a permutation test up to 40 values, with the shift between them and its limits
 * (J. L. Hodges and E. L. Lehmann, same journal 34, 1963, 598–611; ties do not narrow them). In the unit of the values.
 * Withheld: an empty group, a value that is not finite, more than four million pairs.
 * @example rankSum([1, 2, 3, 4], [5, 6, 7, 8]).shift //=> 4
 */
export const rankSum = (first: readonly number[], second: readonly number[], level = 0.95): Answer<RankSum> => {
  const lack = lackOf(first, 1) ?? lackOf(second, 1) ?? lackOfLevel(level)
  if (lack !== undefined) return lack
  const [n1, n2] = [first.length, second.length]
  if (n1 * n2 > mostPairs) return withheld('too-many')
  const ranks = ranksOf([...first, ...second])
  const sumOfSecond = ranks.slice(n1).reduce((sum, rank) => sum + rank, 0)
  const u = sumOfSecond - (n2 * (n2 + 1)) / 2
  const normalP = normal(u, n1, n2, blocksOf(ranks))
  const exactP = n1 + n2 <= mostForExact ? exact(ranks, sumOfSecond, n2) : null
  return found({ u, normalP, exactP, p: exactP ?? normalP, ...shiftOf(first, second, level), level })
}
