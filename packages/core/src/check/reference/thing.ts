import { isList, type DateTimeValue, type DateValue, type RangeValue, type Value } from '../../formula/index.ts'
import type { Reason } from '../../term/index.ts'
import type { KnownRow } from './evidence.ts'

/** One binding of a row by a filter or an iterator: two mentions of the same row are two rows. */
export type Binding = { readonly row: KnownRow }

/** What a piece of a method stands for, while it is evaluated. */
export type Thing =
  /**
   * `origin`: the row whose column it is; `levels`: those of its scale; `isRanked`: a number that ranks and does not
   * measure; `refersTo`: the contract whose key it is; `isDate`: a date, even where there is none.
   */
  | {
      readonly is: 'value'
      readonly value: Value
      readonly origin?: Binding
      readonly levels?: readonly string[]
      readonly isRanked?: true
      readonly refersTo?: string
      readonly isDate?: true
    }
  /** A bound of a period: a date beside a date, else an instant (language.md 2). */
  | { readonly is: 'bound'; readonly date: DateValue; readonly instant: DateTimeValue }
  | { readonly is: 'row'; readonly binding: Binding }
  | { readonly is: 'list'; readonly items: readonly Thing[] }
  /** An end that is not there is open. */
  | {
      readonly is: 'range'
      readonly from: Thing | null
      readonly to: Thing | null
      readonly fromIncluded: boolean
      readonly toIncluded: boolean
    }
  /** No value at all, outside every row. */
  | { readonly is: 'absent'; readonly why: Reason }

export type RangeThing = Thing & { readonly is: 'range' }
export type Bound = Thing & { readonly is: 'bound' }

export const thing = (value: Value): Thing => ({ is: 'value', value })
export const unknown: Thing = thing(null)
export const list = (items: readonly Thing[]): Thing => ({ is: 'list', items })
export const rowThing = (row: KnownRow): Thing => ({ is: 'row', binding: { row } })

const rangeThing = (range: RangeValue): RangeThing => ({
  is: 'range',
  from: range.from === null ? null : thing(range.from),
  to: range.to === null ? null : thing(range.to),
  fromIncluded: range.fromIncluded,
  toIncluded: range.toIncluded,
})

/** A value from outside (a parameter, a built-in function) with its lists and ranges opened up. */
export const thingOf = (value: Value): Thing => {
  if (isList(value)) return list(value.map(thingOf))
  return typeof value === 'object' && value !== null && value.kind === 'range' ? rangeThing(value) : thing(value)
}

/** The inverse: rows have no value. `asDates` says what a bound is. */
export const plainOf = (of: Thing | null, asDates: boolean): Value => {
  if (of === null || of.is === 'absent') return null
  if (of.is === 'value') return of.value
  if (of.is === 'bound') return asDates ? of.date : of.instant
  if (of.is === 'list') return of.items.map((item) => plainOf(item, asDates))
  if (of.is === 'row') throw new Error('a row is no value: the checker lets none pass')
  return {
    kind: 'range',
    from: plainOf(of.from, asDates),
    to: plainOf(of.to, asDates),
    fromIncluded: of.fromIncluded,
    toIncluded: of.toIncluded,
  }
}

export const isUnknown = (of: Thing): boolean => of.is === 'absent' || (of.is === 'value' && of.value === null)

/** Whether a date is among the operands, so that a bound beside them is one too. */
export const hasDate = (of: Thing | null): boolean => {
  if (of === null) return false
  if (of.is === 'value' && of.isDate === true) return true
  if (of.is === 'value')
    return typeof of.value === 'object' && of.value !== null && !isList(of.value) && of.value.kind === 'date'
  if (of.is === 'range') return hasDate(of.from) || hasDate(of.to)
  return of.is === 'list' && of.items.some(hasDate)
}

export const itemsOf = (of: Thing): readonly Thing[] => {
  if (of.is === 'list') return of.items
  throw new Error(`a list was expected, not ${of.is}: the checker lets none pass`)
}

/** Three-valued truth. */
export type Truth = boolean | null
export const truthOf = (of: Thing): Truth => {
  if (of.is === 'absent') return null
  if (of.is === 'value' && (of.value === null || typeof of.value === 'boolean')) return of.value
  throw new Error(`a condition was expected, not ${of.is}: the checker lets none pass`)
}
export const notTrue = (truth: Truth): Truth => (truth === null ? null : !truth)
export const bothTrue = (a: Truth, b: Truth): Truth =>
  a === false || b === false ? false : a === null || b === null ? null : true
export const eitherTrue = (a: Truth, b: Truth): Truth => notTrue(bothTrue(notTrue(a), notTrue(b)))
export const anyTrue = (truths: readonly Truth[]): Truth => truths.reduce<Truth>(eitherTrue, false)
