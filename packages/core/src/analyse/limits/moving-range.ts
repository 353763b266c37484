import type { ChartSettings, KnownPoint } from './chart-model.ts'
import { medianOf } from '../order-statistic.ts'
import { meanOf } from '../summary/index.ts'

/** d₂ of two normal values: how many sigma the mean moving range is (ASTM MNL 7; 1.128, as printed in tables). */
export const d2 = 1.128
/** The same for the median moving range: Φ⁻¹(0.75) × √2, to three digits as in tables. */
export const d2Median = 0.954
/** D₄ of two: three sigma above the mean moving range. */
export const d4 = 3.267

/** Steps from each value to the next, without their direction. */
export const movingRanges = (values: readonly number[]): readonly number[] =>
  values.slice(1).map((value, i) => Math.abs(value - (values[i] ?? value)))

/** Of what neighbours differ by: a shift between two levels hardly widens it. */
export type Level = {
  readonly centre: number
  readonly sigma: number
  readonly statistics: Readonly<Record<string, number>>
}

export const levelOf = (base: readonly KnownPoint[], settings: ChartSettings): Level => {
  const values = base.map(({ value }) => value)
  const ranges = movingRanges(values)
  const range = ranges.length === 0 ? 0 : meanOf(ranges)
  return {
    centre: settings.centre ?? meanOf(values),
    sigma: settings.sigma ?? range / d2,
    statistics: { 'mean moving range': range, 'upper limit of the moving range': d4 * range },
  }
}

/** The same, when single wild steps should not widen the limits. */
export const robustLevelOf = (base: readonly KnownPoint[], settings: ChartSettings): Level => {
  const values = base.map(({ value }) => value)
  const range = medianOf(Float64Array.from(movingRanges(values)))
  return {
    centre: settings.centre ?? meanOf(values),
    sigma: settings.sigma ?? range / d2Median,
    statistics: { 'median moving range': range },
  }
}
