import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { isSameBytes } from '@isometric/core/record'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { filesBelow } from '../evidence/fixture.ts'
import { layoutOf } from '../workspace/index.ts'
import { verifyWorkspace, type Verified } from './index.ts'
import { addResults, openedStore, placeWithHistory, type Place } from './place.ts'

let place: Place
beforeAll(async () => {
  place = await placeWithHistory()
})
afterAll(() => place.remove())

const at = '2026-08-01T00:00:00Z'
const verified = (folder: string, kept: readonly string[] = []): Promise<Verified> =>
  verifyWorkspace({
    layout: layoutOf(folder),
    kept: kept.map((document, i) => ({ name: `kept ${i}`, document })),
    now: at,
  })
const isClean = (found: Verified): boolean => found.problems.length === 0 && found.integrity && found.completeness
const codesOf = (found: Verified): readonly string[] => [...new Set(found.problems.map(({ issue }) => issue.code))]

const storeOf = (folder: string): string => layoutOf(folder).store
const inStore = (folder: string, ...statements: readonly string[]): void => {
  const database = new DatabaseSync(storeOf(folder))
  for (const statement of statements) database.exec(statement)
  database.exec('pragma wal_checkpoint(truncate)')
  database.close()
}

/** Triggers are lifted for a change and put back, so that the schema does not tell. */
const pastTriggers = (folder: string, table: string, ...statements: readonly string[]): void => {
  const database = new DatabaseSync(storeOf(folder), { readOnly: true })
  const triggers = database
    .prepare("select name, sql from sqlite_schema where type = 'trigger' and tbl_name = ? order by rowid")
    .all(table)
  database.close()
  inStore(
    folder,
    ...triggers.map(({ name }) => `drop trigger "${String(name)}"`),
    ...statements,
    ...triggers.map(({ sql }) => String(sql)),
  )
}

const copied = (): string => {
  const to = mkdtempSync(join(tmpdir(), 'isometric-tampered-'))
  cpSync(place.folder, to, { recursive: true })
  return to
}

const inCopy = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
  const folder = copied()
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

test('what nobody touched is what was recorded, and all of it', async () => {
  const found = await verified(place.folder, [place.kept])
  expect(found.problems).toEqual([])
  expect(found).toMatchObject({ integrity: true, completeness: true, evidenceFiles: 6, more: 0 })
  expect(found.log?.size).toBe(found.records)
  const keptSize = Number(place.kept.split('\n')[1])
  expect(found.log?.anchored).toBe(keptSize)
  expect(keptSize).toBeLessThan(found.records)
})

type Change = readonly [string, string, (folder: string) => void | Promise<void>]
const firstFile = (folder: string, ending: string): string =>
  filesBelow(layoutOf(folder).evidence).find((file) => file.endsWith(ending)) ?? 'none'

