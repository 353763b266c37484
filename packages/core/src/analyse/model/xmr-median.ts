import { byLevel, type AnalyticalModel, fitness, robustLevelOf } from '../limits/index.ts'
import { usualRules } from '../rule/index.ts'

/** As XmR, with the median moving range / 0.954, which single wild steps do not widen. */
export const xmrMedian: AnalyticalModel<'xmr-median'> = {
  name: 'xmr-median',
  rules: usualRules,
  onRequest: true,
  suits: () => fitness('possible', 'robust-on-request'),
  fit: byLevel(robustLevelOf),
}
