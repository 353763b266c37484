import {
  datePlus,
  dateTimePlus,
  instantNanoseconds,
  secondsBetween,
  secondsOf,
  timeNanoseconds,
  timePlus,
} from './moment.ts'
import { isList, type DaysValue, type MonthsValue, type Value } from './value.ts'

export type Operator = '+' | '-' | '*' | '/' | '**'
/** Why two known operands have no value: unlike kinds, a zero below the line, or beyond what can be computed with. */
export type Failure = { readonly failed: 'unlike' | 'zero' | 'year' | 'number' | 'undefined' }
const unlike: Failure = { failed: 'unlike' }

type Known = Exclude<Value, null>
type Span = DaysValue | MonthsValue

const days = (seconds: number): Known => ({ kind: 'days', seconds: seconds + 0 })
/** Parts of a month do not exist: what is left over is dropped. */
const months = (count: number): Known => ({ kind: 'months', months: Math.trunc(count) + 0 })

const negated = (span: Span): Span =>
  span.kind === 'days' ? { kind: 'days', seconds: -span.seconds } : { kind: 'months', months: -span.months }

const spanOf = (value: Known): Span | undefined =>
  typeof value === 'object' && !isList(value) && (value.kind === 'days' || value.kind === 'months') ? value : undefined

const plusSpan = (value: Known, span: Span): Known | Failure => {
  if (typeof value !== 'object' || isList(value)) return unlike
  switch (value.kind) {
    case 'date':
      return datePlus(value, span) ?? { failed: 'year' }
    case 'date and time':
      return dateTimePlus(value, span) ?? { failed: 'year' }
    case 'time':
      return span.kind === 'days' ? timePlus(value, span) : unlike
    case 'days':
      return span.kind === 'days' ? days(value.seconds + span.seconds) : unlike
    case 'months':
      return span.kind === 'months' ? months(value.months + span.months) : unlike
    case 'range':
    case 'context':
      return unlike
  }
}

const plus = (left: Known, right: Known): Known | Failure => {
  if (typeof left === 'number' && typeof right === 'number') return left + right
  if (typeof left === 'string' && typeof right === 'string') return left + right
  const span = spanOf(right)
  if (span !== undefined) return plusSpan(left, span)
  const first = spanOf(left)
  return first === undefined ? unlike : plusSpan(right, first)
}

const minus = (left: Known, right: Known): Known | Failure => {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  const span = spanOf(right)
  if (span !== undefined) return plusSpan(left, negated(span))
  if (typeof left !== 'object' || typeof right !== 'object' || isList(left) || isList(right)) return unlike
  if (left.kind === 'date' && right.kind === 'date') return days(secondsBetween(right, left))
  if (left.kind === 'time' && right.kind === 'time' && (left.zone === undefined) === (right.zone === undefined))
    return days(secondsOf(timeNanoseconds(left) - timeNanoseconds(right)))
  if (
    left.kind === 'date and time' &&
    right.kind === 'date and time' &&
    (left.zone === undefined) === (right.zone === undefined)
  )
    return days(secondsOf(instantNanoseconds(left) - instantNanoseconds(right)))
  return unlike
}

const scaled = (span: Span, factor: number): Known =>
  span.kind === 'days' ? days(span.seconds * factor) : months(span.months * factor)

const times = (left: Known, right: Known): Known | Failure => {
  if (typeof left === 'number' && typeof right === 'number') return left * right
  const [span, factor] = typeof left === 'number' ? [spanOf(right), left] : [spanOf(left), right]
  return span === undefined || typeof factor !== 'number' ? unlike : scaled(span, factor)
}

const over = (left: Known, right: Known): Known | Failure => {
  const divisor = spanOf(right)
  const span = spanOf(left)
  if (typeof left !== 'number' && span === undefined) return unlike
  if (typeof right === 'number') {
    if (right === 0) return { failed: 'zero' }
    return typeof left === 'number'
      ? left / right
      : span === undefined
        ? unlike
        : span.kind === 'days'
          ? days(span.seconds / right)
          : months(span.months / right)
  }
  if (divisor === undefined || span === undefined || divisor.kind !== span.kind) return unlike
  const [above, below] = [sizeOf(span), sizeOf(divisor)]
  return below === 0 ? { failed: 'zero' } : above / below
}
const sizeOf = (span: Span): number => (span.kind === 'days' ? span.seconds : span.months)

const power = (left: Known, right: Known): Known | Failure => {
  if (typeof left !== 'number' || typeof right !== 'number') return unlike
  if (left === 0 && right < 0) return { failed: 'zero' }
  const value = left ** right
  return Number.isNaN(value) ? { failed: 'undefined' } : value
}

const operations: Readonly<Record<Operator, (left: Known, right: Known) => Known | Failure>> = {
  '+': plus,
  '-': minus,
  '*': times,
  '/': over,
  '**': power,
}

export const isFailure = (value: Known | Failure): value is Failure => typeof value === 'object' && 'failed' in value

/** `left op right` of known operands (DMN tables 45, 46 and 57); a number beyond a double is a failure, not infinity. */
export const calculate = (op: Operator, left: Known, right: Known): Known | Failure => {
  const value = operations[op](left, right)
  return typeof value === 'number' && !Number.isFinite(value) ? { failed: 'number' } : value
}

/** `-x` of a number or a duration. */
export const opposite = (value: Known): Known | Failure => {
  const span = spanOf(value)
  if (typeof value === 'number') return 0 - value
  return span === undefined ? unlike : scaled(span, -1)
}
