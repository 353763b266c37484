import { typeText, type CompareOp, type Formula, type Test, type Type } from '../formula/index.ts'
import { nearest, type Span } from '../issue/index.ts'
import { sameUnit, unitText } from '../unit/index.ts'
import { poison, report, valueOf, type Context, type Resolved, type Scope } from './scope.ts'
import type { Typed } from './typed.ts'

const truth: Type = { kind: 'boolean' }

/** `period.end` and what is added to it take the type of the other side: a date beside a date (language.md 2). */
const isFlexible = (typed: Typed): boolean =>
  typed.kind === 'period' ||
  (typed.kind === 'arithmetic' && isFlexible(typed.left)) ||
  (typed.kind === 'range' && typed.from !== null && isFlexible(typed.from))

const asDate = (typed: Typed): Typed => {
  if (typed.kind === 'range')
    return {
      ...typed,
      from: typed.from && asDate(typed.from),
      to: typed.to && asDate(typed.to),
      type: { kind: 'range', of: { kind: 'date' } },
    }
  if (typed.kind === 'period') return { ...typed, type: { kind: 'date' } }
  if (typed.kind === 'arithmetic') return { ...typed, left: asDate(typed.left), type: { kind: 'date' } }
  return typed
}

/** What a range is of, or the type itself. */
const pointOf = (type: Type): Type => (type.kind === 'range' ? type.of : type)

/** Both sides with the period's bounds read as dates where the other side is one. */
export const aligned = (left: Typed, right: Typed): readonly [Typed, Typed] => {
  const [a, b] = [pointOf(left.type), pointOf(right.type)]
  if (a.kind === 'date' && b.kind === 'date and time' && isFlexible(right)) return [left, asDate(right)]
  if (b.kind === 'date' && a.kind === 'date and time' && isFlexible(left)) return [asDate(left), right]
  return [left, right]
}

/** A text beside levels must be one of them. */
const asLevel = (typed: Typed, other: Type, context: Context): Typed => {
  if (typed.kind !== 'constant' || typeof typed.value !== 'string' || other.kind !== 'level') return typed
  if (!other.levels.includes(typed.value))
    report(
      context,
      'unknown-level',
      { level: typed.value, levels: other.levels.join(', '), near: nearest(typed.value, other.levels) },
      typed.span,
    )
  return { ...typed, type: other }
}

export const isInstantWithDate = (left: Type, right: Type): boolean => {
  const [a, b] = [pointOf(left).kind, pointOf(right).kind]
  return (a === 'date' && b === 'date and time') || (a === 'date and time' && b === 'date')
}

const isOrder = (op: CompareOp): boolean => op !== '=' && op !== '!='

const comparable = (left: Type, right: Type): boolean =>
  left.kind === right.kind ||
  left.kind === 'unknown' ||
  right.kind === 'unknown' ||
  left.kind === 'null' ||
  right.kind === 'null' ||
  (left.kind === 'level' && right.kind === 'text') ||
  (left.kind === 'text' && right.kind === 'level')

const nameOf = (typed: Typed): string =>
  typed.kind === 'column' || typed.kind === 'lookup' ? `“${typed.column}”` : `This ${typeText(typed.type)}`

const checkTypes = (op: CompareOp, left: Typed, right: Typed, span: Span, context: Context): void => {
  const [a, b] = [left.type, right.type]
  if (isInstantWithDate(a, b)) {
    const [date, instant] = a.kind === 'date' ? [left, right] : [right, left]
    report(context, 'date-with-instant', { date: nameOf(date), instant: nameOf(instant) }, span)
  } else if (!comparable(a, b)) report(context, 'cannot-compare', { left: typeText(a), right: typeText(b) }, span)
  else if (a.kind === 'duration' && b.kind === 'duration' && a.of !== b.of)
    report(context, 'months-with-days', {}, span)
  else if (a.kind === 'number' && b.kind === 'number' && !sameUnit(a.unit, b.unit))
    report(
      context,
      'unit-mismatch',
      { left: unitText(a.unit) || 'a pure number', right: unitText(b.unit) || 'a pure number', verb: 'compare' },
      span,
    )
  else if (isOrder(op)) {
    const nominal = [left, right].find(
      (side) =>
        side.type.kind === 'boolean' ||
        (side.type.kind === 'level' && side.type.scale === 'nominal') ||
        (side.type.kind === 'number' && side.type.scale === 'nominal'),
    )
    if (nominal !== undefined) report(context, 'cannot-order', { name: nameOf(nominal) }, nominal.span)
  }
}

const rowOf = (typed: Typed): string | undefined =>
  typed.kind === 'column' || typed.kind === 'age'
    ? typed.row
    : typed.kind === 'lookup'
      ? rowOf(typed.reference)
      : undefined

const isSameColumn = (left: Typed, right: Typed): boolean =>
  left.kind === 'column' && right.kind === 'column' && left.row === right.row && left.column === right.column

