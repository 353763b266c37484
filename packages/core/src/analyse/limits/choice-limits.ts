import type { Traits } from './traits.ts'

/** Fewer points than this give no limits, and fewer than the second only provisional ones (decision 0014). */
export const fewestForLimits = 8
export const fewestForFirm = 20

/**
 * From here on a whole is large: chance moves a share of it so little that everything else shows (M. A. Mohammed and
 * D. Laney, Quality and Safety in Health Care 15, 2006, 383–384). The number is ours.
 */
export const largeWhole = 1000

/** Events this rare make charts of counts false: half of the periods have none. */
export const rareEvents = 1

/** A chart of the time between events needs as many times as any other needs points. */
export const fewestEvents = fewestForLimits + 1

const oneSided = 1.645

/** Neighbours differ more than independent events would, by more than chance explains. */
export const isSpread = ({ dispersion, dispersionError, meanWhole }: Traits): boolean => {
  if (dispersion === null) return false
  const isLarge = meanWhole !== null && meanWhole >= largeWhole
  return dispersion > (isLarge ? 1 + oneSided * dispersionError : 2)
}

/** Whole numbers that differ much less than counts of events would are not counts. */
export const isTooEven = ({ dispersion, dispersionError, expected }: Traits): boolean =>
  dispersion !== null && expected !== null && expected >= 5 && dispersion < 1 - oneSided * dispersionError

export const isRare = ({ expected }: Traits): boolean => expected !== null && expected < rareEvents

/** Rare, and yet often enough that the times between events make a chart. */
export const hasGaps = (traits: Traits): boolean => isRare(traits) && traits.eventful >= fewestEvents
