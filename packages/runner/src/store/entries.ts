import { canonical } from '@isometric/core/record'
import type { Entry } from '@isometric/core/term'
import type { Insertable, Kysely } from 'kysely'
import { instantText } from './instant.ts'
import type { Recording } from './recording.ts'
import type { Tables } from './tables.ts'
import { transaction } from './transaction.ts'

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

/** All of them or none, with their leaves in the log. What is recorded already is left alone: recording the same again changes nothing. */
export const addEntries = (db: Kysely<Tables>, all: readonly Entry[], recording?: Recording): Promise<EntriesAdded> => {
  const at = all
    .map(({ recordedAt }) => instantText(recordedAt))
    .toSorted()
    .at(-1)
  return at === undefined
    ? Promise.resolve({ added: 0, unchanged: 0 })
    : transaction(db, recording, at, (connection) => insertNew(connection, all))
}
