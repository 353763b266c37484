import { byLevel, type AnalyticalModel, fitness, type KnownPoint, levelOf } from '../limits/index.ts'
import { usualRules } from '../rule/index.ts'

/** Raised to 1/3.6, times between events that come at random are as good as normal (L. S. Nelson, JQT 26(3), 1994, 239–241). */
const power = 3.6

const root = (point: KnownPoint): KnownPoint => ({ ...point, value: Math.max(0, point.value) ** (1 / power) })

const raised = (levels: readonly number[]): readonly number[] => levels.map((level) => Math.max(0, level) ** power)

/**
 * Rare events by the time between them: XmR limits of the times raised to 1/3.6, raised back. Two events at one moment
 * are a time of zero, which the transformation takes.
 */
export const t: AnalyticalModel<'t'> = {
  name: 't',
  rules: usualRules,
  suits: ({ of, isWhole }) => {
    if (of !== 'time between') return fitness('impossible', 'no-time-between')
    return isWhole ? fitness('possible', 'whole-numbers') : fitness('suits', 'time-between')
  },
  fit: (stretch, settings) => {
    const roots = { ...stretch, points: stretch.points.map(root), base: stretch.base.map(root) }
    const fit = byLevel(levelOf)(roots, settings)
    return {
      drawn: stretch.points.map(({ value }) => value),
      centre: raised(fit.centre),
      lower: raised(fit.lower ?? []),
      upper: raised(fit.upper ?? []),
      sigma: null,
      statistics: { 'mean moving range of the roots': fit.statistics['mean moving range'] ?? 0 },
    }
  },
}
