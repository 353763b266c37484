import { describe, expect, test } from 'vitest'
import { contractOf } from './fixture.ts'
import { asOfFrom, coversOf } from './instants.ts'

const berlin = { timeZone: 'Europe/Berlin', firstMonth: 1 }
const auckland = { timeZone: 'Pacific/Auckland', firstMonth: 4 }

describe('the moment evidence shows', () => {
  test.each([
    // A day is all of it.
    ['2026-06-30', '2026-07-01T10:00:00Z', berlin, '2026-06-30T21:59:59Z', '2026-06-30T22:00:00Z', '2026-06-30'],
    ['2026-01-31', '2026-07-01T10:00:00Z', berlin, '2026-01-31T22:59:59Z', '2026-01-31T23:00:00Z', '2026-01-31'],
    ['2026-03-29', '2026-07-01T10:00:00Z', berlin, '2026-03-29T21:59:59Z', '2026-03-29T22:00:00Z', '2026-03-29'],
    ['2026-06-30', '2026-07-01T10:00:00Z', auckland, '2026-06-30T11:59:59Z', '2026-06-30T12:00:00Z', '2026-06-30'],
    // Today's end has not come, but a file of today is meant.
    ['2026-07-01', '2026-07-01T10:00:00Z', berlin, '2026-07-01T21:59:59Z', '2026-07-01T22:00:00Z', '2026-07-01'],
    // An instant is itself.
    [
      '2026-06-30T12:00:00Z',
      '2026-07-01T10:00:00Z',
      berlin,
      '2026-06-30T12:00:00Z',
      '2026-06-30T12:00:00Z',
      '2026-06-30',
    ],
    [
      '2026-07-01T00:30:00+02:00',
      '2026-07-01T10:00:00Z',
      berlin,
      '2026-06-30T22:30:00Z',
      '2026-06-30T22:30:00Z',
      '2026-07-01',
    ],
    // So is the clock.
    [undefined, '2026-07-01T10:00:00Z', berlin, '2026-07-01T10:00:00Z', '2026-07-01T10:00:00Z', '2026-07-01'],
  ])('%s, at %s', (text, now, calendar, asOf, until, day) => {
    expect(asOfFrom(text, now, calendar)).toEqual({ ok: true, value: { asOf, until, day }, issues: [] })
  })
  test.each([
    ['2026-02-30', 'as-of-invalid'],
    ['30.6.2026', 'as-of-invalid'],
    ['2026-06-30T22:00:00', 'as-of-invalid'],
    ['', 'as-of-invalid'],
    ['2026-07-02', 'as-of-in-future'],
    ['2026-07-01T22:00:01Z', 'as-of-in-future'],
  ])('%s is none', (text, code) => {
    const outcome = asOfFrom(text, '2026-07-01T10:00:00Z', berlin)
    expect(outcome.issues.map((issue) => issue.code)).toEqual([code])
  })
})

describe('the span a file speaks for', () => {
  const contract = (describes: string, delivers: string) =>
    contractOf(`
contract: readings
entity: reading
describes: ${describes}
delivers: ${delivers}
key: [at]
columns:
  at: { type: date and time }
`)
  const events = '{ events: { at: at } }'
  test.each([
    ['events from the month of the earliest', events, 'changes', '2026-05-31T22:00:00Z', '2026-05-31T22:00:00Z'],
    ['events by the organisation’s calendar', events, 'changes', '2026-05-31T21:59:59Z', '2026-04-30T22:00:00Z'],
    ['events of days', events, 'changes', '2026-06-17', '2026-05-31T22:00:00Z'],
    ['no event at all: the month it ends in', events, 'changes', null, '2026-05-31T22:00:00Z'],
    ['no event at all in all there ever was', events, 'full', null, null],
    ['all there ever was', events, 'full', '2026-06-17', null],
    ['a picture', 'state', 'full', null, null],
  ])('%s', (_, describes, delivers, earliest, from) => {
    const until = '2026-06-30T22:00:00Z'
    expect(coversOf(contract(describes, delivers), earliest, until, berlin)).toEqual({ from, to: until })
  })
})
