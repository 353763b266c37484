import { describe, expect, test } from 'vitest'
import {
  addMonths,
  calendarOf,
  dayAt,
  dayOf,
  isoDay,
  isoInstant,
  moment,
  progress,
  weekday,
  workday,
} from './calendar.ts'

describe('moments', () => {
  test.each([
    ['2026-01-15', 0, '2026-01-14T23:00:00Z'],
    ['2026-07-15', 0, '2026-07-14T22:00:00Z'],
    ['2026-03-29', 119, '2026-03-29T00:59:00Z'],
    ['2026-03-29', 180, '2026-03-29T01:00:00Z'],
    ['2026-10-25', 119, '2026-10-24T23:59:00Z'],
    ['2026-10-25', 150, '2026-10-25T00:30:00Z'],
    ['2026-10-25', 181, '2026-10-25T02:01:00Z'],
  ])('%s and %i minutes is %s', (day, minutes, instant) => {
    expect(isoInstant(moment(dayOf(day), minutes))).toBe(instant)
  })

  test('agree with the time zone database on every midnight and noon of twelve years', () => {
    const clock = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Europe/Berlin',
      dateStyle: 'short',
      timeStyle: 'short',
    })
    const days = Array.from({ length: 4383 }, (_, at) => dayOf('2020-01-01') + at)
    for (const [minutes, time] of [
      [0, '00:00'],
      [720, '12:00'],
    ] as const)
      expect(days.map((day) => clock.format(moment(day, minutes)))).toEqual(days.map((day) => `${isoDay(day)} ${time}`))
    expect(days.map((day) => dayAt(moment(day + 1) - 1))).toEqual(days)
  })
})

test.each([
  ['2026-08-31', -6, '2026-02-28'],
  ['2026-07-01', -6, '2026-01-01'],
  ['2023-12-31', 2, '2024-02-29'],
  ['2026-01-15', 12, '2027-01-15'],
])('%s and %i months is %s', (day, months, other) => {
  expect(isoDay(addMonths(dayOf(day), months))).toBe(other)
})

test.each([
  ['2026-11-20', '2026-11-20'],
  ['2026-11-21', '2026-11-23'],
  ['2026-11-22', '2026-11-23'],
])('work of %s is done on %s', (day, other) => {
  expect(isoDay(workday(dayOf(day)))).toBe(other)
})

test('a week begins with Sunday, which is 0', () => {
  expect(weekday(dayOf('2026-11-22'))).toBe(0)
  expect(weekday(dayOf('1969-12-31'))).toBe(3)
})

test.each(['2026-11-01', '2026-11-22', '2026-11-30'])('seen from %s, October is the last month', (until) => {
  const calendar = calendarOf(dayOf(until), 24, 12)
  expect([calendar.historyStart, calendar.start, calendar.end].map(isoDay)).toEqual([
    '2023-11-01',
    '2024-11-01',
    '2026-11-01',
  ])
  expect(calendar.months.length).toBe(36)
  expect(calendar.months.filter(({ index }) => index >= 1).length).toBe(24)
  expect([-11, 1, 24].map((index) => progress(calendar, index))).toEqual([0, 0, 1])
})

test.each(['2026-13-01', 'yesterday', ''])('%s is no day', (text) => {
  expect(() => dayOf(text)).toThrow('is not a day')
})
