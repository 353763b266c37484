import { withheld, type Withheld } from '../answer.ts'

/**
 * One thing that is open until it ends: a vulnerability, an action, an incident. `time` is its age when it ended, or when
 * it was last seen open. `entry` is its age when it was first seen, for what was open before anybody looked.
 */
export type Item = { readonly time: number; readonly hasEnded: boolean; readonly entry?: number }

/** At one age: how many were open and seen, and how many of these ended. */
export type AtRisk = { readonly time: number; readonly open: number; readonly ended: number }

export const lackOfItems = (items: readonly Item[]): Withheld | undefined => {
  if (items.length === 0) return withheld('no-values', 1)
  if (!items.every(({ time, entry = 0 }) => Number.isFinite(time) && Number.isFinite(entry)))
    return withheld('not-finite')
  if (items.some(({ time, entry = 0 }) => time < 0 || entry < 0)) return withheld('negative')
  return items.some(({ time, entry }) => entry !== undefined && entry >= time) ? withheld('out-of-order') : undefined
}

/** How many of rising values lie below a bound. */
const below = (rising: Float64Array, bound: number): number => {
  let [low, high] = [0, rising.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rising[middle] ?? 0) < bound) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * How many of some items are open and seen at an age: first seen before it, and not ended or lost sight of before it.
 * Something that ends at an age was open at it; something lost sight of then counts as open then too.
 */
export const openAt = (items: readonly Item[]): ((age: number) => number) => {
  const times = Float64Array.from(items, ({ time }) => time).sort()
  const entries = Float64Array.from(items.flatMap(({ entry }) => (entry === undefined ? [] : [entry]))).sort()
  return (age) => times.length - below(times, age) - (entries.length - below(entries, age))
}

/** The ages at which something ended, in order, with how much was open then. */
export const endings = (items: readonly Item[]): readonly AtRisk[] => {
  const open = openAt(items)
  const ended = Map.groupBy(
    items.filter(({ hasEnded }) => hasEnded),
    ({ time }) => time,
  )
  return [...ended].toSorted(([a], [b]) => a - b).map(([time, all]) => ({ time, open: open(time), ended: all.length }))
}
