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
    if (value !== undefined) return { ...parameter, value: here(value) }
    const levels = Object.entries(adoption.levels[parameter.name] ?? {})
    if (levels.length === 0) return parameter
    const values = Object.fromEntries(levels.map(([level, text]) => [level, here(text)]))
    return { ...parameter, values: { ...parameter.values, ...values } }
  })
  const criteria = adoption.criteria.length === 0 ? construct.indicator.criteria : adoption.criteria.map(set)
  return { ...construct, parameters, indicator: { ...construct.indicator, criteria } }
}
