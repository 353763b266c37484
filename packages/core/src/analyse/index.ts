/**
 * Analysis of a series of measurements (ISO/IEC 27004:2016, 8.6): is something changing, or is it noise?
 * Comes in: numbers in order of time. Goes out: statistics with their source. Must not know constructs, documents or
 * engines: results outlive syntax.
 */
export * from './agreement/index.ts'
export * from './answer.ts'
export {
  assuranceOf,
  assurances,
  rangesOf,
  type Assurance,
  type AssuranceGrounds,
  type ValueRange,
  type Wanted,
} from './assurance.ts'
export * from './change/index.ts'
export * from './compare/index.ts'
export { effectOf, effects, type Effect, type EffectOptions, type EffectSide } from './effect.ts'
export * from './paired/index.ts'
export * from './quality/index.ts'
export * from './summary/index.ts'
export * from './survival/index.ts'
export * from './trend/index.ts'
// ── series and control charts ──
export * from './analysis.ts'
export {
  controlChartOf,
  settled,
  type ChartNote,
  type ControlChart,
  type ControlLimits,
  type ModelChoice,
  type NoteCode,
  type Signal,
} from './control-chart.ts'
export { lastKnown, latestInterval, type SeriesInterval } from './latest-interval.ts'
export {
  fewestForFirm,
  fewestForLimits,
  usualSettings,
  type AnalyticalModel,
  type ChartSettings,
  type ModelReason,
  type ReasonCode,
} from './limits/index.ts'
export { models, type ModelName } from './model/index.ts'
export * from './reading/index.ts'
export { rules, usualRules, westernElectric, type RuleName } from './rule/index.ts'
export * from './series.ts'
export type { Side, Track } from './signal.ts'
export { variationOf, variations, type Variation } from './variation.ts'
