import { withheld, type Withheld } from '../answer.ts'

/** What a quantity cannot leave: a share stays between 0 and 1, a count above 0. */
export type Bounds = 'none' | 'share' | 'count'

/** A scale on which a quantity has no bounds, so that a line on it never leaves them. */
export type BoundlessScale = {
  readonly to: (value: number) => number
  readonly from: (value: number) => number
}

/**
 * The scale for values within bounds: log-odds for shares, logarithms for counts. A value at a bound lies infinitely far
 * out on these; it is put half as far from the bound as the nearest other one, at the least half of `nearest`.
 */
export const boundlessScale = (bounds: Bounds, values: readonly number[]): BoundlessScale => {
  const smallest = (distances: readonly number[]): number =>
    distances.filter((distance) => distance > 0).reduce((least, distance) => Math.min(least, distance), 1) / 2
  switch (bounds) {
    case 'none':
      return { to: (value) => value, from: (value) => value }
    case 'share': {
      const [low, high] = [smallest(values), 1 - smallest(values.map((value) => 1 - value))]
      return {
        to: (value) => {
          const inside = value === 0 ? low : value === 1 ? high : value
          return Math.log(inside / (1 - inside))
        },
        from: (value) => 1 / (1 + Math.exp(-value)),
      }
    }
    case 'count': {
      const low = smallest(values)
      return {
        to: (value) => Math.log(value === 0 ? low : value),
        from: (value) => Math.min(Math.exp(value), Number.MAX_VALUE),
      }
    }
  }
}

/**
 * What values lack that are said to have bounds.
 * @example lackOfBounds('share', [0.5, 1.2])?.why //=> 'out-of-range'
 */
export const lackOfBounds = (bounds: Bounds, values: readonly number[]): Withheld | undefined => {
  if (bounds === 'none') return undefined
  if (values.some((value) => value < 0)) return withheld(bounds === 'share' ? 'out-of-range' : 'negative')
  return bounds === 'share' && values.some((value) => value > 1) ? withheld('out-of-range') : undefined
}
