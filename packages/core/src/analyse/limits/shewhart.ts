import type { Fit } from './chart-model.ts'

/** Limits three sigma from the centre: W. A. Shewhart’s, for whatever moves a process (1931). */
export const limitSigmas = 3

/** Values with a centre and a sigma at each point. */
export const shewhart = (
  drawn: readonly number[],
  centre: number,
  sigma: readonly number[],
  statistics: Fit['statistics'],
): Fit => ({
  drawn,
  centre: drawn.map(() => centre),
  lower: sigma.map((one) => centre - limitSigmas * one),
  upper: sigma.map((one) => centre + limitSigmas * one),
  sigma,
  statistics,
})

export const evenly = (sigma: number, points: readonly unknown[]): readonly number[] => points.map(() => sigma)
