import { byChance, type AnalyticalModel, plainChoice } from '../limits/index.ts'
import { usualRules } from '../rule/index.ts'

/** Shares of wholes of any size: p̄ ± 3 √(p̄(1 − p̄)/n), p̄ from all parts and wholes (NIST/SEMATECH e-Handbook 6.3.3.2). */
export const p: AnalyticalModel<'p'> = {
  name: 'p',
  rules: usualRules,
  suits: (traits) => plainChoice('share', traits),
  fit: byChance,
}
