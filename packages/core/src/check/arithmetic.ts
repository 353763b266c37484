import { typeText, type Formula, type Type } from '../formula/index.ts'
import type { Span } from '../issue/index.ts'
import { isPure, overUnit, pure, raisedUnit, sameUnit, timesUnit, unitText, type UnitOrAny } from '../unit/index.ts'
import { aligned } from './compare.ts'
import { report, valueOf, type Context, type Resolved, type Scope } from './scope.ts'
import type { Typed } from './typed.ts'

type Op = '+' | '-' | '*' | '/' | '**'
type NumberType = Type & { readonly kind: 'number' }

const verbs: Readonly<Record<Op, string>> = {
  '+': 'added',
  '-': 'subtracted',
  '*': 'multiplied',
  '/': 'divided',
  '**': 'raised',
}
const bothVerbs: Readonly<Record<Op, string>> = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '**': 'raise',
}

/** How an operand is named in a sentence. */
export const operandText = (typed: Typed): string =>
  typed.kind === 'column' || typed.kind === 'lookup'
    ? `“${typed.column}”`
    : typed.kind === 'parameter' || typed.kind === 'variable'
      ? `This ${typeText(typed.type)}`
      : `This ${typeText(typed.type)}`

const checkScale = (op: Op, side: Typed, type: NumberType, context: Context): void => {
  if (type.scale === 'nominal')
    report(context, 'nominal-arithmetic', { operand: operandText(side), verb: verbs[op] }, side.span)
  else if (type.scale === 'ordinal')
    report(context, 'ordinal-arithmetic', { operand: operandText(side), verb: verbs[op] }, side.span)
  else if (type.scale === 'interval' && op !== '-' && op !== '+')
    report(context, 'interval-ratio', { operand: operandText(side), verb: verbs[op] }, side.span)
}

/** `assets ** 2` is in square assets; a number with a unit is raised only to a power that is written down. */
const raised = (a: NumberType, right: Typed, b: NumberType, span: Span, context: Context): UnitOrAny => {
  const power = right.kind === 'constant' && typeof right.value === 'number' ? right.value : undefined
  const unit = isPure(a.unit) ? a.unit : power === undefined ? undefined : raisedUnit(a.unit, power)
  if (unit !== undefined && isPure(b.unit)) return unit
  report(context, 'cannot-calculate', { left: typeText(a), op: '**', right: typeText(b) }, span)
  return pure
}

const numbers = (
  op: Op,
  left: Typed,
  a: NumberType,
  right: Typed,
  b: NumberType,
  span: Span,
  context: Context,
): Type => {
  checkScale(op, left, a, context)
  checkScale(op, right, b, context)
  const percent = (a.percent ?? b.percent) === true && (op === '+' || op === '-') ? { percent: true as const } : {}
  if (op === '*') return { kind: 'number', scale: 'ratio', unit: timesUnit(a.unit, b.unit) }
  if (op === '/') return { kind: 'number', scale: 'ratio', unit: overUnit(a.unit, b.unit) }
  if (op === '**') return { kind: 'number', scale: 'ratio', unit: raised(a, right, b, span, context) }
  if (!sameUnit(a.unit, b.unit))
    report(
      context,
      'unit-mismatch',
      { left: unitText(a.unit) || 'a pure number', right: unitText(b.unit) || 'a pure number', verb: bothVerbs[op] },
      span,
    )
  const scale = op === '+' && (a.scale === 'interval' || b.scale === 'interval') ? 'interval' : 'ratio'
  return { kind: 'number', scale, unit: a.unit === 'any' ? b.unit : a.unit, ...percent }
}

const isPoint = (type: Type): boolean => type.kind === 'date' || type.kind === 'date and time'

/** Dates and durations (language.md 2): the type of the result, or undefined where it has none. */
const temporal = (op: Op, a: Type, b: Type): Type | undefined => {
  if (op === '-' && isPoint(a) && a.kind === b.kind) return { kind: 'duration', of: 'days' }
  if ((op === '+' || op === '-') && isPoint(a) && b.kind === 'duration') return a
  if (op === '+' && a.kind === 'duration' && isPoint(b)) return b
  if ((op === '+' || op === '-') && a.kind === 'duration' && b.kind === 'duration' && a.of === b.of) return a
  if ((op === '*' || op === '/') && a.kind === 'duration' && b.kind === 'number') return a
  if (op === '*' && a.kind === 'number' && b.kind === 'duration') return b
  if (op === '/' && a.kind === 'duration' && b.kind === 'duration' && a.of === b.of)
    return { kind: 'number', scale: 'ratio', unit: pure }
  return undefined
}

const explain = (op: Op, left: Typed, right: Typed, span: Span, context: Context): void => {
  const [a, b] = [left.type, right.type]
  if (isPoint(a) && isPoint(b) && a.kind !== b.kind)
    report(
      context,
      'date-with-instant',
      { date: operandText(a.kind === 'date' ? left : right), instant: operandText(a.kind === 'date' ? right : left) },
      span,
    )
  else if (a.kind === 'duration' && b.kind === 'duration' && a.of !== b.of)
    report(context, 'months-with-days', {}, span)
  else if (a.kind === 'level' && a.scale === 'ordinal')
    report(context, 'ordinal-arithmetic', { operand: operandText(left), verb: verbs[op] }, left.span)
  else if (b.kind === 'level' && b.scale === 'ordinal')
    report(context, 'ordinal-arithmetic', { operand: operandText(right), verb: verbs[op] }, right.span)
  else report(context, 'cannot-calculate', { left: typeText(a), op, right: typeText(b) }, span)
}

export const typeOfArithmetic = (op: Op, left: Typed, right: Typed, span: Span, context: Context): Type => {
  const [a, b] = [left.type, right.type]
  if (a.kind === 'unknown' || b.kind === 'unknown') return { kind: 'unknown' }
  if (a.kind === 'number' && b.kind === 'number') return numbers(op, left, a, right, b, span, context)
  if (op === '+' && a.kind === 'text' && b.kind === 'text') return a
  const found = temporal(op, a, b)
  if (found !== undefined) return found
  explain(op, left, right, span, context)
  return { kind: 'unknown' }
}

export const resolveArithmetic = (
  formula: Formula & { readonly kind: 'arithmetic' },
  scope: Scope,
  context: Context,
): Resolved => {
  const { op, span } = formula
  const [left, right] = aligned(
    context.value(formula.left, scope, `the left of ${op}`),
    context.value(formula.right, scope, `the right of ${op}`),
  )
  return valueOf({ kind: 'arithmetic', op, left, right, type: typeOfArithmetic(op, left, right, span, context), span })
}

export const resolveNegate = (
  formula: Formula & { readonly kind: 'negate' },
  scope: Scope,
  context: Context,
): Resolved => {
  const of = context.value(formula.of, scope, 'a minus sign')
  if (of.kind === 'constant' && typeof of.value === 'number')
    return valueOf({ ...of, value: -of.value, span: formula.span })
  if (of.type.kind !== 'number' && of.type.kind !== 'duration' && of.type.kind !== 'unknown')
    report(context, 'cannot-calculate', { left: '', op: '-', right: typeText(of.type) }, formula.span)
  return valueOf({ kind: 'negate', of, type: of.type, span: formula.span })
}
