import { type AnalyticalModel, fewestForLimits, fitness } from '../limits/index.ts'
import { medianOf } from '../order-statistic.ts'
import { runChartRules } from '../rule/index.ts'

/** Values around their median, without limits: all that a handful of values bears. */
export const run: AnalyticalModel<'run'> = {
  name: 'run',
  rules: runChartRules,
  suits: ({ known }) =>
    known < fewestForLimits
      ? fitness('suits', 'few-points', { known, needs: fewestForLimits })
      : fitness('possible', 'enough-for-limits', { known }),
  fit: ({ points, base }, settings) => {
    const values = points.map(({ value }) => value)
    const median = settings.centre ?? medianOf(Float64Array.from(base, ({ value }) => value))
    return {
      drawn: values,
      centre: values.map(() => median),
      lower: null,
      upper: null,
      sigma: null,
      statistics: { median },
    }
  },
}
