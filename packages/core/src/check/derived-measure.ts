import type { DerivedMeasure } from '../construct/index.ts'
import type { Formula, Type } from '../formula/index.ts'
import { issueOf, type Issue } from '../issue/index.ts'
import { readAt, sayIn, type Bench } from './bench.ts'
import type { CheckedFunction, CheckedMethod, CheckedParameter } from './checked.ts'
import { checkScale, typeOf, withUnit, type MeasureScope } from './function.ts'
import { lookbackOf } from './lookback.ts'
import { isShare } from './share.ts'
import { unitOfType } from './unit-of-type.ts'

/** What is known of the measures checked so far. */
export type Typing = {
  readonly types: Record<string, Type>
  readonly ratios: Set<string>
  readonly lookback: Record<string, number>
}

export const measureScope = (
  bench: Bench,
  typing: Typing,
  parameters: Readonly<Record<string, CheckedParameter>>,
  issues: Issue[],
  percentSpans: number[] | null,
): MeasureScope => ({
  measures: typing.types,
  ratios: typing.ratios,
  parameters,
  tables: Object.keys(bench.contracts),
  used: bench.used.parameters,
  accept: bench.construct.accept,
  accepted: bench.used.accepted,
  issues,
  percentSpans,
})

/** `share(a, b)` must be proved, unless what is wrong is said already; `a / b` that could be is pointed out. */
const checkShares = (bench: Bench, formula: Formula, methods: readonly CheckedMethod[], issues: Issue[]): boolean => {
  const operands =
    formula.kind === 'call' && formula.name === 'share'
      ? formula.args
      : formula.kind === 'arithmetic' && formula.op === '/'
        ? [formula.left, formula.right]
        : []
  const [a, b] = operands
  if (a?.kind !== 'name' || b?.kind !== 'name') return false
  const [part, whole] = [methods.find((each) => each.name === a.name), methods.find((each) => each.name === b.name)]
  if (part === undefined || whole === undefined) return false
  const proved = isShare(part.method, whole.method)
  const isSound = !bench.unsound.has(part.name) && !bench.unsound.has(whole.name)
  if (formula.kind === 'call' && !proved && isSound)
    issues.push(issueOf('not-a-share', { part: a.name, whole: b.name }, formula.span))
  if (formula.kind === 'arithmetic' && proved)
    issues.push(issueOf('is-a-share', { part: a.name, whole: b.name }, formula.span))
  return formula.kind === 'call'
}

const isRatio = (formula: Formula): boolean =>
  (formula.kind === 'arithmetic' && formula.op === '/') || (formula.kind === 'call' && formula.name === 'share')

export const checkedFunction =
  (
    bench: Bench,
    typing: Typing,
    parameters: Readonly<Record<string, CheckedParameter>>,
    methods: readonly CheckedMethod[],
  ) =>
  (measure: DerivedMeasure): readonly CheckedFunction[] => {
    const formula = readAt(bench, measure.function)
    if (formula === undefined) return []
    const issues: Issue[] = []
    const inferred = typeOf(formula, measureScope(bench, typing, parameters, issues, null))
    const share = checkShares(bench, formula, methods, issues)
    const type = withUnit(inferred, measure.unit, 'function', formula.span, issues, formula)
    checkScale(type, measure.scale, formula.span, issues)
    sayIn(bench, measure.function, issues)
    typing.types[measure.name] = type
    typing.lookback[measure.name] = lookbackOf(formula, typing.lookback)
    if (isRatio(formula)) typing.ratios.add(measure.name)
    return [{ name: measure.name, formula, type, unit: unitOfType(type), share }]
  }
