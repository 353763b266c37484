import {
  clopperPearson,
  differenceLimits,
  effectiveSample,
  normalQuantile,
  wilsonLimits,
  wilsonLimitsCorrected,
  type Limits,
} from '../../distribution/index.ts'
import { found, lackOfLevel, lackOfShare, withheld, type Answer } from '../answer.ts'

export type ShareMethod = 'Wilson' | 'Wilson with continuity' | 'Clopper and Pearson'

export type ShareLimits = Limits & { readonly share: number; readonly method: ShareMethod; readonly level: number }

export type ShareOptions = {
  readonly method?: ShareMethod
  readonly level?: number
  /** How many there are of whom the whole was drawn; only Wilson's limits reckon with it. */
  readonly population?: number
}

const limitsOf = (part: number, whole: number, { method, level, population }: Required<ShareOptions>): Limits => {
  if (method === 'Clopper and Pearson') return clopperPearson(part, whole, level)
  const [share, n, z] = [part / whole, effectiveSample(whole, population), normalQuantile((1 + level) / 2)]
  if (n === Infinity && Number.isFinite(population)) return { lower: share, upper: share }
  const sample = Number.isFinite(population) ? n : whole
  return method === 'Wilson' ? wilsonLimits(share, sample, z) : wilsonLimitsCorrected(share, sample, z)
}

/**
 * How far a share seen in a sample may lie from the true one. Wilson’s limits hold the level on average, those with
 * continuity and the exact ones at least. Withheld: counts that are negative, not whole or not finite, an empty whole, a
 * part larger than its whole, a whole larger than the population.
 * @example shareLimits(0, 20).upper.toFixed(6) //=> '0.161125'
 */
export const shareLimits = (part: number, whole: number, options: ShareOptions = {}): Answer<ShareLimits> => {
  const { method = 'Wilson', level = 0.95, population = Infinity } = options
  const lack = lackOfShare(part, whole) ?? lackOfLevel(level)
  if (lack !== undefined) return lack
  if (whole > population) return withheld('part-above-whole')
  if (population !== Infinity && !Number.isInteger(population)) return withheld('not-whole')
  return found({ share: part / whole, ...limitsOf(part, whole, { method, level, population }), method, level })
}

export type Difference = Limits & { readonly difference: number; readonly level: number }

/**
 * How far two shares of different people or things lie apart, the first less the second (R. G. Newcombe, Statistics in
 * Medicine 17, 1998, 873–890, method 10). Withheld as `shareLimits`.
 * @example shareDifference({ part: 56, whole: 70 }, { part: 48, whole: 80 }).lower.toFixed(4) //=> '0.0524'
 */
export const shareDifference = (
  one: { readonly part: number; readonly whole: number },
  other: { readonly part: number; readonly whole: number },
  level = 0.95,
): Answer<Difference> => {
  const lack = lackOfShare(one.part, one.whole) ?? lackOfShare(other.part, other.whole) ?? lackOfLevel(level)
  if (lack !== undefined) return lack
  const difference = one.part / one.whole - other.part / other.whole
  return found({ difference, ...differenceLimits(one.part, one.whole, other.part, other.whole, level), level })
}
