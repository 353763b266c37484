import { sqlName, type Contract } from '../construct/index.ts'
import type { Typed } from '../check/index.ts'
import { constantIn, isPerView, viewKey, wasKnownAt, type TablePlan, type View } from '../plan/index.ts'
import { textLiteral } from './dialect.ts'
import { contractNamed, shownName, type Writing } from './writing.ts'

/** How a table is laid out: as the evidence of a period shows it, or as it was known at a point in time. */
export type Form = 'laid' | 'known'

/** Every row of every snapshot, as the engine holds evidence. */
export const rawName = (contract: Contract, writing: Writing): string =>
  `evidence.${writing.dialect.quote(sqlName(contract.name))}`
export const laidName = (contract: string, form: Form, writing: Writing): string =>
  `${form}.${writing.dialect.quote(sqlName(contract))}`

export const planOfTable = (contract: string, writing: Writing): TablePlan => {
  const table = writing.ground.tables[contract]
  if (table === undefined) throw new Error(`no plan for the table ${contract}`)
  return table
}

/** Which snapshots each period sees of a table that is a picture. */
const shownSql = (table: TablePlan): string => {
  const rows = table.pictures.flatMap((picture, i) => picture.shown.map((ordinal) => `(${i}, ${ordinal})`))
  return rows.length === 0
    ? 'SELECT CAST(NULL AS INTEGER) AS i, CAST(NULL AS INTEGER) AS o WHERE FALSE'
    : `SELECT * FROM (VALUES ${rows.join(', ')}) AS s(i, o)`
}

/** What a statement brings along for a table itself. */
export const tableExpressions = (contract: string, writing: Writing): readonly string[] => {
  const table = planOfTable(contract, writing)
  return table.contract.describes.kind === 'state' ? [`${shownName(contract, writing)} AS (${shownSql(table)})`] : []
}

export const viewLiteral = (view: View, table: TablePlan): string => {
  const key = viewKey(view, table)
  return typeof key === 'number' ? `${key}` : textLiteral(key)
}

/** The column of `p` that holds the view of a table, where rows differ by view. */
export const viewColumn = (contract: string): string => `"k_${sqlName(contract)}"`

/** All rows of a table as the period `p` knows them, without a window. */
export const rowsOf = (
  contract: string,
  alias: string,
  writing: Writing,
): { readonly from: readonly string[]; readonly where: readonly string[] } => {
  contractNamed(contract, writing)
  const table = planOfTable(contract, writing)
  const laid = `${laidName(contract, 'laid', writing)} AS ${alias}`
  if (isPerView(table)) return { from: [laid], where: [`${alias}._k = p.${viewColumn(contract)}`] }
  return table.contract.describes.kind === 'state'
    ? {
        from: [`${shownName(contract, writing)} AS ${alias}m`, laid],
        where: [`${alias}m.i = p.i`, `${alias}._snapshot = ${alias}m.o`],
      }
    : { from: [laid], where: [] }
}

/** The column by which periods tell which rows are theirs to see; none where all are. */
export const sourceColumn = (table: TablePlan): '_k' | '_snapshot' | undefined =>
  isPerView(table) ? '_k' : table.contract.describes.kind === 'state' ? '_snapshot' : undefined

/** By period, the newest snapshot of each source taken by a point in time. */
export const knownViewsOf = (at: Typed, table: TablePlan, { ground }: Writing): readonly View[] =>
  ground.periods.map((period) => {
    const limit = constantIn(at, period, ground.calendar, ground.parameters)
    return table.sources.map((source) =>
      table.snapshots.reduce<number | null>(
        (found, snapshot, ordinal) =>
          snapshot.source === source && wasKnownAt([snapshot], limit, ground.calendar) ? ordinal : found,
        null,
      ),
    )
  })
