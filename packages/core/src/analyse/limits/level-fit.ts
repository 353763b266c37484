import type { ChartSettings, Fit, Stretch } from './chart-model.ts'
import type { Level } from './moving-range.ts'
import { evenly, shewhart } from './shewhart.ts'

/** Individual values around one centre, with one sigma. */
export const byLevel =
  (levelOf: (base: Stretch['base'], settings: ChartSettings) => Level) =>
  ({ points, base }: Stretch, settings: ChartSettings): Fit => {
    const { centre, sigma, statistics } = levelOf(base, settings)
    return shewhart(
      points.map(({ value }) => value),
      centre,
      evenly(sigma, points),
      statistics,
    )
  }
