import { fitness, type Fitness } from './chart-model.ts'
import { hasGaps, isRare, isSpread } from './choice-limits.ts'
import type { SeriesKind } from '../series.ts'
import type { Traits } from './traits.ts'

/** What charts of shares and of rates need before anything else: whole numbers out of known wholes. */
const lackOf = (of: SeriesKind, traits: Traits): Fitness | null => {
  if (traits.of !== of) return fitness('impossible', of === 'share' ? 'no-share' : 'no-rate')
  if (!traits.hasParts) return fitness('impossible', 'no-wholes')
  return traits.isWhole ? null : fitness('impossible', 'not-whole')
}

const figures = ({ dispersion, meanWhole, expected }: Traits) => ({
  dispersion: dispersion ?? 1,
  'mean whole': meanWhole ?? 1,
  expected: expected ?? 0,
})

/** p and u: as wide as chance alone, where chance alone explains the spread. */
export const plainChoice = (of: SeriesKind, traits: Traits): Fitness => {
  const lack = lackOf(of, traits)
  if (lack !== null) return lack
  if (hasGaps(traits)) return fitness('possible', 'rare', figures(traits))
  if (isSpread(traits)) return fitness('possible', 'spread', figures(traits))
  return fitness('suits', isRare(traits) ? 'rare-few-events' : of === 'share' ? 'share' : 'rate', figures(traits))
}

/** p′ and u′: where the wholes are large, or the spread far beyond chance. */
export const laneyChoice = (of: SeriesKind, traits: Traits): Fitness => {
  const lack = lackOf(of, traits)
  if (lack !== null) return lack
  if (hasGaps(traits)) return fitness('possible', 'rare', figures(traits))
  return isSpread(traits)
    ? fitness('suits', 'spread-widened', figures(traits))
    : fitness('possible', 'not-spread', figures(traits))
}
