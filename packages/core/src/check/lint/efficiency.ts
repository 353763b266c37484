import type { Formula, Type } from '../../formula/index.ts'
import { issueOf } from '../../issue/index.ts'
import { isPure, type UnitOrAny } from '../../unit/index.ts'
import { placeOf } from '../bench.ts'
import type { CheckedConstruct } from '../checked.ts'
import type { Rule } from './found.ts'
import { partsOf, quotientOf } from './reached.ts'

const timeUnits = ['s', 'minute', 'hour', 'day', 'month', 'year', 'person day', 'person hour', 'working day']

/** Money by its currency's code, and time. */
const isEffortUnit = (unit: UnitOrAny): boolean =>
  unit !== 'any' &&
  Object.entries(unit).some(([base, power]) => power > 0 && (/^[A-Z]{3}$/.test(base) || timeUnits.includes(base)))

const isEffort = (type: Type | undefined): boolean =>
  type?.kind === 'duration' || (type?.kind === 'number' && isEffortUnit(type.unit))
const isEffect = (type: Type | undefined): boolean =>
  type?.kind === 'number' && !isPure(type.unit) && !isEffortUnit(type.unit)

const typeOfName = ({ baseMeasures, derivedMeasures }: CheckedConstruct, formula: Formula): Type | undefined =>
  formula.kind === 'name'
    ? [...baseMeasures, ...derivedMeasures].find(({ name }) => name === formula.name)?.type
    : undefined

/** The measures of effort or money per unit of effect (27004 clause 7). */
export const efficiencyMeasures = (checked: CheckedConstruct): readonly string[] =>
  checked.derivedMeasures
    .filter(({ formula }) =>
      partsOf(formula).some((part) => {
        const [effort, effect] = quotientOf(part) ?? []
        return (
          effort !== undefined &&
          effect !== undefined &&
          isEffort(typeOfName(checked, effort)) &&
          isEffect(typeOfName(checked, effect))
        )
      }),
    )
    .map(({ name }) => name)

/** A construct marked as a measure of efficiency has one. */
export const efficiency: Rule = (checked) => {
  const { construct } = checked
  if (!construct.efficiency || efficiencyMeasures(checked).length > 0) return []
  return [{ issue: issueOf('efficiency-without-effort', {}, placeOf(construct.source, 'efficiency', 'type')) }]
}
