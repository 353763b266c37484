/**
 * Do two shares, rates or groups of values differ, and which units differ from the rest? How many must be looked at, and
 * why did a ratio change? Comes in: counts and numbers. Goes out: limits, chances and effects, or what is lacking for them.
 */
export {
  shareDifference,
  shareLimits,
  type Difference,
  type ShareLimits,
  type ShareMethod,
  type ShareOptions,
} from './share.ts'
export { eventLimits, rateRatio, type Rate, type RateLimits, type RateRatio } from './rate.ts'
export { rankSum, type RankSum } from './rank-sum.ts'
export { zeroFailureSample, zeroFailureSampleOf, type SampleSize } from './sample-size.ts'
export {
  funnelEdges,
  funnelOf,
  type Funnel,
  type FunnelEdge,
  type FunnelOptions,
  type FunnelUnit,
  type UnitInFunnel,
} from './funnel.ts'
export { ratioChange, type Decomposition, type Effects, type UnitRatio } from './decomposition.ts'
