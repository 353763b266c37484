import { given, ratio, sumOf, type Ratings } from './ratings.ts'

const pairs = (n: number): number => (n * (n - 1)) / 2

const agreeing = (row: readonly number[]): number =>
  sumOf([...Map.groupBy(row, (value) => value).values()].map((same) => pairs(same.length)))

/**
 * How often two raters of the same object say the same, over all pairs of ratings. Nothing is taken off for what
 * chance alone would give.
 * @example percentAgreement([[1, 1], [1, 2], [3, null]]) //=> 0.5
 */
export const percentAgreement = (ratings: Ratings): number | null => {
  const rows = ratings.map(given)
  return ratio(sumOf(rows.map(agreeing)), sumOf(rows.map((row) => pairs(row.length))))
}
