/**
 * Places in order, from 1; equal values share their middle place.
 * @example ranksOf([30, 10, 30, 20]) //=> [3.5, 1, 3.5, 2]
 */
export const ranksOf = (values: readonly number[]): readonly number[] => {
  const order = values.map((value, i) => ({ value, i })).toSorted((a, b) => a.value - b.value)
  const ranks = values.map(() => 0)
  for (let from = 0; from < order.length;) {
    let to = from
    while (to + 1 < order.length && order[to + 1]?.value === order[from]?.value) to++
    for (let k = from; k <= to; k++) ranks[order[k]?.i ?? 0] = (from + to) / 2 + 1
    from = to + 1
  }
  return ranks
}

/**
 * How many values share each value: the sizes of the blocks of equal ones.
 * @example blocksOf([30, 10, 30, 20]) //=> [2, 1, 1]
 */
export const blocksOf = (values: readonly number[]): readonly number[] => {
  const counted = new Map<number, number>()
  for (const value of values) counted.set(value, (counted.get(value) ?? 0) + 1)
  return [...counted.values()]
}
