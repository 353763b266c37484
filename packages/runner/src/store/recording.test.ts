import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Card, Result } from '@isometric/core/term'
import { readCheckpoint, isSignedBy } from '@isometric/core/record'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeNextKey, readSigner, verifySignature } from '../log/index.ts'
import { openStore, type NewRecord, type Store } from './index.ts'

let folder = ''
let made = 0
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'isometric-record-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const newPlace = (): string => {
  const place = join(folder, `p${++made}`)
  mkdirSync(place)
  return place
}

const keyIn = (place: string) => ({ file: join(place, 'signing', 'log.key') })
const logIn = (place: string, adopt: readonly NewRecord[] = []) => ({
  folder: join(place, 'log'),
  key: keyIn(place),
  adopt: () => Promise.resolve(adopt),
})
const tryOpen = (place: string, adopt?: readonly NewRecord[]) =>
  openStore(join(place, 'store.sqlite'), 'write', logIn(place, adopt))
const opened = async (place: string, adopt?: readonly NewRecord[]): Promise<Store> => {
  const outcome = await tryOpen(place, adopt)
  if (!outcome.ok) throw new Error(outcome.issues.map(({ message }) => message).join('\n'))
  return outcome.value
}
const refusalOf = async (place: string): Promise<string | undefined> => {
  const outcome = await tryOpen(place)
  if (outcome.ok) await outcome.value.close()
  return outcome.ok ? undefined : outcome.issues[0]?.code
}

const card: Card = {
  id: 'rules',
  annexB: 'B.26',
  version: '1.0.0',
  digest: 'sha256:c',
  title: 'Are rules needed?',
  type: 'performance',
  need: 'Know it',
  decision: null,
  controls: [],
  pairedWith: [],
  evidence: ['firewall rules'],
  baseMeasures: [{ name: 'rules', formula: 'count(firewall rules)', unit: 'rule' }],
  derivedMeasures: [],
  parameters: [],
  indicator: { measure: 'rules', unit: 'rule', direction: 'lower is better', meaning: {} },
  criteria: [],
  by: ['firewall'],
  frequency: { collect: 'P1M', analyse: 'P1M', report: 'P3M', revise: 'P1Y', valid: 'P2Y' },
  parties: {},
  chart: null,
  notes: [],
}

const resultsAt = (day: number, count: number): readonly Result[] =>
  Array.from({ length: count }, (_, i) => ({
    construct: 'rules',
    annexB: null,
    version: '1.0.0',
    period: { start: '2026-06-01', end: '2026-07-01' },
    group: { firewall: `fw${i}` },
    measures: {},
    indicator: { measure: 'rules', value: day * 1000 + i, unit: 'rule', interval: null, status: 'met' },
    reasons: {},
    notes: [],
    knownAt: momentOf(day),
    evidence: ['sha256:e'],
    digest: `sha256:${day}-${i}`,
  }))
const momentOf = (day: number): string => `2026-07-${String(day).padStart(2, '0')}T04:00:00Z`
const addTo = (store: Store, day: number, count: number) =>
  store.append(resultsAt(day, count), card, momentOf(day), `{"day":${day}}`)

const sha256 = (...parts: readonly (string | Uint8Array)[]): Buffer =>
  createHash('sha256')
    .update(Buffer.concat(parts.map((part) => Buffer.from(part))))
    .digest()

/** RFC 6962, 2.1, as it stands there. */
const treeOf = (leaves: readonly Buffer[]): Buffer => {
  const [only] = leaves
  if (only === undefined) return sha256()
  if (leaves.length === 1) return only
  const k = 2 ** Math.floor(Math.log2(leaves.length - 1))
  return sha256(Uint8Array.of(1), treeOf(leaves.slice(0, k)), treeOf(leaves.slice(k)))
}

