import { binomialCdf, gammaCdf } from '../../distribution/index.ts'
import type { ChartSettings, Fit, Stretch } from './chart-model.ts'
import { shewhart } from './shewhart.ts'
import type { Side } from '../signal.ts'
import { meanOf } from '../summary/index.ts'
import { dispersionOf, standardised } from './traits.ts'

/** From here on both sides of the mean are about equally likely. */
const manyEvents = 100

/** How likely a whole of usual size lies above and below its mean: few events are mostly fewer than their mean. */
const sidesOf = ({ of, base }: Stretch, centre: number): Fit['sides'] => {
  const whole = base.length === 0 ? 1 : meanOf(base.map((point) => point.whole ?? 1))
  const mean = centre * whole
  if (!(mean > 0) || mean > manyEvents) return undefined
  const atMost = (x: number): number =>
    of === 'share' ? binomialCdf(x, Math.round(whole), centre) : x < 0 ? 0 : 1 - gammaCdf(mean, x + 1)
  const sides: Readonly<Record<Side, number>> = {
    above: 1 - atMost(Math.floor(mean)),
    below: atMost(Math.ceil(mean) - 1),
  }
  return sides
}

const withSides = (fit: Fit, stretch: Stretch, centre: number): Fit => {
  const sides = sidesOf(stretch, centre)
  return sides === undefined ? fit : { ...fit, sides }
}

/** Counts, shares and rates with limits as wide as chance alone makes them. */
export const byChance = (stretch: Stretch, settings: ChartSettings): Fit => {
  const { of, points, base } = stretch
  const { centre, sigma } = standardised(of, points, base)
  const values = points.map(({ value }) => value)
  return withSides(shewhart(values, settings.centre ?? centre, sigma, {}), stretch, centre)
}

/**
 * The same, widened or narrowed by how much more or less neighbours differ than chance alone would let them: Laney’s
 * sigma Z (Quality Engineering 14(4), 2002, 531–537).
 */
export const byLaney = (stretch: Stretch, settings: ChartSettings): Fit => {
  const { of, points, base } = stretch
  const { centre, sigma } = standardised(of, points, base)
  const values = points.map(({ value }) => value)
  const factor = dispersionOf(standardised(of, base).z)
  const widened = sigma.map((one) => one * factor)
  return withSides(shewhart(values, settings.centre ?? centre, widened, { 'sigma Z': factor }), stretch, centre)
}
