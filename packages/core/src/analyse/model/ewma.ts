import { type AnalyticalModel, fitness, levelOf, limitSigmas } from '../limits/index.ts'

/** Each value with a weight, and what was before with the rest. */
const smoothed = (values: readonly number[], start: number, weight: number): readonly number[] => {
  let level = start
  return values.map((value) => (level = weight * value + (1 - weight) * level))
}

/**
 * Values that remember those before, for small lasting shifts: limits at centre ± 3 σ √(λ/(2 − λ)), where they settle
 * (S. W. Roberts, Technometrics 1, 1959; NIST/SEMATECH e-Handbook 6.3.2.4).
 */
export const ewma: AnalyticalModel<'ewma'> = {
  name: 'ewma',
  rules: ['beyond limits'],
  onRequest: true,
  suits: () => fitness('possible', 'small-shifts-on-request'),
  fit: ({ points, base }, settings) => {
    const { weight } = settings
    const { centre, sigma, statistics } = levelOf(base, settings)
    const drawn = smoothed(
      points.map(({ value }) => value),
      centre,
      weight,
    )
    const reach = limitSigmas * sigma * Math.sqrt(weight / (2 - weight))
    return {
      drawn,
      centre: drawn.map(() => centre),
      lower: drawn.map(() => centre - reach),
      upper: drawn.map(() => centre + reach),
      sigma: null,
      lines: { ewma: drawn },
      statistics: { ...statistics, weight, sigma },
    }
  },
}
