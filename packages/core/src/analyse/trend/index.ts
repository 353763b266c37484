/**
 * Does a series rise or fall, how fast, and when does it get where it should be? Comes in: values in order of time, with
 * their times where they do not follow each other at equal distances. Goes out: an answer, or what is lacking for one.
 */
export { cochranArmitage, fewestForShareTrend, type PartOfWhole, type ShareTrend } from './cochran-armitage.ts'
export { fewestForTrend, mannKendall, type Direction, type TrendTest } from './mann-kendall.ts'
export { seasonIn, type Season } from './season.ts'
export { seasonalMannKendall, type SeasonalTrend } from './seasonal.ts'
export { mostForSlopes, theilSen, type Line, type TheilSen } from './theil-sen.ts'
export {
  autocorrelationOf,
  hamedRao,
  withoutLine,
  type Autocorrelation,
  type CorrectedTest,
} from './autocorrelation.ts'
export { leastSquaresLine, type LeastSquaresLine } from './least-squares-line.ts'
export {
  forecastAlong,
  forecastTo,
  projectedAlong,
  projectedTo,
  trendLines,
  type Forecast,
  type ForecastOptions,
  type Projection,
  type Target,
  type TrendLines,
} from './forecast.ts'
export type { Bounds } from './bounds.ts'
export { trendOf, type Trend, type TrendOptions } from './trend.ts'
