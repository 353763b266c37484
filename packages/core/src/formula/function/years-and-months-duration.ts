import type { Temporal } from 'temporal-polyfill'
import { monthsBetween } from '../moment.ts'
import type { DateTimeValue, DateValue } from '../value.ts'
import { aDay, scalar } from '../operand.ts'

const dayOf = (value: DateValue | DateTimeValue): Temporal.PlainDate =>
  value.kind === 'date' ? value.date : value.at.toPlainDate()

/** Whole months between two days; the time of day plays no part. */
export const yearsAndMonthsDuration = scalar({
  name: 'years and months duration',
  clause: '10.3.4.1',
  parameters: [['from', 'to']],
  takes: [aDay, aDay],
  gives: { kind: 'duration', of: 'months' },
  sql: ([from = '', to = '']) => {
    const months = `((year(${to}) - year(${from})) * 12 + month(${to}) - month(${from}))`
    return `(${months} - CASE WHEN ${months} > 0 AND day(${to}) < day(${from}) THEN 1 WHEN ${months} < 0 AND day(${to}) > day(${from}) THEN -1 ELSE 0 END)`
  },
  compute: (from, to) => ({ kind: 'months', months: monthsBetween(dayOf(from), dayOf(to)) }),
  examples: [
    ['years and months duration(date("2011-12-22"), date("2013-08-24"))', 'P1Y8M'],
    ['years and months duration(date("2026-01-31"), date("2026-02-28"))', 'P0M'],
  ],
})
