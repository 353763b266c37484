import { found, lackOf, type Answer } from '../answer.ts'

export type Summary = {
  readonly n: number
  readonly mean: number
  /** Of a sample: divided by n − 1; null for one value. */
  readonly deviation: number | null
  /** How far each value goes with the next: the autocorrelation at lag 1; null where all values are the same. */
  readonly r1: number | null
}

/**
 * The mean, corrected by the mean of what it leaves over: a sum of large numbers loses the digits in which they differ.
 * Of no values it is not a number: ask `summaryOf`.
 * @example meanOf([10000001, 10000003, 10000002]) //=> 10000002
 */
export const meanOf = (values: readonly number[]): number => {
  let sum = 0
  for (const value of values) sum += value
  const first = sum / values.length
  let left = 0
  for (const value of values) left += value - first
  return first + left / values.length
}

/**
 * The sum of squared distances from the mean, by the corrected two-pass algorithm (T. F. Chan, G. H. Golub and
 * R. J. LeVeque, The American Statistician 37, 1983, 242–247).
 * @example squaresAround([1, 2, 3], 2) //=> 2
 */
export const squaresAround = (values: readonly number[], mean: number): number => {
  let [squares, left] = [0, 0]
  for (const value of values) {
    squares += (value - mean) ** 2
    left += value - mean
  }
  return Math.max(0, squares - (left * left) / values.length)
}

/**
 * How far values go with those `lag` places later: their products around the mean, over the sum of squares (NIST/SEMATECH
 * e-Handbook 1.3.5.12). Null where all are the same.
 * @example lagCorrelation([10000001, 10000003, 10000002], 1) //=> -0.5
 */
export const lagCorrelation = (values: readonly number[], lag: number): number | null => {
  const mean = meanOf(values)
  const squares = squaresAround(values, mean)
  let products = 0
  for (let i = 0; i + lag < values.length; i++) products += ((values[i] ?? 0) - mean) * ((values[i + lag] ?? 0) - mean)
  return isConstant(values) || squares === 0 ? null : products / squares
}

/** @example isConstant([3, 3, 3]) //=> true */
export const isConstant = (values: readonly number[]): boolean => values.every((value) => value === values[0])

/**
 * Mean, standard deviation and autocorrelation at lag 1 of values in order of time; in their unit, r1 pure. Withheld: no
 * values, or one that is not finite.
 * @example summaryOf([10000001, 10000003, 10000002]) //=> { kind: 'found', n: 3, mean: 10000002, deviation: 1, r1: -0.5 }
 */
export const summaryOf = (values: readonly number[]): Answer<Summary> => {
  const lack = lackOf(values, 1)
  if (lack !== undefined) return lack
  const n = values.length
  const mean = meanOf(values)
  const deviation = n === 1 ? null : isConstant(values) ? 0 : Math.sqrt(squaresAround(values, mean) / (n - 1))
  return found({ n, mean, deviation, r1: lagCorrelation(values, 1) })
}
