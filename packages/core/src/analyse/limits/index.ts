/**
 * What control charts share. Comes in: the points of one definition and what they are. Goes out: what the choice of a
 * model rests on, centres, sigmas and limits. Knows no single model.
 */
export * from './chart-model.ts'
export * from './choice-limits.ts'
export { laneyChoice, plainChoice } from './counted-choice.ts'
export { byChance, byLaney } from './counted-fit.ts'
export { gapsOf } from './gaps.ts'
export { byLevel } from './level-fit.ts'
export { d2, levelOf, movingRanges, robustLevelOf } from './moving-range.ts'
export { limitSigmas } from './shewhart.ts'
export { traitsOf, type Traits } from './traits.ts'