const isCell = ({ kind, type }: Typed): boolean => (kind === 'column' || kind === 'lookup') && type.kind === 'text'
const isEmptyText = (typed: Typed): boolean => typed.kind === 'constant' && typed.value === ''

/** A text without a sign in it is null everywhere, so a comparison with one has its answer already. */
const checkBlank = (op: CompareOp, left: Typed, right: Typed, span: Span, context: Context): void => {
  const [cell, other] = isCell(left) ? [left, right] : [right, left]
  if (isCell(cell) && isEmptyText(other) && !isOrder(op))
    report(context, 'blank-is-null', { name: nameOf(cell), op, holds: op === '!=' }, span)
}

/** One comparison between two resolved values. */
export const comparison = (op: CompareOp, first: Typed, second: Typed, span: Span, context: Context): Typed => {
  const [a, b] = aligned(first, second)
  const [left, right] = [asLevel(a, b.type, context), asLevel(b, a.type, context)]
  if (isSameColumn(left, right) && left.kind === 'column') report(context, 'same-column', { name: left.column }, span)
  else checkTypes(op, left, right, span, context)
  checkBlank(op, left, right, span, context)
  const [rowA, rowB] = [rowOf(left), rowOf(right)]
  return {
    kind: 'compare',
    op,
    left,
    right,
    crossRow: rowA !== undefined && rowB !== undefined && rowA !== rowB,
    type: truth,
    span,
  }
}

const and = (left: Typed, right: Typed, span: Span): Typed => ({ kind: 'and', left, right, type: truth, span })
const or = (left: Typed, right: Typed, span: Span): Typed => ({ kind: 'or', left, right, type: truth, span })

/** A value inside a range: an end that is null is open. */
export const insideRange = (
  of: Typed,
  range: Typed & { readonly kind: 'range' },
  span: Span,
  context: Context,
): Typed => {
  const low =
    range.from === null ? undefined : comparison(range.fromIncluded ? '>=' : '>', of, range.from, span, context)
  const high = range.to === null ? undefined : comparison(range.toIncluded ? '<=' : '<', of, range.to, span, context)
  if (low === undefined) return high ?? { kind: 'constant', value: true, type: truth, span }
  return high === undefined ? low : and(low, high, span)
}

const testOf = (of: Typed, test: Test, scope: Scope, span: Span, context: Context): Typed => {
  if (test.kind === 'any') return { kind: 'constant', value: true, type: truth, span }
  if (test.kind === 'unary') return comparison(test.op, of, context.value(test.value, scope, 'in'), test.span, context)
  const resolved = context.resolve(test.value, scope)
  if (resolved.kind === 'value')
    return resolved.value.kind === 'range'
      ? insideRange(of, resolved.value, span, context)
      : comparison('=', of, resolved.value, span, context)
  const { relation } = resolved
  if (relation.kind === 'list')
    return anyOf(
      relation.values.map((value) =>
        value.kind === 'range' ? insideRange(of, value, span, context) : comparison('=', of, value, span, context),
      ),
      span,
    )
  const item: Typed = { kind: 'variable', name: relation.item, type: relation.of, span }
  return {
    kind: 'some',
    iterators: [{ name: relation.item, over: relation }],
    condition: comparison('=', of, item, span, context),
    type: truth,
    span,
  }
}

const anyOf = (tests: readonly Typed[], span: Span): Typed =>
  tests.reduce<Typed | undefined>((found, test) => (found === undefined ? test : or(found, test, span)), undefined) ?? {
    kind: 'constant',
    value: false,
    type: truth,
    span,
  }

export const resolveCompare = (
  formula: Formula & { readonly kind: 'compare' },
  scope: Scope,
  context: Context,
): Resolved =>
  valueOf(
    comparison(
      formula.op,
      context.value(formula.left, scope, `the left of ${formula.op}`),
      context.value(formula.right, scope, `the right of ${formula.op}`),
      formula.span,
      context,
    ),
  )

export const resolveBetween = (
  formula: Formula & { readonly kind: 'between' },
  scope: Scope,
  context: Context,
): Resolved => {
  const of = context.value(formula.of, scope, 'between')
  const low = comparison('>=', of, context.value(formula.low, scope, 'between'), formula.span, context)
  return valueOf(
    and(low, comparison('<=', of, context.value(formula.high, scope, 'between'), formula.span, context), formula.span),
  )
}

export const resolveIn = (formula: Formula & { readonly kind: 'in' }, scope: Scope, context: Context): Resolved => {
  const of = context.value(formula.of, scope, 'in')
  return valueOf(
    anyOf(
      formula.tests.map((test) => testOf(of, test, scope, formula.span, context)),
      formula.span,
    ),
  )
}

/** A value that must be true, false or unknown. */
export const conditionOf = (formula: Formula, scope: Scope, context: Context): Typed => {
  const condition = context.value(formula, scope, 'a condition')
  if (condition.type.kind === 'boolean' || condition.type.kind === 'unknown') return condition
  report(context, 'not-a-condition', { type: typeText(condition.type) }, formula.span)
  return poison(formula.span)
}
