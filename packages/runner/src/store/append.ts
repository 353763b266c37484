import { issueOf } from '@isometric/core/issue'
import { canonical, type Written } from '@isometric/core/record'
import type { Card, Result } from '@isometric/core/term'
import type { Insertable, Kysely } from 'kysely'
import { Failure } from './failure.ts'
import { instantText } from './instant.ts'
import { newestRows } from './query.ts'
import type { Recording } from './recording.ts'
import type { Tables } from './tables.ts'
import { transaction } from './transaction.ts'

/** `added`: not known before; `unchanged`: known already; `restated`: known otherwise before; `withdrawn`: no more. */
export type Appended = {
  readonly added: number
  readonly unchanged: number
  readonly restated: number
  readonly withdrawn: number
}

type Row = Insertable<Tables['result']>
type Known = ReadonlyMap<string, Row>

const periodKey = (start: string, end: string): string => `${start}..${end}`
const keyOf = (row: Row): string => `${periodKey(row.period_start, row.period_end)} ${row.group_text}`

const rowOf = (result: Result, written: Written): Row => ({
  construct: result.construct,
  period_start: result.period.start,
  period_end: result.period.end,
  group_text: canonical(result.group),
  known_at: instantText(result.knownAt),
  digest: result.digest,
  document: canonical(result, written),
})

const knownOf = async (db: Kysely<Tables>, construct: string): Promise<Known> =>
  new Map((await newestRows(db, { construct }).execute()).map((row) => [keyOf(row), row]))

/** Groups that were known for a period now measured again, and are not among its groups any more from `at` on. */
const vanished = (rows: readonly Row[], known: Known, at: string): readonly Row[] => {
  const present = new Set(rows.map(keyOf))
  const measured = new Set(rows.map((row) => periodKey(row.period_start, row.period_end)))
  return [...known.values()].flatMap(({ construct, period_start, period_end, group_text, digest }) => {
    const row = { construct, period_start, period_end, group_text, known_at: at, digest: null, document: null }
    return digest !== null && measured.has(periodKey(period_start, period_end)) && !present.has(keyOf(row)) ? [row] : []
  })
}

/** Time must not run backwards: a result known before the one it restates would rewrite what was known then. */
const refuseThePast = (rows: readonly Row[], known: Known): void => {
  for (const row of rows) {
    const before = known.get(keyOf(row))
    if (before === undefined || before.known_at <= row.known_at) continue
    const { construct, known_at: now } = row
    throw new Failure(issueOf('clock-went-back', { construct, now, known: before.known_at }, { from: 0, to: 0 }))
  }
}

/** SQLite takes some 32,000 parameters in a statement; fewer compile faster. */
const batch = 200

const insert = async (db: Kysely<Tables>, rows: readonly Row[]): Promise<void> => {
  for (let at = 0; at < rows.length; at += batch) {
    await db
      .insertInto('result')
      .values(rows.slice(at, at + batch))
      .execute()
  }
}

/** A card, and what results were made from, is kept when it differs from the newest one. */
const appendDocument = async (
  db: Kysely<Tables>,
  table: 'card' | 'basis',
  row: { readonly construct: string; readonly known_at: string; readonly document: string },
): Promise<void> => {
  const newest = await db
    .selectFrom(table)
    .select('document')
    .where('construct', '=', row.construct)
    .orderBy('known_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (newest?.document !== row.document) await db.insertInto(table).values(row).execute()
}

/** How results came about: when, of which construct, and from what, where it is told. */
export type Origin = { readonly card: Card; readonly knownAt?: string | undefined; readonly basis?: string | undefined }

/** Bugs of the caller. */
const refuseMixed = (rows: readonly Row[], card: Card): void => {
  const stranger = rows.find(({ construct }) => construct !== card.id)
  if (stranger !== undefined) throw new Error(`a result of ${stranger.construct} came with ${card.id}`)
  if (new Set(rows.map(keyOf)).size < rows.length) throw new Error(`${card.id} has two results for one group`)
}

const appendRows = async (
  db: Kysely<Tables>,
  rows: readonly Row[],
  { card, basis }: Origin,
  at: string,
): Promise<Appended> => {
  const known = await knownOf(db, card.id)
  const changed = rows.filter((row) => known.get(keyOf(row))?.digest !== row.digest)
  const gone = vanished(rows, known, at)
  refuseThePast([...changed, ...gone], known)
  await insert(db, [...changed, ...gone])
  const named = { construct: card.id, known_at: at }
  await appendDocument(db, 'card', { ...named, document: canonical(card) })
  if (basis !== undefined) await appendDocument(db, 'basis', { ...named, document: basis })
  const restated = changed.filter((row) => known.has(keyOf(row))).length
  return {
    added: changed.length - restated,
    unchanged: rows.length - changed.length,
    restated,
    withdrawn: gone.length,
  }
}

/** The newest moment any of the results was known at. */
const latestOf = (rows: readonly Row[]): string | undefined =>
  rows.map((row) => row.known_at).reduce<string | undefined>((a, b) => (a !== undefined && a > b ? a : b), undefined)

const nothing: Appended = { added: 0, unchanged: 0, restated: 0, withdrawn: 0 }

/**
 * All of it is stored, and recorded, or nothing. `knownAt` is the moment of measuring; results that say what was known
 * already may carry an earlier one.
 */
export const append = (
  db: Kysely<Tables>,
  results: readonly Result[],
  origin: Origin,
  recording?: Recording,
): Promise<Appended> => {
  const { card, knownAt } = origin
  // Results of one run name the same evidence, which is most of their text.
  const shared = new Map([...new Set(results.map(({ evidence }) => evidence))].map((each) => [each, canonical(each)]))
  const rows = results.map((result) => rowOf(result, shared))
  refuseMixed(rows, card)
  const at = knownAt === undefined ? latestOf(rows) : instantText(knownAt)
  if (rows.length === 0 || at === undefined) return Promise.resolve(nothing)
  return transaction(db, recording, at, (connection) => appendRows(connection, rows, origin, at))
}
