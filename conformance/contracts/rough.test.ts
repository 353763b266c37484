import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Contract } from '@isometric/core/construct'
import { recordSql } from '@isometric/core/sql'
import { collectAll, keysIn, type Collected } from '@isometric/runner/evidence'
import { readCatalogue } from '@isometric/runner/catalogue'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { roughRows, soundRowNumber, storedColumns, type Cells, type Rough } from './rough.ts'

/**
 * Rows as rough as real exports hold them, derived for every contract from the contract itself. Whatever comes of a
 * row, it is accepted, or rejected with its reason, or the file is refused: no row is lost without a word.
 */
const { contracts } = await readCatalogue()
const calendar = { timeZone: 'Europe/Berlin', firstMonth: 1 }
const all = Object.values(contracts)

const quoted = (cell: string): string => (/[",;\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
const lineOf = (contract: Contract, row: Cells): string => storedColumns(contract).map(({ name }) => quoted(row[name] ?? '')).join(',')
const headerOf = (contract: Contract): string => storedColumns(contract).map(({ name }) => name).join(',')

/** Sound rows first and more of them, because a file of mostly broken rows is refused as a whole. */
type Made = { readonly contract: Contract; readonly rough: readonly Rough[]; readonly sound: number; readonly rows: readonly string[] }
const madeFor = (contract: Contract): Made => {
  const rough = roughRows(contract)
  const sound = rough.length + 10
  const cells = [
    ...Array.from({ length: sound }, (_, n) => soundRowNumber(contract, n)),
    ...rough.map(({ column, text }, n) => ({ ...soundRowNumber(contract, sound + n), [column]: text })),
  ]
  const another = (n: number): string => lineOf(contract, soundRowNumber(contract, cells.length + n))
  const ends = [`${another(0)},`, `${another(1)},x`, another(2).split(',').slice(0, -1).join(',')]
  return { contract, rough, sound, rows: [...cells.map((row) => lineOf(contract, row)), ...ends] }
}
const made = all.map(madeFor)

/** Each file as another system writes it: a mark before the text, and its own line ends. */
const asWindows = (lines: readonly string[]): string => `\uFEFF${lines.join('\n')}\n`.replaceAll('\n', '\r\n')
/** The last row once more. */
const repeated = (contract: Contract): string => {
  const rows = [0, 1, 1].map((n) => lineOf(contract, soundRowNumber(contract, n)))
  return `${[headerOf(contract), ...rows].join('\n')}\n`
}

let work = ''
const found = new Map<string, Collected>()
const fileOf = (contract: Contract, kind: 'rough' | 'repeated'): string => `${contract.name.replaceAll(' ', '-')}.${kind}.csv`

/** One engine for all files. */
beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'isometric-rough-'))
  const files = made.flatMap(({ contract, rows }) => [
    { contract, name: fileOf(contract, 'rough'), text: asWindows([headerOf(contract), ...rows]) },
    { contract, name: fileOf(contract, 'repeated'), text: repeated(contract) },
  ])
  for (const { name, text } of files) await writeFile(join(work, name), text)
  const requests = files.map(({ contract, name }) => ({
    contract,
    contracts: all,
    file: join(work, name),
    asOf: '2026-06-30',
    sourceName: name,
    evidence: join(work, 'evidence'),
    calendar,
    now: '2026-07-01T04:00:00Z',
    keys: keysIn(join(work, 'keys')),
    formulaSql: recordSql(calendar.timeZone),
  }))
  const names = files.map(({ name }) => name).values()
  for await (const collected of collectAll(requests)) found.set(names.next().value ?? '', collected)
}, 300_000)
afterAll(() => rm(work, { recursive: true, force: true }))

const stored = (contract: Contract): Extract<Collected, { kind: 'stored' }> => {
  const collected = found.get(fileOf(contract, 'rough'))
  if (collected?.kind === 'stored') return collected
  throw new Error(collected?.issues.map(({ message }) => message).join(' ') ?? 'nothing came of it')
}

type Reject = { readonly line: number; readonly column: string | null; readonly reason: string }
const rejectsOf = async ({ snapshot, manifest }: ReturnType<typeof stored>): Promise<readonly Reject[]> => {
  const text = await readFile(join(dirname(snapshot.manifestPath), manifest.rejected.file ?? ''), 'utf8')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Reject)
}

/** For each row what came of it: the reasons for which it was rejected, or nothing. */
const outcomesOf = (rows: readonly string[], rejects: readonly Reject[]): readonly (readonly Reject[])[] => {
  const byLine = Map.groupBy(rejects, ({ line }) => line)
  let line = 2
  return rows.map((row) => {
    const own = byLine.get(line) ?? []
    line += row.split('\n').length
    return own
  })
}

const said = ({ reason, column }: Reject): string =>
  reason === 'rule-broken' || column === null ? reason : `${reason} ${column}`
const told = ({ column, text }: Rough, outcome: readonly string[]): string =>
  `${column} = ${JSON.stringify(text)}: ${outcome.length === 0 ? 'accepted' : [...new Set(outcome)].join(', ')}`
const wanted = ({ column, expects }: Rough): string =>
  expects === 'accepted' || expects === 'rule-broken' ? expects : `${expects} ${column}`

describe.each(made)('$contract.name', ({ contract, rough, sound, rows }) => {
  test('each rough row is accepted, or rejected for its own reason, and the counts add up', async () => {
    const collected = stored(contract)
    const rejects = await rejectsOf(collected)
    const outcomes = outcomesOf(rows, rejects).map((own) => own.map(said))
    expect(outcomes.slice(0, sound).flat()).toEqual([])
    expect(rough.map((one, n) => told(one, outcomes[sound + n] ?? []))).toEqual(rough.map((one) => told(one, [wanted(one)])))
    // A separator behind the last value adds nothing; a value behind it would be lost, and one is missing before it.
    expect(outcomes.slice(-3)).toEqual([[], ['too-many-fields'], ['too-few-fields']])
    const rejected = outcomes.filter((own) => own.length > 0).length
    expect(collected.snapshot).toMatchObject({ rejected, rows: rows.length - rejected })
    expect(collected.manifest.rejected.total).toBe(rejected)
    expect(new Set(rejects.map(({ line }) => line)).size).toBe(rejected)
  })

  test('a row given twice keeps the file out', () => {
    const collected = found.get(fileOf(contract, 'repeated'))
    expect([collected?.kind, collected?.issues.map(({ code }) => code)]).toEqual(['quarantined', ['key-repeated']])
  })
})
