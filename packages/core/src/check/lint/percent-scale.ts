import type { Formula } from '../../formula/index.ts'
import { issueOf } from '../../issue/index.ts'
import { isPure } from '../../unit/index.ts'
import { bandText } from '../bands.ts'
import type { CheckedConstruct } from '../checked.ts'
import { wholeOf, type Rule } from './found.ts'
import { endsOf, limitsOf, type Limit } from './limits.ts'
import { partsOf, quotientOf } from './reached.ts'

/** `100 * a / b`, in whatever order. */
const timesHundred = (formula: Formula): boolean =>
  partsOf(formula).some(
    (part) =>
      part.kind === 'arithmetic' &&
      part.op === '*' &&
      [part.left, part.right].some((side) => side.kind === 'number' && side.value === 100),
  )

const inPercent = 'The measure is in percent, and so are its limits: write 90, not 0.9.'
const hundredfold = 'The function multiplies by 100, its limits do not: leave the 100 away and declare unit: percent.'
const asRatio = 'The measure is a ratio, of which the whole is 1: declare unit: percent, or divide the limits by 100.'

const ownDirection = ({ construct }: CheckedConstruct, measure: string): string | undefined =>
  construct.indicator.measure === measure
    ? construct.indicator.direction
    : [...construct.baseMeasures, ...construct.derivedMeasures].find((each) => each.name === measure)?.direction

const remedyFor = (checked: CheckedConstruct, { measure, bands }: Limit): string | undefined => {
  const derived = checked.derivedMeasures.find(({ name }) => name === measure)
  const ends = endsOf(bands).map(Math.abs)
  // Small limits are at home where less is better: half a percent is a limit, half a percent of success is none.
  if (derived?.type.kind !== 'number' || ownDirection(checked, measure) === 'lower is better') return undefined
  const largest = Math.max(0, ...ends)
  const isFraction = largest > 0 && largest <= 1.5
  if (derived.type.percent === true) return isFraction ? inPercent : undefined
  if (!isPure(derived.type.unit)) return undefined
  if (timesHundred(derived.formula)) return isFraction ? hundredfold : undefined
  const isQuotient = quotientOf(derived.formula) !== undefined && !derived.share
  return isQuotient && ends.length > 0 && Math.min(...ends) >= 10 ? asRatio : undefined
}

/** D2: a measure in percent and limits from 0 to 1, or the other way round. */
export const percentScale: Rule = (checked) =>
  limitsOf(checked).flatMap((limit, i, all) => {
    const remedy = remedyFor(checked, limit)
    const isFirst = all.findIndex((other) => other.measure === limit.measure && other.set === limit.set) === i
    const text = checked.construct.indicator.criteria[limit.set]?.met
    if (remedy === undefined || !isFirst || text === undefined) return []
    const limits = limit.bands.map(bandText).join(', ')
    return [{ issue: issueOf('percent-scale', { measure: limit.measure, limits, remedy }, wholeOf(text)), text }]
  })
