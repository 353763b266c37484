import { ratio, sumOf, type Ratings } from './ratings.ts'

/** How far apart two levels count: not at all alike, by the steps between them, or by the square of these. */
export type Weights = 'none' | 'linear' | 'quadratic'

const distance = (a: number, b: number, weights: Weights): number => {
  if (weights === 'none') return a === b ? 0 : 1
  return weights === 'linear' ? Math.abs(a - b) : (a - b) ** 2
}

/**
 * Agreement of two raters beyond chance (Cohen, Educational and Psychological Measurement 20, 1960, 37–46), for levels
 * weighted by how far apart they are (Psychological Bulletin 70, 1968, 213–220). Objects that one of them did not rate
 * do not count. Null: chance alone would have them agree always.
 * @example cohenKappa([[0, 0], [0, 0], [1, 1], [1, 0]], 'none') //=> 0.5
 */
export const cohenKappa = (ratings: Ratings, weights: Weights): number | null => {
  const both = ratings.flatMap(([a, b]) =>
    a === null || a === undefined || b === null || b === undefined ? [] : [[a, b] as const],
  )
  const observed = sumOf(both.map(([a, b]) => distance(a, b, weights)))
  const expected = sumOf(both.flatMap(([a]) => both.map(([, b]) => distance(a, b, weights))))
  const share = ratio(observed * both.length, expected)
  return share === null ? null : 1 - share
}
