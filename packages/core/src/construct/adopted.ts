import type { Construct, CriteriaSet } from './construct.ts'
import type { FormulaText } from './document.ts'
import type { Programme } from './programme.ts'

/** The construct as the organisation has adopted it: with its own parameter values and criteria. */
export const adopted = (construct: Construct, programme: Programme): Construct => {
  const adoption = programme.adopts.find((each) => each.construct === construct.id)
  if (adoption === undefined) return construct
  const here = (text: FormulaText): FormulaText => ({ ...text, document: programme.source.name })
  const set = ({ met, near, notMet, ...rest }: CriteriaSet): CriteriaSet => ({
    ...rest,
    met: here(met),
    ...(near === undefined ? {} : { near: here(near) }),
    ...(notMet === undefined ? {} : { notMet: here(notMet) }),
  })
  const parameters = construct.parameters.map((parameter) => {
    const value = adoption.parameters[parameter.name]
    return value === undefined ? parameter : { ...parameter, value: here(value) }
  })
  const criteria = adoption.criteria.length === 0 ? construct.indicator.criteria : adoption.criteria.map(set)
  return { ...construct, parameters, indicator: { ...construct.indicator, criteria } }
}
