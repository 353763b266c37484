/** What a construct should measure for a period, from the state of the organisation and nothing else. */
import { addMonths, type Calendar, type Day, firstOfMonth, type Instant, moment, monthOfYear } from '../calendar.ts'
import type { Organisation } from '../organisation.ts'

/** Null where there is nothing to compute: a zero denominator, or an aggregate of nothing. A level is its text. */
export type Values = Readonly<Record<string, number | string | boolean | null>>
/** Groups by their level; by several dimensions, their levels in the order of `by` with ` | ` between. */
export type Expectation = { readonly total: Values; readonly groups: Readonly<Record<string, Values>> }

/** `last` is the last day of the period; the half-open range of moments is [from, to). */
export type Period = {
  readonly first: Day
  readonly next: Day
  readonly last: Day
  readonly from: Instant
  readonly to: Instant
}
export type Expect = (organisation: Organisation, period: Period) => Expectation

export const periodOf = (first: Day, next: Day): Period => ({
  first,
  next,
  last: next - 1,
  from: moment(first),
  to: moment(next),
})

export const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

export const sum = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((total, value) => total + value, 0)

export const mean = (values: readonly number[]): number | null => share(sum(values) ?? 0, values.length)

export const median = (values: readonly number[]): number | null => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const low = sorted[Math.ceil(middle) - 1]
  const high = sorted[Math.floor(middle)]
  return low === undefined || high === undefined ? null : (low + high) / 2
}

/** The first day of the organisation's year around a day; it begins in January. */
export const yearStart = (day: Day): Day => addMonths(firstOfMonth(day), 1 - monthOfYear(day))

/** The same number of months before. */
export const monthsBefore = ({ first, next }: Period, months: number): Period =>
  periodOf(addMonths(first, -months), addMonths(next, -months))

/** Measures everything at once, and again for each group. */
export const grouped = <T>(
  rows: readonly T[],
  keys: readonly string[],
  keyOf: (row: T) => string | undefined,
  measure: (rows: readonly T[]) => Values,
): Expectation => ({
  total: measure(rows),
  groups: Object.fromEntries(keys.map((key) => [key, measure(rows.filter((row) => keyOf(row) === key))])),
})

export const within = (instant: Instant | undefined, from: Instant, to: Instant): boolean =>
  instant !== undefined && instant >= from && instant < to

export const lastDayKnown = (calendar: Calendar): Day => calendar.end - 1
