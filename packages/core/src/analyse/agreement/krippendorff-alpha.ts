import type { Scale } from '../../term/index.ts'
import { given, ratio, sumOf, valuesIn, type Ratings } from './ratings.ts'

/** How far apart two values are on each scale; of an ordinal one by how many ratings lie between them. */
const distances = (scale: Scale, values: readonly number[], counts: readonly number[]) => {
  const between = (a: number, b: number): number => {
    const [from, to] = [Math.min(a, b), Math.max(a, b)]
    return sumOf(counts.slice(from, to + 1)) - ((counts[from] ?? 0) + (counts[to] ?? 0)) / 2
  }
  return (i: number, j: number): number => {
    const [a, b] = [values[i] ?? 0, values[j] ?? 0]
    switch (scale) {
      case 'nominal':
        return a === b ? 0 : 1
      case 'ordinal':
        return a === b ? 0 : between(i, j) ** 2
      case 'interval':
        return (a - b) ** 2
      case 'ratio':
        return a + b === 0 ? 0 : ((a - b) / (a + b)) ** 2
    }
  }
}

/**
 * Agreement beyond chance of any number of raters, with gaps, on any scale (Krippendorff, Content Analysis, 4th ed.,
 * 2019, chapter 12). His cut-offs: from 0.800 on ratings can be relied on, from 0.667 on for tentative conclusions.
 * Null: nothing was rated twice, or nobody ever said anything else.
 */
export const krippendorffAlpha = (ratings: Ratings, scale: Scale): number | null => {
  const rows = ratings.map(given).filter((row) => row.length > 1)
  const values = valuesIn(rows)
  const counts = values.map((value) => sumOf(rows.map((row) => row.filter((each) => each === value).length)))
  const apart = distances(scale, values, counts)
  const place = new Map(values.map((value, i) => [value, i]))
  const inRow = (row: readonly number[]): number =>
    sumOf(row.flatMap((a) => row.map((b) => apart(place.get(a) ?? 0, place.get(b) ?? 0)))) / (row.length - 1)
  const observed = sumOf(rows.map(inRow))
  const expected = sumOf(
    values.flatMap((_, i) => values.map((__, j) => (counts[i] ?? 0) * (counts[j] ?? 0) * apart(i, j))),
  )
  const share = ratio(observed * (sumOf(counts) - 1), expected)
  return share === null ? null : 1 - share
}
