/**
 * The organisation's days and moments, computed here and nowhere else, so that the truth does not
 * depend on the product's own calendar. Berlin keeps the European rule: summer time from the last
 * Sunday of March to the last Sunday of October, each at 01:00 UTC.
 */

/** Days since 1970-01-01, as the organisation counts them. */
export type Day = number
/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number

/** `index` is 1 in the first month that is shown; history has 0, -1, … */
export type Month = { readonly index: number; readonly first: Day; readonly next: Day }
export type Calendar = {
  /** The first day of the history, the first day shown, and the first day that is not known any more. */
  readonly historyStart: Day
  readonly start: Day
  readonly end: Day
  /** The first day of the week in which the sample is made: what is watched weekly goes on until then. */
  readonly week: Day
  /** From the first month of the history to the last one shown. */
  readonly months: readonly Month[]
}

const dayLength = 86_400_000
const minuteLength = 60_000

/** @example dayOf('1970-01-02') //=> 1 */
export const dayOf = (iso: string): Day => {
  const day = Date.parse(`${iso}T00:00:00Z`) / dayLength
  if (!Number.isInteger(day)) throw new Error(`${iso} is not a day such as 2026-06-30.`)
  return day
}

/** Years have few days, and exports many cells of them. */
const days = new Map<Day, string>()

/** @example isoDay(1) //=> '1970-01-02' */
export const isoDay = (day: Day): string => {
  const written = days.get(day) ?? new Date(day * dayLength).toISOString().slice(0, 10)
  days.set(day, written)
  return written
}

/** One scan is the moment of thousands of cells. */
const instants = new Map<Instant, string>()

/** @example isoInstant(0) //=> '1970-01-01T00:00:00Z' */
export const isoInstant = (instant: Instant): string => {
  const written = instants.get(instant) ?? `${new Date(instant).toISOString().slice(0, 19)}Z`
  instants.set(instant, written)
  return written
}

const parts = (day: Day) => {
  const date = new Date(day * dayLength)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), date: date.getUTCDate() }
}

/** The month of the year, from 1. */
export const monthOfYear = (day: Day): number => parts(day).month + 1

/** 0 is Sunday. */
export const weekday = (day: Day): number => (((day + 4) % 7) + 7) % 7

const dayFrom = (year: number, month: number, date: number): Day => Date.UTC(year, month, date) / dayLength

/** The same date so many months later, or the last of that month. @example isoDay(addMonths(dayOf('2026-08-31'), -6)) //=> '2026-02-28' */
export const addMonths = (day: Day, months: number): Day => {
  const { year, month, date } = parts(day)
  const last = dayFrom(year, month + months + 1, 1) - 1
  return Math.min(dayFrom(year, month + months, date), last)
}

export const firstOfMonth = (day: Day): Day => day - parts(day).date + 1

/** Saturdays and Sundays move on to Monday. */
export const workday = (day: Day): Day => day + ([1, 0, 0, 0, 0, 0, 2][weekday(day)] ?? 0)

const lastSunday = (year: number, month: number): Day => {
  const last = dayFrom(year, month + 1, 1) - 1
  return last - weekday(last)
}

/** Summer time of a year: from its first moment to the first after it. */
const summerOf = (year: number): { readonly from: Instant; readonly to: Instant } => ({
  from: lastSunday(year, 2) * dayLength + 60 * minuteLength,
  to: lastSunday(year, 9) * dayLength + 60 * minuteLength,
})

/** Asked for every cell of every export, so each year is worked out once. */
const summers = new Map<number, ReturnType<typeof summerOf>>()

/** Mean years are enough: summer time is far from the turn of the year. */
const meanYear = 365.2425 * dayLength

const offsetAt = (instant: Instant): number => {
  const year = 1970 + Math.floor(instant / meanYear)
  const summer = summers.get(year) ?? summerOf(year)
  summers.set(year, summer)
  return instant >= summer.from && instant < summer.to ? 120 : 60
}

/** The moment so many minutes after local midnight by the clock on the wall; the earlier one where it strikes twice. */
export const moment = (day: Day, minutes = 0): Instant => {
  const wall = day * dayLength + minutes * minuteLength
  const summer = wall - 120 * minuteLength
  return offsetAt(summer) === 120 ? summer : wall - 60 * minuteLength
}

/** The local day in which a moment lies. */
export const dayAt = (instant: Instant): Day => Math.floor((instant + offsetAt(instant) * minuteLength) / dayLength)

/** What a clock on the wall shows, without a zone. @example wallClock(0) //=> '1970-01-01T01:00:00' */
export const wallClock = (instant: Instant): string =>
  isoInstant(instant + offsetAt(instant) * minuteLength).slice(0, 19)

export const minutesLater = (instant: Instant, minutes: number): Instant => instant + Math.round(minutes) * minuteLength

/** Months that end before the month of `until`; `history` months of lead come before those that are shown. */
export const calendarOf = (until: Day, months: number, history: number): Calendar => {
  const end = firstOfMonth(until)
  const start = addMonths(end, -months)
  return {
    historyStart: addMonths(start, -history),
    start,
    end,
    week: Math.max(end, until - ((weekday(until) + 6) % 7)),
    months: Array.from({ length: history + months }, (_, at) => ({
      index: at - history + 1,
      first: addMonths(start, at - history),
      next: addMonths(start, at - history + 1),
    })),
  }
}

/** How far along the shown months a month is: 0 in the first, 1 in the last, and 0 before. */
export const progress = (calendar: Calendar, index: number): number => {
  const last = calendar.months.at(-1)?.index ?? 1
  return last <= 1 ? 1 : Math.min(1, Math.max(0, (index - 1) / (last - 1)))
}

/** Where a course stands in a month. */
export const along = (course: { readonly from: number; readonly to: number }, share: number): number =>
  course.from + (course.to - course.from) * share

/** What lies after the end is not known yet. */
export const known = (calendar: Calendar, day: Day | undefined): Day | undefined =>
  day !== undefined && day < calendar.end ? day : undefined

export const knownInstant = (calendar: Calendar, instant: Instant | undefined): Instant | undefined =>
  instant !== undefined && instant < moment(calendar.end) ? instant : undefined

/** The month in which a day lies; days before the history belong to its first month. */
export const monthAt = (calendar: Calendar, day: Day): Month => {
  const found = calendar.months.findLast((month) => month.first <= day) ?? calendar.months[0]
  if (found === undefined) throw new Error('A calendar has at least one month.')
  return found
}

/** The first day of a month by its number; undefined where no such month is known. */
export const firstOf = (calendar: Calendar, index: number | undefined): Day | undefined =>
  calendar.months.find((month) => month.index === index)?.first
