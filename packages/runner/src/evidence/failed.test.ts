import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { collectAll } from './collect.ts'
import type { Collected } from './work.ts'
import { contractOf, storedOf, workspace } from './fixture.ts'
import { readSnapshots } from './snapshots.ts'

const readings = contractOf(`
contract: readings
entity: reading
describes: state
delivers: full
key: [meter]
columns:
  meter: { type: text }
  value: { type: number }
`)

/** Only root can mount, and not in every container. */
const mounts = (() => {
  const folder = mkdtempSync(join(tmpdir(), 'isometric-mount-'))
  const made = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'none', folder]).status === 0
  if (made) execFileSync('umount', [folder])
  rmdirSync(folder)
  return made
})()
const why = mounts ? '' : ' (skipped: this user cannot mount a small disk to fill)'

/** Rows no compression makes small. */
const rows = (n: number): string =>
  `meter,value\n${Array.from({ length: n }, (_, i) => `${createHash('sha512').update(String(i)).digest('base64')},${i}\n`).join('')}`

describe.skipIf(!mounts)(`a disk of two megabytes for the evidence${why}`, () => {
  let place: ReturnType<typeof workspace>
  beforeEach(() => {
    place = workspace(readings)
    mkdirSync(place.evidence)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'none', place.evidence])
  })
  afterEach(() => {
    execFileSync('umount', [place.evidence])
    place.remove()
  })
  const readOnly = (): void => {
    execFileSync('mount', ['-o', 'remount,ro', place.evidence])
  }
  /** The codes, and the reasons given. */
  const issues = ({ issues: found }: Collected): readonly string[] =>
    found.map(({ code, message }) => `${code}: ${/could not be written: ([^.]*)/.exec(message)?.[1] ?? message}`)
  const known = async () => (await readSnapshots(place.evidence)).map(({ digest }) => digest)
  const few = rows(10)

  test('that is full: the table is too large', async () => {
    const before = storedOf(await place.collect('few.csv', few))
    const collected = await place.collect('many.csv', rows(50_000))
    expect(collected.kind).toBe('failed')
    expect(issues(collected)).toEqual(['evidence-not-written: the disk is full'])
    expect(await known()).toEqual([before.manifest.digest])
    // What is left can still be used: the failed file took nothing with it.
    expect((await place.collect('fewer.csv', rows(5))).kind).toBe('stored')
    expect(readdirSync(join(place.evidence, 'tmp'))).toEqual([])
  })

  test('that is full: there is not even room for a folder, or for what is kept in quarantine', async () => {
    expect((await place.collect('few.csv', few)).kind).toBe('stored')
    const full = join(place.evidence, 'ballast')
    expect(() => writeFileSync(full, Buffer.alloc(4 * 2 ** 20))).toThrow(/ENOSPC/)
    for (const text of [rows(9), 'no such table\n'.repeat(1000)])
      expect(issues(await place.collect('other.csv', text))).toEqual(['evidence-not-written: the disk is full'])
    expect((await known()).length).toBe(1)
  })

  test.each([
    ['from the beginning', ''],
    ['after something was stored', few],
  ])('that can only be read, %s', async (_, before) => {
    const kept = before === '' ? 0 : 1
    if (kept === 1) storedOf(await place.collect('few.csv', before))
    readOnly()
    const collected = await place.collect('more.csv', rows(20))
    expect([collected.kind, ...issues(collected)]).toEqual(['failed', 'evidence-not-written: it can only be read'])
    expect((await known()).length).toBe(kept)
  })

  test('ends a run, with what was stored before it', async () => {
    const files = [few, rows(50_000), rows(5)].map((text, i) => place.write(`run-${i}.csv`, text))
    const done: string[] = []
    for await (const one of collectAll(files.map((file) => place.request(file)))) done.push(one.kind)
    expect(done).toEqual(['stored', 'failed'])
    expect((await known()).length).toBe(1)
  })
})

test('a file in the way of the folder is said', async () => {
  const place = workspace(readings)
  try {
    writeFileSync(place.evidence, 'a note')
    const collected = await place.collect('few.csv', rows(3))
    expect([collected.kind, collected.issues.map(({ code }) => code)]).toEqual(['failed', ['evidence-not-written']])
    expect(existsSync(place.evidence)).toBe(true)
  } finally {
    place.remove()
  }
})
