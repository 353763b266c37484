import { Temporal } from 'temporal-polyfill'
import type { DateTimeValue, DateValue, DaysValue, MonthsValue, TimeValue } from './value.ts'

/** Why a text is not a date, a time or a duration: its shape, or a year nobody here can compute with. */
export type Unread = 'shape' | 'year'
export type Moment = DateValue | TimeValue | DateTimeValue | DaysValue | MonthsValue

/** What a calendar cannot hold is undefined; any other failure is ours and is thrown on. */
const within = <T>(make: () => T): T | undefined => {
  try {
    return make()
  } catch (failure) {
    if (failure instanceof RangeError) return undefined
    throw failure
  }
}

const datePattern = /^(-?)(\d{4}|[1-9]\d{4,8})-(\d{2})-(\d{2})$/
const timePattern = /^(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(Z|[+-]\d{2}:\d{2}(?::\d{2})?|@\S+)?$/
const farthestYear = 271_820

/** The date of a calendar, or undefined where there is none (30 February). */
export const dateOfParts = (year: number, month: number, day: number): DateValue | Unread => {
  if (Math.abs(year) > 999_999_999 || month < 1 || month > 12 || day < 1 || day > 31) return 'shape'
  if (Math.abs(year) > farthestYear) return 'year'
  const date = within(() => Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }))
  return date === undefined ? 'shape' : { kind: 'date', date }
}

/** @example readDate('2026-02-30') //=> 'shape' */
export const readDate = (text: string): DateValue | Unread => {
  const [, sign, year, month, day] = datePattern.exec(text) ?? []
  if (year === undefined) return 'shape'
  return dateOfParts(Number(`${sign ?? ''}${year}`), Number(month), Number(day))
}

const offsetPattern = /^([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/
/** Seconds east of Greenwich of an offset written `+01:00`, or undefined for a named zone. */
const offsetSeconds = (zone: string): number | undefined => {
  if (zone === 'Z') return 0
  const [, sign, hours, minutes, seconds] = offsetPattern.exec(zone) ?? []
  if (sign === undefined) return undefined
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0))
}

const farthestOffset = 18 * 3600

/** Seconds east of Greenwich to the text of a zone. @example zoneOfOffset(3600) //=> '+01:00' */
export const zoneOfOffset = (seconds: number): string | undefined => {
  const size = Math.abs(seconds)
  if (!Number.isInteger(seconds) || size > farthestOffset) return undefined
  if (seconds === 0) return 'Z'
  const two = (n: number): string => String(n).padStart(2, '0')
  const rest = size % 60 === 0 ? '' : `:${two(size % 60)}`
  return `${seconds < 0 ? '-' : '+'}${two(Math.floor(size / 3600))}:${two(Math.floor(size / 60) % 60)}${rest}`
}

/** A zone as written (`Z`, `+01:00`, `@Europe/Berlin`) to how we keep it; null where there is no such zone. */
const readZone = (text: string): string | null => {
  if (!text.startsWith('@')) return zoneOfOffset(offsetSeconds(text) ?? Number.NaN) ?? null
  const name = text.slice(1)
  return /^[A-Za-z]/.test(name) &&
    within(() => Temporal.PlainDate.from('2000-01-01').toZonedDateTime(name)) !== undefined
    ? name
    : null
}

type Clock = { readonly time: Temporal.PlainTime; readonly zone?: string; readonly nextDay: boolean }

const readClock = (text: string): Clock | undefined => {
  const [, hour, minute, second, fraction, zoneText] = timePattern.exec(text) ?? []
  if (hour === undefined) return undefined
  const zone = zoneText === undefined ? undefined : readZone(zoneText)
  if (zone === null) return undefined
  const nextDay = hour === '24' && Number(minute) === 0 && Number(second) === 0 && Number(fraction ?? 0) === 0
  const shown = `${nextDay ? '00' : hour}:${minute ?? ''}:${second ?? ''}${fraction === undefined ? '' : `.${fraction.slice(0, 9)}`}`
  if (Number(second) > 59) return undefined
  const time = within(() => Temporal.PlainTime.from(shown))
  return time === undefined ? undefined : { time, nextDay, ...(zone === undefined ? {} : { zone }) }
}

