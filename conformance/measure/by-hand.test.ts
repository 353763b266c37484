import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tasks } from '../../bench/task.ts'

const nightly = process.env['NIGHTLY'] === '1'
const world = nightly ? { seed: 7, rows: 20_000 } : { seed: 7, rows: 300, pictures: 3 }
const limits = { threads: 2, memoryBytes: 2 ** 30 }

let [root, folder] = ['', '']
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'isometric-by-hand-'))
  folder = join(root, 'workspace')
  await tasks({ task: 'make', folder, world, limits }, () => undefined)
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** What the bench times, it compares first: every measure, month and group, in every form somebody wrote by hand. */
const compared = async (task: 'duel' | 'months', programme: 'countable' | 'exact') => {
  const { difference, tried } = await tasks({ task, folder, limits, programme, runs: 0 }, () => undefined)
  return { difference, statements: tried?.length }
}

test('24 sums are those of SQL written by hand, in each of its forms', async () => {
  expect(await compared('duel', 'countable')).toEqual({ difference: undefined, statements: 66 })
})

test('8 medians, deciles and distinct counts are those of SQL written by hand, in each of its forms', async () => {
  expect(await compared('duel', 'exact')).toEqual({ difference: undefined, statements: 31 })
})

test.runIf(nightly)('24 sums are those of one statement a month', async () => {
  expect((await compared('months', 'countable')).difference).toBeUndefined()
})
