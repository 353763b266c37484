import { type AnalyticalModel, type Fit, fitness, gapsOf, hasGaps, isRare, type Stretch } from '../limits/index.ts'
import { usualRules } from '../rule/index.ts'
import { meanOf } from '../summary/index.ts'

/** What three sigma leave on each side of a normal distribution. */
const tail = 0.00135

/** The number of trials without an event that is stayed within with a chance of `p`. */
const quantile = (p: number, chance: number): number =>
  chance >= 1 ? 0 : Math.max(0, Math.ceil(Math.log1p(-p) / Math.log1p(-chance) - 1 - 1e-9))

const fitOf = (drawn: readonly number[], base: readonly number[]): Fit => {
  const mean = base.length === 0 ? 0 : meanOf(base)
  const chance = 1 / (mean + 1)
  const level = (p: number): readonly number[] => drawn.map(() => quantile(p, chance))
  const centre = quantile(0.5, chance)
  const atMost = (gap: number): number => (gap < 0 ? 0 : 1 - (1 - chance) ** (gap + 1))
  return {
    drawn,
    centre: level(0.5),
    sides: { above: 1 - atMost(centre), below: atMost(centre - 1) },
    lower: level(tail),
    upper: level(1 - tail),
    sigma: null,
    statistics: { 'mean gap': mean },
  }
}

/** The gap that is still open is drawn once it is past the centre: it can only grow, so its side is certain. */
const betweenEvents = (stretch: Stretch): Fit => {
  const { gaps, at, open, turned } = gapsOf(stretch)
  const inBase = new Set(stretch.base)
  const base = gaps.filter((_, i) => {
    const point = stretch.points[at[i] ?? 0]
    return point !== undefined && inBase.has(point)
  })
  const closed = fitOf(gaps, base)
  const isLong = open !== null && open.gap > (closed.centre[0] ?? Infinity)
  return {
    ...(isLong ? fitOf([...gaps, open.gap], base) : closed),
    at: isLong ? [...at, open.at] : at,
    derived: true,
    ...(turned ? { turned } : {}),
  }
}

/**
 * Rare events by the number of chances between them: limits and centre are those of the geometric distribution, at the
 * chances three sigma stand for, with its median as centre (J. C. Benneyan, Health Care Management Science 4, 2001,
 * 305–318). From counts it draws how many periods passed without an event.
 */
export const g: AnalyticalModel<'g'> = {
  name: 'g',
  rules: usualRules,
  suits: (traits) => {
    const figures = { expected: traits.expected ?? 0, events: traits.eventful }
    if (traits.of === 'time between')
      return traits.isWhole ? fitness('suits', 'whole-time-between') : fitness('impossible', 'parts-of-time')
    if (traits.expected === null) return fitness('impossible', 'no-events')
    if (hasGaps(traits)) return fitness('suits', 'rare-gaps', figures)
    return fitness('possible', isRare(traits) ? 'few-events' : 'not-rare', figures)
  },
  fit: (stretch) =>
    stretch.of === 'time between'
      ? fitOf(
          stretch.points.map(({ value }) => value),
          stretch.base.map(({ value }) => value),
        )
      : betweenEvents(stretch),
}
