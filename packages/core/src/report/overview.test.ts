import { describe, expect, test } from 'vitest'
import type { Status } from '../term/index.ts'
import { cards, firewall, resultOf, results, training } from '../../../../conformance/page/results.ts'
import { bySeverity, domainOf, overviewOf, seriesOf } from './index.ts'

const one = (n: number, status: Status, value: number | null) =>
  resultOf({ card: firewall, n, measures: { 'unused rules': value }, status })

describe('the overview', () => {
  const overview = overviewOf(results, cards)

  test('says the whole in a sentence whose numbers add up', () => {
    expect(overview.sentence).toBe(
      'Of 10 indicators 4 are met, 2 are not met, 1 is near, 1 cannot be told, 1 rests on stale evidence and 1 has no data.',
    )
    expect(overview.counts.reduce((sum, { count }) => sum + count, 0)).toBe(10)
  })

  test('puts first what asks for attention, and every indicator once', () => {
    const order = overview.attention.map(({ status }) => bySeverity.indexOf(status.status))
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    expect(overview.met.every(({ status }) => status.status === 'met')).toBe(true)
    expect(new Set([...overview.attention, ...overview.met].map(({ id }) => id)).size).toBe(10)
  })

  test('says what the course of every indicator shows, in words; what praises or blames has its reason', () => {
    const items = [...overview.attention, ...overview.met]
    const verdicts = items.flatMap((item) => item.verdicts)
    expect(items.filter((item) => item.verdicts.length === 0).map(({ id }) => id)).toEqual([])
    expect(verdicts.filter(({ word, symbol }) => word.length < 3 || symbol.length === 0)).toEqual([])
    const loud = ['improving', 'worsening', 'changed', 'will meet', 'hit and miss', 'will miss']
    expect(verdicts.filter(({ verdict, reason }) => loud.includes(verdict) !== (reason !== null))).toEqual([])
    const reasons = verdicts.flatMap(({ reason }) => reason ?? [])
    expect(reasons.length).toBeGreaterThan(5)
    expect(reasons.filter((reason) => !/^[A-Z0-9].{15,}\.$/.test(reason))).toEqual([])
  })

  test('of nothing says so', () => {
    expect(overviewOf([], cards)).toMatchObject({
      sentence: 'No indicator has been measured yet.',
      attention: [],
      met: [],
      knownAt: null,
    })
  })

  test.each<[readonly Status[], string]>([
    [['met'], 'Of 1 indicator 1 is met.'],
    [['not met'], 'Of 1 indicator 1 is not met.'],
    [['not computable'], 'Of 1 indicator 1 cannot be computed.'],
  ])('of %j reads %s', (statuses, sentence) => {
    expect(
      overviewOf(
        statuses.map((status) => one(19, status, 1)),
        cards,
      ).sentence,
    ).toBe(sentence)
  })

  test('tells what the status was before, where it differs', () => {
    const changed = (before: Status, now: Status) => overviewOf([one(18, before, 1), one(19, now, 1)], cards)
    expect(changed('near', 'not met').attention[0]?.changed).toBe('was near in May 2026')
    expect(changed('near', 'near').attention[0]?.changed).toBeNull()
  })

  test('has a gap where a period was not measured or has no value', () => {
    const spark = overviewOf([one(1, 'met', 0), one(3, 'met', 0), one(4, 'no data', null)], cards).attention[0]?.spark
    expect(spark?.points.map(({ value }) => value)).toEqual([0, null, 0, null])
  })

  test('never shows an absence as a number', () => {
    const items = overviewOf([one(19, 'no data', null)], cards).attention
    expect(items[0]).toMatchObject({ value: null })
    expect(items[0]?.answer).not.toMatch(/\b0\b/)
  })
})

test.each([
  [
    [72, 80],
    [90, 100],
    [72, 100],
  ],
  [
    [96, 97],
    [95, 100],
    [75, 100],
  ],
  [[36, 9], [0], [0, 36]],
  [[5, 30], [], [0, 30]],
  [[0, 0], [], [0, 1]],
  [[], [], [0, 1]],
  [[-4, 4], [], [-4, 4]],
])('values %j judged by %j are drawn in %j', (values, limits, domain) => {
  expect(domainOf(values, limits)).toEqual(domain)
})

describe('a series', () => {
  test('says what was known last, and keeps what was known before', () => {
    const [point, ...rest] = seriesOf([
      resultOf({
        card: training,
        n: 5,
        measures: { 'trained people': 7 },
        status: 'met',
        knownAt: '2026-02-01T00:00:00Z',
      }),
      resultOf({
        card: training,
        n: 5,
        measures: { 'trained people': 5 },
        status: 'met',
        knownAt: '2026-01-01T00:00:00Z',
      }),
    ])
    expect(rest).toEqual([])
    expect(point?.result.indicator.value).toBe(7)
    expect(point?.earlier.map(({ indicator }) => indicator.value)).toEqual([5])
  })
})
