import { expect, test } from 'vitest'
import { readContract } from '../construct/index.ts'
import { checkContract } from './contract.ts'

const text = (computed: string, rule = 'planned on <= done on or done on = null'): string => `contract: works
entity: work
describes: state
key: [work]
columns:
  work: { type: text }
  planned on: { type: date }
  done on: { type: date, optional: true }
  cost: { type: number, optional: true }
  grade: { type: ordinal, levels: [low, high] }
  late: ${computed}
quality:
  - { rule: nothing is done before it is planned, holds: '${rule}', level: reject }
`

const issuesOf = (document: string): readonly string[] => {
  const read = readContract('works.yaml', document)
  const issues = read.ok ? checkContract(read.value) : read.issues
  return issues.map((issue) => `${issue.code}: ${document.slice(issue.span.from, issue.span.to)}`)
}

test.each<readonly [string, readonly string[]]>([
  ['{ type: duration, is: done on - planned on }', []],
  ['{ type: ordinal, levels: [early, late], is: \'if done on > planned on then "late" else "early"\' }', []],
  ['{ type: boolean, is: cost > 3 }', []],
  ['{ type: duration, is: done on - plannd on }', ['unknown-column: plannd on']],
  ['{ type: number, is: done on - planned on }', ['record-type: done on - planned on']],
  ['{ type: boolean, is: done on > cost }', ['cannot-compare: done on > cost']],
  ['{ type: number, is: grade * 2 }', ['ordinal-arithmetic: grade']],
])('computed %s', (computed, expected) => expect(issuesOf(text(computed))).toEqual(expected))

test.each<readonly [string, readonly string[]]>([
  ['cost', ['record-type: cost']],
  ['cost > late', ['unknown-column: late']],
  ['grade > "medium"', ['unknown-level: "medium"']],
])('rule %s', (rule, expected) =>
  expect(issuesOf(text('{ type: duration, is: done on - planned on }', rule))).toEqual(expected),
)
