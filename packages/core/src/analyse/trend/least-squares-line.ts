import { found, lackOf, withheld, type Answer } from '../answer.ts'
import { isConstant, meanOf, squaresAround } from '../summary/index.ts'
import { equalTimes, type Line } from './theil-sen.ts'

export type LeastSquaresLine = Line & {
  readonly n: number
  /** How far the slope may be off; null for two values, which leave nothing over to tell by. */
  readonly slopeError: number | null
  /** How far values lie from the line; null for two. */
  readonly residualDeviation: number | null
  /** The share of the variation that the line explains; null where the values do not vary. */
  readonly determination: number | null
}

/** The line through the middle of the points, from distances to it: sums of large squares would lose the digits. */
const through = (xs: readonly number[], ys: readonly number[]): Line => {
  const [x, y] = [meanOf(xs), meanOf(ys)]
  let [products, squares] = [0, 0]
  xs.forEach((each, i) => {
    products += (each - x) * ((ys[i] ?? 0) - y)
    squares += (each - x) ** 2
  })
  const slope = products / squares
  return { slope, intercept: y - slope * x }
}

/**
 * The line of least squares through `values` at `at`, in any order and with repeats; without `at` they stand at 1, 2, 3 ….
 * What it leaves over is fitted once more, which gives back the last digits. One wild value moves it: for a trend take
 * `theilSen`. Withheld: fewer than 2 values, lists unlike in length, a number that is not finite, all at one place.
 * @example leastSquaresLine([1, 3, 5]).slope //=> 2
 */
export const leastSquaresLine = (
  values: readonly number[],
  at: readonly number[] = equalTimes(values),
): Answer<LeastSquaresLine> => {
  if (values.length !== at.length) return withheld('unequal-lengths')
  const lack = lackOf(values, 2) ?? lackOf(at, 2)
  if (lack !== undefined) return lack
  if (isConstant(at)) return withheld('constant')
  const n = values.length
  const residuals = ({ slope, intercept }: Line): readonly number[] =>
    values.map((value, i) => value - intercept - slope * (at[i] ?? 0))
  const first = through(at, values)
  const left = through(at, residuals(first))
  const line = { slope: first.slope + left.slope, intercept: first.intercept + left.intercept }
  const unexplained = residuals(line).reduce((sum, each) => sum + each * each, 0)
  const deviation = n > 2 ? Math.sqrt(unexplained / (n - 2)) : null
  return found({
    ...line,
    n,
    residualDeviation: deviation,
    slopeError: deviation === null ? null : deviation / Math.sqrt(squaresAround(at, meanOf(at))),
    determination: isConstant(values) ? null : 1 - unexplained / squaresAround(values, meanOf(values)),
  })
}