const changes: readonly Change[] = [
  [
    'a changed record',
    'record-changed',
    (folder) =>
      pastTriggers(
        folder,
        'result',
        `update result set document = replace(document, '"value":3001', '"value":1') where id = 2`,
      ),
  ],
  [
    'a removed record',
    'record-missing',
    (folder) => pastTriggers(folder, 'result', 'delete from result where id = 17'),
  ],
  [
    'the last record removed',
    'record-missing',
    (folder) => pastTriggers(folder, 'result', 'delete from result where id = (select max(id) from result)'),
  ],
  [
    'an inserted record',
    'rows-inserted',
    (folder) =>
      inStore(
        folder,
        `insert into record (kind, name, known_at, document) values ('act', 'pardon', '2026-07-06T04:00:00.000Z', '{}')`,
      ),
  ],
  [
    'a record put in the place of a removed one',
    'record-changed',
    (folder) =>
      pastTriggers(
        folder,
        'result',
        'delete from result where id = 17',
        `insert into result select 17, construct, period_start, period_end, group_text, known_at, digest, document from result where id = 18`,
      ),
  ],
  [
    'two records in another order',
    'record-changed',
    (folder) =>
      pastTriggers(
        folder,
        'result',
        'update result set id = 100000 where id = 5',
        'update result set id = 5 where id = 6',
        'update result set id = 6 where id = 100000',
      ),
  ],
  [
    'a swapped construct version',
    'record-changed',
    (folder) =>
      pastTriggers(
        folder,
        'card',
        `update card set document = replace(document, '"version":"1.0.0"', '"version":"1.0.1"') where id = 1`,
      ),
  ],
  [
    'a clock moved in the store',
    'record-changed',
    (folder) => pastTriggers(folder, 'result', `update result set known_at = '2026-07-02T04:00:00.000Z' where id = 40`),
  ],
  ['a trigger dropped', 'store-changed', (folder) => inStore(folder, 'drop trigger result_is_not_changed')],
  ['a table added', 'store-changed', (folder) => inStore(folder, 'create table mine (x integer)')],
  ['another schema version', 'store-changed', (folder) => inStore(folder, 'pragma user_version = 3')],
  [
    'how far the log has come',
    'log-head-differs',
    (folder) => inStore(folder, `update log_head set at = '2026-07-01T04:00:00.000Z'`),
  ],
  [
    'entries to come put in',
    'pending-changed',
    (folder) => inStore(folder, `insert into log_pending values (9999, x'0000', 'no checkpoint')`),
  ],
  ['evidence taken away', 'evidence-missing', (folder) => rmSync(firstFile(folder, '.parquet'))],
  ['a list of rejected rows taken away', 'evidence-missing', (folder) => rmSync(firstFile(folder, '.rejects.ndjson'))],
  [
    'evidence put in',
    'evidence-inserted',
    (folder) => cpSync(firstFile(folder, '.json'), join(dirname(firstFile(folder, '.json')), `${'a'.repeat(64)}.json`)),
  ],
  [
    'a file put into the log',
    'log-file-unknown',
    (folder) => writeFileSync(join(layoutOf(folder).log, 'tile', '0', 'extra'), ''),
  ],
  ['a bundle taken away', 'log-file-missing', (folder) => rmSync(join(layoutOf(folder).log, 'tile', 'entries', '001'))],
  [
    'a tile taken away',
    'log-file-missing',
    (folder) => rmSync(join(layoutOf(folder).log, 'tile', '1'), { recursive: true }),
  ],
  ['no checkpoint', 'log-missing', (folder) => rmSync(join(layoutOf(folder).log, 'checkpoint'))],
  [
    'an older checkpoint',
    'rows-inserted',
    (folder) => writeFileSync(join(layoutOf(folder).log, 'checkpoint'), place.kept),
  ],
  ['no log', 'log-missing', (folder) => rmSync(layoutOf(folder).log, { recursive: true })],
  ['no store', 'store-missing', (folder) => rmSync(storeOf(folder))],
]

describe('without anything kept elsewhere', () => {
  test.each(changes)('%s is seen: %s', async (_, code, make) => {
    await inCopy(async (folder) => {
      await make(folder)
      const found = await verified(folder)
      expect(codesOf(found)).toContain(code)
      expect(found.integrity && found.completeness).toBe(false)
      expect(found.problems.filter(({ record, issue }) => record === '' || issue.message === '')).toEqual([])
    })
  })

  test('integrity and completeness are told apart', async () => {
    await inCopy(async (folder) => {
      rmSync(firstFile(folder, '.parquet'))
      expect(await verified(folder)).toMatchObject({ integrity: true, completeness: false })
    })
    await inCopy(async (folder) => {
      writeFileSync(firstFile(folder, '.parquet'), 'PAR1 something else PAR1')
      expect(await verified(folder)).toMatchObject({ integrity: false, completeness: true })
    })
  })

  test('while entries wait for their tiles nothing is wrong', async () => {
    await inCopy(async (folder) => {
      const store = await openedStore(folder)
      await addResults(store, 'readings', 8, 40)
      const killed = mkdtempSync(join(tmpdir(), 'isometric-killed-'))
      cpSync(folder, killed, { recursive: true })
      await store.close()
      const found = await verified(killed, [place.kept])
      expect(found.problems).toEqual([])
      expect(found.log?.pending).toBe(41)
      pastTriggers(killed, 'result', `update result set digest = 'x' where id = (select max(id) from result)`)
      expect(codesOf(await verified(killed))).toContain('record-changed')
      rmSync(killed, { recursive: true })
    })
  })
})

