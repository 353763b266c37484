import { given, ratio, sumOf, valuesIn, type Ratings } from './ratings.ts'

/**
 * Agreement of several raters beyond chance (Fleiss, Psychological Bulletin 76, 1971, 378–382), for names without an
 * order. Every object needs the same number of ratings, not necessarily by the same raters; null otherwise.
 */
export const fleissKappa = (ratings: Ratings): number | null => {
  const rows = ratings.map(given)
  const raters = rows[0]?.length ?? 0
  if (raters < 2 || rows.some((row) => row.length !== raters)) return null
  const counts = rows.map((row) => valuesIn(ratings).map((value) => row.filter((each) => each === value).length))
  const observed =
    sumOf(counts.map((row) => (sumOf(row.map((n) => n * n)) - raters) / (raters * (raters - 1)))) / rows.length
  const shares = valuesIn(ratings).map((_, j) => sumOf(counts.map((row) => row[j] ?? 0)) / (rows.length * raters))
  const expected = sumOf(shares.map((share) => share * share))
  return ratio(observed - expected, 1 - expected)
}
