import { normalQuantile } from '../../distribution/index.ts'
import { found, lackOf, withheld, type Answer } from '../answer.ts'
import { ranksOf } from '../ranks.ts'
import { lagCorrelation } from '../summary/index.ts'
import { judgedScore, kendallScore, type TrendTest } from './mann-kendall.ts'
import { equalTimes, theilSen } from './theil-sen.ts'

/** Does each value go with the one before it? Then fewer things happened than there are values, and alarms are cheap. */
export type Autocorrelation = {
  readonly n: number
  readonly r1: number
  /** What independent values stay below, on one side, with 97.5 %. */
  readonly bound: number
  readonly isCorrelated: boolean
}

const boundOf = (n: number): number => normalQuantile(0.975) / Math.sqrt(n)

/**
 * The autocorrelation at lag 1 beside the bound of M. S. Bartlett (JRSS Supplement 8, 1946, 27–41), z / √n. Take a trend
 * out first (`withoutLine`): it looks like correlation. Withheld: fewer than 3 values, one not finite, all the same.
 * @example autocorrelationOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).isCorrelated //=> true
 */
export const autocorrelationOf = (values: readonly number[]): Answer<Autocorrelation> => {
  const lack = lackOf(values, 3)
  if (lack !== undefined) return lack
  const r1 = lagCorrelation(values, 1)
  if (r1 === null) return withheld('constant')
  const bound = boundOf(values.length)
  return found({ n: values.length, r1, bound, isCorrelated: r1 > bound })
}

/**
 * What is left of values when their Theil–Sen slope is taken out.
 * @example withoutLine([1, 2, 3, 5], 1) //=> [0, 0, 0, 1]
 */
export const withoutLine = (
  values: readonly number[],
  slope: number,
  times: readonly number[] = equalTimes(values),
): readonly number[] => values.map((value, i) => value - slope * (times[i] ?? 0))

/** Lags beyond the third carry more noise than correlation (A. R. Rao, K. H. Hamed and H. L. Chen, 2003). */
const lagsLookedAt = 3

export type CorrectedTest = TrendTest & {
  /** How many times wider correlation makes S fall: n / n*; 1 where there is none. */
  readonly inflation: number
}

/**
 * Mann's test where values go with the ones before them: the variance of S grows by the correlation of the ranks left
 * when the slope is taken out (K. H. Hamed and A. R. Rao, Journal of Hydrology 204, 1998, 182–196), at lags up to
 * `lags`, as far as it is significant. It never shrinks: the test warns, it does not find what is not there. The exact
 * chance, which knows no correlation, is left out where the variance was corrected. Withheld: fewer than 8 values (no
 * correlation could be told from chance), one not finite, more than 3,000, or all the same.
 * @example hamedRao([1, 2, 3, 4, 5, 6, 7, 8]).inflation //=> 1
 */
export const hamedRao = (
  values: readonly number[],
  { alpha = 0.05, lags = lagsLookedAt }: { readonly alpha?: number; readonly lags?: number } = {},
): Answer<CorrectedTest> => {
  const lack = lackOf(values, 8)
  if (lack !== undefined) return lack
  const line = theilSen(values)
  if (line.kind === 'withheld') return line
  const n = values.length
  const ranks = ranksOf(withoutLine(values, line.slope))
  let sum = 0
  for (let lag = 1; lag <= Math.min(lags, n - 1); lag++) {
    const r = lagCorrelation(ranks, lag) ?? 0
    if (Math.abs(r) > boundOf(n)) sum += (n - lag) * (n - lag - 1) * (n - lag - 2) * r
  }
  const inflation = Math.max(1, 1 + (2 / (n * (n - 1) * (n - 2))) * sum)
  const { s, variance, ways } = kendallScore(values)
  if (variance === 0) return withheld('constant')
  const score = { s, variance: variance * inflation, ways: inflation === 1 ? ways : null }
  return found({ ...judgedScore(n, score, alpha), inflation })
}
