import { found, lackOf, withheld, type Answer, type Found } from '../answer.ts'
import { autocorrelationOf, hamedRao, withoutLine, type Autocorrelation } from './autocorrelation.ts'
import { cochranArmitage, fewestForShareTrend, type PartOfWhole, type ShareTrend } from './cochran-armitage.ts'
import { fewestForTrend, mannKendall, type Direction, type TrendTest } from './mann-kendall.ts'
import { seasonalMannKendall } from './seasonal.ts'
import { equalTimes, theilSen, type TheilSen } from './theil-sen.ts'

export type Trend = {
  readonly direction: Direction
  readonly p: number
  /** Which test decided: the plain one, the one within seasons, or the one that reckons with correlation. */
  readonly decidedBy:
    | 'Mann–Kendall'
    | 'seasonal Mann–Kendall'
    | 'Mann–Kendall with Hamed and Rao’s variance'
    | 'Cochran–Armitage'
  readonly test: TrendTest | ShareTrend
  readonly slope: Found<TheilSen>
  /** Of what is left without the slope; null where that does not vary. */
  readonly autocorrelation: Autocorrelation | null
}

export type TrendOptions = {
  /** Rising; without them values stand at 1, 2, 3 …. */
  readonly times?: readonly number[]
  /** Which season each value is of, where there are seasons. */
  readonly seasons?: readonly (number | string)[]
  /** What each value is a share of, where that is known: it says how far chance moves it. */
  readonly shares?: readonly PartOfWhole[]
  readonly alpha?: number
}

/** From here on the order of the values says enough, and nothing need be known of how they come about. */
const enoughForOrder = 8

/** Of wholes as large as this more than chance moves a share, and a few periods do not show how far (decision 0014). */
const largeWhole = 1000

const areLarge = (shares: readonly PartOfWhole[]): boolean =>
  shares.reduce((sum, { whole }) => sum + whole, 0) >= largeWhole * shares.length

/** A few shares of known wholes, if they lie as near to a line as chance lets them. */
const ofShares = (values: readonly number[], { shares, seasons, times, alpha = 0.05 }: TrendOptions) => {
  if (shares === undefined || seasons !== undefined) return undefined
  if (values.length < fewestForShareTrend || values.length >= enoughForOrder || areLarge(shares)) return undefined
  const test = cochranArmitage(shares, times === undefined ? { alpha } : { alpha, times })
  return test.kind === 'found' && test.departure >= 0.05 ? { decidedBy: 'Cochran–Armitage' as const, test } : undefined
}

const decided = (values: readonly number[], options: TrendOptions, isCorrelated: boolean) => {
  const { seasons, alpha = 0.05, times } = options
  if (seasons !== undefined)
    return {
      decidedBy: 'seasonal Mann–Kendall' as const,
      test: seasonalMannKendall(values, seasons, times === undefined ? { alpha } : { alpha, times }),
    }
  return isCorrelated && values.length >= 8
    ? { decidedBy: 'Mann–Kendall with Hamed and Rao’s variance' as const, test: hamedRao(values, { alpha }) }
    : { decidedBy: 'Mann–Kendall' as const, test: mannKendall(values, alpha) }
}

/**
 * Is a series rising or falling, and how fast? The test is chosen by the data: within seasons where these are told, that
 * of shares for fewer than 8 shares of known wholes, with a wider variance where each value goes with the one before, the
 * plain one else. Withheld: fewer than 5 values (3 shares of known wholes), more than 3,000, one that is not finite, times
 * that do not rise.
 * @example trendOf([1, 2, 3, 5, 8, 13]).direction //=> 'up'
 */
export const trendOf = (values: readonly number[], options: TrendOptions = {}): Answer<Trend> => {
  const { times = equalTimes(values), alpha = 0.05 } = options
  if (!(alpha > 0 && alpha < 1)) return withheld('out-of-range')
  const few = ofShares(values, options)
  const lack = lackOf(values, few === undefined ? fewestForTrend : fewestForShareTrend)
  if (lack !== undefined) return lack
  const slope = theilSen(values, times, 1 - alpha)
  if (slope.kind === 'withheld') return slope
  const left = autocorrelationOf(withoutLine(values, slope.slope, times))
  const autocorrelation = left.kind === 'withheld' ? null : left
  const { decidedBy, test } = few ?? decided(values, options, autocorrelation?.isCorrelated ?? false)
  if (test.kind === 'withheld') return test
  return found({ direction: test.direction, p: test.p, decidedBy, test, slope, autocorrelation })
}
