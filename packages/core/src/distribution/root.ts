/**
 * Where a rising function reaches `target`, between two bounds: halving, to the last digit a number holds. Certain and
 * quick enough: sixty steps for a number near one.
 */
export const rootOf = (rising: (x: number) => number, target: number, from: number, to: number): number => {
  let [low, high] = [from, to]
  for (let i = 0; i < 2000; i++) {
    const middle = low + (high - low) / 2
    if (middle <= low || middle >= high) return middle
    if (rising(middle) < target) low = middle
    else high = middle
  }
  return high
}
