import type { Card, Group, Result } from '@isometric/core/term'
import type { ExpressionBuilder, Kysely, Selectable } from 'kysely'
import { instantText } from './instant.ts'
import type { Tables } from './tables.ts'

/**
 * Which results: of a construct, of periods that lie in `[from..to)` (local dates), as they were known at an instant.
 * With `history` what was said before of each result that still stands comes too, oldest first: a group withdrawn by
 * then is gone with its past (`withdrawals` names it, an earlier `asKnownOn` shows it).
 */
export type ResultQuery = {
  readonly construct?: string
  readonly from?: string
  readonly to?: string
  /** An instant as UTC text; what was known at that very moment is included. */
  readonly asKnownOn?: string
  readonly history?: boolean
  /** Without groups. */
  readonly totals?: boolean
}

export type CardQuery = { readonly construct?: string; readonly asKnownOn?: string }

/** A group that evidence once had and later had no more: from `knownAt` on it has no result. */
export type Withdrawal = {
  readonly construct: string
  readonly period: { readonly start: string; readonly end: string }
  readonly group: Group
  readonly knownAt: string
}

const rowsOf = (db: Kysely<Tables>, { construct, from, to, asKnownOn, totals }: ResultQuery) =>
  db
    .selectFrom('result')
    .selectAll('result')
    .$if(construct !== undefined, (query) => query.where('result.construct', '=', construct ?? ''))
    .$if(from !== undefined, (query) => query.where('result.period_start', '>=', from ?? ''))
    .$if(to !== undefined, (query) => query.where('result.period_end', '<=', to ?? ''))
    .$if(asKnownOn !== undefined, (query) => query.where('result.known_at', '<=', instantText(asKnownOn ?? '')))
    .$if(totals === true, (query) => query.where('result.group_text', '=', '{}'))
    .orderBy('result.construct')
    .orderBy('result.period_start')
    .orderBy('result.period_end')
    .orderBy('result.group_text')
    .orderBy('result.known_at')
    .orderBy('result.id')

/** True for a row that no later one of the same construct, period and group restates. */
const isNewest = (asKnownOn: string | undefined) => (where: ExpressionBuilder<Tables, 'result'>) =>
  where.not(
    where.exists(
      where
        .selectFrom('result as later')
        .select('later.id')
        .whereRef('later.construct', '=', 'result.construct')
        .whereRef('later.period_start', '=', 'result.period_start')
        .whereRef('later.period_end', '=', 'result.period_end')
        .whereRef('later.group_text', '=', 'result.group_text')
        .where((later) =>
          later.or([
            later('later.known_at', '>', later.ref('result.known_at')),
            later.and([
              later('later.known_at', '=', later.ref('result.known_at')),
              later('later.id', '>', later.ref('result.id')),
            ]),
          ]),
        )
        .$if(asKnownOn !== undefined, (query) => query.where('later.known_at', '<=', instantText(asKnownOn ?? ''))),
    ),
  )

/** The newest row of each construct, period and group; withdrawn groups included. */
export const newestRows = (db: Kysely<Tables>, query: ResultQuery) => rowsOf(db, query).where(isNewest(query.asKnownOn))

// Only `append` writes documents, and it writes what it was given.
const resultOf = (document: string): Result => JSON.parse(document) as Result
const cardOf = (document: string): Card => JSON.parse(document) as Card
const groupOf = (text: string): Group => JSON.parse(text) as Group

type Row = Selectable<Tables['result']>

/** Rows are in order: the last of a construct, period and group says whether it stands. */
const standing = (rows: readonly Row[]): readonly Row[] => {
  const keyOf = (row: Row): string => JSON.stringify([row.construct, row.period_start, row.period_end, row.group_text])
  const newest = new Map(rows.map((row) => [keyOf(row), row.digest]))
  return rows.filter((row) => newest.get(keyOf(row)) !== null)
}

export const results = async (db: Kysely<Tables>, query: ResultQuery): Promise<readonly Result[]> => {
  const rows =
    query.history === true ? standing(await rowsOf(db, query).execute()) : await newestRows(db, query).execute()
  return rows.flatMap(({ document }) => (document === null ? [] : [resultOf(document)]))
}

/** Withdrawals still in force, or with `history` all that ever were. */
export const withdrawals = async (db: Kysely<Tables>, query: ResultQuery): Promise<readonly Withdrawal[]> => {
  const rows = await (query.history === true ? rowsOf(db, query) : newestRows(db, query))
    .where('result.digest', 'is', null)
    .execute()
  return rows.map((row) => ({
    construct: row.construct,
    period: { start: row.period_start, end: row.period_end },
    group: groupOf(row.group_text),
    knownAt: row.known_at,
  }))
}

export const cards = async (db: Kysely<Tables>, { construct, asKnownOn }: CardQuery): Promise<readonly Card[]> => {
  const rows = await db
    .selectFrom('card')
    .selectAll()
    .$if(construct !== undefined, (query) => query.where('construct', '=', construct ?? ''))
    .$if(asKnownOn !== undefined, (query) => query.where('known_at', '<=', instantText(asKnownOn ?? '')))
    .orderBy('construct')
    .orderBy('known_at')
    .orderBy('id')
    .execute()
  const newest = new Map(rows.map((row) => [row.construct, row.document]))
  return [...newest.values()].map(cardOf)
}

export const bases = async (db: Kysely<Tables>): Promise<ReadonlyMap<string, string>> => {
  const rows = await db.selectFrom('basis').select(['construct', 'document']).orderBy('id').execute()
  return new Map(rows.map(({ construct, document }) => [construct, document]))
}

/** A record without a table of its own, as it is stored. */
export type Recorded = {
  readonly number: number
  readonly kind: string
  readonly name: string
  readonly knownAt: string
  readonly document: string
}

export type RecordQuery = { readonly kind?: string; readonly last?: number }

export const records = async (db: Kysely<Tables>, { kind, last }: RecordQuery): Promise<readonly Recorded[]> => {
  const rows = await db
    .selectFrom('record')
    .selectAll()
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? ''))
    .orderBy('id', 'desc')
    .$if(last !== undefined, (query) => query.limit(last ?? 0))
    .execute()
  return rows.toReversed().map(({ id, known_at, ...row }) => ({ ...row, number: id, knownAt: known_at }))
}
