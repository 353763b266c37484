import { readDateTime } from '../moment.ts'
import type { Type } from '../type.ts'
import type { DateTimeValue, DateValue, TimeValue } from '../value.ts'
import { beyond, refuse, type FormulaFunction, type Refusal } from '../function.ts'
import { aDay, aText, aTime, either, scalar } from '../operand.ts'

const midnight = (from: DateValue): DateTimeValue => ({ kind: 'date and time', at: from.date.toPlainDateTime() })

const dateTimeOf = (from: string | DateValue | DateTimeValue): DateTimeValue | Refusal => {
  if (typeof from !== 'string') return from.kind === 'date' ? midnight(from) : from
  const moment = readDateTime(from)
  if (moment === 'year') return beyond('unsupported-year', from)
  return moment === 'shape' ? refuse(`cannot read “${from}”: write a moment like 2026-01-31T09:30:00Z`) : moment
}

const joined = (day: DateValue | DateTimeValue, { time, zone }: TimeValue): DateTimeValue => {
  const on = day.kind === 'date' ? day.date : day.at.toPlainDate()
  return { kind: 'date and time', at: on.toPlainDateTime(time), ...(zone === undefined ? {} : { zone }) }
}

const ofOne = scalar({
  name: 'date and time',
  clause: '10.3.4.1',
  parameters: [['from']],
  takes: [either(aText, aDay)],
  gives: { kind: 'date and time' },
  compute: dateTimeOf,
  examples: [],
})

const ofTwo = scalar({
  name: 'date and time',
  clause: '10.3.4.1',
  parameters: [['date', 'time']],
  takes: [aDay, aTime],
  gives: { kind: 'date and time' },
  compute: joined,
  examples: [],
})

/** A text with an offset is read as the instant it names; one without is taken for UTC. */
const momentSql = (from: string, type: Type | undefined): string =>
  type?.kind === 'date' || type?.kind === 'date and time'
    ? `CAST(${from} AS TIMESTAMP)`
    : `make_timestamp(epoch_us(TRY_CAST(${from} AS TIMESTAMPTZ)))`

/** A moment from a text, from a day at its midnight, or from a day and a time. */
export const dateAndTime: FormulaFunction = {
  name: 'date and time',
  clause: '10.3.4.1',
  parameters: [['from'], ['date', 'time']],
  typeOf: (types) => (types.length === 2 ? ofTwo : ofOne).typeOf(types),
  sql: ([from = '', time], [type]) =>
    time === undefined ? momentSql(from, type) : `(CAST(${from} AS DATE) + ${time})`,
  value: (values) => (values.length === 2 ? ofTwo : ofOne).value(values),
  examples: [
    ['date and time("2026-01-31T24:00:00Z")', '2026-02-01T00:00:00Z'],
    ['date and time(date("2026-01-31"), time("09:30:00"))', '2026-01-31T09:30:00'],
  ],
}
