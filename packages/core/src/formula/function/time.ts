import { Temporal } from 'temporal-polyfill'
import { readTime, zoneOfOffset } from '../moment.ts'
import type { DateTimeValue, DateValue, DaysValue, TimeValue } from '../value.ts'
import { refuse, type FormulaFunction, type Refusal } from '../function.ts'
import { aDay, aNumber, aText, aTime, aWhole, days, either, scalar } from '../operand.ts'

const timeOf = (from: string | TimeValue | DateValue | DateTimeValue): TimeValue | Refusal => {
  if (typeof from === 'string') {
    const time = readTime(from)
    return typeof time === 'string' ? refuse(`cannot read “${from}”: write a time like 09:30:00`) : time
  }
  if (from.kind === 'time') return from
  // A date is the midnight of Greenwich (DMN 10.3.4.1).
  if (from.kind === 'date') return { kind: 'time', time: Temporal.PlainTime.from('00:00'), zone: 'Z' }
  return { kind: 'time', time: from.at.toPlainTime(), ...(from.zone === undefined ? {} : { zone: from.zone }) }
}

const within = (n: number, end: number): boolean => n >= 0 && n < end

const timeOfParts = (
  hour: number,
  minute: number,
  second: number,
  offset: DaysValue | undefined,
): TimeValue | Refusal => {
  if (!within(hour, 24) || !within(minute, 60) || !within(second, 60))
    return refuse(`knows no time ${hour}:${minute}:${second}`)
  const zone = offset === undefined ? undefined : zoneOfOffset(offset.seconds)
  if (offset !== undefined && zone === undefined) return refuse('needs an offset of at most 18 hours, in whole seconds')
  const nanoseconds = Math.round((second - Math.trunc(second)) * 1e9)
  const time = Temporal.PlainTime.from({ hour, minute, second: Math.trunc(second) }).add({ nanoseconds })
  return { kind: 'time', time, ...(zone === undefined ? {} : { zone }) }
}

const ofOne = scalar({
  name: 'time',
  clause: '10.3.4.1',
  parameters: [['from']],
  takes: [either(aText, either(aTime, aDay))],
  gives: { kind: 'time' },
  compute: timeOf,
  examples: [],
})

const local = scalar({
  name: 'time',
  clause: '10.3.4.1',
  parameters: [['hour', 'minute', 'second']],
  takes: [aWhole, aWhole, aNumber],
  gives: { kind: 'time' },
  compute: (hour, minute, second) => timeOfParts(hour, minute, second, undefined),
  examples: [],
})

const zoned = scalar({
  name: 'time',
  clause: '10.3.4.1',
  parameters: [['hour', 'minute', 'second', 'offset']],
  takes: [aWhole, aWhole, aNumber, days],
  gives: { kind: 'time' },
  compute: timeOfParts,
  examples: [],
})

/** A null offset is no offset (DMN table 68), so only a time of three parts is left. */
const formFor = (count: number, offset: unknown): FormulaFunction =>
  count === 3 || (count === 4 && offset === null) ? local : count === 4 ? zoned : ofOne

/** A time of day from a text, from a moment, or from hour, minute, second and offset. */
export const time: FormulaFunction = {
  name: 'time',
  clause: '10.3.4.1',
  parameters: [['from'], ['hour', 'minute', 'second', 'offset?']],
  typeOf: (types) => formFor(types.length, undefined).typeOf(types),
  value: (values) =>
    formFor(values.length, values[3]).value(values.length === 4 && values[3] === null ? values.slice(0, 3) : values),
  examples: [
    ['time("09:30:00")', '09:30:00'],
    ['time(11, 59, 45, duration("PT2H"))', '11:59:45+02:00'],
  ],
}