const zoned = (zone: string | undefined): { readonly zone?: string } => (zone === undefined ? {} : { zone })

/** `24:00:00` is midnight. @example readTime('24:00:01') //=> 'shape' */
export const readTime = (text: string): TimeValue | Unread => {
  const clock = readClock(text)
  return clock === undefined ? 'shape' : { kind: 'time', time: clock.time, ...zoned(clock.zone) }
}

/** `2026-01-31T10:00:00+01:00`, `…@Europe/Berlin`, or a date alone, which is its midnight. */
export const readDateTime = (text: string): DateTimeValue | Unread => {
  const [day = '', ...clockText] = text.split('T')
  const date = readDate(day)
  const clock = readClock(text.includes('T') ? clockText.join('T') : '00:00:00')
  if (typeof date === 'string') return clock === undefined ? 'shape' : date
  if (clock === undefined) return 'shape'
  const on = clock.nextDay ? date.date.add({ days: 1 }) : date.date
  return { kind: 'date and time', at: on.toPlainDateTime(clock.time), ...zoned(clock.zone) }
}

const daysPattern = /^(-?)P(?=\d|T\d)(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/
const monthsPattern = /^(-?)P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?$/

/** `P1Y2M` is months, `P1DT2H` seconds; the two never mix (DMN 10.3.2.3.7). */
export const readDuration = (text: string): DaysValue | MonthsValue | Unread => {
  const months = monthsPattern.exec(text)
  if (months !== null)
    return {
      kind: 'months',
      months: positive((months[1] === '-' ? -1 : 1) * (Number(months[2] ?? 0) * 12 + Number(months[3] ?? 0))),
    }
  const days = daysPattern.exec(text)
  if (days === null) return 'shape'
  const seconds =
    Number(days[2] ?? 0) * 86_400 + Number(days[3] ?? 0) * 3600 + Number(days[4] ?? 0) * 60 + Number(days[5] ?? 0)
  return { kind: 'days', seconds: positive((days[1] === '-' ? -1 : 1) * seconds) }
}
/** There is no negative zero in a duration. */
const positive = (n: number): number => (n === 0 ? 0 : n)

/** `@"…"`: whatever its shape says. */
export const readMoment = (text: string): Moment | Unread => {
  if (/^-?P/.test(text)) return readDuration(text)
  if (/^-?\d{4,}-.*T/.test(text)) return readDateTime(text)
  return /^-?\d{4,}-/.test(text) ? readDate(text) : readTime(text)
}

const yearText = (year: number): string => `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}`
const zoneText = (zone: string | undefined): string =>
  zone === undefined ? '' : /^(Z|[+-])/.test(zone) ? zone : `@${zone}`
const clockText = (time: Temporal.PlainTime): string =>
  time
    .toString({ smallestUnit: time.toString().length > 8 ? 'nanosecond' : 'second' })
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')

export const dateText = ({ date }: DateValue): string => `${yearText(date.year)}-${date.toString().slice(-5)}`
export const timeText = ({ time, zone }: TimeValue): string => `${clockText(time)}${zoneText(zone)}`
export const dateTimeText = ({ at, zone }: DateTimeValue): string =>
  `${dateText({ kind: 'date', date: at.toPlainDate() })}T${clockText(at.toPlainTime())}${zoneText(zone)}`

export const monthsText = ({ months }: MonthsValue): string => {
  const size = Math.abs(months)
  const [years, rest] = [Math.floor(size / 12), size % 12]
  return `${months < 0 ? '-' : ''}P${years === 0 ? '' : `${years}Y`}${rest === 0 && years !== 0 ? '' : `${rest}M`}`
}

const secondsText = (seconds: number): string => seconds.toFixed(9).replace(/\.?0+$/, '')
/** @example daysText({ kind: 'days', seconds: 93600 }) //=> 'P1DT2H' */
export const daysText = ({ seconds }: DaysValue): string => {
  const size = Math.round(Math.abs(seconds) * 1e9) / 1e9
  const [days, hours, minutes] = [Math.floor(size / 86_400), Math.floor(size / 3600) % 24, Math.floor(size / 60) % 60]
  const rest = secondsText(size - Math.floor(size / 60) * 60)
  const clock = `${hours === 0 ? '' : `${hours}H`}${minutes === 0 ? '' : `${minutes}M`}${rest === '0' ? '' : `${rest}S`}`
  const shown = `${days === 0 ? '' : `${days}D`}${clock === '' ? '' : `T${clock}`}`
  return shown === '' ? 'PT0S' : `${seconds < 0 ? '-' : ''}P${shown}`
}

const billion = 1_000_000_000n
const nanosecondsOf = (seconds: number): bigint =>
  BigInt(Math.trunc(seconds)) * billion + BigInt(Math.round((seconds - Math.trunc(seconds)) * 1e9))
export const secondsOf = (nanoseconds: bigint): number =>
  Number(nanoseconds / billion) + Number(nanoseconds % billion) / 1e9

/** Nanoseconds of a local date and time as if it were UTC. */
const localNanoseconds = (at: Temporal.PlainDateTime): bigint => at.toZonedDateTime('UTC').epochNanoseconds

/** Seconds east of Greenwich a zone has at a local time. */
const eastOf = (zone: string, at: Temporal.PlainDateTime): number =>
  offsetSeconds(zone) ?? at.toZonedDateTime(zone).offsetNanoseconds / 1e9

/** The instant in nanoseconds; a date and time without zone counts as if it were UTC, so compare only like with like. */
export const instantNanoseconds = ({ at, zone }: DateTimeValue): bigint =>
  localNanoseconds(at) - (zone === undefined ? 0n : nanosecondsOf(eastOf(zone, at)))

/** A named zone without a day has the offset it had at the start of 2000: an answer must not depend on today. */
const someDay = Temporal.PlainDate.from('2000-01-01')
export const timeNanoseconds = ({ time, zone }: TimeValue): bigint =>
  instantNanoseconds({ kind: 'date and time', at: someDay.toPlainDateTime(time), ...zoned(zone) }) -
  localNanoseconds(someDay.toPlainDateTime('00:00'))

/** The offset of a zone there and then, in seconds. */
export const offsetAt = (value: DateTimeValue | TimeValue): number | null => {
  if (value.zone === undefined) return null
  return eastOf(value.zone, value.kind === 'time' ? someDay.toPlainDateTime(value.time) : value.at)
}

const durationOf = (seconds: number): Temporal.Duration => {
  const nanoseconds = nanosecondsOf(seconds)
  return Temporal.Duration.from({ seconds: Number(nanoseconds / billion), nanoseconds: Number(nanoseconds % billion) })
}

/** A moment and a span after it; undefined beyond the calendar. In a named zone hours are hours of the clock on the wall of UTC. */
export const dateTimePlus = (value: DateTimeValue, span: DaysValue | MonthsValue): DateTimeValue | undefined =>
  within(() => {
    if (span.kind === 'months') return { ...value, at: value.at.add({ months: Math.trunc(span.months) }) }
    if (value.zone === undefined || offsetSeconds(value.zone) !== undefined)
      return { ...value, at: value.at.add(durationOf(span.seconds)) }
    return { ...value, at: value.at.toZonedDateTime(value.zone).add(durationOf(span.seconds)).toPlainDateTime() }
  })

/** A date and a span: hours count from its midnight, and the day they end in is the answer. */
export const datePlus = (value: DateValue, span: DaysValue | MonthsValue): DateValue | undefined =>
  within(() => {
    if (span.kind === 'months') return { kind: 'date', date: value.date.add({ months: Math.trunc(span.months) }) }
    return { kind: 'date', date: value.date.toPlainDateTime().add(durationOf(span.seconds)).toPlainDate() }
  })

export const timePlus = (value: TimeValue, span: DaysValue): TimeValue => ({
  ...value,
  time: value.time.add(durationOf(span.seconds % 86_400)),
})

/** Days between two dates, in seconds. */
export const secondsBetween = (from: DateValue, to: DateValue): number =>
  from.date.until(to.date, { largestUnit: 'days' }).days * 86_400

/** Whole months from one date to another; the time of day plays no part (DMN 10.3.4.1). */
export const monthsBetween = (from: Temporal.PlainDate, to: Temporal.PlainDate): number => {
  const months = (to.year - from.year) * 12 + to.month - from.month
  if (months > 0 && to.day < from.day) return months - 1
  return months < 0 && to.day > from.day ? months + 1 : months
}
