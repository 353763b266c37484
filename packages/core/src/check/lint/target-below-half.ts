import { issueOf } from '../../issue/index.ts'
import { bandText } from '../bands.ts'
import type { CheckedConstruct } from '../checked.ts'
import { wholeOf, type Rule } from './found.ts'
import { limitsOfCondition, type Limit } from './limits.ts'

const directionOf = ({ construct }: CheckedConstruct, measure: string): string | undefined =>
  construct.indicator.measure === measure
    ? construct.indicator.direction
    : [...construct.baseMeasures, ...construct.derivedMeasures].find((each) => each.name === measure)?.direction

/** Whether bands reach below half where more is wanted, or above half where less is. */
const isFarOff = (checked: CheckedConstruct, { measure, bands }: Limit): boolean => {
  const derived = checked.derivedMeasures.find(({ name }) => name === measure)
  if (derived?.share !== true || bands.length === 0) return false
  const whole = derived.type.kind === 'number' && derived.type.percent === true ? 100 : 1
  const direction = directionOf(checked, measure)
  if (direction === 'higher is better') return bands.some(({ from }) => (from ?? 0) < whole / 2)
  return direction === 'lower is better' && bands.some(({ to }) => (to ?? whole) > whole / 2)
}

/** D14: a target that is met although most of what is asked for is missing. */
export const targetBelowHalf: Rule = (checked) =>
  checked.criteria.flatMap(({ met, from }, i) => {
    const text = checked.construct.indicator.criteria.find((each) => each.from === from)?.met
    const far = limitsOfCondition(met.formula, i).find((limit) => isFarOff(checked, limit))
    if (text === undefined || far === undefined) return []
    const limit = far.bands.map(bandText).join(', ')
    return [{ issue: issueOf('target-below-half', { measure: far.measure, limit }, wholeOf(text)), text }]
  })
