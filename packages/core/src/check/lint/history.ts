import type { FormulaText } from '../../construct/index.ts'
import { issueOf, type Span } from '../../issue/index.ts'
import { placeOf } from '../bench.ts'
import type { CheckedConstruct } from '../checked.ts'
import { lookbackOf } from '../lookback.ts'
import { functionText, type Rule } from './found.ts'
import { conditionsOf, judgedFunctions, partsOf } from './reached.ts'

/** How many earlier periods the status depends on, through functions and criteria. */
export const historyOf = (checked: CheckedConstruct): number => {
  const measures: Record<string, number> = {}
  for (const { name, formula } of checked.derivedMeasures) measures[name] = lookbackOf(formula, measures)
  const indicator = measures[checked.construct.indicator.measure] ?? 0
  return Math.max(indicator, 0, ...conditionsOf(checked).map((formula) => lookbackOf(formula, measures)))
}

const looksBack = ['previous', 'change', 'last', 'rising', 'falling', 'steady', 'trend']

/** Where the status first looks back: in a criterion, or in a function behind it. */
const firstLook = (checked: CheckedConstruct): { readonly text: FormulaText; readonly span: Span } | undefined => {
  const sets = checked.construct.indicator.criteria
  const written = [
    ...checked.criteria.flatMap(({ met, near, notMet }, i) => [
      { formula: met.formula, text: sets[i]?.met },
      ...(near === undefined ? [] : [{ formula: near.formula, text: sets[i]?.near }]),
      ...(notMet === undefined ? [] : [{ formula: notMet.formula, text: sets[i]?.notMet }]),
    ]),
    ...judgedFunctions(checked).map(({ name, formula }) => ({ formula, text: functionText(checked, name) })),
  ]
  return written.flatMap(({ formula, text }) => {
    const call = partsOf(formula).find((part) => part.kind === 'call' && looksBack.includes(part.name))
    return call === undefined || text === undefined ? [] : [{ text, span: call.span }]
  })[0]
}

/** D11: a status that depends on earlier periods says on how many. An organisation's own criteria are not asked. */
export const history: Rule = (checked) => {
  const { indicator, source } = checked.construct
  if (indicator.criteria.some(({ met }) => met.document !== undefined)) return []
  const steps = historyOf(checked)
  const declared = indicator.history
  if (declared === undefined) {
    const look = firstLook(checked)
    if (steps === 0 || look === undefined) return []
    return [{ issue: issueOf('history-undeclared', { steps }, look.span), text: look.text }]
  }
  if (declared === steps) return []
  return [{ issue: issueOf('history-differs', { declared, steps }, placeOf(source, 'indicator.history')) }]
}
