import type { CriteriaSet, FormulaText } from '../construct/index.ts'
import type { Type } from '../formula/index.ts'
import { issueOf, type Issue } from '../issue/index.ts'
import { sayIn, type Bench } from './bench.ts'
import type { CheckedCondition, CheckedCriteria, CheckedFunction, CheckedMethod, CheckedParameter } from './checked.ts'
import { checkBands, conditionOfCriterion, judgedBands, type Domain } from './criteria.ts'
import { measureScope, type Typing } from './derived-measure.ts'
import { typeOf } from './function.ts'

/** What values the indicator can take: a count is whole and not negative, a share lies in 0–100 %. */
export const domainOf = (
  name: string,
  type: Type | undefined,
  methods: readonly CheckedMethod[],
  functions: readonly CheckedFunction[],
): Domain => {
  const isCount = methods.some(
    (each) => each.name === name && each.method.kind === 'aggregate' && each.method.name === 'count',
  )
  const share = functions.some((each) => each.name === name && each.share)
  return {
    whole: isCount,
    lowest: isCount || share ? 0 : null,
    highest: share ? (type?.kind === 'number' && type.percent === true ? 100 : 1) : null,
  }
}

const checkedCondition = (
  bench: Bench,
  text: FormulaText,
  typing: Typing,
  parameters: Readonly<Record<string, CheckedParameter>>,
): CheckedCondition | undefined => {
  const read = conditionOfCriterion(text, bench.construct.indicator.measure, bench.names)
  const issues: Issue[] = [...read.issues]
  const percentSpans: number[] = []
  if (read.formula !== undefined) {
    const type = typeOf(read.formula, measureScope(bench, typing, parameters, issues, percentSpans))
    if (type.kind !== 'boolean' && type.kind !== 'unknown')
      issues.push(issueOf('not-a-condition', { type: type.kind }, read.formula.span))
  }
  sayIn(bench, text, issues)
  return read.formula === undefined ? undefined : { formula: read.formula, percentSpans }
}

export const checkedCriteria =
  (bench: Bench, typing: Typing, parameters: Readonly<Record<string, CheckedParameter>>, domain: Domain) =>
  (set: CriteriaSet): readonly CheckedCriteria[] => {
    const met = checkedCondition(bench, set.met, typing, parameters)
    const near = set.near === undefined ? undefined : checkedCondition(bench, set.near, typing, parameters)
    const notMet = set.notMet === undefined ? undefined : checkedCondition(bench, set.notMet, typing, parameters)
    if (met === undefined || (set.near !== undefined && near === undefined)) return []
    if (set.notMet !== undefined && notMet === undefined) return []
    const { indicator } = bench.construct
    const judged = judgedBands(indicator.measure, met.formula, near?.formula)
    for (const { path, issue } of checkBands(set, judged, indicator.direction, domain))
      sayIn(bench, path === 'met' ? set.met : (set.near ?? set.met), [issue])
    return [
      {
        from: set.from,
        met,
        ...(near === undefined ? {} : { near }),
        ...(notMet === undefined ? {} : { notMet }),
        ...(judged.met === undefined || judged.near === undefined
          ? {}
          : { bands: { met: judged.met, near: judged.near } }),
      },
    ]
  }