/** What somebody could do who has the signing key: write a log anew, over a store as they would like it. */
const rewritten = async (folder: string, change: (folder: string) => void): Promise<void> => {
  const { log, store } = layoutOf(folder)
  change(folder)
  rmSync(log, { recursive: true })
  inStore(folder, 'delete from log_head', 'delete from log_pending')
  for (const table of ['record']) pastTriggers(folder, table, 'delete from record')
  expect(existsSync(store)).toBe(true)
  const opened = await openedStore(folder)
  await addResults(opened, 'later', 9, 1)
  await opened.close()
}

describe('against a checkpoint kept elsewhere', () => {
  test('a log that is cut short together with its store', async () => {
    const other = await placeWithHistory()
    await inCopy(async (folder) => {
      const newer = readFileSync(join(layoutOf(folder).log, 'checkpoint'), 'utf8')
      // The whole folder as it was before the second measurement: whole in itself.
      const store = await openedStore(folder)
      await store.close()
      expect(isClean(await verified(folder, [newer]))).toBe(true)
    })
    const older = mkdtempSync(join(tmpdir(), 'isometric-older-'))
    cpSync(other.folder, older, { recursive: true })
    const store = await openedStore(other.folder)
    await addResults(store, 'readings', 10, 30)
    await store.close()
    const newest = readFileSync(join(layoutOf(other.folder).log, 'checkpoint'), 'utf8')
    expect(isClean(await verified(older))).toBe(true)
    const found = await verified(older, [newest])
    expect(found).toMatchObject({ integrity: true, completeness: false })
    expect(codesOf(found)).toEqual(['log-truncated'])
    rmSync(older, { recursive: true })
    other.remove()
  })

  test('a history written anew by whoever has the key', async () => {
    await inCopy(async (folder) => {
      await rewritten(folder, () => pastTriggers(folder, 'result', 'delete from result where id > 10'))
      expect(isClean(await verified(folder))).toBe(true)
      const found = await verified(folder, [place.kept])
      expect(found.integrity && found.completeness).toBe(false)
      expect(codesOf(found).some((code) => code === 'log-forked' || code === 'log-truncated')).toBe(true)
    })
  })

  test('a fork signed by another key, and a key that is known', async () => {
    await inCopy(async (folder) => {
      const [key] = (await verified(folder)).log?.keys ?? []
      expect(isClean(await verifyWorkspace({ layout: layoutOf(folder), kept: [], key }))).toBe(true)
      rmSync(layoutOf(folder).signingKey)
      await rewritten(folder, () => undefined)
      expect(codesOf(await verified(folder, [place.kept]))).toContain('log-forked')
      expect(codesOf(await verifyWorkspace({ layout: layoutOf(folder), kept: [], key }))).toEqual(['key-unknown'])
    })
  })

  test('what is no checkpoint', async () => {
    expect(codesOf(await verified(place.folder, ['nothing']))).toEqual(['checkpoint-unreadable'])
  })
})

/** Numbers that look random and are the same each time. */
const numbersFrom = (seed: number) => {
  let state = seed
  return (below: number): number => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0
    const mixed = Math.imul(state ^ (state >>> 13), 0x297a2d39)
    return ((mixed ^ (mixed >>> 16)) >>> 0) % below
  }
}

