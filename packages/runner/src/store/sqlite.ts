import { accessSync, constants, existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import type { Issue } from '@isometric/core/issue'
import type { SqliteDatabase } from 'kysely'
import { issueAt } from './failure.ts'

export type Access = 'read' | 'write'

/** Another writer's transaction takes milliseconds; longer means that it hangs. */
const patience = 2000

const canWrite = (path: string): boolean => {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/**
 * A reader of a write-ahead-logged file makes a shared-memory file beside it. Where the folder cannot be written and
 * nobody left a log, the file is opened as one that does not change.
 */
const locationToRead = (file: string): string | URL => {
  if (canWrite(dirname(file)) || existsSync(`${file}-wal`)) return file
  const url = pathToFileURL(file)
  url.searchParams.set('immutable', '1')
  return url
}

/** How a store is written: readers beside the writer, nothing lost when the power fails. The first changes the file. */
export const writing = 'pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;'

/**
 * Opens a file and changes nothing in it, because it may be another program's; throws what SQLite throws. A store that
 * does not exist yet reads as one that holds nothing.
 */
export const openDatabase = (file: string, access: Access): DatabaseSync => {
  if (access === 'read') {
    return existsSync(file)
      ? new DatabaseSync(locationToRead(file), { readOnly: true, timeout: patience })
      : new DatabaseSync(':memory:')
  }
  return new DatabaseSync(file, { timeout: patience })
}

const parametersOf = (parameters: readonly unknown[]): SQLInputValue[] =>
  parameters.map((parameter) => {
    if (parameter === null || typeof parameter === 'string' || typeof parameter === 'number') return parameter
    if (parameter instanceof Uint8Array) return parameter
    throw new Error(`a query has a parameter of type ${typeof parameter}`)
  })

/** node:sqlite as Kysely expects a database: it must be told which statements return rows. */
export const adapted = (database: DatabaseSync): SqliteDatabase => ({
  prepare: (sql) => {
    const statement = database.prepare(sql)
    return {
      reader: statement.columns().length > 0,
      all: (parameters) => statement.all(...parametersOf(parameters)),
      run: (parameters) => statement.run(...parametersOf(parameters)),
      iterate: (parameters) => statement.iterate(...parametersOf(parameters)),
    }
  },
  close: () => database.close(),
})

// Primary result codes of SQLite (sqlite.org/rescode.html): the low byte of the extended ones.
const busy = new Set([5, 6])
const readOnly = new Set([3, 8, 14])
const notADatabase = 26
const corrupt = 11

const codeOf = (thrown: unknown): number | undefined =>
  thrown instanceof Error && 'errcode' in thrown && typeof thrown.errcode === 'number'
    ? thrown.errcode & 0xff
    : undefined

/** What SQLite threw, as an issue; undefined where it is no failure of SQLite, but a bug of ours. */
export const issueOfSqlite = (file: string, thrown: unknown): Issue | undefined => {
  const code = codeOf(thrown)
  if (code === undefined || !(thrown instanceof Error)) return undefined
  if (busy.has(code)) return issueAt(file, 'store-in-use', { file })
  if (readOnly.has(code)) return issueAt(file, 'store-read-only', { file })
  if (code === notADatabase || code === corrupt) {
    return issueAt(file, 'store-damaged', { file, why: thrown.message })
  }
  return issueAt(file, 'store-failed', { file, why: thrown.message })
}
