import type { Temporal } from 'temporal-polyfill'

/**
 * The values of FEEL (DMN 10.3.2). Null is unknown. A number is a double. Nothing here has a hidden zone:
 * a date and time without `zone` is local to nobody and compares only with its like.
 */
export type Value =
  | null
  | boolean
  | number
  | string
  | DateValue
  | TimeValue
  | DateTimeValue
  | DaysValue
  | MonthsValue
  | RangeValue
  | ContextValue
  | readonly Value[]

export type DateValue = { readonly kind: 'date'; readonly date: Temporal.PlainDate }
/** `zone` is an offset (`+01:00`, `Z`) or a name (`Europe/Berlin`). */
export type TimeValue = { readonly kind: 'time'; readonly time: Temporal.PlainTime; readonly zone?: string }
export type DateTimeValue = {
  readonly kind: 'date and time'
  readonly at: Temporal.PlainDateTime
  readonly zone?: string
}
/** A days and time duration, in seconds (fractions allowed). */
export type DaysValue = { readonly kind: 'days'; readonly seconds: number }
/** A years and months duration, in months. */
export type MonthsValue = { readonly kind: 'months'; readonly months: number }
/** An end that is null is open: the range goes on. */
export type RangeValue = {
  readonly kind: 'range'
  readonly from: Value
  readonly to: Value
  readonly fromIncluded: boolean
  readonly toIncluded: boolean
}
export type ContextValue = { readonly kind: 'context'; readonly entries: Readonly<Record<string, Value>> }

export const isList = (value: Value): value is readonly Value[] => Array.isArray(value)
export const kindOf = (value: Value): string =>
  value === null ? 'null' : isList(value) ? 'list' : typeof value === 'object' ? value.kind : typeof value
