/**
 * How long do things stay open, when some are open still? Comes in: items with their ages, ended or not. Goes out: the
 * share open at each age, and whether two groups end at the same pace.
 */
export { type AtRisk, type Item } from './at-risk.ts'
export { ageAtWhich, survivalOf, type Age, type Survival, type SurvivalStep } from './kaplan-meier.ts'
export { logRank, type LogRank } from './log-rank.ts'