/** All that any query can see: every table, the schema, what each index leads to, and what the header says. */
const seenBy = (file: string): string => {
  try {
    const database = new DatabaseSync(file, { readOnly: true })
    try {
      const names = database.prepare("select name, tbl_name from sqlite_schema where type in ('table', 'index')").all()
      const rows = names.map(({ name, tbl_name: table }) => {
        const by = name === table ? '' : ` indexed by "${String(name)}"`
        const isAutomatic = String(name).startsWith('sqlite_')
        return isAutomatic
          ? ''
          : JSON.stringify(database.prepare(`select * from "${String(table)}"${by} order by 1`).all())
      })
      const pragmas = ['user_version', 'application_id', 'integrity_check'].map((name) =>
        database.prepare(`pragma ${name}`).all(),
      )
      const schema = database.prepare('select type, name, tbl_name, sql from sqlite_schema order by name').all()
      return JSON.stringify([schema, rows, pragmas])
    } finally {
      database.close()
    }
  } catch (thrown) {
    return `unreadable: ${String(thrown)}`
  }
}

type Random = (below: number) => number
/** Gives the file that was changed with its former bytes, or undefined where nothing came of it. */
type Kind = {
  readonly kind: string
  readonly share: number
  readonly change: (random: Random) => (() => void) | undefined
}

const flipIn = (file: string, random: Random): (() => void) | undefined => {
  const before = readFileSync(file)
  if (before.length === 0) return undefined
  const after = Buffer.from(before)
  const at = random(after.length)
  after[at] = (after[at] ?? 0) ^ (1 << random(8))
  writeFileSync(file, after)
  return () => writeFileSync(file, before)
}

const oneOf = <T>(all: readonly T[], random: Random): T => {
  const found = all[random(all.length)]
  if (found === undefined) throw new Error('there is nothing to choose from')
  return found
}

const changedStore =
  (statements: (random: Random, table: string) => readonly string[], tables: readonly string[]) => (random: Random) => {
    const file = storeOf(place.folder)
    const before = readFileSync(file)
    const seen = seenBy(file)
    const table = oneOf(tables, random)
    pastTriggers(place.folder, table, ...statements(random, table))
    const undo = () => writeFileSync(file, before)
    if (seenBy(file) !== seen) return undo
    undo()
    return undefined
  }

const columns: Readonly<Record<string, readonly string[]>> = {
  result: ['construct', 'period_start', 'period_end', 'group_text', 'known_at', 'digest', 'document'],
  card: ['construct', 'known_at', 'document'],
  basis: ['construct', 'known_at', 'document'],
  record: ['kind', 'name', 'known_at', 'document'],
}
const tables = Object.keys(columns)
const anyRow = (table: string, random: Random): string =>
  `(select id from ${table} order by id limit 1 offset ${random(600)} % (select count(*) from ${table}))`

