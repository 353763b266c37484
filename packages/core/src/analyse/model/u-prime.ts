import { byLaney, type ChartModel, laneyChoice } from '../limits/index.ts'
import { usualRules } from '../rule/index.ts'

/** Laney’s u′: rates over large exposures, or spread beyond the Poisson. */
export const uPrime: ChartModel<'u-prime'> = {
  name: 'u-prime',
  rules: usualRules,
  suits: (traits) => laneyChoice('rate', traits),
  fit: byLaney,
}
