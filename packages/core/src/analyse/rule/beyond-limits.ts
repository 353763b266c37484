import { isAbove, isBelow, type Firing, type Rule, type Side } from '../signal.ts'

/**
 * A point beyond three sigma, or beyond the limits a model has instead (W. A. Shewhart, 1931). By chance once in 370
 * points of a normal process whose limits are known. A point on the limit is not beyond it.
 */
export const beyondLimits: Rule<'beyond limits'> = {
  name: 'beyond limits',
  lasts: 0,
  find: ({ drawn, lower, upper }) => {
    const found: Firing[] = []
    const tell = (side: Side, i: number): number => found.push({ side, from: i, found: i, to: i })
    drawn.forEach((value, i) => {
      if (upper !== null && isAbove(value, upper[i] ?? Infinity)) tell('above', i)
      else if (lower !== null && isBelow(value, lower[i] ?? -Infinity)) tell('below', i)
    })
    return found
  },
}
