import { type AnalyticalModel, fitness, levelOf } from '../limits/index.ts'

/** What rises above the slack adds up; what falls short takes away, never below nothing. */
const summed = (distances: readonly number[], slack: number): readonly number[] => {
  let sum = 0
  return distances.map((distance) => (sum = Math.max(0, sum + distance - slack)))
}

/**
 * Distances from the target added up on either side, for small lasting shifts: a decision at h σ, letting k σ pass each
 * time (E. S. Page, Biometrika 41, 1954; NIST/SEMATECH e-Handbook 6.3.2.3). Drawn is the larger of the two sums, the one
 * below the target as a negative number.
 */
export const cusum: AnalyticalModel<'cusum'> = {
  name: 'cusum',
  rules: ['beyond limits'],
  onRequest: true,
  suits: () => fitness('possible', 'small-shifts-on-request'),
  fit: ({ points, base }, settings) => {
    const { centre, sigma, statistics } = levelOf(base, settings)
    const [slack, decision] = [settings.slack * sigma, settings.decision * sigma]
    const distances = points.map(({ value }) => value - centre)
    const high = summed(distances, slack)
    const low = summed(
      distances.map((distance) => -distance),
      slack,
    )
    const drawn = high.map((sum, i) => (sum >= (low[i] ?? 0) ? sum : -(low[i] ?? 0)))
    return {
      drawn,
      centre: drawn.map(() => 0),
      lower: drawn.map(() => -decision),
      upper: drawn.map(() => decision),
      sigma: null,
      derived: true,
      lines: { high, low },
      statistics: { ...statistics, target: centre, slack, decision },
    }
  },
}
