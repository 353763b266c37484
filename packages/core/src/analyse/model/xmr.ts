import { byLevel, type AnalyticalModel, fitness, levelOf } from '../limits/index.ts'
import { usualRules } from '../rule/index.ts'

/**
 * Individual values, with limits from how far neighbours differ: mean ± 3 × mean moving range / 1.128 (NIST/SEMATECH
 * e-Handbook 6.3.2.2; D. J. Wheeler and D. S. Chambers, Understanding Statistical Process Control, 1992).
 */
export const xmr: AnalyticalModel<'xmr'> = {
  name: 'xmr',
  rules: usualRules,
  suits: () => fitness('suits', 'any-values'),
  fit: byLevel(levelOf),
}
