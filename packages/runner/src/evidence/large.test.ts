import { createWriteStream, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { collect } from './collect.ts'
import type { Phase } from './work.ts'
import { contractOf, filesBelow, storedOf, workspace } from './fixture.ts'

const nightly = process.env['NIGHTLY'] === '1'
const contract = contractOf(`
contract: readings
entity: reading
describes: { events: { at: at } }
delivers: changes
key: [meter]
columns:
  meter: { type: text }
  at:    { type: date and time }
  value: { type: number }
`)
let place: ReturnType<typeof workspace>
beforeEach(() => {
  place = workspace(contract)
})
afterEach(() => place.remove())

/** A file of so many bytes from a seeded generator: the same nonsense every time. */
const nonsense = async (name: string, bytes: number, chunk: (random: () => number) => Buffer): Promise<string> => {
  let state = 1
  const random = (): number => (state = (Math.imul(state, 48_271) >>> 0) % 2_147_483_647)
  const path = join(place.folder, name)
  const block = chunk(random)
  const chunks = function* () {
    for (let at = 0; at < bytes; at += block.length) yield block
  }
  await pipeline(Readable.from(chunks()), createWriteStream(path))
  return path
}
const binary = (random: () => number): Buffer => Buffer.from(Array.from({ length: 2 ** 16 }, () => random() & 0xff))
const letters = 'abcdefghijklmnopqrstuvwxyz,;"\n 0123456789'
const text = (random: () => number): Buffer =>
  Buffer.from(Array.from({ length: 2 ** 16 }, () => letters.charCodeAt(random() % letters.length)))

const size = (nightly ? 1000 : 40) * 2 ** 20
const memoryBytes = 256 * 2 ** 20

describe('nonsense of any size gets a sentence', { timeout: 600_000 }, () => {
  test.each([
    ['random bytes', 'x.csv', binary, 'file-not-text'],
    ['random bytes called JSON', 'x.json', binary, 'file-not-text'],
    ['random bytes called NDJSON', 'x.ndjson', binary, 'file-not-text'],
    ['random bytes called Parquet', 'x.parquet', binary, 'file-damaged'],
    [
      'random letters',
      'x.csv',
      (random: () => number) => Buffer.from(text(random).toString().replaceAll('"', '')),
      'column-missing',
    ],
    ['random letters called JSON', 'x.json', text, 'file-damaged'],
  ])('%s', async (_, name, chunk, code) => {
    const file = await nonsense(name, size, chunk)
    const before = process.memoryUsage().rss
    const collected = await collect(place.request(file, { memoryBytes }))
    expect([collected.kind, collected.issues.map((issue) => issue.code)]).toEqual(['quarantined', [code]])
    expect(process.memoryUsage().rss - before).toBeLessThan(memoryBytes + 300 * 2 ** 20)
  })

  test('behind a good header is judged by its beginning', async () => {
    const lines = `${Array.from({ length: 4000 }, (_, i) => `nothing of the kind ${i}`).join('\n')}\n`
    const file = join(place.folder, 'x.csv')
    const chunks = function* () {
      yield 'meter,at,value\n'
      for (let at = 0; at < size; at += lines.length) yield lines
    }
    await pipeline(Readable.from(chunks()), createWriteStream(file))
    const collected = await collect(place.request(file, { memoryBytes }))
    expect(collected.issues.map(({ message }) => message)).toEqual([
      '100,000 of the first 100,000 records do not fit the contract: this looks like another table. Collect it for the contract it belongs to, or write a mapping. Nothing was stored; the file is kept in quarantine.',
    ])
  })

  test('of ten gigabytes is refused by its first megabyte', async () => {
    // A hole in a file: ten gigabytes of zeros that need no disk.
    const file = place.write('zeros.csv', 'meter,at,value\n')
    truncateSync(file, 10 * 2 ** 30)
    const collected = await collect(place.request(file, { memoryBytes }))
    expect(collected.issues.map(({ code }) => code)).toEqual(['file-not-text'])
    expect(filesBelow(join(place.evidence, 'quarantine')).length).toBe(2)
  })
})

const table = async (name: string, rows: number): Promise<string> => {
  const path = join(place.folder, name)
  const chunks = function* () {
    yield 'meter,at,value\n'
    for (let at = 0; at < rows; at += 1000)
      yield Array.from({ length: 1000 }, (_, i) => `meter number ${at + i},2026-06-01T00:00:00Z,${i}\n`).join('')
  }
  await pipeline(Readable.from(chunks()), createWriteStream(path))
  return path
}

test(
  'progress goes through reading, checking and writing, and never backwards in one',
  { timeout: 600_000 },
  async () => {
    const file = await table('readings.csv', 300_000)
    const heard: { readonly done: number; readonly of: number; readonly phase: Phase }[] = []
    const collected = storedOf(
      await collect(place.request(file, { onProgress: (done, of, phase) => heard.push({ done, of, phase }) })),
    )
    expect(collected.snapshot.rows).toBe(300_000)
    expect([...new Set(heard.map(({ phase }) => phase))]).toEqual(['reading', 'checking', 'writing'])
    const bytes = collected.manifest.origin.bytes
    expect(heard.every(({ done, of }) => of === bytes && done >= 0 && done <= bytes)).toBe(true)
    for (const phase of ['reading', 'checking', 'writing']) {
      const steps = heard.filter((one) => one.phase === phase).map(({ done }) => done)
      expect(steps).toEqual(steps.toSorted((a, b) => a - b))
      expect(steps.at(-1)).toBe(bytes)
    }
  },
)

test('a collection that is stopped leaves nothing', { timeout: 600_000 }, async () => {
  const file = await table('readings.csv', 300_000)
  const stop = new AbortController()
  const thrown: unknown = await collect(
    place.request(file, { signal: stop.signal, onProgress: (_, __, phase) => phase === 'checking' && stop.abort() }),
  ).catch((error: unknown) => error)
  expect(thrown).toMatchObject({ kind: 'interrupted' })
  expect(filesBelow(place.evidence)).toEqual([])
})

test('memory stays within what is allowed, however large the file', { timeout: 600_000 }, async () => {
  const file = await table('readings.csv', nightly ? 5_000_000 : 600_000)
  const collected = storedOf(await collect(place.request(file, { memoryBytes: 96 * 2 ** 20, threads: 1 })))
  expect(collected.snapshot.rows).toBe(nightly ? 5_000_000 : 600_000)
})
