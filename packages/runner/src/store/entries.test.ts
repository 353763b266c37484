import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Decision, Entry } from '@isometric/core/term'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { openStore, type Store } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'isometric-entries-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let made = 0
const opened = async (file = join(folder, `${++made}.sqlite`)): Promise<Store> => {
  const outcome = await openStore(file)
  if (!outcome.ok) throw new Error(outcome.issues[0]?.message)
  return outcome.value
}

const said = { by: 'ada', text: 'Because.' } as const
const decided: Decision = {
  kind: 'justification',
  id: 'power-cut',
  at: '2026-06-03',
  construct: 'availability',
  group: {},
  period: { start: '2026-05-01', end: '2026-06-01' },
  ...said,
}
const revoked: Decision = { kind: 'revocation', id: 'not-so', of: 'power-cut', at: '2026-06-05', ...said }
const entry = (decision: Decision, recordedAt: string): Entry => ({
  decision,
  about: ['sha256:r'],
  recordedAt,
  digest: `sha256:${decision.id}`,
})
const first = entry(decided, '2026-06-03T10:00:00Z')
const second = entry(revoked, '2026-06-05T10:00:00Z')

test('entries come back as they were recorded, in that order, as of a day', async () => {
  const store = await opened()
  expect(await store.addEntries([first])).toEqual({ added: 1, unchanged: 0 })
  expect(await store.addEntries([first, second])).toEqual({ added: 1, unchanged: 1 })
  expect(await store.entries()).toEqual([first, second])
  expect(await store.entries({ asKnownOn: '2026-06-04T00:00:00Z' })).toEqual([first])
  expect(await store.entries({ asKnownOn: '2026-06-03T09:59:59Z' })).toEqual([])
  await store.close()
})

test('recorded once more, later, changes nothing; said otherwise, nothing of the call is stored', async () => {
  const store = await opened()
  await store.addEntries([first])
  expect(await store.addEntries([entry(decided, '2026-07-01T10:00:00Z')])).toEqual({ added: 0, unchanged: 1 })
  const otherwise = entry({ ...decided, text: 'For another reason.' }, '2026-07-01T10:00:00Z')
  await expect(store.addEntries([second, otherwise])).rejects.toThrow('power-cut')
  expect(await store.entries()).toEqual([first])
  await store.close()
})

/** Entries come from documents, from the API and once more from both. */
test('in whatever calls and order entries are added, each is there once and none is lost', async () => {
  const all = Array.from({ length: 6 }, (_, i) => entry({ ...decided, id: `d${i}` }, `2026-06-0${i + 1}T10:00:00Z`))
  await fc.assert(
    fc.asyncProperty(fc.array(fc.shuffledSubarray(all), { maxLength: 5 }), async (calls) => {
      const store = await opened(':memory:')
      let added = 0
      for (const call of calls) added += (await store.addEntries(call)).added
      const given = new Set(calls.flat().map(({ decision }) => decision.id))
      const kept = (await store.entries()).map(({ decision }) => decision.id)
      expect(kept.toSorted()).toEqual([...given].toSorted())
      expect(added).toBe(given.size)
      await store.close()
    }),
    { numRuns: 40 },
  )
})

test.each(["update entry set document = '{}'", 'delete from entry'])(
  '%s is refused by the store itself',
  async (statement) => {
    const file = join(folder, `${++made}.sqlite`)
    const store = await opened(file)
    await store.addEntries([first])
    await store.close()
    const raw = new DatabaseSync(file)
    expect(() => raw.exec(statement)).toThrow('entries are only added')
    raw.close()
  },
)
