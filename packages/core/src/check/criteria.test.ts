import { describe, expect, test } from 'vitest'
import { readContract, readConstruct, type Contract } from '../construct/index.ts'
import { positionAt } from '../issue/index.ts'
import { check } from './check.ts'
import { bandText, bandsOf } from './bands.ts'
import { readFormula } from '../formula/index.ts'

const contracts = (): Readonly<Record<string, Contract>> => {
  const outcome = readContract(
    'people.yaml',
    'contract: people\nentity: person\ndescribes: state\nkey: [person]\ncolumns:\n  person: { type: text }\n  scoped: { type: boolean }\n  trained: { type: boolean }\n  unit name: { type: text, role: dimension }\n',
  )
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.issues))
  return { people: outcome.value }
}

type Parts = {
  readonly derived?: string
  readonly measure?: string
  readonly direction?: string
  readonly criteria: string
  readonly base?: string
}

const construct = ({
  derived = '  trained share: { function: "share(trained people, scoped people)", unit: percent }',
  measure = 'trained share',
  direction = 'higher is better',
  criteria,
  base = '',
}: Parts): string => `construct: training
language: 1
version: 1.0.0
title: Are people trained?
type: performance
need: Who is trained?
decision: Train the others.
controls: [A.6.3]
evidence: [people]
base measures:
  scoped people: { method: "count(people[scoped])", meaning: people in scope }
  trained people: { method: "count(people[scoped and trained])" }
  other people: { method: "count(people[trained])" }
${base}derived measures:
${derived}
indicator:
  measure: ${measure}
  direction: ${direction}
  criteria:
    - from: 2026-01-01
      ${criteria}
by: [unit name]
frequency: { collect: P1M, analyse: P1M, report: P3M, revise: P1Y, valid: P1Y }
parties: { client: CISO }
report: { chart: line, audiences: [management] }
`

const issuesOf = (parts: Parts): readonly string[] => {
  const text = construct(parts)
  const read = readConstruct('training.yaml', text)
  const issues = read.ok ? check(read.value, contracts()).issues : read.issues
  return issues.map(
    (issue) => `${issue.code} ${positionAt(text, issue.span.from).line}: ${text.slice(issue.span.from, issue.span.to)}`,
  )
}
const line =
  construct({ criteria: 'X' })
    .split('\n')
    .findIndex((each) => each.includes('X')) + 1

describe('criteria of one measure', () => {
  test.each([
    ['met: "> 80"', []],
    ['met: "> 80"\n      near: "[40..80]"', []],
    ['met: ">= 90"\n      near: "[60..90)"', []],
    ['met: "> 80"\n      near: ">= 40"', [`overlapping-criteria ${line + 1}: >= 40`]],
    ['met: ">= 90"\n      near: "[60..90]"', [`overlapping-criteria ${line + 1}: [60..90]`]],
    ['met: ">= 90"\n      near: "[60..80)"', [`gap-in-criteria ${line + 1}: [60..80)`]],
    ['met: "> 90"\n      near: "[60..90)"', [`gap-in-criteria ${line + 1}: [60..90)`]],
    ['met: "> 100"', [`impossible-criterion ${line}: > 100`]],
    ['met: "<= 40"\n      near: "(40..60]"', [`criteria-against-direction ${line + 1}: (40..60]`]],
    ['met: trained share > 80 and trained share <= 100', []],
    ['met: trained share > 80 and change(trained share) >= 10', [`history-undeclared ${line}: change(trained share)`]],
    ['met: not(trained share < 80)\n      near: "[60..80)"', []],
    ['met: trained share > duration("P1D")', [`cannot-compare ${line}: trained share > duration("P1D")`]],
    ['met: scoped people + trained share > 3', [`unit-mismatch ${line}: scoped people + trained share`]],
    ['met: trained shre > 80', [`unknown-measure ${line}: trained shre`]],
    ['met: count(people) > 80', [`table-in-function ${line}: people`]],
    ['met: trained share', [`not-a-condition ${line}: trained share`]],
  ])('%s', (criteria, expected) => expect(issuesOf({ criteria })).toEqual(expected))

  test.each([
    ['met: "0"\n      near: "[1..5]"', []],
    ['met: "<= 2"\n      near: "[3..5]"', []],
    ['met: "0"\n      near: "[2..5]"', [`gap-in-criteria ${line + 1}: [2..5]`]],
    ['met: "<= 2"\n      near: "[4..5]"', [`gap-in-criteria ${line + 1}: [4..5]`]],
  ])('counts have no values between whole numbers: %s', (criteria, expected) =>
    expect(issuesOf({ criteria, measure: 'trained people', direction: 'lower is better' })).toEqual(expected),
  )
})

describe('shares and ratios', () => {
  test.each([
    ['  trained share: { function: "share(other people, scoped people)", unit: percent }', ['not-a-share']],
    ['  trained share: { function: "other people / scoped people", unit: percent }', ['named-a-share']],
    ['  trained share: { function: "trained people / scoped people", unit: percent }', ['is-a-share']],
    ['  trained share: { function: "sqrt(trained people ** 2) / scoped people", unit: percent }', ['named-a-share']],
    ['  trained share: { function: "trained people ** 2 / scoped people", unit: percent }', ['percent-of-unit']],
    ['  trained share: { function: "trained people + 1", unit: percent }', ['percent-of-unit']],
    [
      '  trained share: { function: "share(trained people, scoped people)", scale: interval, unit: percent }',
      ['declared-scale-differs'],
    ],
    ['  trained share: { function: "share(trained people, scoped people)", scale: ratio, unit: percent }', []],
    [
      '  trained share: { function: "share(trained people, scoped people)", unit: person }',
      ['declared-unit-differs', 'impossible-criterion'],
    ],
    [
      '  share a: { function: "share(trained people, scoped people)", unit: percent }\n  trained share: { function: "mean(last(share a, 3))", unit: percent }',
      ['mean-of-ratios'],
    ],
  ])('%s', (derived, expected) =>
    expect(issuesOf({ derived, criteria: 'met: "> 80"' }).map((issue) => issue.split(' ')[0])).toEqual(expected),
  )
})

describe('one mistake is one issue', () => {
  const missing = '  lost people: { method: "count(people[scoped and traned])" }\n'
  const derived =
    '  lost share: { function: "share(lost people, scoped people)", unit: percent }\n  trained share: { function: "share(trained people, scoped people)", unit: percent }'
  const by = construct({ criteria: 'met: "> 80"' }).replace('by: [unit name]', 'by: [unit nam]')
  test('an unknown column is not a share that cannot be proved as well', () => {
    const codes = issuesOf({ base: missing, derived, criteria: 'met: "> 80"' }).map((issue) => issue.split(' ')[0])
    expect(codes).toContain('unknown-column')
    expect(codes).not.toContain('not-a-share')
  })
  test('an unknown group is not a measure without groups as well', () => {
    const read = readConstruct('training.yaml', by)
    const codes = read.ok ? check(read.value, contracts()).issues.map(({ code }) => code) : []
    expect(codes).toContain('unknown-group')
    expect(codes).not.toContain('total-only')
  })
})

test.each([
  ['x > 3 and x <= 7', '(3..7]'],
  ['x in (1, [3..4])', '1, [3..4]'],
  ['not(x between 2 and 5)', '< 2, > 5'],
  ['3 < x or x = 3', '>= 3'],
  ['x != 4', '< 4, > 4'],
])('the bands of %s are %s', (text, expected) => {
  const read = readFormula(text, ['x'])
  expect(read.ok && (bandsOf(read.value, 'x') ?? []).map(bandText).join(', ')).toBe(expected)
})
