import type { FormulaText } from '../../construct/index.ts'
import type { Formula } from '../../formula/index.ts'
import { issueOf } from '../../issue/index.ts'
import type { CheckedConstruct } from '../checked.ts'
import { wholeOf, type Found, type Rule } from './found.ts'
import { reachedBy } from './reached.ts'

const found = (
  criterion: string,
  formula: Formula,
  text: FormulaText,
  { construct, derivedMeasures }: CheckedConstruct,
): readonly Found[] => {
  const { measure } = construct.indicator
  if (reachedBy(formula, derivedMeasures).has(measure)) return []
  return [{ issue: issueOf('criterion-elsewhere', { criterion, measure }, wholeOf(text)), text }]
}

/** D7: the indicator shows one measure, and a criterion judges another. */
export const criterionElsewhere: Rule = (checked) =>
  checked.criteria.flatMap(({ from, met, near, notMet }) => {
    const set = checked.construct.indicator.criteria.find((each) => each.from === from)
    if (set === undefined) return []
    return [
      ...found('met', met.formula, set.met, checked),
      ...(near === undefined || set.near === undefined ? [] : found('near', near.formula, set.near, checked)),
      ...(notMet === undefined || set.notMet === undefined
        ? []
        : found('not met', notMet.formula, set.notMet, checked)),
    ]
  })
