import { byChance, type AnalyticalModel, plainChoice } from '../limits/index.ts'
import { usualRules } from '../rule/index.ts'

/** Events per exposure: ū ± 3 √(ū/n), ū from all events and exposures (D. C. Montgomery, Statistical Quality Control, 7.3). */
export const u: AnalyticalModel<'u'> = {
  name: 'u',
  rules: usualRules,
  suits: (traits) => plainChoice('rate', traits),
  fit: byChance,
}
