import { twoSided } from '../../distribution/index.ts'
import { found, withheld, type Answer } from '../answer.ts'
import { endings, lackOfItems, openAt, type Item } from './at-risk.ts'

export type LogRank = {
  /** How many of the first group ended, and how many would have if both ended alike. */
  readonly observed: number
  readonly expected: number
  readonly variance: number
  readonly chiSquared: number
  readonly p: number
}

/**
 * Do items of two groups end at the same pace? At each age at which any ends, those that end would fall on the groups as
 * the open ones do (N. Mantel, Cancer Chemotherapy Reports 50, 1966, 163–170; R. and J. Peto, JRSS A 135, 1972, 185–207).
 * Open items and items first seen late count as in `survivalOf`. Withheld as there, and where nothing ended while both
 * groups had open items.
 * @example logRank([{ time: 1, hasEnded: true }], [{ time: 2, hasEnded: true }]).chiSquared //=> 1
 */
export const logRank = (first: readonly Item[], second: readonly Item[]): Answer<LogRank> => {
  const lack = lackOfItems(first) ?? lackOfItems(second)
  if (lack !== undefined) return lack
  const openInFirst = openAt(first)
  let [expected, variance] = [0, 0]
  for (const { time, open, ended } of endings([...first, ...second])) {
    const share = openInFirst(time) / open
    expected += ended * share
    if (open > 1) variance += (ended * share * (1 - share) * (open - ended)) / (open - 1)
  }
  const observed = first.filter(({ hasEnded }) => hasEnded).length
  const apart = Math.abs(observed - expected)
  if (variance === 0) return withheld('too-few')
  const z = apart / Math.sqrt(variance)
  return found({ observed, expected, variance, chiSquared: z * z, p: twoSided(z) })
}
