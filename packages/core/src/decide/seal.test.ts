import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Decision, Entry, Result } from '../term/index.ts'
import { aboutOf, isRestated, sealedEntry } from './index.ts'

const hash = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
const result = (month: number, digest: string, group = {}): Result => ({
  construct: 'rules',
  annexB: null,
  version: '1.0.0',
  period: { start: `2026-0${month}-01`, end: `2026-0${month + 1}-01` },
  group,
  measures: {},
  indicator: { measure: 'n', value: 1, unit: null, interval: null, status: 'met' },
  reasons: {},
  notes: [],
  knownAt: '2026-09-01T00:00:00Z',
  evidence: [],
  digest,
})
const results = [
  result(5, 'r5'),
  result(4, 'r4'),
  result(5, 'g5', { firewall: 'fw1' }),
  { ...result(5, 'h5'), construct: 'hits' },
]

const made = { id: 'x', by: 'ada', at: '2026-06-03', text: 'Because.' }
const justified: Decision = {
  kind: 'justification',
  ...made,
  construct: 'rules',
  group: {},
  period: results[0]?.period ?? { start: '', end: '' },
}
const revoked: Decision = { kind: 'revocation', ...made, of: 'y' }
const frozen: Decision = {
  kind: 'baseline',
  ...made,
  construct: 'rules',
  group: {},
  from: '2026-04-01',
  to: '2026-06-01',
  since: null,
}
const entry = (decision: Decision, about: readonly string[]): Entry =>
  sealedEntry(decision, about, '2026-06-03T10:00:00Z', hash)

test.each<readonly [string, Decision, readonly string[]]>([
  ['one result', justified, ['r5']],
  ['one of a group', { ...justified, group: { firewall: 'fw1' } }, ['g5']],
  ['all results of a baseline, in order', frozen, ['r4', 'r5']],
  ['those of a baseline without an end so far', { ...frozen, from: '2026-05-01', to: null }, ['r5']],
  ['nothing that is not there', { ...justified, construct: 'other' }, []],
])('a decision covers %s', (_, decision, expected) =>
  expect(aboutOf(decision, { results, entries: [] })).toEqual(expected),
)

test('what speaks of a decision covers its entry', () => {
  const first = { ...entry({ ...justified, id: 'y' }, ['r5']) }
  expect(aboutOf(revoked, { results, entries: [first] })).toEqual([first.digest])
})

test('the digest is that of the canonical JSON of decision and grounds, whenever it is recorded', () => {
  // The keys in order, as RFC 8785 writes them.
  const text =
    '{"about":["e"],"decision":{"at":"2026-06-03","by":"ada","id":"x","kind":"revocation","of":"y","text":"Because."}}'
  expect(entry(revoked, ['e']).digest).toBe(`sha256:${hash(text)}`)
  expect(sealedEntry(revoked, ['e'], '2027-01-01T00:00:00Z', hash).digest).toBe(entry(revoked, ['e']).digest)
  expect(entry(revoked, ['f']).digest).not.toBe(entry(revoked, ['e']).digest)
  expect(entry({ ...revoked, text: 'Because!' }, ['e']).digest).not.toBe(entry(revoked, ['e']).digest)
})

test('what it was made from may say something else by now', () => {
  const one = entry(justified, ['r5'])
  expect(isRestated(one, results)).toBe(false)
  expect(isRestated(one, [result(5, 'r5 restated')])).toBe(true)
  expect(isRestated(entry(revoked, ['e']), [])).toBe(false)
})
