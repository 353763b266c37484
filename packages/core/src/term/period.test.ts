import { describe, expect, test } from 'vitest'
import {
  dateOf,
  grainOf,
  instantOf,
  periodAround,
  periodName,
  periodNamed,
  periodsEndingIn,
  stepped,
} from './period.ts'

const berlin = { timeZone: 'Europe/Berlin', firstMonth: 1 }
const april = { timeZone: 'Europe/London', firstMonth: 4 }
const kathmandu = { timeZone: 'Asia/Kathmandu', firstMonth: 7 }

describe('a name is a period and back', () => {
  test.each([
    ['2026', berlin, '2026-01-01', '2027-01-01'],
    ['2026-H2', berlin, '2026-07-01', '2027-01-01'],
    ['2026-Q2', berlin, '2026-04-01', '2026-07-01'],
    ['2026-02', berlin, '2026-02-01', '2026-03-01'],
    ['2024-02', berlin, '2024-02-01', '2024-03-01'],
    ['2026-W01', berlin, '2025-12-29', '2026-01-05'],
    ['2026-W53', berlin, '2026-12-28', '2027-01-04'],
    ['2026-06-14', berlin, '2026-06-14', '2026-06-15'],
    ['2026', april, '2026-04-01', '2027-04-01'],
    ['2026-H2', april, '2026-10-01', '2027-04-01'],
    ['2026-Q4', april, '2027-01-01', '2027-04-01'],
    ['2026-Q1', kathmandu, '2026-07-01', '2026-10-01'],
  ])('%s', (name, calendar, start, end) => {
    const period = periodNamed(name, calendar)
    expect([period?.start, period?.end]).toEqual([start, end])
    expect(period === undefined ? '' : periodName(period, calendar)).toBe(name)
  })
  test.each(['2026-13', '2026-00', '2026-02-30', '2026-Q5', '2026-H3', '2025-W53', '26-01', '2026-1', 'June', ''])(
    '%s is none',
    (name) => expect(periodNamed(name, berlin)).toBeUndefined(),
  )
})

test.each([
  ['2026-03-15', 'month', berlin, '2026-02-28T23:00:00Z', '2026-03-31T22:00:00Z'],
  ['2026-10-25', 'day', berlin, '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z'],
  ['2026-05-05', 'year', april, '2026-03-31T23:00:00Z', '2027-03-31T23:00:00Z'],
  ['2026-08-01', 'day', kathmandu, '2026-07-31T18:15:00Z', '2026-08-01T18:15:00Z'],
] as const)('around %s lies a %s that begins and ends in its zone', (date, grain, calendar, startAt, endAt) => {
  const period = periodAround(grain, date, calendar)
  expect([period.startAt, period.endAt]).toEqual([startAt, endAt])
})

test.each([
  ['2026-01', -1, '2025-12'],
  ['2026-01', 14, '2027-03'],
  ['2026-Q1', -5, '2024-Q4'],
  ['2026-W01', 1, '2026-W02'],
  ['2024-02-28', 2, '2024-03-01'],
])('%s and %i steps is %s', (name, steps, expected) => {
  const period = periodNamed(name, berlin)
  expect(period === undefined ? '' : periodName(stepped(period, steps, berlin), berlin)).toBe(expected)
})

test.each([
  ['month', '2026-01-01', '2026-04-01', ['2026-01', '2026-02', '2026-03']],
  ['quarter', '2026-06-01', '2026-07-01', ['2026-Q2']],
  ['quarter', '2026-05-01', '2026-06-01', []],
  ['year', '2026-01-01', '2026-12-31', []],
] as const)('%ss whose last day lies in [%s..%s)', (grain, from, to, names) =>
  expect(periodsEndingIn(grain, from, to, berlin).map((period) => periodName(period, berlin))).toEqual(names),
)

test('instants and local dates are each other’s inverse at the start of a day, whatever the clock does', () => {
  for (const day of ['2026-03-29', '2026-03-30', '2026-10-25', '2026-10-26', '2026-12-31'])
    for (const zone of ['Europe/Berlin', 'America/Sao_Paulo', 'Pacific/Apia', 'UTC'])
      expect(dateOf(instantOf(day, zone), zone)).toBe(day)
})

test.each([
  ['P1D', 'day'],
  ['P7D', 'week'],
  ['P1M', 'month'],
  ['P3M', 'quarter'],
  ['P6M', 'half'],
  ['P1Y', 'year'],
  ['P2M', undefined],
])('%s is a %s', (frequency, grain) => expect(grainOf(frequency)).toBe(grain))
