import { gammaCdf, twoSided } from '../../distribution/index.ts'
import { found, lackOfShare, withheld, type Answer } from '../answer.ts'
import type { Direction } from './mann-kendall.ts'
import { equalTimes, lackOfLine } from './theil-sen.ts'

/** One period: how many of how many. */
export type PartOfWhole = { readonly part: number; readonly whole: number }

export type ShareTrend = {
  readonly n: number
  readonly z: number
  readonly p: number
  readonly direction: Direction
  /** How probable it is that chance alone leaves so much beside a straight line: small where shares differ by more. */
  readonly departure: number
}

/** With three shares of known wholes each is as sure as its whole is large. */
export const fewestForShareTrend = 3

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

type Sums = { readonly share: number; readonly score: number; readonly squares: number; readonly spread: number }

/** Everything against the share and the time that all have together. */
const sumsOf = (parts: readonly PartOfWhole[], times: readonly number[]): Sums => {
  const all = sumOf(parts.map(({ whole }) => whole))
  const share = sumOf(parts.map(({ part }) => part)) / all
  const middle = sumOf(parts.map(({ whole }, i) => whole * (times[i] ?? 0))) / all
  const away = (i: number): number => (times[i] ?? 0) - middle
  const left = ({ part, whole }: PartOfWhole): number => part - whole * share
  return {
    share,
    score: sumOf(parts.map((each, i) => away(i) * left(each))),
    squares: sumOf(parts.map(({ whole }, i) => whole * away(i) ** 2)),
    spread: sumOf(parts.map((each) => left(each) ** 2 / each.whole)),
  }
}

/**
 * Do shares of known wholes rise or fall with time? The test of W. G. Cochran (Biometrics 10, 1954, 417–451) and
 * P. Armitage (Biometrics 11, 1955, 375–386): it knows how far chance moves each share, so a few periods can tell what
 * the order of their values cannot. Withheld: fewer than 3 periods, parts that are none, a whole of zero, all or nothing
 * in every period.
 * @example cochranArmitage([{ part: 5, whole: 50 }, { part: 25, whole: 50 }, { part: 45, whole: 50 }]).direction //=> 'up'
 */
export const cochranArmitage = (
  parts: readonly PartOfWhole[],
  { alpha = 0.05, times }: { readonly alpha?: number; readonly times?: readonly number[] } = {},
): Answer<ShareTrend> => {
  const counts = parts.map(({ part }) => part)
  for (const { part, whole } of parts) {
    const lack = lackOfShare(part, whole)
    if (lack !== undefined) return lack
  }
  const places = times ?? equalTimes(counts)
  const lack = lackOfLine(counts, places, fewestForShareTrend)
  if (lack !== undefined) return lack
  const { share, score, squares, spread } = sumsOf(parts, places)
  const chance = share * (1 - share)
  if (chance === 0) return withheld('constant')
  const z = score / Math.sqrt(chance * squares)
  const p = twoSided(z)
  const rest = Math.max(0, spread / chance - z * z)
  const departure = 1 - gammaCdf(rest / 2, (parts.length - 2) / 2)
  return found({ n: parts.length, z, p, direction: p >= alpha ? 'none' : z > 0 ? 'up' : 'down', departure })
}
