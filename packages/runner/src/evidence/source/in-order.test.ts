import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openEngine, type Engine } from '../../engine/index.ts'
import type { Reading } from '../reading.ts'
import { csv } from './csv.ts'
import { parquet } from './parquet.ts'

let folder: string
let engine: Engine
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'isometric-order-'))
  engine = await openEngine({ threads: 4 })
})
afterAll(() => {
  engine.close()
  rmSync(folder, { recursive: true })
})

const readingOf = async (file: string): Promise<Reading> => {
  const source = file.endsWith('.csv') ? csv : parquet
  const request = {
    file,
    bytes: statSync(file).size,
    wanted: ['a', 'b', 'c'],
    engine,
    scratch: folder,
    onBytes: () => {},
  }
  const read = await source.read(request, { kind: source.kind })
  if (!read.ok) throw new Error(read.issues.map(({ message }) => message).join(' '))
  return read.value
}

/** Rows that many threads number otherwise than one does, or that only one of the two sees. */
const strayed = async ({ from, inOrder = '' }: Reading): Promise<number> => {
  await engine.run(`CREATE OR REPLACE TEMP TABLE together AS ${inOrder}`)
  const [row] = await engine.rows(
    `SELECT count(*) AS n FROM (SELECT rowid + 1 AS record, * FROM together) many FULL JOIN (${from}) alone USING (record)
     WHERE many IS DISTINCT FROM alone`,
  )
  return Number(row?.['n'])
}

describe('rows read by several threads are those one thread reads, in its order', { timeout: 120_000 }, () => {
  test('of a ragged CSV file of several buffers', async () => {
    const file = join(folder, 'ragged.csv')
    // Every seventh line is too short, every eleventh too long, every thirteenth quoted with a separator and a quote.
    const line = `CASE WHEN i % 7 = 0 THEN 'short ' || i WHEN i % 11 = 0 THEN 'long ' || i || ',1,2,3,4' WHEN i % 13 = 0 THEN '"quoted, ""' || i || '""",2,3' WHEN i % 17 = 0 THEN '' ELSE 'row number ' || i || ' of many of its kind,é' || (i % 100) || ',' || i END`
    await engine.run(
      `COPY (SELECT 'a,b,c' AS line UNION ALL SELECT ${line} FROM range(900000) AS r(i)) TO '${file}' (FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIM '\u0001')`,
    )
    expect(statSync(file).size).toBeGreaterThan(2 ** 25)
    const reading = await readingOf(file)
    expect(await strayed(reading)).toBe(0)
    const [row] = await engine.rows(`SELECT count(*) AS n, count(DISTINCT f0) AS rows FROM together`)
    // Of every seventeenth line nothing is left: it is empty, unless it is short, long or quoted before that.
    const empty = Array.from({ length: 900_000 }, (_, i) => i).filter(
      (i) => i % 17 === 0 && i % 7 !== 0 && i % 11 !== 0 && i % 13 !== 0,
    ).length
    expect(row).toEqual({ n: 900_000 - empty, rows: 900_000 - empty })
  })

  test('of a Parquet file of several row groups', async () => {
    const file = join(folder, 'groups.parquet')
    await engine.run(
      `COPY (SELECT 'a' || range AS a, range AS b, NULL AS c FROM range(300000)) TO '${file}' (FORMAT parquet, ROW_GROUP_SIZE 20480)`,
    )
    expect(await strayed(await readingOf(file))).toBe(0)
  })
})

describe('one thread alone reads', () => {
  const read = (text: string): Promise<Reading> => {
    const file = join(folder, 'one.csv')
    writeFileSync(file, text)
    return readingOf(file)
  }

  test.each([
    ['a value with a line end in it', 'a,b,c\n1,"two\nlines",3\n'],
    ['a value with a carriage return and a line feed in it', 'a,b,c\r\n1,"two\r\nlines",3\r\n'],
    ['a quote within a value that is not quoted', 'a,b,c\n1,a 5" disk,3\n'],
    ['a header with a line end in it', '"a",b,"c\n"\n1,2,3\n'],
  ])('%s', async (_, text) => {
    expect((await read(text)).inOrder).toBeUndefined()
  })

  test.each([
    ['nothing quoted', 'a,b,c\n1,2,3\n'],
    ['quoted values on one line each', 'a,b,c\n1,"2, ""3""",""\n"4","5","6"\n'],
  ])('and several: %s', async (_, text) => {
    expect((await read(text)).inOrder).toContain('parallel = true')
  })
})
