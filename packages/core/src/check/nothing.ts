import type { Value } from '../formula/index.ts'
import type { Reason } from '../term/index.ts'
import { isPeriodConstant } from './call.ts'
import type { Typed } from './typed.ts'

const zeroes = ['count', 'sum', 'covered']

/** A number, or a duration as measures keep it: in seconds or months. */
const amountOf = (value: Value): number | null => {
  if (typeof value === 'number') return value
  if (typeof value !== 'object' || value === null || !('kind' in value)) return null
  return value.kind === 'days' ? value.seconds : value.kind === 'months' ? value.months : null
}

const arithmetic = (op: string, left: number, right: number): number | null => {
  if (op === '/') return right === 0 ? null : left / right
  return op === '+' ? left + right : op === '-' ? left - right : op === '*' ? left * right : left ** right
}

/** Nothing times what the period alone decides is nothing, whatever that is. */
const isTimesOfPeriod = (
  { op, left, right }: Typed & { readonly kind: 'arithmetic' },
  a: number | null,
  b: number | null,
): boolean => op === '*' && ((a === 0 && isPeriodConstant(right)) || (b === 0 && isPeriodConstant(left)))

/**
 * What a method answers where evidence covers the period and there are no rows: counts and sums are 0, a mean is not
 * computable (language.md 4, "Nothing observed is not zero; observed nothing is").
 */
export const valueOfNothing = (method: Typed): number | null => {
  switch (method.kind) {
    case 'constant':
      return amountOf(method.value)
    case 'aggregate':
      return zeroes.includes(method.name) ? 0 : null
    case 'negate': {
      const of = valueOfNothing(method.of)
      return of === null ? null : -of
    }
    case 'arithmetic': {
      const [left, right] = [valueOfNothing(method.left), valueOfNothing(method.right)]
      if (isTimesOfPeriod(method, left, right)) return 0
      return left === null || right === null ? null : arithmetic(method.op, left, right)
    }
    case 'age':
    case 'and':
    case 'call':
    case 'column':
    case 'compare':
    case 'if':
    case 'lookup':
    case 'not':
    case 'or':
    case 'parameter':
    case 'period':
    case 'range':
    case 'some':
    case 'variable':
      return null
  }
}

const lacksValue = (method: Typed): boolean => {
  switch (method.kind) {
    case 'aggregate':
      return !zeroes.includes(method.name)
    case 'negate':
      return lacksValue(method.of)
    case 'arithmetic':
      return lacksValue(method.left) || lacksValue(method.right)
    case 'age':
    case 'and':
    case 'call':
    case 'column':
    case 'compare':
    case 'constant':
    case 'if':
    case 'lookup':
    case 'not':
    case 'or':
    case 'parameter':
    case 'period':
    case 'range':
    case 'some':
    case 'variable':
      return false
  }
}

/** Why a method has no value where there are no rows: an aggregate of nothing, else a division by zero. */
export const reasonOfNothing = (method: Typed): Reason =>
  lacksValue(method) ? 'aggregate-of-nothing' : 'zero-denominator'
