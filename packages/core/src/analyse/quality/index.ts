/**
 * How good is a measure, and does the order by a composite survive another choice of numbers or criteria? Comes in:
 * ratings and levels. Goes out: scores, and how much depends on what.
 */
export { ablationOf, type Ablated, type Ablation } from './ablation.ts'
export { encodingSensitivity, type Composite, type EncodingSensitivity } from './encoding.ts'
export { kendallTau } from './kendall-tau.ts'
export {
  pragmaticCriteria,
  pragmaticScore,
  type PragmaticCriterion,
  type PragmaticScore,
  type RatedCriterion,
} from './pragmatic.ts'
