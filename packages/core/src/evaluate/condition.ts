import {
  evaluate,
  isList,
  type CompareOp,
  type Formula,
  type RangeValue,
  type Test,
  type Value,
} from '../formula/index.ts'
import {
  environmentOf,
  isSame,
  measuredValue,
  nothingNoted,
  type Calls,
  type Noted,
  type View,
} from '../measure/index.ts'

/** True, false or unknown. */
export type Truth = boolean | null

const not = (truth: Truth): Truth => (truth === null ? null : !truth)
const and = (a: Truth, b: Truth): Truth => (a === false || b === false ? false : a === null || b === null ? null : true)
const or = (a: Truth, b: Truth): Truth => not(and(not(a), not(b)))
const anyOf = (truths: readonly Truth[]): Truth => truths.reduce<Truth>(or, false)

const tests: Readonly<Record<CompareOp, (a: number, b: number) => boolean>> = {
  '=': isSame,
  '!=': (a, b) => !isSame(a, b),
  '<': (a, b) => a < b && !isSame(a, b),
  '<=': (a, b) => a < b || isSame(a, b),
  '>': (a, b) => a > b && !isSame(a, b),
  '>=': (a, b) => a > b || isSame(a, b),
}

/** What is compared: a value, and the levels it is one of. `missing`: a measure in it has no value. */
type Side = { readonly value: Value; readonly levels: readonly string[] | undefined; readonly isMissing: boolean }

const placeOn = (side: Side, levels: readonly string[] | undefined): number | undefined => {
  if (typeof side.value === 'string') {
    const place = levels?.indexOf(side.value)
    return place === -1 ? undefined : place
  }
  const place = measuredValue(side.value)
  return typeof place === 'number' ? place : undefined
}

const scaleOf = (a: Side, b: Side): readonly string[] | undefined => a.levels ?? b.levels
const sameKind = (a: Value, b: Value): boolean =>
  typeof a === typeof b &&
  (typeof a !== 'object' ||
    a === null ||
    b === null ||
    typeof b !== 'object' ||
    ('kind' in a && 'kind' in b && a.kind === b.kind))

/** Numbers within 1e-12 of each other are equal: 0.855 − 0.755 is 10 points. Levels compare by their order. */
const compared = (op: CompareOp, a: Side, b: Side): Truth => {
  if (a.isMissing || b.isMissing) return null
  if (a.value === null || b.value === null)
    return op === '=' ? a.value === b.value : op === '!=' ? a.value !== b.value : null
  if (!sameKind(a.value, b.value)) return null
  const levels = scaleOf(a, b)
  const [x, y] = [placeOn(a, levels), placeOn(b, levels)]
  if (x !== undefined && y !== undefined) return tests[op](x, y)
  if (op === '=' || op === '!=') return (a.value === b.value) === (op === '=')
  return null
}

/** How conditions are evaluated at one step: what they see, what they may call, and what came to light. */
export type Sight = { readonly view: View; readonly calls: Calls; readonly noted: Noted }

/** Where a formula stands for a measure on an ordinal scale: its levels. */
const levelsOf = (formula: Formula, view: View): readonly string[] | undefined => {
  const measure = formula.kind === 'call' ? formula.args[0] : formula
  const type = measure?.kind === 'name' ? view.types[measure.name] : undefined
  return type?.kind === 'level' ? type.levels : undefined
}

const merge = (into: Noted, from: Noted): void => {
  for (const reason of from.missing) into.missing.add(reason)
  for (const reason of from.failed) into.failed.add(reason)
  for (const name of from.used) into.used.add(name)
  into.isOutside ||= from.isOutside
  into.isStale ||= from.isStale
  into.isReconstructed ||= from.isReconstructed
}

const sideOf = (formula: Formula, { view, calls, noted }: Sight): Side => {
  const here = nothingNoted()
  const { value, issues } = evaluate(formula, environmentOf(view, here, calls))
  for (const { code } of issues) here.missing.add(code === 'division-by-zero' ? 'zero-denominator' : 'unknown-value')
  merge(noted, here)
  return { value, levels: levelsOf(formula, view), isMissing: here.missing.size > 0 }
}

const isRange = (value: Value): value is RangeValue =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'range'

/** Inside a range, or equal to a value. A range written without an end has none; an end that is null is unknown. */
const inside = (of: Side, bound: Side, written: Formula): Truth => {
  const range = bound.value
  if (!isRange(range)) return compared('=', of, bound)
  const isOpen = (end: 'from' | 'to'): boolean => written.kind === 'range' && written[end] === null
  const low = isOpen('from') || compared(range.fromIncluded ? '>=' : '>', of, { ...bound, value: range.from })
  const high = isOpen('to') || compared(range.toIncluded ? '<=' : '<', of, { ...bound, value: range.to })
  return and(low, high)
}

const testHolds = (of: Side, test: Test, sight: Sight): Truth => {
  if (test.kind === 'any') return true
  const side = sideOf(test.value, sight)
  if (test.kind === 'unary') return compared(test.op, of, side)
  return isList(side.value)
    ? anyOf(side.value.map((value) => inside(of, { ...side, value }, test.value)))
    : inside(of, side, test.value)
}

const truthOf = (side: Side): Truth => (typeof side.value === 'boolean' && !side.isMissing ? side.value : null)

/** Whether a condition holds; null where that is unknown. */
export const holds = (formula: Formula, sight: Sight): Truth => {
  switch (formula.kind) {
    case 'and':
      return and(holds(formula.left, sight), holds(formula.right, sight))
    case 'or':
      return or(holds(formula.left, sight), holds(formula.right, sight))
    case 'not':
      return not(holds(formula.of, sight))
    case 'compare':
      return compared(formula.op, sideOf(formula.left, sight), sideOf(formula.right, sight))
    case 'between': {
      const of = sideOf(formula.of, sight)
      return and(compared('>=', of, sideOf(formula.low, sight)), compared('<=', of, sideOf(formula.high, sight)))
    }
    case 'in': {
      const of = sideOf(formula.of, sight)
      return anyOf(formula.tests.map((test) => testHolds(of, test, sight)))
    }
    case 'if': {
      const condition = holds(formula.condition, sight)
      return condition === null ? null : holds(condition ? formula.then : formula.otherwise, sight)
    }
    case 'at':
    case 'boolean':
    case 'string':
    case 'null':
    case 'number':
    case 'arithmetic':
    case 'negate':
    case 'name':
    case 'path':
    case 'list':
    case 'range':
    case 'context':
    case 'filter':
    case 'for':
    case 'quantified':
    case 'call':
    case 'unsupported':
      return truthOf(sideOf(formula, sight))
  }
}
