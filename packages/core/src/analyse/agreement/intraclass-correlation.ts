import { given, ratio, sumOf, type Ratings } from './ratings.ts'

/**
 * How much of the variation of quantities lies between the objects and not between their raters (Shrout and Fleiss,
 * Psychological Bulletin 86, 1979, 420–428). `one…` are of a single rating, `mean…` of the mean of all raters'.
 */
export type IntraclassCorrelation = {
  /** Raters of their own for every object. */
  readonly one1: number | null
  /** The same raters for all, drawn from many. */
  readonly one2: number | null
  /** These raters and no others. */
  readonly one3: number | null
  readonly mean1: number | null
  readonly mean2: number | null
  readonly mean3: number | null
}

const meanOf = (values: readonly number[]): number => sumOf(values) / values.length
const squares = (values: readonly number[], centre: number): number =>
  sumOf(values.map((value) => (value - centre) ** 2))

/** Undefined where some object was not rated by everybody, or fewer than two were rated by fewer than two. */
export const intraclassCorrelation = (ratings: Ratings): IntraclassCorrelation | undefined => {
  const rows = ratings.map(given)
  const [n, k] = [rows.length, rows[0]?.length ?? 0]
  if (n < 2 || k < 2 || rows.some((row) => row.length !== k)) return undefined
  const grand = meanOf(rows.flat())
  const columns = Array.from({ length: k }, (_, j) => meanOf(rows.map((row) => row[j] ?? 0)))
  const between = (k * squares(rows.map(meanOf), grand)) / (n - 1)
  const within = sumOf(rows.map((row) => squares(row, meanOf(row)))) / (n * (k - 1))
  const judges = (n * squares(columns, grand)) / (k - 1)
  const error = (within * n * (k - 1) - judges * (k - 1)) / ((n - 1) * (k - 1))
  return {
    one1: ratio(between - within, between + (k - 1) * within),
    one2: ratio(between - error, between + (k - 1) * error + (k * (judges - error)) / n),
    one3: ratio(between - error, between + (k - 1) * error),
    mean1: ratio(between - within, between),
    mean2: ratio(between - error, between + (judges - error) / n),
    mean3: ratio(between - error, between),
  }
}
