import { byChance, type AnalyticalModel, fitness, hasGaps, isRare, isSpread, isTooEven } from '../limits/index.ts'
import { usualRules } from '../rule/index.ts'

/** Counts of events over equal periods: c̄ ± 3 √c̄ (NIST/SEMATECH e-Handbook 6.3.3.1). */
export const c: AnalyticalModel<'c'> = {
  name: 'c',
  rules: usualRules,
  suits: (traits) => {
    if (traits.of !== 'count') return fitness('impossible', 'no-counts')
    const figures = { dispersion: traits.dispersion ?? 1, expected: traits.expected ?? 0 }
    if (hasGaps(traits)) return fitness('possible', 'rare', figures)
    if (isSpread(traits)) return fitness('possible', 'spread', figures)
    if (isTooEven(traits)) return fitness('possible', 'too-even', figures)
    return fitness('suits', isRare(traits) ? 'rare-few-events' : 'count', figures)
  },
  fit: byChance,
}
