import type { Card } from '../term/index.ts'
import { unitOfMeasure } from './answer.ts'
import type { Point } from './series.ts'

/** The measures of a construct that have a course: the ones that may be looked at as if they were its indicator. */
export const measuresOf = ({ baseMeasures, derivedMeasures }: Card): readonly string[] =>
  [...baseMeasures, ...derivedMeasures].map(({ name }) => name)

/**
 * Another measure of a construct in the place of its indicator, so that all that is said of an indicator can be said of
 * it. No criteria are its own, and nobody has said which way is better. The indicator itself stays as it is.
 */
export const viewedBy = (
  measure: string,
  points: readonly Point[],
  card: Card,
): { readonly points: readonly Point[]; readonly card: Card } => {
  if (measure === card.indicator.measure) return { points, card }
  const unit = unitOfMeasure(card, measure)
  const turned = (result: Point['result']): Point['result'] => ({
    ...result,
    indicator: { ...result.indicator, measure, value: result.measures[measure] ?? null, unit, interval: null },
  })
  return {
    points: points.map(({ result, earlier }) => ({ result: turned(result), earlier: earlier.map(turned) })),
    card: {
      ...card,
      indicator: { ...card.indicator, measure, unit, direction: 'inside is better', meaning: {} },
      criteria: [],
    },
  }
}
