import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { canonical } from '@isometric/core/record'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openEngine, type Engine } from '../engine/index.ts'
import { collect } from './collect.ts'
import { contentDigest, rowGroup } from './content.ts'
import { contractOf, storedOf, workspace } from './fixture.ts'

let folder: string
let engine: Engine

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'isometric-content-'))
  engine = await openEngine({ threads: 2 })
})
afterAll(() => {
  engine.close()
  rmSync(folder, { recursive: true })
})

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

const tableOf = async (name: string, sql: string, options = ''): Promise<string> => {
  const file = join(folder, `${name}.parquet`)
  await engine.run(`COPY (${sql}) TO '${file}' (FORMAT parquet, ROW_GROUP_SIZE ${rowGroup}${options})`)
  return file
}

/** The definition, written by hand: every column's lines, then the description with the columns' digests. */
const byHand = (description: string, columns: readonly (readonly string[])[]): string =>
  sha256([description, ...columns.map((lines) => sha256(lines.map((line) => `${line}\n`).join('')))].join('\n'))

test('nothing, ends of lines and backslashes cannot be taken for one another', async () => {
  const file = await tableOf(
    'strange',
    `SELECT * FROM (VALUES ('a', 1.5::DOUBLE, TIMESTAMP '2026-01-02 03:04:05'), (NULL, NULL, NULL), ('\\N', -0.1, TIMESTAMP '2026-01-02 03:04:05.25'),
       (concat('two', chr(10), 'lines'), 1e300, NULL), ('\uFEFFmark', 0, NULL), ('é\u{1F600}', 100, NULL)) AS t(a, b, c)`,
  )
  const columns = [
    { name: 'a', type: 'VARCHAR' },
    { name: 'b', type: 'DOUBLE' },
    { name: 'c', type: 'TIMESTAMP' },
  ]
  expect(await contentDigest(engine, file, columns, 6, { about: 'six' })).toBe(
    byHand('{"about":"six"}', [
      ['a', '\\N', '\\\\N', 'two\\nlines', '\uFEFFmark', 'é\u{1F600}'],
      ['1.5', '\\N', '-0.1', '1e+300', '0.0', '100.0'],
      ['2026-01-02 03:04:05', '\\N', '2026-01-02 03:04:05.25', '\\N', '\\N', '\\N'],
    ]),
  )
})

test('a mark that begins a text is part of it', async () => {
  const columns = [{ name: 'a', type: 'VARCHAR' }]
  const marked = await tableOf('marked', `SELECT '\uFEFFa' AS a`)
  expect(await contentDigest(engine, marked, columns, 1, null)).toBe(byHand('null', [['\uFEFFa']]))
})

test('many row groups are read in their order, whatever packs them', async () => {
  const rows = 3 * rowGroup + 7
  const sql = `SELECT 'row ' || range AS a, range % 7 AS b FROM range(${rows})`
  const columns = [
    { name: 'a', type: 'VARCHAR' },
    { name: 'b', type: 'BIGINT' },
  ]
  const numbers = Array.from({ length: rows }, (_, i) => i)
  const expected = byHand('null', [numbers.map((i) => `row ${i}`), numbers.map((i) => `${i % 7}`)])
  for (const packing of ['zstd', 'snappy']) {
    const file = await tableOf(packing, sql, `, COMPRESSION ${packing}`)
    expect(await contentDigest(engine, file, columns, rows, null)).toBe(expected)
  }
})

test('long texts are read in shorter slices, and no rows are a digest as well', async () => {
  const columns = [{ name: 'a', type: 'VARCHAR' }]
  const long = await tableOf('long', `SELECT repeat(chr(CAST(97 + range AS INTEGER)), 20000000) AS a FROM range(4)`)
  const lines = ['a', 'b', 'c', 'd'].map((sign) => sign.repeat(20_000_000))
  expect(await contentDigest(engine, long, columns, 4, null)).toBe(byHand('null', [lines]))
  const none = await tableOf('none', `SELECT 'x' AS a WHERE false`)
  expect(await contentDigest(engine, none, columns, 0, null)).toBe(byHand('null', [[]]))
})

test('one value changed, moved or left out is another content', async () => {
  const columns = [
    { name: 'a', type: 'VARCHAR' },
    { name: 'b', type: 'VARCHAR' },
  ]
  const tables = ["('x', 'y')", "('y', 'x')", "('x', NULL)", "(NULL, 'x')", "('x', 'y'), ('x', 'y')"]
  const found = new Set<string>()
  for (const [i, values] of tables.entries()) {
    const file = await tableOf(
      `other-${i}`,
      `SELECT a::VARCHAR AS a, b::VARCHAR AS b FROM (VALUES ${values}) AS t(a, b)`,
    )
    found.add(await contentDigest(engine, file, columns, i === 4 ? 2 : 1, canonical('same')))
  }
  expect(found.size).toBe(tables.length)
})

test('a snapshot’s name follows from its manifest and its table', async () => {
  const contract = contractOf(`
contract: visits
entity: visit
describes: { events: { at: at } }
delivers: changes
key: [visit]
columns:
  visit: { type: text }
  at:    { type: date and time }
  note:  { type: text, optional: true }
  cost:  { type: money, currency: EUR, optional: true }
  days:  { type: number, optional: true }
`)
  const place = workspace(contract)
  const file = place.write(
    'visits.csv',
    'visit,at,note,cost,days\nb,2026-06-02T10:00:00,"two\nlines",1.5,3\na,2026-06-01T10:00:00Z,a\\b,,0.5\nc,yesterday,,,\n',
  )
  const { manifest } = storedOf(await collect(place.request(file)))
  place.remove()
  const { asOf, columns, covers } = manifest
  const rejected = { total: 1, byReason: [{ reason: 'wrong-cell', column: 'at', rows: 1 }] }
  const description = canonical({ asOf, columns, contract: 'visits', covers, rejected, source: 'test' })
  // A time without an offset is Berlin’s: ten there is eight in UTC.
  const lines = [
    ['a', 'b'],
    ['2026-06-01 10:00:00', '2026-06-02 08:00:00'],
    ['a\\\\b', 'two\\nlines'],
    ['\\N', '1.5000'],
    ['0.5', '3.0'],
  ]
  expect(manifest.digest).toBe(`sha256:${byHand(description, lines)}`)
})
