import { sql, type Kysely } from 'kysely'
import type { Signer } from '../log/index.ts'
import { beginning, forgetShown, headOf, pendingOf, sealed, takeUp, type Recording } from './recording.ts'
import type { Tables } from './tables.ts'

/** Entries that may wait for their tiles: what a transaction stores is safe, and tiles cost a sync each. */
const mostWaiting = 8192

const inTransaction = <T>(db: Kysely<Tables>, work: (connection: Kysely<Tables>) => Promise<T>): Promise<T> =>
  db.connection().execute(async (connection) => {
    await sql`begin immediate`.execute(connection)
    try {
      const value = await work(connection)
      await sql`commit`.execute(connection)
      return value
    } catch (thrown) {
      await sql`rollback`.execute(connection)
      throw thrown
    }
  })

/** Brings what the log has to its tiles. */
export const show = async (db: Kysely<Tables>, recording: Recording | undefined): Promise<void> => {
  if (recording === undefined || recording.writer.shown() === recording.writer.size()) return
  await recording.writer.show()
  await inTransaction(db, (connection) => forgetShown(connection, recording))
}

/** A transaction of a store with a log: `at` is when it is recorded; `also` signs too, when the key changes. */
const recorded = async <T>(
  db: Kysely<Tables>,
  recording: Recording,
  at: string,
  work: (connection: Kysely<Tables>) => Promise<T>,
  also: Signer | undefined,
): Promise<T> => {
  const adopted = (await headOf(db)) === undefined ? await recording.adopt() : []
  const { value, extensions } = await inTransaction(db, async (connection) => {
    const head = await beginning(connection, recording, adopted, at)
    const done = await work(connection)
    return { value: done, ...(await sealed(connection, recording, head, at, also)) }
  })
  for (const extension of extensions) recording.writer.settle(extension)
  if (recording.writer.size() - recording.writer.shown() > mostWaiting) await show(db, recording)
  return value
}

/**
 * One transaction that holds the write lock from its first read on: all of it is stored, with its leaves in the log, or
 * nothing. `at`: the moment it is recorded, as UTC text with milliseconds.
 */
export const transaction = <T>(
  db: Kysely<Tables>,
  recording: Recording | undefined,
  at: string,
  work: (connection: Kysely<Tables>) => Promise<T>,
  also?: Signer,
): Promise<T> => (recording === undefined ? inTransaction(db, work) : recorded(db, recording, at, work, also))

/** Finishes what an earlier process stored and did not show, or showed and did not tidy up after. */
export const finish = async (db: Kysely<Tables>, recording: Recording | undefined): Promise<void> => {
  if (recording === undefined) return
  await inTransaction(db, (connection) => takeUp(connection, recording))
  const [oldest] = await pendingOf(db)
  if (oldest === undefined) return
  await recording.writer.show()
  await recording.writer.tidy(oldest.first)
  await inTransaction(db, (connection) => forgetShown(connection, recording))
}
