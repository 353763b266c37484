import { binomialCdf } from '../../distribution/index.ts'
import { sideOf, type Firing, type Rule } from '../signal.ts'

/** A stable series crosses its median at half of the steps; fewer crossings than 95 % of them show is a sign of a shift. */
const fewest = (steps: number): number => {
  let [low, high] = [0, steps]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (binomialCdf(middle, steps, 0.5) < 0.05) low = middle + 1
    else high = middle
  }
  return low
}

/** Too few crossings of the median (Anhøj and Olesen, 2014, as for long runs). It speaks of the whole series. */
export const fewCrossings: Rule<'few crossings'> = {
  name: 'few crossings',
  lasts: 0,
  find: ({ drawn, centre }) => {
    const sides = drawn.flatMap((value, i) => sideOf(value, centre[i] ?? 0) ?? [])
    if (sides.length < 2) return []
    const crossings = sides.filter((side, i) => i > 0 && side !== sides[i - 1]).length
    const last = drawn.length - 1
    const found: Firing = { side: null, from: 0, found: last, to: last }
    return crossings < fewest(sides.length - 1) ? [found] : []
  },
}
