import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { contractOf, filesBelow, rowsOf, storedOf, workspace } from './fixture.ts'
import { sweep } from './folder.ts'
import { readManifest } from './manifest.ts'
import { readSnapshots } from './snapshots.ts'

const written = `
contract: readings
entity: reading
describes: { events: { at: at } }
delivers: changes
key: [meter, at]
columns:
  meter: { type: text }
  at:    { type: date and time }
  value: { type: number }
`
const contract = contractOf(written)
const rows = Array.from({ length: 4000 }, (_, i) => `m${i},2026-06-01T00:00:00Z,${i % 50 === 0 ? 'x' : i}\n`)
const text = `meter,at,value\n${rows.join('')}`

let place: ReturnType<typeof workspace>
beforeEach(() => {
  place = workspace(contract)
})
afterEach(() => place.remove())

/** Whatever is known is whole: its table and its list of rejected rows are there, with the bytes the manifest names. */
const whole = async (): Promise<readonly string[]> => {
  const known = await readSnapshots(place.evidence)
  for (const { path, manifestPath } of known) {
    const manifest = await readManifest(manifestPath)
    expect(`sha256:${createHash('sha256').update(readFileSync(path)).digest('hex')}`).toBe(manifest.fileDigest)
    expect(manifest).toMatchObject({ rows: 3920, rejected: { total: 80 } })
    const rejects = readFileSync(join(manifestPath, '..', manifest.rejected.file ?? 'none'), 'utf8')
    expect(rejects.trim().split('\n').length).toBe(80)
  }
  return known.map(({ digest }) => digest)
}

/** Kills the collector some time after it has stored its first snapshot. */
const killed = (file: string, after: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'crash-child.ts'), place.folder, written, file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), after))
    child.once('error', reject)
    child.once('exit', () => resolve())
  })

const kills = process.env['NIGHTLY'] === '1' ? 60 : 5

test('a collector killed at any instant leaves what was known and nothing half', { timeout: 600_000 }, async () => {
  const file = place.write('readings.csv', text)
  let before: readonly string[] = []
  for (let i = 0; i < kills; i++) {
    // Steps of an irrational share of a collection's length reach every part of it sooner or later.
    await killed(file, Math.floor(((i * 0.618_034) % 1) * 400))
    const after = await whole()
    expect(before.filter((digest) => !after.includes(digest))).toEqual([])
    expect(after.length).toBeGreaterThan(0)
    before = after
  }
  await sweep(place.evidence)
  expect(readdirSync(join(place.evidence, 'tmp'))).toEqual([])
  const spoken = new Set<string>()
  for (const { path, manifestPath } of await readSnapshots(place.evidence)) {
    const { rejected } = await readManifest(manifestPath)
    for (const name of [path, manifestPath, join(manifestPath, '..', rejected.file ?? '')]) spoken.add(name)
  }
  expect(filesBelow(join(place.evidence, 'readings')).filter((path) => !spoken.has(path))).toEqual([])
  const again = storedOf(await place.collect('readings.csv', text, { asOf: '2026-06-01' }))
  expect([again.known, (await rowsOf(again)).length]).toEqual([true, 3920])
})

test('sweeping removes orphans and what dead processes left, and nothing else', async () => {
  const stored = storedOf(await place.collect('readings.csv', text))
  const kept = filesBelow(place.evidence)
  const folder = join(place.evidence, 'readings')
  const orphan = 'a'.repeat(64)
  writeFileSync(join(folder, `${orphan}.parquet`), 'PAR1')
  writeFileSync(join(folder, `${orphan}.rejects.ndjson`), '{}')
  writeFileSync(join(folder, 'README.txt'), 'somebody’s note')
  // No process has a number this high.
  mkdirSync(join(place.evidence, 'tmp', '99999999-dead'), { recursive: true })
  writeFileSync(join(place.evidence, 'tmp', '99999999-dead', 'rows.parquet'), 'half')
  const removed = await sweep(place.evidence)
  expect(removed.toSorted()).toEqual(['99999999-dead', `${orphan}.parquet`, `${orphan}.rejects.ndjson`])
  expect(filesBelow(place.evidence)).toEqual([...kept, join(folder, 'README.txt')].toSorted())
  expect(await sweep(place.evidence)).toEqual([])
  expect((await rowsOf(stored)).length).toBe(3920)
})

test('without a sign of a crash nothing is looked for', async () => {
  await place.collect('readings.csv', text)
  writeFileSync(join(place.evidence, 'readings', `${'a'.repeat(64)}.parquet`), 'PAR1')
  expect(await sweep(place.evidence)).toEqual([])
})

test('while another collection runs, its tables are not orphans', async () => {
  await place.collect('readings.csv', text)
  const orphan = join(place.evidence, 'readings', `${'a'.repeat(64)}.parquet`)
  writeFileSync(orphan, 'PAR1')
  utimesSync(orphan, 0, 0)
  mkdirSync(join(place.evidence, 'tmp', `${process.pid}-running`))
  expect(await sweep(place.evidence)).toEqual([])
})
