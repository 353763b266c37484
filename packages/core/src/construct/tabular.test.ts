import { expect, test } from 'vitest'
import { durationInWords, readConstruct, readContract, tabularOf } from './index.ts'

test.each([
  ['P1M', '1 month'],
  ['P3M', '3 months'],
  ['P1Y6M', '1 year 6 months'],
  ['P2W', '2 weeks'],
  ['P1DT4H', '1 day 4 hours'],
  ['PT1M', '1 minute'],
  ['PT0.5S', '0.5 seconds'],
])('%s is %s', (duration, words) => {
  expect(durationInWords(duration)).toBe(words)
})

const contract = readContract(
  'contracts/rules.yaml',
  'contract: rules\nentity: rule\ndescribes: state\nkey: [rule]\ncolumns: { rule: { type: text }, firewall: { type: text, role: dimension } }',
)
const construct = readConstruct(
  'constructs/unused-rules/construct.yaml',
  `construct: unused-rules
annexB: { edition: 2016, id: B.26 }
language: 1
version: 1.2.0
title: Which rules are unused?
type: performance
need: To know the unused rules.
controls: [A.8.20, A.8.22]
evidence: [rules, hits]
parameters:
  window: { value: duration("P6M"), meaning: how long a rule may wait }
  target: { by: kind, values: { a: 1, b: 2 } }
base measures:
  number of rules:
    method: >
      count(rules)
        + 0
    meaning: all of them
derived measures:
  twice as many: { function: 2 * number of rules, unit: rule }
indicator:
  measure: number of rules
  direction: lower is better
  criteria:
    - { from: 2025-01-01, met: "<= 5" }
    - { from: 2026-01-01, met: 0, near: "[1..5]" }
  total: worst
  meaning: { not met: Review them. }
by: [firewall]
frequency: { collect: P1M, analyse: P1M, report: P3M }
parties: { client: CISO, collector: network team }
report: { chart: bar, audiences: [board] }
`,
)

test('a construct is printed as a form of two columns, without empty fields', () => {
  if (!contract.ok || !construct.ok) throw new Error('the example is not sound')
  expect(tabularOf(construct.value, { rules: contract.value })).toEqual([
    ['Id', 'unused-rules'],
    ['Form', 'B.26, edition of 2016'],
    ['Version', '1.2.0'],
    ['Question', 'Which rules are unused?'],
    ['Information need', 'To know the unused rules.'],
    ['Type', 'performance'],
    ['Controls', 'A.8.20, A.8.22'],
    ['Evidence', 'rules: one row for each rule; a picture of the whole\nhits'],
    ['Parameters', 'window = duration("P6M") (how long a rule may wait)\ntarget = by kind: a: 1, b: 2'],
    ['Base measures', 'number of rules = count(rules) + 0 (all of them)'],
    ['Derived measures', 'twice as many [rule] = 2 * number of rules'],
    ['Grouped by', 'firewall'],
    ['Indicator', 'number of rules; lower is better'],
    [
      'Decision criteria',
      'from 2025-01-01: met if <= 5; otherwise not met\nfrom 2026-01-01: met if 0; near if [1..5]; otherwise not met',
    ],
    ['Total', 'the worst of its groups'],
    ['Interpretation', 'not met: Review them.'],
    ['Collected every', '1 month'],
    ['Analysed every', '1 month'],
    ['Reported every', '3 months'],
    ['Revised every', '1 year'],
    ['Valid for', '2 years'],
    ['Measurement client', 'CISO'],
    ['Information collector', 'network team'],
    ['Chart', 'bar'],
    ['Reported to', 'board'],
  ])
})