const kinds: readonly Kind[] = [
  {
    kind: 'bit of evidence',
    share: 26,
    change: (random) => flipIn(oneOf(filesBelow(layoutOf(place.folder).evidence), random), random),
  },
  {
    kind: 'bit of the log',
    share: 34,
    change: (random) => flipIn(oneOf(filesBelow(layoutOf(place.folder).log), random), random),
  },
  {
    kind: 'bit of the store',
    share: 10,
    change: (random) => {
      const file = storeOf(place.folder)
      const seen = seenBy(file)
      const undo = flipIn(file, random)
      if (seenBy(file) !== seen) return undo
      undo?.()
      return undefined
    },
  },
  {
    kind: 'character in a row',
    share: 12,
    change: changedStore((random, table) => {
      const column = oneOf(columns[table] ?? [], random)
      const n = 1 + random(40)
      return [
        `update ${table} set ${column} = substr(${column}, 1, ${n} - 1) || '~' || substr(${column}, ${n} + 1) where id = ${anyRow(table, random)}`,
      ]
    }, tables),
  },
  {
    kind: 'row removed',
    share: 5,
    change: changedStore((random, table) => [`delete from ${table} where id = ${anyRow(table, random)}`], tables),
  },
  {
    kind: 'row inserted',
    share: 4,
    change: changedStore((random, table) => {
      const all = (columns[table] ?? []).join(', ')
      return [`insert into ${table} (${all}) select ${all} from ${table} where id = ${anyRow(table, random)}`]
    }, tables),
  },
  {
    kind: 'rows in another order',
    share: 4,
    change: changedStore((random, table) => {
      const [a, b] = [anyRow(table, random), anyRow(table, random)]
      return [
        'create temp table moved (a integer, b integer)',
        `insert into moved select ${a}, ${b}`,
        `update ${table} set id = -1 where id = (select a from moved) and (select a <> b from moved)`,
        `update ${table} set id = (select a from moved) where id = (select b from moved) and (select a <> b from moved)`,
        `update ${table} set id = (select b from moved) where id = -1`,
      ]
    }, tables),
  },
  {
    kind: 'file cut short',
    share: 5,
    change: (random) => {
      const { evidence, log } = layoutOf(place.folder)
      const file = oneOf([...filesBelow(evidence), ...filesBelow(log)], random)
      const before = readFileSync(file)
      writeFileSync(file, before.subarray(0, random(before.length)))
      return () => writeFileSync(file, before)
    },
  },
  {
    kind: 'two files exchanged',
    share: 3,
    change: (random) => {
      const { evidence, log } = layoutOf(place.folder)
      const files = [...filesBelow(evidence), ...filesBelow(log)]
      const [a, b] = [oneOf(files, random), oneOf(files, random)]
      const [one, other] = [readFileSync(a), readFileSync(b)]
      if (isSameBytes(one, other)) return undefined
      writeFileSync(a, other)
      writeFileSync(b, one)
      return () => {
        writeFileSync(a, one)
        writeFileSync(b, other)
      }
    },
  },
  {
    kind: 'file removed',
    share: 3,
    change: (random) => {
      const { evidence, log } = layoutOf(place.folder)
      const file = oneOf([...filesBelow(evidence), ...filesBelow(log)], random)
      const before = readFileSync(file)
      rmSync(file)
      return () => {
        mkdirSync(dirname(file), { recursive: true })
        writeFileSync(file, before)
      }
    },
  },
]

const tries = process.env['NIGHTLY'] === '1' ? 5000 : 200

test(`${tries} changes made at random are seen`, { timeout: 3_000_000 }, async () => {
  const random = numbersFrom(27004)
  // Closed without a write-ahead log beside it, so that the file is all there is.
  inStore(place.folder)
  const bag = kinds.flatMap((kind) => Array.from({ length: kind.share }, () => kind))
  const table = new Map(kinds.map(({ kind }) => [kind, { tried: 0, seen: 0, missed: 0 }]))
  const missed: string[] = []
  for (let n = 0; n < tries;) {
    const { kind, change } = oneOf(bag, random)
    const undo = change(random)
    if (undo === undefined) continue
    n += 1
    const row = table.get(kind) ?? { tried: 0, seen: 0, missed: 0 }
    const found = await verified(place.folder)
    const isSeen = !(found.integrity && found.completeness)
    undo()
    table.set(kind, { tried: row.tried + 1, seen: row.seen + (isSeen ? 1 : 0), missed: row.missed + (isSeen ? 0 : 1) })
    if (!isSeen) missed.push(`${kind}, change ${n}`)
  }
  process.stdout.write(
    `${[...table].map(([kind, { tried, seen, missed: not }]) => `${kind}: ${tried} tried, ${seen} seen, ${not} missed`).join('\n')}\n`,
  )
  expect(missed).toEqual([])
  const bits = [...table].filter(([kind]) => kind === 'bit of evidence' || kind === 'bit of the log')
  expect(bits.reduce((sum, [, { tried }]) => sum + tried, 0)).toBeGreaterThanOrEqual(tries / 2)
  expect([...table].filter(([, { tried }]) => tried === 0)).toEqual([])
  const after = await verified(place.folder, [place.kept])
  expect(after.problems.map(({ record }) => relative(place.folder, record))).toEqual([])
})
