import { offsetAt } from './moment.ts'
import {
  isList,
  type DateTimeValue,
  type DateValue,
  type DaysValue,
  type MonthsValue,
  type RangeValue,
  type TimeValue,
  type Value,
} from './value.ts'

type Property<T> = (value: T) => Value
type Properties<T> = Readonly<Record<string, Property<T>>>

const offset = (value: DateTimeValue | TimeValue): Value => {
  const seconds = offsetAt(value)
  return seconds === null ? null : { kind: 'days', seconds }
}
/** A zone that is only an offset has no name. */
const zoneName = ({ zone }: DateTimeValue | TimeValue): Value =>
  zone === undefined || /^([+-]|Z$)/.test(zone) ? null : zone

const ofDate: Properties<DateValue> = {
  year: ({ date }) => date.year,
  month: ({ date }) => date.month,
  day: ({ date }) => date.day,
  weekday: ({ date }) => date.dayOfWeek,
}
const ofTime: Properties<TimeValue> = {
  hour: ({ time }) => time.hour,
  minute: ({ time }) => time.minute,
  second: ({ time }) => time.second,
  'time offset': offset,
  timezone: zoneName,
}
const ofDateTime: Properties<DateTimeValue> = {
  year: ({ at }) => at.year,
  month: ({ at }) => at.month,
  day: ({ at }) => at.day,
  weekday: ({ at }) => at.dayOfWeek,
  hour: ({ at }) => at.hour,
  minute: ({ at }) => at.minute,
  second: ({ at }) => at.second,
  'time offset': offset,
  timezone: zoneName,
}
const whole = (n: number): number => Math.trunc(n) + 0
const ofDays: Properties<DaysValue> = {
  days: ({ seconds }) => whole(seconds / 86_400),
  hours: ({ seconds }) => whole((seconds % 86_400) / 3600),
  minutes: ({ seconds }) => whole((seconds % 3600) / 60),
  seconds: ({ seconds }) => whole(seconds % 60),
}
const ofMonths: Properties<MonthsValue> = {
  years: ({ months }) => whole(months / 12),
  months: ({ months }) => months % 12,
}
const ofRange: Properties<RangeValue> = {
  start: ({ from }) => from,
  end: ({ to }) => to,
  'start included': ({ fromIncluded }) => fromIncluded,
  'end included': ({ toIncluded }) => toIncluded,
}

const read = <T>(properties: Properties<T>, value: T, name: string): Value | undefined =>
  Object.hasOwn(properties, name) ? properties[name]?.(value) : undefined

/** `value.name` where the value is one thing, not a list (DMN table 65); undefined where it has no such part. */
export const propertyOf = (value: Exclude<Value, null>, name: string): Value | undefined => {
  if (typeof value !== 'object' || isList(value)) return undefined
  switch (value.kind) {
    case 'context':
      return Object.hasOwn(value.entries, name) ? value.entries[name] : undefined
    case 'date':
      return read(ofDate, value, name)
    case 'time':
      return read(ofTime, value, name)
    case 'date and time':
      return read(ofDateTime, value, name)
    case 'days':
      return read(ofDays, value, name)
    case 'months':
      return read(ofMonths, value, name)
    case 'range':
      return read(ofRange, value, name)
  }
}
