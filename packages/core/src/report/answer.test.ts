import { describe, expect, test } from 'vitest'
import type { Card, Reason, Status } from '../term/index.ts'
import {
  access,
  actions,
  cost,
  firewall,
  patching,
  resultOf,
  training,
  trend,
} from '../../../../conformance/page/results.ts'
import { answerOf } from './index.ts'

const said = (
  card: Card,
  measures: Readonly<Record<string, number | string | boolean | null>>,
  status: Status,
  reason?: Reason,
): string =>
  answerOf(
    resultOf({
      card,
      n: 19,
      measures,
      status,
      ...(reason === undefined ? {} : { reasons: { [card.indicator.measure]: reason } }),
    }),
    card,
  ).replaceAll('\u00A0', ' ')

const level: Card = { ...trend, indicator: { ...trend.indicator, measure: 'worst risk', unit: null }, criteria: [] }

const borne: Card = {
  ...cost,
  parameters: [{ name: 'bearable loss', value: '25000', meaning: 'what may be lost' }],
  criteria: [{ from: '2024-11-01', met: 'losses < bearable loss', near: null }],
}

const reviewed: Card = { ...access, criteria: [{ from: '2024-11-01', met: 'reviewed share > 90', near: null }] }

const from = (limit: number): Card['criteria'] => [
  {
    from: '2024-11-01',
    met: `>= ${limit}`,
    near: null,
    bands: { met: [{ from: limit, to: null, fromIncluded: true, toIncluded: false }], near: [] },
  },
]
const placed: Card = {
  ...trend,
  indicator: { ...trend.indicator, measure: 'weakest level', unit: 'level' },
  criteria: from(3),
}

const entries: Card = {
  ...trend,
  indicator: { ...trend.indicator, measure: 'unauthorised entries', unit: 'incident' },
  criteria: from(1),
}

const rate: Card = {
  ...trend,
  indicator: { ...trend.indicator, measure: 'occurrences per thousand', unit: 'occurrence/1000 person year' },
  criteria: from(70),
}

const promised: Card = { ...trend, criteria: [{ from: '2024-11-01', met: 'growth >= target', near: null }] }

