import { found, lackOf, type Answer } from '../answer.ts'
import { ranksOf } from '../ranks.ts'
import { meanOf } from '../summary/index.ts'

/** A series in two parts: what comes before the change, and the rest. */
export type Change = {
  readonly n: number
  /** How many values come before the change. */
  readonly before: number
  readonly meanBefore: number
  readonly meanAfter: number
  readonly p: number
}

/**
 * Where a series steps up or down, by ranks, and whether chance alone would show such a step (A. N. Pettitt, Applied
 * Statistics 28, 1979, 126–135): K is the largest lead of pairs that fall over pairs that rise across a split, or the
 * reverse. p is Pettitt's approximation, at most 1. A trend makes a step too: look at `trendOf` beside it. Withheld:
 * fewer than 2 values, or one that is not finite.
 * @example pettitt([1, 2, 1, 2, 9, 8, 9, 8]).before //=> 4
 */
export const pettitt = (values: readonly number[]): Answer<Change & { readonly k: number }> => {
  const lack = lackOf(values, 2)
  if (lack !== undefined) return lack
  const n = values.length
  let [sum, k, before] = [0, 0, 1]
  ranksOf(values).forEach((rank, i) => {
    sum += rank
    const lead = Math.abs(2 * sum - (i + 1) * (n + 1))
    if (i + 1 < n && lead > k) [k, before] = [lead, i + 1]
  })
  return found({
    n,
    k,
    before,
    meanBefore: meanOf(values.slice(0, before)),
    meanAfter: meanOf(values.slice(before)),
    p: Math.min(1, 2 * Math.exp((-6 * k * k) / (n ** 3 + n ** 2))),
  })
}