/** Entries of all bundles in order, read byte by byte. */
const entriesIn = (place: string): readonly string[] => {
  const below = join(place, 'log', 'tile', 'entries')
  const files = readdirSync(below, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return files
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .flatMap((file) => {
      const bytes = readFileSync(file)
      const entries: string[] = []
      for (let at = 0; at < bytes.length;) {
        const length = bytes.readUInt16BE(at)
        entries.push(bytes.toString('utf8', at + 2, at + 2 + length))
        at += 2 + length
      }
      return entries
    })
}

const checkpointOf = (place: string) => {
  const checkpoint = readCheckpoint(readFileSync(join(place, 'log', 'checkpoint'), 'utf8'))
  if (checkpoint === undefined) throw new Error('there is no checkpoint')
  return checkpoint
}

/** Every row of the store, in the log's own words: what its entry says of it. */
const rowsOf = (place: string): readonly string[] => {
  const database = new DatabaseSync(join(place, 'store.sqlite'), { readOnly: true })
  const found = ['record', 'card', 'basis', 'result', 'entry'].flatMap((table) =>
    database
      .prepare(`select * from ${table} order by id`)
      .all()
      .map((row) => {
        const { document, ...columns } = row
        const others = document === null ? row : columns
        const below = document === null ? '' : `\n${String(document)}`
        const sorted = Object.fromEntries(Object.entries(others).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        const kind = typeof row['kind'] === 'string' ? `${table}/${row['kind']}` : table
        return `${kind} ${String(row['id'])} sha256:${sha256(`${JSON.stringify(sorted)}${below}`).toString('hex')}`
      }),
  )
  database.close()
  return found
}

/** The log is the store's: an entry for each row, the tree over them, and a good signature. */
const expectWhole = (place: string): void => {
  const entries = entriesIn(place)
  const told = entries.map((entry) => {
    const { kind, number, digest } = JSON.parse(entry) as { kind: string; number: number; digest: string }
    return `${kind} ${number} ${digest}`
  })
  expect(told.toSorted()).toEqual([...rowsOf(place)].toSorted())
  const checkpoint = checkpointOf(place)
  expect(checkpoint.size).toBe(entries.length)
  expect(Buffer.from(checkpoint.root)).toEqual(treeOf(entries.map((entry) => sha256(Uint8Array.of(0), entry))))
  const signer = readSigner(keyIn(place))
  expect(signer && isSignedBy(checkpoint.note, signer.key, verifySignature)).toBe(true)
  expect(readdirSync(join(place, 'log', 'tile', '0')).filter((name) => name.endsWith('.p')).length).toBeLessThan(2)
}

const copied = (place: string): string => {
  const to = newPlace()
  cpSync(place, to, { recursive: true })
  return to
}

describe('what is stored is in the log', () => {
  test('each row is a leaf, whatever came together', async () => {
    const place = newPlace()
    const store = await opened(place)
    for (const [day, count] of [
      [1, 3],
      [2, 300],
      [3, 1],
      [4, 40],
    ] as const)
      await addTo(store, day, count)
    await store.record([{ kind: 'act', name: 'tried', document: '{}' }], momentOf(5))
    await store.close()
    expectWhole(place)
    const again = await opened(place)
    expect(await addTo(again, 4, 40)).toMatchObject({ unchanged: 40, added: 0 })
    await addTo(again, 6, 700)
    await again.close()
    expectWhole(place)
    const times = entriesIn(place).map((entry) => (JSON.parse(entry) as { at: string }).at)
    expect(times).toEqual(times.toSorted())
  })

  test('the key is its owner’s alone, and is made once', async () => {
    const place = newPlace()
    await (await opened(place)).close()
    const { file } = keyIn(place)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const before = readFileSync(file)
    await (await opened(place)).close()
    expect(readFileSync(file)).toEqual(before)
  })

  test('a store that was written before there was a log is taken into it whole', async () => {
    const place = newPlace()
    await (await opened(place)).close()
    const earlier = await openStore(join(place, 'store.sqlite'))
    if (earlier.ok) await addTo(earlier.value, 1, 600)
    if (earlier.ok) await earlier.value.close()
    const evidence = { kind: 'evidence', name: 'sha256:e', document: '{"files":{}}' }
    const store = await opened(place, [evidence])
    await addTo(store, 2, 5)
    await store.close()
    expectWhole(place)
    expect(
      rowsOf(place)
        .filter((row) => row.startsWith('record/'))
        .map((row) => row.split(' ')[0]),
    ).toEqual(['record/act', 'record/evidence'])
  })

  test('what fails is neither stored nor in the log', async () => {
    const place = newPlace()
    const store = await opened(place)
    await addTo(store, 2, 5)
    await expect(addTo(store, 1, 7)).rejects.toMatchObject({ issue: { code: 'clock-went-back' } })
    const act = { kind: 'act', name: 'tried', document: '{}' }
    await expect(store.record([act], momentOf(1))).rejects.toMatchObject({ issue: { code: 'log-clock-went-back' } })
    await store.close()
    expectWhole(place)
    expect(entriesIn(place).length).toBe(8)
  })
})

describe('after a crash', () => {
  /** A store and its log before and after tiles were written, as a process leaves them that is killed between. */
  const halves = async (): Promise<{ readonly before: string; readonly after: string }> => {
    const place = newPlace()
    const first = await opened(place)
    await addTo(first, 1, 300)
    await first.close()
    const store = await opened(place)
    await addTo(store, 2, 250)
    await addTo(store, 3, 20)
    const before = copied(place)
    await store.close()
    return { before, after: place }
  }

  test.each<readonly [string, (before: string, after: string) => void]>([
    ['before any tile', () => undefined],
    [
      'after the tiles, before the checkpoint',
      (before, after) => {
        const checkpoint = readFileSync(join(before, 'log', 'checkpoint'))
        cpSync(join(after, 'log'), join(before, 'log'), {
          recursive: true,
          filter: (name) => !name.endsWith('checkpoint'),
        })
        expect(readFileSync(join(before, 'log', 'checkpoint'))).toEqual(checkpoint)
      },
    ],
    ['after the checkpoint', (before, after) => cpSync(join(after, 'log'), join(before, 'log'), { recursive: true })],
  ])('%s: finished by the next one that writes', async (_, make) => {
    const { before, after } = await halves()
    make(before, after)
    await (await opened(before)).close()
    expectWhole(before)
    expect(checkpointOf(before)).toEqual(checkpointOf(after))
    const store = await opened(before)
    await addTo(store, 4, 300)
    await store.close()
    expectWhole(before)
  })
})

describe('what nobody recorded', () => {
  const damage: readonly (readonly [string, (place: string) => void])[] = [
    [
      'a row put in',
      (place) => sqlIn(place, "insert into record (kind, name, known_at, document) values ('act', 'x', '2026', '{}')"),
    ],
    ['a row taken out', (place) => sqlIn(place, 'drop trigger result_is_not_deleted; delete from result where id = 4')],
    ['a log cut short', (place) => rmSync(join(place, 'log'), { recursive: true })],
    ['a log forgotten by the store', (place) => sqlIn(place, 'delete from log_head')],
    ['a bundle lost', (place) => rmSync(join(place, 'log', 'tile', '0'), { recursive: true })],
    ['another checkpoint', (place) => cpSync(new URL(import.meta.url), join(place, 'log', 'checkpoint'))],
  ]
  const sqlIn = (place: string, sql: string): void => {
    const database = new DatabaseSync(join(place, 'store.sqlite'))
    database.exec(sql)
    database.close()
  }
  test.each(damage)('%s is not signed: nothing more is added', async (_, make) => {
    const place = newPlace()
    const store = await opened(place)
    await addTo(store, 1, 4)
    await store.close()
    make(place)
    expect(await refusalOf(place)).toBe('log-damaged')
  })

  test('without its key a log is not gone on with, and no other is made', async () => {
    const place = newPlace()
    const store = await opened(place)
    await addTo(store, 1, 4)
    await store.close()
    rmSync(keyIn(place).file)
    expect(await refusalOf(place)).toBe('signing-key-missing')
    expect(existsSync(keyIn(place).file)).toBe(false)
  })
})

test('a change of keys is signed by both, also if it is cut short', async () => {
  const place = newPlace()
  const store = await opened(place)
  await addTo(store, 1, 4)
  const before = readSigner(keyIn(place))
  const next = makeNextKey(keyIn(place), before?.key.name ?? '')
  await store.record([{ kind: 'act', name: 'key rotated', document: '{}' }], momentOf(2), next.signer)
  // Killed here: the new key is not installed.
  await store.close()
  const { note } = checkpointOf(place)
  expect(before && isSignedBy(note, before.key, verifySignature)).toBe(true)
  expect(isSignedBy(note, next.signer.key, verifySignature)).toBe(true)
  const later = await opened(place)
  await addTo(later, 3, 4)
  await later.close()
  expect(readSigner(keyIn(place))?.key).toEqual(next.signer.key)
  expectWhole(place)
})
