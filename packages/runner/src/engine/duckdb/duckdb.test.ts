import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EngineFailure, openEngine, type Engine } from '../index.ts'

let folder: string
let engine: Engine

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'isometric-engine-'))
  engine = await openEngine({
    tempFolder: join(folder, 'spill'),
    only: [folder],
    memoryBytes: 200 * 2 ** 20,
    threads: 2,
  })
})
afterAll(() => {
  engine.close()
  rmSync(folder, { recursive: true })
})

describe('values leave as plain JSON', () => {
  test.each([
    ['1::INTEGER', 1],
    ['9007199254740991::BIGINT', 9007199254740991],
    ['9007199254740993::BIGINT', '9007199254740993'],
    ['count(*)', 1],
    ['0.1::DOUBLE', 0.1],
    ['12.3400::DECIMAL(18,4)', 12.34],
    ["DATE '2026-02-28'", '2026-02-28'],
    ["TIMESTAMP '2026-02-28 12:30:00'", '2026-02-28T12:30:00Z'],
    ["TIMESTAMP '2026-02-28 12:30:00.250'", '2026-02-28T12:30:00.25Z'],
    ["TIMESTAMP '1969-12-31 23:59:59.5'", '1969-12-31T23:59:59.5Z'],
    ["TIMESTAMPTZ '2026-07-01 00:00:00+02'", '2026-06-30T22:00:00Z'],
    ['NULL', null],
    ['true', true],
    ["[DATE '2026-02-28', NULL]", ['2026-02-28', null]],
    ["{'a': 1, 'b': ['x']}", { a: 1, b: ['x'] }],
  ])('%s', async (sql, expected) => {
    expect(await engine.rows(`SELECT ${sql} AS v`)).toEqual([{ v: expected }])
  })
})

test('parameters are values, never text', async () => {
  expect(await engine.rows("SELECT $1 || '!' AS v", ["'; DROP TABLE x"])).toEqual([{ v: "'; DROP TABLE x!" }])
})

test('a large answer comes in batches', async () => {
  let rows = 0
  let batches = 0
  for await (const batch of engine.stream('SELECT range AS i FROM range(10000)')) {
    rows += batch.length
    batches += 1
  }
  expect(rows).toBe(10_000)
  expect(batches).toBeGreaterThan(1)
})

describe('what the walls keep out', () => {
  test.each([
    ["SELECT * FROM read_text('/etc/passwd')", 'file'],
    ["SELECT * FROM read_csv('https://example.org/x.csv')", 'file'],
    ["COPY (SELECT 1) TO '/tmp/isometric-outside.csv'", 'file'],
    ['INSTALL httpfs', 'file'],
    ['LOAD httpfs', 'file'],
    ['SET enable_external_access = true', 'statement'],
    ["SET memory_limit = '100GB'", 'statement'],
    ["ATTACH '/tmp/isometric-outside.db'", 'file'],
  ])('%s', async (sql, kind) => {
    const thrown: unknown = await engine.run(sql).catch((error: unknown) => error)
    expect(thrown).toBeInstanceOf(EngineFailure)
    expect(thrown).toMatchObject({ kind })
  })

  test('its own folder stays open', async () => {
    await engine.run(`COPY (SELECT 7 AS n) TO '${folder}/seven.parquet'`)
    expect(await engine.rows(`SELECT n FROM '${folder}/seven.parquet'`)).toEqual([{ n: 7 }])
  })
})

test('what does not fit into memory is spilled, and never in the clear', async () => {
  const spill = join(folder, 'spill')
  const small = await openEngine({ tempFolder: spill, memoryBytes: 60 * 2 ** 20, threads: 1 })
  await small.run(
    "CREATE TEMP TABLE wide AS SELECT range AS i, 'person-of-interest-' || range AS v FROM range(2000000)",
  )
  const spilt = readdirSync(spill).map((name) => readFileSync(join(spill, name)))
  expect(spilt.length).toBeGreaterThan(0)
  expect(spilt.some((bytes) => bytes.includes('person-of-interest'))).toBe(false)
  expect(await small.rows("SELECT count(*) AS n FROM wide WHERE v = 'person-of-interest-' || i")).toEqual([
    { n: 2_000_000 },
  ])
  small.close()
})

test('a running query tells how far it is and can be stopped', async () => {
  const heard: (number | null)[] = []
  const clock = setInterval(() => heard.push(engine.progress()), 20)
  setTimeout(() => engine.interrupt(), 300)
  const thrown: unknown = await engine
    .run('SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b')
    .catch((error: unknown) => error)
  clearInterval(clock)
  expect(thrown).toMatchObject({ kind: 'interrupted' })
  expect(heard.length).toBeGreaterThan(3)
})
