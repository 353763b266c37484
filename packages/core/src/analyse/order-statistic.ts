import type { Limits } from '../distribution/index.ts'

/** Moves what is smaller than the value at `place` before it and what is greater behind it, between two ends. */
const partitioned = (values: Float64Array, low: number, high: number, pivot: number): readonly [number, number] => {
  let [i, j] = [low, high]
  while (i <= j) {
    while ((values[i] ?? 0) < pivot) i++
    while ((values[j] ?? 0) > pivot) j--
    if (i > j) break
    const swapped = values[i] ?? 0
    values[i++] = values[j] ?? 0
    values[j--] = swapped
  }
  return [i, j]
}

/**
 * The value that would stand at `place` (from 0) if the values were sorted (C. A. R. Hoare, CACM 4, 1961, 321–322).
 * Reorders the values it is given: sorting a million slopes for three of them would take ten times as long.
 * @example orderStatistic(Float64Array.of(5, 1, 4, 2), 1) //=> 2
 */
export const orderStatistic = (values: Float64Array, place: number): number => {
  let [low, high] = [0, values.length - 1]
  while (low < high) {
    const [i, j] = partitioned(values, low, high, values[low + ((high - low) >> 1)] ?? 0)
    if (place <= j) high = j
    else if (place >= i) low = i
    else break
  }
  return values[place] ?? 0
}

/**
 * The middle value, or the mean of the two in the middle. Reorders the values it is given.
 * @example medianOf(Float64Array.of(5, 1, 4, 2)) //=> 3
 */
export const medianOf = (values: Float64Array): number => {
  const middle = values.length >> 1
  const upper = orderStatistic(values, middle)
  return values.length % 2 === 1 ? upper : (orderStatistic(values, middle - 1) + upper) / 2
}

/**
 * How many of sorted values may be cut off at each end so that what lies between holds the true one with `level`: `ways`
 * says how often chance puts it below 0, 1, 2 … of them. 0: no value may be, so there are no limits.
 * @example cutOf([1, 3, 5, 6, 5, 3, 1], 0.9) //=> 1
 */
export const cutOf = (ways: readonly number[], level: number): number => {
  const allowed = ((1 - level) / 2) * ways.reduce((sum, way) => sum + way, 0) * (1 + 1e-12)
  let below = 0
  for (let k = 0; k < ways.length; k++) {
    below += ways[k] ?? 0
    if (below > allowed) return k
  }
  return ways.length
}

/**
 * The values at which an interval ends that leaves out `cut` of them at each end; null where nothing may be left out.
 * Reorders the values it is given.
 * @example limitsWithout(1, Float64Array.of(5, 1, 4, 2)) //=> { lower: 1, upper: 5 }
 */
export const limitsWithout = (cut: number, values: Float64Array): Limits | null =>
  cut < 1 ? null : { lower: orderStatistic(values, cut - 1), upper: orderStatistic(values, values.length - cut) }
