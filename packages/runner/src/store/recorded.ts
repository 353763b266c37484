import { digestOfText, entryText, rowText } from '../log/index.ts'
import { sql, type Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/**
 * Tables of which every row is a leaf of the log, in the order in which rows of one transaction follow each other.
 * Rows are numbered 1, 2, 3 … by `id` and only added; a column `kind` becomes part of the leaf's kind.
 */
export const recordedTables = ['record', 'card', 'basis', 'result', 'entry'] as const
export type RecordedTable = (typeof recordedTables)[number]

export type RecordedRow = Readonly<Record<string, string | number | null>> & { readonly id: number }

/** How many rows of each table the log has. */
export type Counts = Readonly<Record<string, number>>

/** Rows beyond those, in their order, a piece at a time. */
export async function* rowsAfter(
  db: Kysely<Tables>,
  table: RecordedTable,
  count: number,
  piece = 10_000,
): AsyncGenerator<readonly RecordedRow[], void, void> {
  for (let at = count; ;) {
    const { rows } =
      await sql<RecordedRow>`select * from ${sql.table(table)} where id > ${at} order by id limit ${piece}`.execute(db)
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows
    at = last.id
  }
}

/** The highest number of a table's rows; 0 where it has none. */
export const lastOf = async (db: Kysely<Tables>, table: RecordedTable): Promise<number> => {
  const { rows } = await sql<{ readonly n: number | null }>`select max(id) as n from ${sql.table(table)}`.execute(db)
  return rows[0]?.n ?? 0
}

/** What an entry calls a row's kind: its table, and its own kind where it has one. */
export const kindOf = (table: string, { kind }: RecordedRow): string =>
  typeof kind === 'string' ? `${table}/${kind}` : table

/** The entry of a row. */
export const entryOf = (table: string, row: RecordedRow, at: string): string =>
  entryText({ at, digest: digestOfText(rowText(row)), kind: kindOf(table, row), number: row.id })
