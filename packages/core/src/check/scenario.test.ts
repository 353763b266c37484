import { expect, test } from 'vitest'
import { readContract, readScenario } from '../construct/index.ts'
import type { Issue } from '../issue/index.ts'
import { checkScenario, unreadBy } from './scenario.ts'

const contract = `contract: findings
entity: finding
describes: { events: { at: found on } }
key: [finding]
columns:
  finding: { type: text }
  asset: { type: text, of: assets }
  reporter: { type: text, role: personal, optional: true }
  found on: { type: date }
  fixed on: { type: date, optional: true }
  severity: { type: ordinal, levels: [low, medium, high] }
  weight: { type: ordinal, levels: [low, medium, high] }
  effort: { type: number, unit: h, optional: true }
  score: { type: number, optional: true }
  waited: { type: duration, is: fixed on - found on, optional: true }
  unsolved: { type: boolean }
`

const read = readContract('findings.yaml', contract)
if (!read.ok) throw new Error(read.issues.map(({ message }) => message).join('\n'))
const contracts = { findings: read.value }

const scenario = (change: string, table = 'findings'): string => `scenario: What if?
alternatives:
  sooner:
    cost: { amount: 100, unit: EUR }
    evidence:
      ${table}:
        - ${change}
`

const told = (document: string, issues: readonly Issue[]): readonly string[] =>
  issues.map(({ code, span }) => `${code}: ${document.slice(span.from, span.to)}`)

const issuesOf = (document: string): readonly string[] => {
  const outcome = readScenario('scenario.yaml', document)
  return told(document, outcome.ok ? checkScenario(outcome.value, contracts) : outcome.issues)
}

test.each<readonly [change: string, issues: readonly string[]]>([
  ['drop: severity = "low"', []],
  ['drop: severity >= "medium" and waited > duration("P7D")', []],
  ['{ where: unsolved, set: { fixed on: \'found on + duration("P7D")\', unsolved: "false" } }', []],
  ['{ where: unsolved, set: { fixed on: "null" } }', []],
  ['set: { severity: \'if unsolved then "high" else "low"\' }', []],
  ['set: { severity: weight }', []],
  ['set: { effort: effort / 2 }', []],
  ['set: { effort: 3 }', []],
  ['drop: severity', ['not-a-condition: severity']],
  ['drop: sevrity = "low"', ['unknown-column: sevrity']],
  ['drop: severity = "hgh"', ['unknown-level: "hgh"']],
  ['drop: found on < period.start', ['scenario-names-period: period']],
  ['drop: age > duration("P7D")', ['scenario-names-period: age']],
  ['drop: asset.zone = "dmz"', ['not-a-row: zone']],
  ['drop: reporter = "a"', ['scenario-asks-person: reporter']],
  ['drop: count(findings) > 3', ['unknown-column: findings']],
  ['set: { finding: \'"x"\' }', ['scenario-sets-key: finding']],
  ['set: { reporter: \'"x"\' }', ['scenario-asks-person: reporter']],
  ['set: { waited: duration("P1D") }', ['scenario-sets-computed: waited']],
  ['set: { fixd on: found on }', ['unknown-column: fixd on']],
  ['set: { unsolved: "null" }', ['scenario-nothing: null']],
  ['set: { unsolved: if severity = "low" then null else true }', ['scenario-nothing: null']],
  ['set: { unsolved: 3 }', ['record-type: 3']],
  ['set: { fixed on: \'"2026-01-01"\' }', ['record-type: "2026-01-01"']],
  ['set: { severity: \'"hgh"\' }', ['unknown-level: "hgh"']],
  ['set: { severity: asset }', ['scenario-level: asset']],
  ['set: { effort: effort * effort }', ['unit-mismatch: effort * effort']],
  ['set: { score: effort }', ['unit-mismatch: effort']],
  ['set: { effort: effrt, unsolved: opn }', ['unknown-column: effrt', 'unknown-column: opn']],
  ['{ drop: unsolved, set: { unsolved: "true" } }', ['conflicting-keys: set']],
  ['{ drop: unsolved, where: unsolved }', ['conflicting-keys: where']],
  ['{ where: unsolved }', ['missing-one-of: { where: unsolved }']],
  ['{ set: {} }', ['too-few: set']],
])('%s', (change, issues) => {
  expect(issuesOf(scenario(change))).toEqual(issues)
})

test('a table nobody knows is told at its name, and what else is wrong with it', () => {
  expect(issuesOf(scenario('drop: unsolved', 'finding'))).toEqual(['unknown-contract: finding'])
})

test.each([
  ['a cost below zero', 'amount: 100', 'amount: -1', 'bad-value: -1'],
  ['a cost without a unit', ', unit: EUR', '', 'missing-key: cost'],
  ['an unknown key', 'cost:', 'costs:', 'unknown-key: costs'],
])('%s', (_, before, after, issue) => {
  expect(issuesOf(scenario('drop: unsolved').replace(before, after))).toEqual([issue])
})

test('no alternatives', () => {
  expect(issuesOf('scenario: What if?\nalternatives: {}\n')).toEqual(['too-few: alternatives'])
})

test('a table that a construct does not read is told, and is no error', () => {
  const document = scenario('drop: unsolved')
  const outcome = readScenario('scenario.yaml', document)
  const issues = outcome.ok ? unreadBy(outcome.value, 'firewall-rules', ['firewall rules']) : outcome.issues
  expect(issues.map(({ severity }) => severity)).toEqual(['warning'])
  expect(told(document, issues)).toEqual(['scenario-not-read: findings'])
})
