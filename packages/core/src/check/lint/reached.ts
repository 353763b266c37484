import type { Formula } from '../../formula/index.ts'
import type { CheckedConstruct, CheckedFunction, CheckedMethod } from '../checked.ts'
import { childrenOf } from '../lookback.ts'

/** A formula and everything below it, outermost first. */
export const partsOf = (formula: Formula): readonly Formula[] => [formula, ...childrenOf(formula).flatMap(partsOf)]

/** The names a formula holds, each once. */
export const namesIn = (formula: Formula): readonly string[] => [
  ...new Set(partsOf(formula).flatMap((part) => (part.kind === 'name' ? [part.name] : []))),
]

export const conditionsOf = ({ criteria }: CheckedConstruct): readonly Formula[] =>
  criteria.flatMap(({ met, near, notMet }) => [met, near, notMet].flatMap((condition) => condition?.formula ?? []))

/** Names a formula reaches, through the functions of the measures it names. */
export const reachedBy = (formula: Formula, functions: readonly CheckedFunction[]): ReadonlySet<string> => {
  const reached = new Set<string>()
  const visit = (name: string): void => {
    if (reached.has(name)) return
    reached.add(name)
    const found = functions.find((each) => each.name === name)
    if (found !== undefined) for (const inner of namesIn(found.formula)) visit(inner)
  }
  for (const name of namesIn(formula)) visit(name)
  return reached
}

/** Every measure the status depends on: the indicator, what its criteria look at, and what those are made of. */
export const judgedMeasures = (checked: CheckedConstruct): ReadonlySet<string> => {
  const { measure } = checked.construct.indicator
  const indicator: Formula = { kind: 'name', name: measure, span: { from: 0, to: 0 } }
  return new Set(
    [indicator, ...conditionsOf(checked)].flatMap((formula) => [...reachedBy(formula, checked.derivedMeasures)]),
  )
}

/** The derived measures the status depends on. */
export const judgedFunctions = (checked: CheckedConstruct): readonly CheckedFunction[] => {
  const judged = judgedMeasures(checked)
  return checked.derivedMeasures.filter(({ name }) => judged.has(name))
}

export const methodNamed = ({ baseMeasures }: CheckedConstruct, name: string): CheckedMethod | undefined =>
  baseMeasures.find((each) => each.name === name)

/** Part and whole of a share, or the two sides of a division. */
export const quotientOf = (formula: Formula): readonly [part: Formula, whole: Formula] | undefined => {
  if (formula.kind === 'arithmetic' && formula.op === '/') return [formula.left, formula.right]
  const [part, whole] = formula.kind === 'call' && formula.name === 'share' ? formula.args : []
  return part === undefined || whole === undefined ? undefined : [part, whole]
}
