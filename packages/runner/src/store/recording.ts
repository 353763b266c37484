/** How what a transaction adds comes to stand in the log: in the same transaction, with the checkpoint over it. */
import { bundleOf, canonical, entriesIn, verifierKeyText } from '@isometric/core/record'
import { sql, type Kysely } from 'kysely'
import { issueOf } from '@isometric/core/issue'
import type { Extension, LogWriter, Signer } from '../log/index.ts'
import { Failure, issueAt } from './failure.ts'
import { entryOf, lastOf, recordedTables, rowsAfter, type Counts } from './recorded.ts'
import type { Tables } from './tables.ts'

/** A record without a table of its own. */
export type NewRecord = { readonly kind: string; readonly name: string; readonly document: string }

/** The log of a store. `adopt`: what else was there before the log began, such as evidence. */
export type Recording = {
  readonly writer: LogWriter
  readonly folder: string
  readonly adopt: () => Promise<readonly NewRecord[]>
}

type Head = { readonly size: number; readonly at: string; readonly counts: Counts }

const countsIn = (text: string): Counts => {
  const value: unknown = JSON.parse(text)
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).filter(([, n]) => typeof n === 'number'))
    : {}
}

export const headOf = async (db: Kysely<Tables>): Promise<Head | undefined> => {
  const row = await db.selectFrom('log_head').select(['size', 'at', 'counts']).executeTakeFirst()
  return row === undefined ? undefined : { size: row.size, at: row.at, counts: countsIn(row.counts) }
}

const damaged = (folder: string, why: string): Failure => new Failure(issueAt(folder, 'log-damaged', { folder, why }))

/** What is stored and not forgotten yet, in order. */
export const pendingOf = (db: Kysely<Tables>) => db.selectFrom('log_pending').selectAll().orderBy('first').execute()

/** The same, each with the size of the log after it. */
const pendingUpTo = async (db: Kysely<Tables>, size: number) => {
  const rows = await pendingOf(db)
  return rows.map((row, i) => ({ ...row, size: rows[i + 1]?.first ?? size }))
}

/**
 * Takes up what an earlier process stored and did not show, and sees to it that log and store say the same. A log that
 * has other rows than the store is not gone on with: what was put in between would be signed.
 */
const caughtUp = async (db: Kysely<Tables>, { writer, folder }: Recording): Promise<Head | undefined> => {
  const head = await headOf(db)
  if (head === undefined) {
    if (writer.size() > 0) throw damaged(folder, 'the store does not know of it')
    return undefined
  }
  for (const row of head.size === writer.size() ? [] : await pendingUpTo(db, head.size)) {
    if (row.size <= writer.size()) continue
    const entries = entriesIn(row.entries, row.size - row.first)
    if (row.first !== writer.size() || entries === undefined || !writer.resume(entries, row.checkpoint))
      throw damaged(folder, 'entries that were to follow do not')
  }
  if (writer.size() !== head.size)
    throw damaged(folder, `it has ${writer.size()} entries and the store knows of ${head.size}`)
  for (const table of recordedTables) {
    const [last, known] = [await lastOf(db, table), head.counts[table] ?? 0]
    if (last !== known) throw damaged(folder, `it has ${known} of ${last} rows of the table ${table}`)
  }
  return head
}

export const addRecords = async (db: Kysely<Tables>, records: readonly NewRecord[], at: string): Promise<void> => {
  for (const record of records)
    await db
      .insertInto('record')
      .values({ ...record, known_at: at })
      .execute()
}

/** The act a log begins with: which key signs it. */
const begun = ({ writer }: Recording): NewRecord => {
  const key = verifierKeyText(writer.signer().key)
  return { kind: 'act', name: 'log begun', document: canonical({ act: 'log begun', key }) }
}

/** Work that waited for an hour is dated back to nothing; more than that is a clock that was set back. */
const tolerance = 3_600_000

const momentAfter = (at: string, head: Head): string => {
  if (head.at <= at) return at
  if (Date.parse(head.at) - Date.parse(at) <= tolerance) return head.at
  throw new Failure(issueOf('log-clock-went-back', { now: at, known: head.at }, { from: 0, to: 0 }))
}

/** Entries in one pending row: what a log takes up at once. */
const piece = 10_000

const keepPending = (db: Kysely<Tables>, { from, entries, checkpoint }: Extension): Promise<unknown> =>
  db
    .insertInto('log_pending')
    .values({ first: from, entries: bundleOf(entries), checkpoint })
    .execute()

const keepHead = (db: Kysely<Tables>, { size, at, counts }: Head): Promise<unknown> =>
  sql`insert or replace into log_head (id, size, at, counts) values (1, ${size}, ${at}, ${canonical(counts)})`.execute(
    db,
  )

/** What a transaction would add to the log. */
export type Sealed = { readonly extensions: readonly Extension[] }

/** The first part, before anything is added: the log stands where the store does, or begins with what is there. */
export const beginning = async (
  db: Kysely<Tables>,
  recording: Recording,
  adopted: readonly NewRecord[],
  at: string,
): Promise<Head> => {
  const head = await caughtUp(db, recording)
  if (head !== undefined) return head
  await addRecords(db, [begun(recording), ...adopted], at)
  return { size: 0, at, counts: {} }
}

/** The last part: an entry for every row that was added. `also` signs beside the key in use when the key changes. */
export const sealed = async (
  db: Kysely<Tables>,
  { writer }: Recording,
  head: Head,
  at: string,
  also?: Signer,
): Promise<Sealed> => {
  const extensions: Extension[] = []
  let moment = head.at
  const counts: Record<string, number> = { ...head.counts }
  for (const table of recordedTables)
    for await (const rows of rowsAfter(db, table, counts[table] ?? 0, piece)) {
      moment = momentAfter(at, head)
      const entries = rows.map((row) => entryOf(table, row, moment))
      extensions.push(writer.extend(entries, extensions.at(-1), also))
      counts[table] = (counts[table] ?? 0) + rows.length
    }
  for (const extension of extensions) await keepPending(db, extension)
  const last = extensions.at(-1)
  if (last !== undefined) await keepHead(db, { size: last.size, at: moment, counts })
  return { extensions }
}

/** Forgets what tiles show now. */
export const forgetShown = async (db: Kysely<Tables>, { writer }: Recording): Promise<void> => {
  await db.deleteFrom('log_pending').where('first', '<', writer.shown()).execute()
}

/** Catches up without adding anything, for a store that is just opened. */
export const takeUp = caughtUp
