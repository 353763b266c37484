import { lackOf, withheld, type Withheld } from '../answer.ts'

/** What pairs of values lack: undefined where there are `fewest` or more and all are finite. */
export const lackOfPairs = (
  before: readonly number[],
  after: readonly number[],
  fewest: number,
): Withheld | undefined =>
  before.length === after.length ? (lackOf(before, fewest) ?? lackOf(after, fewest)) : withheld('unequal-lengths')

/** Decimal places that twelve digits of the largest value reach to. */
const placesOf = (values: readonly number[]): number => {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  return largest === 0 ? 0 : Math.min(100, Math.max(0, 12 - Math.ceil(Math.log10(largest))))
}

/**
 * By how much each rose. Differences that are equal as people write them are equal: the binary rounding of decimals must
 * not untie them.
 * @example differencesOf([0.1, 0.7], [0.3, 0.9]) //=> [0.2, 0.2]
 */
export const differencesOf = (before: readonly number[], after: readonly number[]): readonly number[] => {
  const places = placesOf([...before, ...after])
  return after.map((value, i) => Number((value - (before[i] ?? 0)).toFixed(places)))
}
