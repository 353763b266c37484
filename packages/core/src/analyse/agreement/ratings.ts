/**
 * What raters said: a row for each object that was rated, a column for each rater; null where a rater did not rate it.
 * Levels are their places in their order, so that an order is one of numbers.
 */
export type Ratings = readonly (readonly (number | null)[])[]

export const given = (row: Ratings[number]): readonly number[] => row.filter((value) => value !== null)

export const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

/** The values that occur, in order. */
export const valuesIn = (ratings: Ratings): readonly number[] =>
  [...new Set(ratings.flatMap(given))].toSorted((a, b) => a - b)

/** A ratio, or null where nothing can be said: a chance of agreement of 1 leaves none to be better than. */
export const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)
