import { DatabaseSync } from 'node:sqlite'
import type { Issue, Outcome } from '@isometric/core/issue'
import type { Card, Entry, Result } from '@isometric/core/term'
import { Kysely, SqliteDialect } from 'kysely'
import { append, type Appended } from './append.ts'
import { addEntries, entries, type EntriesAdded, type EntryQuery } from './entries.ts'
import { Failure } from './failure.ts'
import { isEmpty, migrate } from './migrate.ts'
import { instantText } from './instant.ts'
import {
  bases,
  cards,
  records,
  results,
  withdrawals,
  type CardQuery,
  type Recorded,
  type RecordQuery,
  type ResultQuery,
  type Withdrawal,
} from './query.ts'
import { addRecords, type NewRecord, type Recording } from './recording.ts'
import { openRecording, type LogOf } from './open-log.ts'
import { finish, show, transaction } from './transaction.ts'
import type { Signer } from '../log/index.ts'
import { adapted, issueOfSqlite, openDatabase, type Access } from './sqlite.ts'
import type { Tables } from './tables.ts'

/**
 * Where results live (architecture.md 7). Everything is added and nothing changed. A failure of the disk or of a lock
 * rejects with a `Failure`; nothing of that call was stored then.
 */
export type Store = {
  /**
   * Adds the results of one construct: all groups of every period they name. A result that is known already is left
   * alone, another one restates it, and a group that is missing from a period is withdrawn from then on. `knownAt` is
   * the moment of measuring, where results that say nothing new carry an earlier one. `basis` is what they were made
   * from; it is stored with them or not at all.
   */
  readonly append: (results: readonly Result[], card: Card, knownAt?: string, basis?: string) => Promise<Appended>
  /** What the results of each construct were last made from. */
  readonly bases: () => Promise<ReadonlyMap<string, string>>
  readonly results: (query: ResultQuery) => Promise<readonly Result[]>
  readonly withdrawals: (query: ResultQuery) => Promise<readonly Withdrawal[]>
  /** The newest card of each construct. */
  readonly cards: (query?: CardQuery) => Promise<readonly Card[]>
  /** Records what has no table of its own, known at an instant. `also` signs beside the key in use when it changes. */
  readonly record: (records: readonly NewRecord[], knownAt: string, also?: Signer) => Promise<void>
  /** Records of a kind, or of all, in their order; with `last` only so many of the newest. */
  readonly records: (query?: RecordQuery) => Promise<readonly Recorded[]>
  /** Brings everything that was added to the tiles of the log. */
  readonly show: () => Promise<void>
  /** Adds what people decided: all of it or nothing; what is there already is left alone. */
  readonly addEntries: (all: readonly Entry[]) => Promise<EntriesAdded>
  readonly entries: (query?: EntryQuery) => Promise<readonly Entry[]>
  readonly close: () => Promise<void>
}

/** One at a time: the connection is one, and nobody may read the middle of another's transaction. */
const queue = (file: string): (<T>(work: () => Promise<T>) => Promise<T>) => {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const next = last.then(work).catch((thrown: unknown) => {
      const issue = issueOfSqlite(file, thrown)
      throw issue === undefined ? thrown : new Failure(issue, { cause: thrown })
    })
    last = next.catch(() => undefined)
    return next
  }
}

const storeOver = (
  database: DatabaseSync,
  db: Kysely<Tables>,
  file: string,
  recording: Recording | undefined,
): Store => {
  const inTurn = queue(file)
  return {
    append: (found, card, knownAt, basis) => inTurn(() => append(db, found, { card, knownAt, basis }, recording)),
    bases: () => inTurn(() => bases(db)),
    results: (query) => inTurn(() => results(db, query)),
    withdrawals: (query) => inTurn(() => withdrawals(db, query)),
    cards: (query = {}) => inTurn(() => cards(db, query)),
    record: (added, knownAt, also) =>
      inTurn(() => {
        const at = instantText(knownAt)
        return transaction(db, recording, at, (connection) => addRecords(connection, added, at), also)
      }),
    records: (query = {}) => inTurn(() => records(db, query)),
    show: () => inTurn(() => show(db, recording)),
    addEntries: (all) => inTurn(() => addEntries(db, all, recording)),
    entries: (query = {}) => inTurn(() => entries(db, query)),
    close: () =>
      inTurn(async () => {
        if (database.isOpen) await show(db, recording)
        await db.destroy()
        if (database.isOpen) database.close() // Kysely closes only what it has used.
      }),
  }
}

const refused = (issue: Issue): Outcome<Store> => ({ ok: false, issues: [issue] })

/** A store that was begun and holds not even tables reads as one that does not exist yet. */
const inPlaceOf = (begun: DatabaseSync): DatabaseSync => {
  begun.close()
  return new DatabaseSync(':memory:')
}

/** With the log that records what is added, where there is one; what an earlier process left undone is finished. */
const opened = async (database: DatabaseSync, file: string, log: LogOf | undefined): Promise<Outcome<Store>> => {
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: adapted(database) }) })
  const recording = log === undefined ? undefined : await openRecording(db, log)
  if (recording !== undefined && 'code' in recording) {
    database.close()
    return refused(recording)
  }
  try {
    await finish(db, recording)
  } catch (thrown) {
    database.close()
    if (thrown instanceof Failure) return refused(thrown.issue)
    throw thrown
  }
  return { ok: true, value: storeOver(database, db, file, recording), issues: [] }
}

/**
 * Opens the store in a file, and makes it if it is to be written and does not exist. With a log, what is added to the
 * store stands there too.
 */
export const openStore = async (file: string, access: Access = 'write', log?: LogOf): Promise<Outcome<Store>> => {
  let database: DatabaseSync | undefined
  try {
    database = openDatabase(file, access)
    if (access === 'read' && isEmpty(database)) database = inPlaceOf(database)
    const problem = migrate(database, file, access)
    if (problem === undefined) return await opened(database, file, access === 'write' ? log : undefined)
    database.close()
    return refused(problem)
  } catch (thrown) {
    if (database?.isOpen === true) database.close()
    const issue = issueOfSqlite(file, thrown)
    if (issue === undefined) throw thrown
    return refused(issue)
  }
}
