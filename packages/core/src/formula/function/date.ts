import { dateOfParts, readDate } from '../moment.ts'
import type { DateTimeValue, DateValue } from '../value.ts'
import { beyond, refuse, type FormulaFunction, type Refusal } from '../function.ts'
import { aDay, aText, aWhole, either, scalar } from '../operand.ts'

const dateOf = (from: string | DateValue | DateTimeValue): DateValue | Refusal => {
  if (typeof from !== 'string') return from.kind === 'date' ? from : { kind: 'date', date: from.at.toPlainDate() }
  const date = readDate(from)
  if (date === 'year') return beyond('unsupported-year', from)
  return date === 'shape' ? refuse(`cannot read “${from}”: write a day like 2026-01-31`) : date
}

const ofOne = scalar({
  name: 'date',
  clause: '10.3.4.1',
  parameters: [['from']],
  takes: [either(aText, aDay)],
  gives: { kind: 'date' },
  compute: dateOf,
  examples: [],
})

const ofParts = scalar({
  name: 'date',
  clause: '10.3.4.1',
  parameters: [['year', 'month', 'day']],
  takes: [aWhole, aWhole, aWhole],
  gives: { kind: 'date' },
  compute: (year, month, day) => {
    const date = dateOfParts(year, month, day)
    if (date === 'year') return beyond('unsupported-year', String(year))
    return date === 'shape' ? refuse(`knows no day ${day} of month ${month} in ${year}`) : date
  },
  examples: [],
})

/**
 * A day from a text, from a date and time (its own day where it is written; the day of the organisation's zone is for
 * who knows the organisation), or from year, month and day.
 */
export const date: FormulaFunction = {
  name: 'date',
  clause: '10.3.4.1',
  parameters: [['from'], ['year', 'month', 'day']],
  typeOf: (types) => (types.length === 3 ? ofParts : ofOne).typeOf(types),
  sql: ([from = '', month, day]) =>
    month === undefined || day === undefined
      ? `TRY_CAST(${from} AS DATE)`
      : `make_date(CAST(${from} AS BIGINT), CAST(${month} AS BIGINT), CAST(${day} AS BIGINT))`,
  value: (values) => (values.length === 3 ? ofParts : ofOne).value(values),
  examples: [
    ['date("2026-01-31")', '2026-01-31'],
    ['date(2026, 1, 31)', '2026-01-31'],
    ['date(date and time("2026-01-31T10:00:00"))', '2026-01-31'],
  ],
}
