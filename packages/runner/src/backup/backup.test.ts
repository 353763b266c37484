import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { filesBelow } from '../evidence/fixture.ts'
import { addResults, openedStore, placeWithHistory, type Place } from '../verify/place.ts'
import { verifyWorkspace } from '../verify/index.ts'
import { layoutOf, rotateKey } from '../workspace/index.ts'
import { backUp, restore } from './index.ts'

let place: Place
let folder = ''
let made = 0
const at = '2026-07-10T00:00:00Z'
const newPath = (): string => join(folder, `p${++made}`)

beforeAll(async () => {
  place = await placeWithHistory()
  folder = mkdtempSync(join(tmpdir(), 'isometric-backup-'))
  writeFileSync(layoutOf(place.folder).programme, 'organisation: Ours\ntime zone: UTC\nfirst month: 1\n')
})
afterAll(() => {
  place.remove()
  rmSync(folder, { recursive: true, force: true })
})

const copied = (): string => {
  const to = newPath()
  cpSync(place.folder, to, { recursive: true })
  return to
}
const backedUp = async (from: string, passphrase?: string): Promise<string> => {
  const file = `${newPath()}.tar`
  const outcome = await backUp({ layout: layoutOf(from), file, at, passphrase })
  expect(outcome.issues).toEqual([])
  return file
}
const codesOf = async (file: string, passphrase?: string, to = newPath()): Promise<readonly string[]> => {
  const outcome = await restore({ file, folder: to, at, passphrase })
  expect(readdirSync(folder).filter((name) => name.includes('.restoring'))).toEqual([])
  return outcome.issues.map(({ code }) => code)
}
const verified = (where: string, kept: readonly string[] = []) =>
  verifyWorkspace({ layout: layoutOf(where), kept: kept.map((document, i) => ({ name: `kept ${i}`, document })) })

/** What a workspace is, by file; the store by what it says, because its pages may lie otherwise. */
const picture = (where: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    filesBelow(where)
      .map((file) => [relative(where, file), readFileSync(file, 'latin1')] as const)
      .filter(([path]) => /^(evidence\/readings|isometric\.yaml)/.test(path)),
  )

describe('a backup', () => {
  test('restored is verified, says so in its log, and goes on', async () => {
    const [from, to] = [copied(), newPath()]
    expect(await codesOf(await backedUp(from, 'correct horse'), 'correct horse', to)).toEqual([])
    expect(picture(to)).toEqual(picture(from))
    const before = await verified(from)
    const after = await verified(to, [place.kept, readFileSync(join(layoutOf(from).log, 'checkpoint'), 'utf8')])
    expect(after.problems).toEqual([])
    expect(after.records).toBe(before.records + 1)
    expect(statSync(layoutOf(to).signingKey).mode & 0o777).toBe(0o600)
    const store = await openedStore(to)
    expect((await store.records({ last: 1 })).map(({ name }) => name)).toEqual(['restored'])
    await addResults(store, 'readings', 20, 25)
    await store.close()
    expect((await verified(to)).problems).toEqual([])
  })

  test('holds no key that a reader could use', async () => {
    const [from, to] = [copied(), newPath()]
    const secret = readFileSync(layoutOf(from).signingKey, 'latin1').split('\n')[2] ?? 'nothing'
    const [open, sealed] = [await backedUp(from), await backedUp(from, 'correct horse')]
    for (const file of [open, sealed]) expect(readFileSync(file, 'latin1')).not.toContain(secret)
    expect(await codesOf(open, undefined, to)).toEqual([])
    expect(existsSync(layoutOf(to).signingKey)).toBe(false)
    cpSync(join(from, 'signing'), join(to, 'signing'), { recursive: true })
    const store = await openedStore(to)
    await addResults(store, 'readings', 20, 5)
    await store.close()
    expect((await verified(to)).problems).toEqual([])
    expect(await codesOf(sealed, 'wrong horse')).toEqual(['backup-keys-closed'])
    expect(await codesOf(sealed)).toEqual(['backup-keys-closed'])
  })

  test('is never written over, nor restored over something', async () => {
    const file = await backedUp(place.folder)
    const again = await backUp({ layout: layoutOf(place.folder), file, at })
    expect(again.issues.map(({ code }) => code)).toEqual(['backup-exists'])
    const full = newPath()
    mkdirSync(full)
    writeFileSync(join(full, 'thesis.txt'), 'years of work')
    expect(await codesOf(file, undefined, full)).toEqual(['restore-not-empty'])
    expect(readdirSync(full)).toEqual(['thesis.txt'])
  })

  test('made while results are added is of one moment', async () => {
    const from = copied()
    const store = await openedStore(from)
    const adding = (async () => {
      for (let day = 8; day < 20; day++) {
        await addResults(store, 'readings', day, 60)
        await store.show()
      }
    })()
    const files: string[] = []
    for (let i = 0; i < 3; i++) files.push(await backedUp(from))
    await adding
    await store.close()
    for (const file of files) expect(await codesOf(file)).toEqual([])
  })

  test('cut short anywhere is none', async () => {
    const whole = readFileSync(await backedUp(place.folder))
    const cuts = Array.from({ length: 25 }, (_, i) => Math.floor(((i * 0.618_034) % 1) * (whole.length - 2048)))
    for (const cut of [...cuts, 0, 511, whole.length - 1600]) {
      const file = `${newPath()}.tar`
      writeFileSync(file, whole.subarray(0, cut))
      expect(await codesOf(file)).toEqual(['backup-not-whole'])
    }
  })

  test('with a bit turned over gives what was backed up, or nothing', async () => {
    const whole = readFileSync(await backedUp(place.folder))
    const seen = { refused: 0, same: 0 }
    for (let i = 0; i < 40; i++) {
      const bytes = Buffer.from(whole)
      const byte = Math.floor(((i * 0.618_034) % 1) * bytes.length)
      bytes[byte] = (bytes[byte] ?? 0) ^ (1 << (i % 8))
      const [file, to] = [`${newPath()}.tar`, newPath()]
      writeFileSync(file, bytes)
      const codes = await codesOf(file, undefined, to)
      expect(codes.length === 0 ? picture(to) : codes).toEqual(
        codes.length === 0 ? picture(place.folder) : ['backup-not-whole'],
      )
      seen[codes.length === 0 ? 'same' : 'refused'] += 1
    }
    expect(seen.refused).toBeGreaterThan(30)
  })
})

test('a new key takes the place of the one before, and both are known', async () => {
  const where = copied()
  const [before] = (await verified(where)).log?.keys ?? []
  const store = await openedStore(where)
  const key = await rotateKey(layoutOf(where), store, '2026-07-20T00:00:00Z')
  await store.close()
  const later = await openedStore(where)
  await addResults(later, 'readings', 21, 3)
  await later.close()
  const found = await verified(where, [place.kept])
  expect(found.problems).toEqual([])
  expect(found.log?.keys).toHaveLength(2)
  expect(found.log?.keys[0]).toBe(before)
  expect(found.log?.keys[1]).toContain(key.keyId)
})
