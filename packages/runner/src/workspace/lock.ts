import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { DatabaseSync } from 'node:sqlite'
import type { Issue } from '@isometric/core/issue'
import { issueAt } from '../store/index.ts'
import type { Layout } from './layout.ts'

/** A held lock; `release` may be called twice. */
export type Lock = { readonly release: () => void }

const holderOf = (layout: Layout): string => {
  try {
    const pid = /^\d+$/m.exec(readFileSync(layout.holder, 'utf8'))?.[0]
    return pid === undefined ? 'another process' : `another process (${pid})`
  } catch {
    return 'another process'
  }
}

const sqliteBusy = 5
const isBusy = (thrown: unknown): boolean =>
  thrown instanceof Error && 'errcode' in thrown && typeof thrown.errcode === 'number' && (thrown.errcode & 0xff) === sqliteBusy

/**
 * Takes the one writer's place in a workspace. The lock is the operating system's, taken by way of an empty SQLite
 * file: it ends with the process however that ends, so a stale one cannot be, and a process number used again cannot
 * be mistaken for its former owner. The number is written beside it only to be told.
 */
export const takeLock = (layout: Layout): Lock | Issue => {
  const database = new DatabaseSync(layout.lock, { timeout: 0 })
  try {
    database.exec('begin exclusive')
  } catch (thrown) {
    database.close()
    if (!isBusy(thrown)) throw thrown
    return issueAt(layout.folder, 'workspace-in-use', { folder: layout.folder, by: holderOf(layout) })
  }
  writeFileSync(layout.holder, `${process.pid}\n`)
  return {
    release: () => {
      if (!database.isOpen) return
      rmSync(layout.holder, { force: true })
      database.close()
    },
  }
}