describe('the sentence that answers', () => {
  test.each([
    [
      'a count',
      said(firewall, { 'unused rules': 31 }, 'not met'),
      'In June 2026, there were 31 unused rules; the criterion is 0 rules.',
    ],
    [
      'one',
      said(firewall, { 'unused rules': 1 }, 'near'),
      'In June 2026, there was 1 unused rule; the criterion is 0 rules.',
    ],
    [
      'none',
      said(firewall, { 'unused rules': 0 }, 'met'),
      'In June 2026, there were no unused rules; the criterion is 0 rules.',
    ],
    [
      'a share',
      said(access, { 'systems reviewed': 82, systems: 104, 'reviewed share': 82 / 104 }, 'near'),
      'In June 2026, the reviewed share came to 78.8 % (82 of 104 systems); the criterion is at least 90 %.',
    ],
    [
      'money',
      said(cost, { losses: 27305 }, 'near'),
      'In June 2026, losses came to EUR 27,305; the criterion is at most EUR 25,000.',
    ],
    [
      'a duration',
      said(patching, { 'time to close': 795_744 }, 'met'),
      'In June 2026, the time to close came to 9.21 days; the criterion is at most 14 days.',
    ],
    [
      'a pure number',
      said(trend, { growth: 1.2857 }, 'near'),
      'In June 2026, growth came to 1.29; the criterion is below 1.',
    ],
    [
      'a condition over two numbers',
      said(actions, { due: 49, 'not done': 15, undone: 15 / 49 }, 'not met'),
      'In June 2026, the share undone came to 30.6 % (15 of 49 actions); the criteria are not met.',
    ],
    [
      'a condition on another measure',
      said(promised, { growth: 1.2857, target: 1.5 }, 'near'),
      'In June 2026, growth came to 1.29; the criterion is at least the target, 1.5.',
    ],
    [
      'a condition on a measure that has no value',
      said(promised, { growth: 1.2857, target: null }, 'near'),
      'In June 2026, growth came to 1.29; the criterion is “growth ≥ target”.',
    ],
    [
      'a total that is judged by its worst group',
      said(promised, { growth: 1.2857, target: 1.1 }, 'not met'),
      'In June 2026, growth came to 1.29; the criterion is at least the target, 1.1, which not every part of it fulfils.',
    ],
    [
      'a total in its band that is judged by its worst group',
      said(training, { 'trained people': 150 }, 'near'),
      'In June 2026, there were 150 trained people; the criterion is at least 150 people, which not every part of it fulfils.',
    ],
    [
      'a condition on a parameter',
      said(borne, { losses: 27305 }, 'not met'),
      'In June 2026, losses came to EUR 27,305; the criterion is below the bearable loss, EUR 25,000.',
    ],
    [
      'a condition on a share, whose numbers are percent',
      said(reviewed, { 'systems reviewed': 82, systems: 104, 'reviewed share': 82 / 104 }, 'near'),
      'In June 2026, the reviewed share came to 78.8 % (82 of 104 systems); the criterion is above 90 %.',
    ],
    [
      'a count of things of another name',
      said(entries, { 'unauthorised entries': 2 }, 'met'),
      'In June 2026, there were 2 unauthorised entries; the criterion is at least 1 incident.',
    ],
    [
      'one of them',
      said(entries, { 'unauthorised entries': 1 }, 'met'),
      'In June 2026, there was 1 unauthorised entry; the criterion is at least 1 incident.',
    ],
    [
      'a place in an order',
      said(placed, { 'weakest level': 0 }, 'not met'),
      'In June 2026, the weakest level was 0; the criterion is at least level 3.',
    ],
    [
      'a rate whose name says its unit',
      said(rate, { 'occurrences per thousand': 109 }, 'met'),
      'In June 2026, there were 109 occurrences per 1,000 person years; the criterion is at least 70.',
    ],
    [
      'a level',
      said(level, { 'worst risk': 'high' }, 'not met'),
      'In June 2026, the worst risk was “high”; the criteria are not met.',
    ],
    [
      'a truth value',
      said(level, { 'worst risk': true }, 'met'),
      'In June 2026, the answer to “worst risk” was yes; the criteria are met.',
    ],
    [
      'people',
      said(training, { 'trained people': 149 }, 'not met'),
      'In June 2026, there were 149 trained people; the criterion is at least 150 people.',
    ],
    [
      'stale',
      said(training, { 'trained people': 162 }, 'stale'),
      'In June 2026, there were 162 trained people; the criterion is at least 150 people. The evidence behind it is older than tolerated.',
    ],
    [
      'no data',
      said(training, { 'trained people': null }, 'no data', 'no-data'),
      'In June 2026, no evidence covers the period, so there is no answer yet.',
    ],
    [
      'stale without value',
      said(training, { 'trained people': null }, 'stale', 'stale'),
      'In June 2026, the newest evidence is older than tolerated, so there is no answer.',
    ],
    [
      'nothing to divide by',
      said(access, { 'reviewed share': null }, 'not computable', 'zero-denominator'),
      'In June 2026, the reviewed share could not be computed: there was nothing to divide by.',
    ],
  ])('%s', (_name, sentence, expected) => {
    expect(sentence).toBe(expected)
  })

  test('an uncertain value names its interval', () => {
    const interval = { method: 'Wilson', lower: 0.68, upper: 0.92, level: 0.95 }
    const measures = { 'systems reviewed': 82, systems: 104, 'reviewed share': 82 / 104 }
    const result = resultOf({ card: access, n: 19, measures, status: 'cannot tell', interval })
    expect(answerOf(result, access).replaceAll('\u00A0', ' ')).toContain(
      'The true value may lie anywhere from 68 % to 92 %, on both sides of the limit.',
    )
  })
})
