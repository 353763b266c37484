import { byLaney, type AnalyticalModel, laneyChoice } from '../limits/index.ts'
import { usualRules } from '../rule/index.ts'

/** Laney’s p′: shares of large wholes, or spread beyond the binomial. */
export const pPrime: AnalyticalModel<'p-prime'> = {
  name: 'p-prime',
  rules: usualRules,
  suits: (traits) => laneyChoice('share', traits),
  fit: byLaney,
}
