import {
  calculate,
  equal,
  isFailure,
  isList,
  order,
  type CompareOp,
  type Operator,
  type Value,
} from '../../formula/index.ts'
import { bothTrue, hasDate, isUnknown, plainOf, thing, unknown, type Bound, type Thing, type Truth } from './thing.ts'

/** The sum of no durations is a plain zero until it meets one. */
export const zeroLike = (value: Value, other: Value): Value => {
  if (value !== 0 || typeof other !== 'object' || other === null || isList(other)) return value
  return other.kind === 'days'
    ? { kind: 'days', seconds: 0 }
    : other.kind === 'months'
      ? { kind: 'months', months: 0 }
      : value
}

const isSpan = (of: Thing): boolean =>
  of.is === 'value' &&
  typeof of.value === 'object' &&
  of.value !== null &&
  !isList(of.value) &&
  (of.value.kind === 'days' || of.value.kind === 'months')

const spanOf = (of: Thing): Value => (of.is === 'value' ? of.value : null)

/** A bound and a span is a bound: still a date beside a date. */
const shifted = (op: '+' | '-', bound: Bound, span: Value): Thing => {
  const [date, instant] = [calculated(op, bound.date, span), calculated(op, bound.instant, span)]
  const isMoments =
    typeof date === 'object' &&
    typeof instant === 'object' &&
    date !== null &&
    instant !== null &&
    'kind' in date &&
    'kind' in instant
  return isMoments && date.kind === 'date' && instant.kind === 'date and time'
    ? { is: 'bound', date, instant }
    : unknown
}

/** Undefined: there is nothing to divide by. What else has no value is unknown. */
const calculated = (op: Operator, left: Value, right: Value): Value | undefined => {
  if (left === null || right === null) return null
  const value = calculate(op, left, right)
  if (!isFailure(value)) return value
  if (value.failed === 'unlike') throw new Error(`${op} of unlike operands: the checker lets none pass`)
  return value.failed === 'zero' ? undefined : null
}

/**
 * Arithmetic; null with null. Inside a row a division by zero is unknown; outside (`isTop`) there is no value, and
 * the reason is told.
 */
export const arithmetic = (op: Operator, left: Thing, right: Thing, isTop: boolean): Thing => {
  if (left.is === 'absent') return left
  if (right.is === 'absent') return right
  if (isUnknown(left) || isUnknown(right)) return unknown
  if ((op === '+' || op === '-') && left.is === 'bound' && isSpan(right)) return shifted(op, left, spanOf(right))
  if (op === '+' && right.is === 'bound' && isSpan(left)) return shifted(op, right, spanOf(left))
  const asDates = hasDate(left) || hasDate(right)
  const [a, b] = [plainOf(left, asDates), plainOf(right, asDates)]
  const value = op === '*' ? calculated(op, a, b) : calculated(op, zeroLike(a, b), zeroLike(b, a))
  if (value !== undefined) return thing(value)
  return isTop ? { is: 'absent', why: 'zero-denominator' } : unknown
}

const levelsOf = (of: Thing): readonly string[] | undefined => (of.is === 'value' ? of.levels : undefined)

const isBoundToOther = (a: Thing, b: Thing): boolean =>
  a.is === 'value' && b.is === 'value' && a.origin !== undefined && b.origin !== undefined && a.origin !== b.origin

const wanted: Readonly<Record<CompareOp, readonly (-1 | 0 | 1)[]>> = {
  '=': [0],
  '!=': [-1, 1],
  '<': [-1],
  '<=': [-1, 0],
  '>': [1],
  '>=': [0, 1],
}

/** Which of two comes first: levels by their place on the scale, not by their spelling. */
export const orderOf = (a: Value, b: Value, levels: readonly string[] | undefined): -1 | 0 | 1 | null => {
  const ranked = levels !== undefined && typeof a === 'string' && typeof b === 'string'
  const answer = ranked ? order(levels.indexOf(a), levels.indexOf(b)) : order(a, b)
  if (answer === 'unlike') throw new Error('an order of unlike operands: the checker lets none pass')
  return answer
}

const isEqual = (a: Value, b: Value): boolean => {
  const answer = equal(a, b)
  if (answer === 'unlike') throw new Error('unlike operands: the checker lets none pass')
  return answer
}

/**
 * A comparison. `=` and `!=` take null as a value, unless they equate columns of two rows: these match only when both
 * are known. An order with null is null (language.md 2).
 */
export const compare = (op: CompareOp, left: Thing, right: Thing): Truth => {
  if (left.is === 'absent' || right.is === 'absent') return null
  const asDates = hasDate(left) || hasDate(right)
  const [x, y] = [plainOf(left, asDates), plainOf(right, asDates)]
  const [a, b] = [zeroLike(x, y), zeroLike(y, x)]
  if (op === '=' || op === '!=') {
    const isMatch = isEqual(a, b) && !(a === null && isBoundToOther(left, right))
    return isMatch === (op === '=')
  }
  const found = orderOf(a, b, levelsOf(left) ?? levelsOf(right))
  return found === null ? null : wanted[op].includes(found)
}

/** Inside a range; an end that is not written is open, one that is null is unknown. */
export const insideRange = (of: Thing, range: Thing & { readonly is: 'range' }): Truth =>
  bothTrue(
    range.from === null || compare(range.fromIncluded ? '>=' : '>', of, range.from),
    range.to === null || compare(range.toIncluded ? '<=' : '<', of, range.to),
  )
