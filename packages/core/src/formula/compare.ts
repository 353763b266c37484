import { instantNanoseconds, timeNanoseconds } from './moment.ts'
import { isList, kindOf, type ContextValue, type RangeValue, type Value } from './value.ts'

/** The two are of kinds that have no such relation: a type error, not an unknown. */
export type Unlike = 'unlike'

const sign = (n: number | bigint): -1 | 0 | 1 => (n < 0 ? -1 : n > 0 ? 1 : 0)

/** Texts are ordered by code point, as engines order UTF-8; JavaScript's own order is of half characters. */
export const orderTexts = (a: string, b: string): -1 | 0 | 1 => {
  if (a === b) return 0
  const [left, right] = [Array.from(a), Array.from(b)]
  const i = left.findIndex((character, at) => character !== right[at])
  if (i === -1) return -1
  const [one, other] = [left[i], right[i]]
  return other === undefined ? 1 : sign((one?.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0))
}

type Known = Exclude<Value, null>

/** Zoned moments compare as instants, local ones as they stand; one of each has no order. */
const orderKnown = (a: Known, b: Known): -1 | 0 | 1 | Unlike => {
  if (typeof a === 'number' && typeof b === 'number') return sign(a - b)
  if (typeof a === 'string' && typeof b === 'string') return orderTexts(a, b)
  if (typeof a !== 'object' || typeof b !== 'object' || isList(a) || isList(b)) return 'unlike'
  if (a.kind === 'date' && b.kind === 'date') return sign(a.date.since(b.date).sign)
  if (a.kind === 'days' && b.kind === 'days') return sign(a.seconds - b.seconds)
  if (a.kind === 'months' && b.kind === 'months') return sign(a.months - b.months)
  if (a.kind === 'time' && b.kind === 'time' && (a.zone === undefined) === (b.zone === undefined))
    return sign(timeNanoseconds(a) - timeNanoseconds(b))
  if (a.kind === 'date and time' && b.kind === 'date and time' && (a.zone === undefined) === (b.zone === undefined))
    return sign(instantNanoseconds(a) - instantNanoseconds(b))
  return 'unlike'
}

/** Which of two comes first; null where one is unknown. */
export const order = (a: Value, b: Value): -1 | 0 | 1 | null | Unlike =>
  a === null || b === null ? null : orderKnown(a, b)

const equalLists = (a: readonly Value[], b: readonly Value[]): boolean =>
  a.length === b.length && a.every((item, i) => equal(item, b[i] ?? null) === true)

const equalContexts = (a: ContextValue, b: ContextValue): boolean => {
  const keys = Object.keys(a.entries)
  return (
    keys.length === Object.keys(b.entries).length &&
    keys.every((key) => Object.hasOwn(b.entries, key) && equal(a.entries[key] ?? null, b.entries[key] ?? null) === true)
  )
}

const equalRanges = (a: RangeValue, b: RangeValue): boolean =>
  a.fromIncluded === b.fromIncluded &&
  a.toIncluded === b.toIncluded &&
  equal(a.from, b.from) === true &&
  equal(a.to, b.to) === true

/** Null is compared as a value: it equals itself and nothing else (language.md 2). */
export const equal = (a: Value, b: Value): boolean | Unlike => {
  if (a === null || b === null) return a === b
  if (kindOf(a) !== kindOf(b)) return 'unlike'
  if (typeof a !== 'object' || typeof b !== 'object') return a === b
  if (isList(a)) return isList(b) ? equalLists(a, b) : 'unlike'
  if (isList(b)) return 'unlike'
  if (a.kind === 'context') return b.kind === 'context' ? equalContexts(a, b) : 'unlike'
  if (a.kind === 'range') return b.kind === 'range' ? equalRanges(a, b) : 'unlike'
  const ordered = orderKnown(a, b)
  return ordered === 'unlike' ? 'unlike' : ordered === 0
}

/** Whether a value lies in a range. An end that is null is unknown here, as any comparison with null is. */
export const inRange = (value: Value, range: RangeValue): boolean | null | Unlike => {
  const low = order(value, range.from)
  const high = order(value, range.to)
  if (low === 'unlike' || high === 'unlike') return 'unlike'
  if (low !== null && (range.fromIncluded ? low < 0 : low <= 0)) return false
  if (high !== null && (range.toIncluded ? high > 0 : high >= 0)) return false
  return low === null || high === null ? null : true
}
