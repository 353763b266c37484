import { studentTwoSided } from '../../distribution/index.ts'
import { found, lackOf, withheld, type Answer } from '../answer.ts'
import { isConstant, meanOf, squaresAround } from '../summary/index.ts'
import type { Change } from './pettitt.ts'

export type BestSplit = Change & {
  /** Sums of squared distances from the one mean, and from the two. */
  readonly squares: number
  readonly squaresLeft: number
}

/** Gains this near to each other are one: rounding must not decide which split is the first of equals. */
const rounding = 1e-12

/** How many values stand before the split whose two means lie furthest apart for their sizes; the first of equals. */
const bestPlace = (values: readonly number[], mean: number): number => {
  const n = values.length
  let [sum, best, before] = [0, 0, 1]
  values.slice(0, -1).forEach((value, i) => {
    sum += value - mean
    const gain = (sum * sum * n) / ((i + 1) * (n - i - 1))
    if (gain > best * (1 + rounding)) [best, before] = [gain, i + 1]
  })
  return before
}

const squaresOf = (values: readonly number[]): number => squaresAround(values, meanOf(values))

/**
 * The one split of a series into two levels that leaves the least squares, found among all. p bounds the chance of such
 * a split in independent normal values from above: that of its t, times the number of splits looked at (Bonferroni; K. J.
 * Worsley, JASA 74, 1979, 365–367, shows how little is lost). Withheld: fewer than 3 values, one that is not finite, all
 * the same.
 * @example bestSplit([1, 2, 1, 2, 9, 8, 9, 8]).meanAfter //=> 8.5
 */
export const bestSplit = (values: readonly number[]): Answer<BestSplit> => {
  const lack = lackOf(values, 3)
  if (lack !== undefined) return lack
  if (isConstant(values)) return withheld('constant')
  const n = values.length
  const before = bestPlace(values, meanOf(values))
  const parts = [values.slice(0, before), values.slice(before)] as const
  const [meanBefore, meanAfter] = [meanOf(parts[0]), meanOf(parts[1])]
  const squaresLeft = squaresOf(parts[0]) + squaresOf(parts[1])
  const error = Math.sqrt((squaresLeft / (n - 2)) * (1 / before + 1 / (n - before)))
  const p = Math.min(1, (n - 1) * studentTwoSided((meanAfter - meanBefore) / error, n - 2))
  return found({ n, before, meanBefore, meanAfter, p, squares: squaresOf(values), squaresLeft })
}
