import { byLaney, type AnalyticalModel, laneyChoice } from '../limits/index.ts'
import { usualRules } from '../rule/index.ts'

/** Laney’s u′: rates over large exposures, or spread beyond the Poisson. */
export const uPrime: AnalyticalModel<'u-prime'> = {
  name: 'u-prime',
  rules: usualRules,
  suits: (traits) => laneyChoice('rate', traits),
  fit: byLaney,
}
