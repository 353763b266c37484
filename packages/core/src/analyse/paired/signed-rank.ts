import { convolved, twoSided } from '../../distribution/index.ts'
import { found, withheld, type Answer } from '../answer.ts'
import { blocksOf, ranksOf } from '../ranks.ts'
import { differencesOf, lackOfPairs } from './differences.ts'

/** A chance on either side, that of a rise and that of a fall. */
export type Chances = { readonly p: number; readonly rise: number; readonly fall: number }

export type SignedRank = {
  /** Pairs that differ; those that do not are left out. */
  readonly n: number
  /** The sum of the ranks of those that rose. */
  readonly v: number
  /** With continuity correction, and variance for ties. */
  readonly normal: Chances
  /** Over every choice of signs, ties kept: up to 50 pairs. */
  readonly exact: Chances | null
  /** Two-sided: the exact chance where there is one. */
  readonly p: number
}

const mostForExact = 50

const atMostOne = (rise: number, fall: number): Chances => ({ p: Math.min(1, 2 * Math.min(rise, fall)), rise, fall })

/** How often each sum of doubled ranks comes out when each is in or not: twice, since middle places may be halves. */
const waysOfSum = (ranks: readonly number[]): readonly number[] =>
  ranks.reduce<readonly number[]>(
    (ways, rank) =>
      convolved(
        ways,
        Array.from({ length: Math.round(2 * rank) + 1 }, (_, i) => (i === 0 || i === Math.round(2 * rank) ? 1 : 0)),
      ),
    [1],
  )

const exactly = (ranks: readonly number[], v: number): Chances => {
  const ways = waysOfSum(ranks)
  const all = 2 ** ranks.length
  const sumOf = (part: readonly number[]): number => part.reduce((sum, way) => sum + way, 0) / all
  return atMostOne(sumOf(ways.slice(2 * v)), sumOf(ways.slice(0, 2 * v + 1)))
}

const normally = (ranks: readonly number[], v: number): Chances => {
  const n = ranks.length
  const tied = blocksOf(ranks).reduce((sum, t) => sum + t ** 3 - t, 0)
  const deviation = Math.sqrt((n * (n + 1) * (2 * n + 1)) / 24 - tied / 48)
  const off = v - (n * (n + 1)) / 4
  const above = (z: number): number => (z >= 0 ? twoSided(z) / 2 : 1 - twoSided(z) / 2)
  return atMostOne(above((off - 0.5) / deviation), above((-off - 0.5) / deviation))
}

/**
 * Did values of the same people or things rise? By the ranks of the differences (F. Wilcoxon, Biometrics Bulletin 1,
 * 1945, 80–83): pairs without a difference are left out, equal differences share their middle rank, the normal chances
 * are corrected for continuity. Withheld: lists unlike in length, no pairs, a value that is not finite, no pair differs.
 * @example signedRank([1, 2, 3], [2, 4, 6]).v //=> 6
 */
export const signedRank = (before: readonly number[], after: readonly number[]): Answer<SignedRank> => {
  const lack = lackOfPairs(before, after, 1)
  if (lack !== undefined) return lack
  const differences = differencesOf(before, after).filter((each) => each !== 0)
  if (differences.length === 0) return withheld('constant')
  const n = differences.length
  const ranks = ranksOf(differences.map(Math.abs))
  const v = ranks.reduce((sum, rank, i) => sum + ((differences[i] ?? 0) > 0 ? rank : 0), 0)
  const normal = normally(ranks, v)
  const exact = n <= mostForExact ? exactly(ranks, v) : null
  return found({ n, v, normal, exact, p: exact?.p ?? normal.p })
}
