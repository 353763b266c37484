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

/** The places around one among which, in a sample of this size, the value for it is very likely found. */
const window = (low: number, high: number, place: number): readonly [number, number] => {
  const n = high - low + 1
  const size = 0.5 * n ** (2 / 3)
  const share = (place - low + 1) / n
  const margin = 0.5 * Math.sqrt((Math.log(n) * size * (n - size)) / n) * Math.sign(share - 0.5)
  return [
    Math.max(low, Math.floor(place - share * size + margin)),
    Math.min(high, Math.floor(place + (1 - share) * size + margin)),
  ]
}

/** Fewer values are quicker looked through than sampled. */
const fewestToSample = 600

/**
 * The value that would stand at `place` (from 0) if the values between two places were sorted (R. W. Floyd and R. L.
 * Rivest, CACM 18, 1975, 165–172). Reorders the values it is given: sorting a million slopes for three of them would take
 * ten times as long.
 * @example orderStatistic(Float64Array.of(5, 1, 4, 2), 1) //=> 2
 */
export const orderStatistic = (
  values: Float64Array,
  place: number,
  from = 0,
  to: number = values.length - 1,
): number => {
  let [low, high] = [from, to]
  while (low < high) {
    if (high - low > fewestToSample) orderStatistic(values, place, ...window(low, high, place))
    const [i, j] = partitioned(values, low, high, values[place] ?? 0)
    if (place <= j) high = j
    else if (place >= i) low = i
    else break
  }
  return values[place] ?? 0
}

/** The middle of all values, when those that belong between two places stand between them. */
const medianBetween = (values: Float64Array, from: number, to: number): number => {
  const middle = values.length >> 1
  const upper = orderStatistic(values, middle, from, to)
  if (values.length % 2 === 1) return upper
  let lower = values[from] ?? upper
  for (let i = from; i < middle; i++) lower = Math.max(lower, values[i] ?? lower)
  return (lower + upper) / 2
}

/**
 * The middle value, or the mean of the two in the middle. Reorders the values it is given.
 * @example medianOf(Float64Array.of(5, 1, 4, 2)) //=> 3
 */
export const medianOf = (values: Float64Array): number => medianBetween(values, 0, values.length - 1)

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
 * The middle value, and the values at which an interval ends that leaves out `cut` of them at each end: null where nothing
 * may be left out. Reorders the values it is given; the ends first, since between them few are left for the middle.
 * @example medianWithin(1, Float64Array.of(5, 1, 4, 2)) //=> { median: 3, limits: { lower: 1, upper: 5 } }
 */
export const medianWithin = (
  cut: number,
  values: Float64Array,
): { readonly median: number; readonly limits: Limits | null } => {
  if (cut < 1) return { median: medianOf(values), limits: null }
  const last = values.length - 1
  const low = Math.min(cut - 1, last >> 1)
  const lower = orderStatistic(values, low)
  const upper = orderStatistic(values, last - low, low, last)
  return { median: medianBetween(values, low, last - low), limits: { lower, upper } }
}
