import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { covered, overlap } from './spans.ts'
import { plainOf, type Bound, type RangeThing, type Thing } from './thing.ts'

const zone = 'Europe/Berlin'
const boundAt = (text: string): Bound => {
  const date = Temporal.PlainDate.from(text)
  const at = date.toPlainDateTime()
  return { is: 'bound', date: { kind: 'date', date }, instant: { kind: 'date and time', at, zone } }
}
const range = (from: Thing | null, to: Thing | null): RangeThing => ({
  is: 'range',
  from,
  to,
  fromIncluded: true,
  toIncluded: false,
})

/** Clocks go forward on 29 March: 31 days and 743 hours. */
const march = range(boundAt('2026-03-01'), boundAt('2026-04-01'))
const noDate: Thing = { is: 'value', value: null, isDate: true }
const noInstant: Thing = { is: 'value', value: null }
const hours = (of: Thing): unknown => {
  const value = plainOf(of, false)
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'days'
    ? value.seconds / 3600
    : value
}

test.each([
  ['dates', range(noDate, noDate), 31 * 24],
  ['instants', range(noInstant, noInstant), 743],
])('a range without ends is the whole month, in what its columns hold: %s', (_, open, expected) => {
  expect([hours(overlap(open, march, march)), hours(covered([open], march))]).toEqual([expected, expected])
})
