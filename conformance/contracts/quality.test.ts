import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Contract } from '@isometric/core/construct'
import { recordSql } from '@isometric/core/sql'
import { collect, keysIn, type Collected } from '@isometric/runner/evidence'
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
beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'isometric-contract-'))
})
afterAll(() => rm(work, { recursive: true, force: true }))

type Cells = Readonly<Record<string, string>>

const collected = async (name: string, rows: readonly Cells[]): Promise<Collected> => {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))].map((cells) => cells.join(','))
  const file = join(work, `${name}.csv`)
  await writeFile(file, `${lines.join('\n')}\n`)
  return collect({
    contract: contractNamed(name),
    contracts: Object.values(contracts),
    file,
    asOf: '2026-06-30',
    sourceName: name,
    evidence: join(work, 'evidence'),
    calendar,
    now: '2026-07-01T04:00:00Z',
    keys: keysIn(join(work, 'keys')),
    formulaSql: recordSql(calendar.timeZone),
  })
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

test.each(Object.entries(broken))('%s: each broken row breaks its rule and no other', async (name, given) => {
  const found = await collected(name, rowsOf(name, given))
  if (found.kind !== 'stored') throw new Error(found.issues.map(({ message }) => message).join(' '))
  const counts = found.manifest.quality.filter(({ rule }) => rule in given.rules).map(({ rule, broken: rows }) => [rule, rows])
  expect(Object.fromEntries(counts)).toEqual(Object.fromEntries(Object.entries(given.rules).map(([rule, cells]) => [rule, cells.length])))
  const rejecting = contractNamed(name).quality.filter(({ level }) => level === 'reject').map(({ rule }) => rule)
  const rejected = rejecting.flatMap((rule) => given.rules[rule] ?? []).length
  expect(found.snapshot.rejected).toBe(rejected)
})

const kept: readonly (readonly [name: string, why: string, rows: readonly Cells[]])[] = [
  ['services', 'a target in percent', [{ service: 'web', 'availability target': '99.9' }]],
  ['services', 'a service twice', [{ service: 'web', 'availability target': '0.999' }, { service: 'web', 'availability target': '0.99' }]],
  ['assessment scopes', 'a system twice in one assessment', [{ assessment: 'x', asset: 'a', authenticated: 'true' }, { assessment: 'x', asset: 'a', authenticated: 'false' }]],
]
test.each(kept)('%s: %s keeps the file out', async (name, _why, rows) => {
  expect((await collected(name, rows)).kind).toBe('quarantined')
})
