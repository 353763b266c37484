import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Contract } from '@isometric/core/construct'
import { recordSql } from '@isometric/core/sql'
import { collectAll, keysIn, type Collected, type CollectRequest } from '@isometric/runner/evidence'
import { readCatalogue } from '@isometric/runner/catalogue'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { broken, type Broken } from './broken.ts'

const { contracts } = await readCatalogue()
const calendar = { timeZone: 'Europe/Berlin', firstMonth: 1 }
const contractNamed = (name: string): Contract => {
  const contract = contracts[name]
  if (contract === undefined) throw new Error(`no contract is called “${name}”`)
  return contract
}

let work = ''
afterAll(() => rm(work, { recursive: true, force: true }))

type Cells = Readonly<Record<string, string>>

/** One file of a contract's rows. */
const requestFor = async (name: string, file: string, rows: readonly Cells[]): Promise<CollectRequest> => {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))].map((cells) => cells.join(','))
  const path = join(work, `${file}.csv`)
  await writeFile(path, `${lines.join('\n')}\n`)
  return {
    contract: contractNamed(name),
    contracts: Object.values(contracts),
    file: path,
    asOf: '2026-06-30',
    sourceName: name,
    evidence: join(work, 'evidence'),
    calendar,
    now: '2026-07-01T04:00:00Z',
    keys: keysIn(join(work, 'keys')),
    formulaSql: recordSql(calendar.timeZone),
    threads: 1,
  }
}

/** All on one engine, which takes longer to open than a few rows to collect. */
const collectedFrom = async (requests: readonly CollectRequest[]): Promise<readonly Collected[]> => {
  const all: Collected[] = []
  for await (const one of collectAll(requests)) all.push(one)
  return all
}

/** Sound rows first, because a file of mostly broken ones is refused; then every broken one. The key tells them apart. */
const rowsOf = (name: string, { sound, rules }: Broken): readonly Cells[] => {
  const { key, columns } = contractNamed(name)
  const kinds = new Map(columns.map((column) => [column.name, column.type.kind]))
  const text = key.findLast((part) => kinds.get(part) === 'text')
  const number = key.find((part) => kinds.get(part) === 'number')
  const cases = Object.values(rules).flat()
  const told = (i: number): Cells =>
    text === undefined ? { [number ?? '']: `${Number(sound[number ?? '']) + i}` } : { [text]: `${sound[text] ?? ''}${i}` }
  const named = (i: number): Cells => ({ ...sound, ...told(i) })
  return [...cases.map((_, i) => named(i)), ...cases.map((cells, i) => ({ ...named(cases.length + i), ...cells }))]
}

const rulesAboutRows = ({ quality }: Contract): readonly string[] =>
  quality.filter(({ holds, level }) => holds !== undefined && level !== 'fail').map(({ rule }) => rule)

test('every rule about a row has a row that breaks it', () => {
  const stated = Object.fromEntries(Object.values(contracts).map((contract) => [contract.name, rulesAboutRows(contract)]))
  const shown = Object.fromEntries(Object.entries(broken).map(([name, { rules }]) => [name, Object.keys(rules)]))
  expect(shown).toEqual(Object.fromEntries(Object.entries(stated).filter(([, rules]) => rules.length > 0)))
})

const kept: readonly (readonly [name: string, why: string, rows: readonly Cells[]])[] = [
  ['services', 'a target in percent', [{ service: 'web', 'availability target': '99.9' }]],
  ['services', 'a service twice', [{ service: 'web', 'availability target': '0.999' }, { service: 'web', 'availability target': '0.99' }]],
  ['assessment scopes', 'a system twice in one assessment', [{ assessment: 'x', asset: 'a', authenticated: 'true' }, { assessment: 'x', asset: 'a', authenticated: 'false' }]],
]

/** What came of each file, by the name of its case. */
const outcomes = new Map<string, Collected>()
beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'isometric-contract-'))
  const files = [
    ...Object.entries(broken).map(([name, given]) => ({ name, file: name, rows: rowsOf(name, given) })),
    ...kept.map(([name, why, rows]) => ({ name, file: `${name}: ${why}`, rows })),
  ]
  const found = await collectedFrom(await Promise.all(files.map(({ name, file, rows }) => requestFor(name, file, rows))))
  for (const [i, { file }] of files.entries()) {
    const outcome = found[i]
    if (outcome !== undefined) outcomes.set(file, outcome)
  }
})

test.each(Object.entries(broken))('%s: each broken row breaks its rule and no other', (name, given) => {
  const found = outcomes.get(name)
  if (found?.kind !== 'stored') throw new Error(found?.issues.map(({ message }) => message).join(' '))
  const counts = found.manifest.quality.filter(({ rule }) => rule in given.rules).map(({ rule, broken: rows }) => [rule, rows])
  expect(Object.fromEntries(counts)).toEqual(Object.fromEntries(Object.entries(given.rules).map(([rule, cells]) => [rule, cells.length])))
  const rejecting = contractNamed(name).quality.filter(({ level }) => level === 'reject').map(({ rule }) => rule)
  const rejected = rejecting.flatMap((rule) => given.rules[rule] ?? []).length
  expect(found.snapshot.rejected).toBe(rejected)
})

test.each(kept)('%s: %s keeps the file out', (name, why) => {
  expect(outcomes.get(`${name}: ${why}`)?.kind).toBe('quarantined')
})
