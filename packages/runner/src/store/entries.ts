import { canonical } from '@isometric/core/record'
import type { Entry } from '@isometric/core/term'
import { sql, type Insertable, type Kysely } from 'kysely'
import { instantText } from './instant.ts'
import type { Tables } from './tables.ts'

/** Entries in the order in which they were recorded; `asKnownOn` is an instant. */
export type EntryQuery = { readonly asKnownOn?: string }

/** How many were new; the others were in the store already, word for word. */
export type EntriesAdded = { readonly added: number; readonly unchanged: number }

const rowOf = (entry: Entry): Insertable<Tables['entry']> => {
  const { decision, digest, recordedAt } = entry
  return {
    name: decision.id,
    kind: decision.kind,
    construct: 'construct' in decision ? decision.construct : null,
    known_at: instantText(recordedAt),
    digest,
    document: canonical(entry),
  }
}

// Only `addEntries` writes documents, and it writes what it was given.
const entryOf = (document: string): Entry => JSON.parse(document) as Entry

export const entries = async (db: Kysely<Tables>, { asKnownOn }: EntryQuery): Promise<readonly Entry[]> => {
  const rows = await db
    .selectFrom('entry')
    .select('document')
    .$if(asKnownOn !== undefined, (query) => query.where('known_at', '<=', instantText(asKnownOn ?? '')))
    .orderBy('id')
    .execute()
  return rows.map(({ document }) => entryOf(document))
}

const insertNew = async (db: Kysely<Tables>, all: readonly Entry[]): Promise<EntriesAdded> => {
  const known = new Map((await entries(db, {})).map((entry) => [entry.decision.id, canonical(entry.decision)]))
  const isNew = ({ decision }: Entry): boolean => {
    const before = known.get(decision.id)
    // A bug of the caller: what people do wrong has been told before.
    if (before !== undefined && before !== canonical(decision))
      throw new Error(`“${decision.id}” is recorded already and says something else`)
    return before === undefined
  }
  const rows = all.filter(isNew).map(rowOf)
  for (const row of rows) await db.insertInto('entry').values(row).execute()
  return { added: rows.length, unchanged: all.length - rows.length }
}

/** All of them or none. What is recorded already is left alone: recording the same again changes nothing. */
export const addEntries = (db: Kysely<Tables>, all: readonly Entry[]): Promise<EntriesAdded> =>
  db.connection().execute(async (connection) => {
    await sql`begin immediate`.execute(connection)
    try {
      const added = await insertNew(connection, all)
      await sql`commit`.execute(connection)
      return added
    } catch (thrown) {
      await sql`rollback`.execute(connection)
      throw thrown
    }
  })
