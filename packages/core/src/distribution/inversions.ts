type Ways = Float64Array | readonly number[]

/** A polynomial by its coefficients, times 1 − qᵏ. */
const withoutStep = (a: Ways, k: number): Float64Array => {
  const product = new Float64Array(a.length + k)
  for (let i = 0; i < product.length; i++) product[i] = (a[i] ?? 0) - (a[i - k] ?? 0)
  return product
}

/** The same divided by 1 − qᵏ, where that leaves nothing over. */
const withStep = (a: Ways, k: number): Float64Array => {
  const quotient = new Float64Array(a.length - k)
  for (let i = 0; i < quotient.length; i++) quotient[i] = (a[i] ?? 0) + (quotient[i - k] ?? 0)
  return quotient
}

/** Ways to mix `a` equal values into `b` others, by the number of inversions this makes: a Gaussian binomial. */
const mixed = (a: number, b: number): Ways => {
  const [few, many] = [Math.min(a, b), Math.max(a, b)]
  let ways: Ways = [1]
  for (let i = 1; i <= few; i++) ways = withStep(withoutStep(ways, many + i), i)
  return ways
}

const product = (a: Ways, b: Ways): Float64Array => {
  const sums = new Float64Array(a.length + b.length - 1)
  for (let i = 0; i < a.length; i++)
    for (let j = 0; j < b.length; j++) sums[i + j] = (sums[i + j] ?? 0) + (a[i] ?? 0) * (b[j] ?? 0)
  return sums
}

/**
 * How often the sum of two independent numbers from 0 on comes out, from how often each does.
 * @example convolved([1, 1], [1, 1]) //=> [1, 2, 1]
 */
export const convolved = (a: readonly number[], b: readonly number[]): readonly number[] => [...product(a, b)]

/**
 * Orders of values by their number of inversions, where equal values stand in blocks of these sizes: a Gaussian
 * multinomial (R. P. Stanley, Enumerative Combinatorics 1, 2nd ed., 2012, 1.7), built one block at a time. Place k holds
 * the number of orders with k pairs the wrong way round. Two blocks: how Mann and Whitney's U falls.
 * @example inversions([1, 1, 1]) //=> [1, 2, 2, 1]
 * @example inversions([2, 2]) //=> [1, 1, 2, 1, 1]
 */
export const inversions = (blocks: readonly number[]): readonly number[] => {
  let [ways, placed]: readonly [Ways, number] = [[1], 0]
  for (const block of blocks) {
    ways = product(ways, mixed(block, placed))
    placed += block
  }
  return [...ways]
}
