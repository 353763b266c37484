import { readFormula } from '../formula/index.ts'
import { contextOf, type Typed } from '../check/index.ts'
import { sqlName, type Column, type Contract } from '../construct/index.ts'
import {
  distinctViews,
  isPerView,
  isVersioned,
  standsAlone,
  viewKey,
  type Plan,
  type TablePlan,
  type View,
} from '../plan/index.ts'
import { textLiteral, type Dialect } from './dialect.ts'
import { partsOf } from './relation.ts'
import { scalarSql, type Parts } from './scalar.ts'
import { knownViewsOf, laidName, rawName, type Form } from './table.ts'
import { groundOf, writingOf, type Writing } from './writing.ts'

/**
 * A table as statements read it, written once for all of them: every construct of a run sees the same snapshots, so
 * merging them again for each measure would be most of the work.
 */
export type Layout = {
  readonly name: string
  readonly sql: string
  /** A copy the engine keeps for the run, or only another name for rows that are read where they lie. */
  readonly kind: 'copy' | 'name'
}

/** Columns kept in snapshots; computed ones come with the query. */
const stored = (contract: Contract): readonly Column[] => contract.columns.filter((column) => column.is === undefined)
const changing = (contract: Contract): readonly Column[] => stored(contract).filter((column) => column.changes)

/** A contract's computed column, resolved over the row `row`. */
const computedOf = (contract: Contract, column: Column, row: string): Typed => {
  const read = readFormula(
    column.is?.text ?? 'null',
    contract.columns.map((each) => each.name),
  )
  const context = contextOf({
    contracts: { [contract.name]: contract },
    declared: [],
    parameters: {},
    accept: {},
    issues: [],
    periodDays: 0,
    unitDeclared: true,
    used: { parameters: new Set(), tables: new Set(), accepted: new Set() },
  })
  if (!read.ok) throw new Error(`the contract ${contract.name} was not checked`)
  return context.value(read.value, { row: { name: row, contract }, variables: {}, outer: [] }, 'a computed column')
}

/** `SELECT *` with the computed columns beside. */
const withComputed = (contract: Contract, from: string, parts: Parts): string => {
  const computed = contract.columns.filter((column) => column.is !== undefined)
  if (computed.length === 0) return from
  const columns = computed.map(
    (column) =>
      `${scalarSql(computedOf(contract, column, 'raw'), parts)} AS ${parts.writing.dialect.quote(sqlName(column.name))}`,
  )
  return `SELECT raw.*, ${columns.join(', ')} FROM (${from}) AS raw`
}

const keyList = (contract: Contract, writing: Writing, row = ''): readonly string[] =>
  contract.key.map((name) => `${row}${writing.dialect.quote(sqlName(name))}`)

/** By ordinal, the place of the snapshot's source. */
const sourceSql = (table: TablePlan): string =>
  `([${table.snapshots.map((snapshot) => table.sources.indexOf(snapshot.source)).join(', ')}])[_snapshot + 1]`

/** By source: the first snapshot that holds the key, or null. */
const firstsSql = (table: TablePlan, key: string): string =>
  table.sources
    .map((_, i) => `, min(_snapshot) FILTER (WHERE _source = ${i}) OVER (PARTITION BY ${key}) AS _first${i}`)
    .join('')

/** Newest version of each key, with the snapshots that hold the key. */
const mergedSql = (table: TablePlan, writing: Writing): string => {
  const { contract } = table
  const key = keyList(contract, writing).join(', ')
  const raw = `SELECT *, ${sourceSql(table)} AS _source FROM ${rawName(contract, writing)}`
  const held = table.snapshots.length > 1 ? `list(_snapshot) OVER (PARTITION BY ${key})` : '[_snapshot]'
  const rank = `row_number() OVER (PARTITION BY ${key} ORDER BY _snapshot DESC)`
  return `SELECT * FROM (SELECT *, ${held} AS _held${firstsSql(table, key)}, ${rank} AS _rank FROM (${raw})) WHERE _rank = 1`
}

/** Every version of the columns that change without a date, and from which snapshot to which it holds. */
const versionsSql = (table: TablePlan, writing: Writing): string => {
  const { contract } = table
  const key = keyList(contract, writing).join(', ')
  const columns = changing(contract)
    .map((column) => writing.dialect.quote(sqlName(column.name)))
    .join(', ')
  const all = `SELECT ${key}, ${columns}, _snapshot, row_number() OVER w = 1 AS _first, row(${columns}) IS DISTINCT FROM lag(row(${columns})) OVER w AS _changed FROM ${rawName(contract, writing)} WINDOW w AS (PARTITION BY ${key} ORDER BY _snapshot)`
  return `SELECT ${key}, ${columns}, _first, _snapshot AS _from, lead(_snapshot) OVER (PARTITION BY ${key} ORDER BY _snapshot) AS _until FROM (${all}) WHERE _first OR _changed`
}

/** Views as rows: key, the newest snapshot of all, and by source. */
const viewsSql = (views: readonly View[], table: TablePlan): string => {
  const rows = views.map((view) => {
    const key = viewKey(view, table)
    const newest = Math.max(-1, ...view.map((ordinal) => ordinal ?? -1))
    const list = view.map((ordinal) => (ordinal === null ? 'NULL' : `${ordinal}`)).join(', ')
    return `(${typeof key === 'number' ? key : textLiteral(key)}, ${newest < 0 ? 'CAST(NULL AS INTEGER)' : newest}, CAST([${list}] AS INTEGER[]))`
  })
  return `w(k, m, s) AS (VALUES ${rows.join(', ')})`
}

/** Rows with the version of their changing columns that a view knows. */
const versionedSql = (
  contract: Contract,
  writing: Writing,
): { readonly columns: string; readonly from: string; readonly where: string } => {
  const same = keyList(contract, writing).map((key) => `b.${key} IS NOT DISTINCT FROM v.${key}`)
  const replaced = changing(contract)
    .map((column) => writing.dialect.quote(sqlName(column.name)))
    .map((name) => `v.${name} AS ${name}`)
  return {
    columns: `b.* REPLACE (${replaced.join(', ')}), (w.m IS NULL OR w.m < v._from) AS _reconstructed`,
    from: `w, merged AS b JOIN versions AS v ON ${same.join(' AND ')}`,
    where: `((v._from <= w.m AND (v._until IS NULL OR w.m < v._until)) OR (v._first AND (w.m IS NULL OR w.m < v._from)))`,
  }
}

/** When an event was; the rows have no computed columns yet. */
const momentSql = (contract: Contract, at: Column, parts: Parts): string =>
  at.is === undefined
    ? `b.${parts.writing.dialect.quote(sqlName(at.name))}`
    : scalarSql(computedOf(contract, at, 'b'), parts)

const outsideCovers = (table: TablePlan, newest: string, at: Column, parts: Parts): string => {
  const { writing } = parts
  const point = `CAST(${momentSql(table.contract, at, parts)} AS TIMESTAMP)`
  const bounds = (pick: (snapshot: TablePlan['snapshots'][number]) => string | null): string =>
    `([${table.snapshots
      .map(pick)
      .map((text) =>
        text === null ? 'CAST(NULL AS TIMESTAMP)' : `TIMESTAMP ${textLiteral(text.replace('T', ' ').replace('Z', ''))}`,
      )
      .join(', ')}])[${newest} + 1]`
  const zoned =
    at.type.kind === 'date'
      ? `timezone('UTC', timezone(${textLiteral(writing.ground.calendar.timeZone)}, ${point}))`
      : point
  return `${zoned} < ${bounds((snapshot) => snapshot.covers.from)} OR ${zoned} >= ${bounds((snapshot) => snapshot.covers.to)}`
}

/**
 * A row of a full export that a newer one lacks is withdrawn from then on, unless another source still shows it; for
 * events only inside the span the newer one speaks for.
 */
const visibleSql = (table: TablePlan, parts: Parts): readonly string[] => {
  const { describes, delivers, columns } = table.contract
  if (delivers !== 'full') return []
  const at = describes.kind === 'events' ? columns.find(({ name }) => name === describes.at) : undefined
  const shown = table.sources.map((_, i) => {
    const s = `w.s[${i + 1}]`
    const outside = at === undefined ? '' : ` OR ${outsideCovers(table, s, at, parts)}`
    return `(b._first${i} IS NOT NULL AND (${s} IS NULL OR ${s} < b._first${i} OR list_contains(b._held, ${s})${outside}))`
  })
  return [`(${shown.join(' OR ')})`]
}

/** All rows as each view knows them, `_k` being the view: joins by view and key are plain equalities from here on. */
const perViewSql = (table: TablePlan, views: readonly View[], parts: Parts): string => {
  const { contract } = table
  const { writing } = parts
  const plain = { columns: 'b.*', from: 'w, merged AS b', where: 'TRUE' }
  const { columns, from, where } = isVersioned(table) ? versionedSql(contract, writing) : plain
  const rows = `SELECT w.k AS _k, ${columns} FROM ${from} WHERE ${[where, ...visibleSql(table, parts)].join(' AND ')}`
  const expressions = [
    viewsSql(views, table),
    `merged AS MATERIALIZED (${mergedSql(table, writing)})`,
    ...(isVersioned(table) ? [`versions AS MATERIALIZED (${versionsSql(table, writing)})`] : []),
  ]
  return `WITH ${expressions.join(',\n')}\n${withComputed(contract, rows, parts)}`
}

/**
 * The newest version of each key known at a point in time, by view. Of a full export only keys that the newest
 * of some source still held then (a frozen plan).
 */
const knownSql = (table: TablePlan, views: readonly View[], parts: Parts): string => {
  const { contract } = table
  const { writing } = parts
  const key = ['w.k', ...keyList(contract, writing, 'n.')].join(', ')
  const newest = `row_number() OVER (PARTITION BY ${key} ORDER BY n._snapshot DESC) = 1`
  const there =
    contract.delivers === 'full' ? ` AND bool_or(list_contains(w.s, n._snapshot)) OVER (PARTITION BY ${key})` : ''
  const rows = `SELECT w.k AS _k, n.* FROM w JOIN ${rawName(contract, writing)} AS n ON n._snapshot <= w.m QUALIFY ${newest}${there}`
  return `WITH ${viewsSql(views, table)}\n${withComputed(contract, rows, parts)}`
}

/** Rows of one snapshot that no other holds a version of are read as they are. */
const aloneSql = ({ contract }: TablePlan, parts: Parts): string =>
  withComputed(contract, `SELECT * FROM ${rawName(contract, parts.writing)}`, parts)

/** Up to here rows are kept as they are read: every measure reads them again, and they fit. */
const mostRowsKept = 500_000

const rowsIn = ({ snapshots }: TablePlan): number => snapshots.reduce((sum, snapshot) => sum + snapshot.rows, 0)

/**
 * Rows in their newest version: what deliveries after the first say of a key is gathered, and every row looks its own
 * key up there. Deliveries of changes are small beside what they change.
 */
const newestLayouts = (table: TablePlan, laid: string, parts: Parts): readonly Layout[] => {
  const { contract } = table
  const { writing } = parts
  const raw = rawName(contract, writing)
  const newest = `laid.${writing.dialect.quote(`${sqlName(contract.name)}#newest`)}`
  const keys = keyList(contract, writing)
  const same = contract.columns
    .filter(({ name }) => contract.key.includes(name))
    .map(({ name, optional }) => {
      const key = writing.dialect.quote(sqlName(name))
      return `n.${key} ${optional ? 'IS NOT DISTINCT FROM' : '='} b.${key}`
    })
  const later = `SELECT ${keys.join(', ')}, max(_snapshot) AS _newest FROM ${raw} WHERE _snapshot > 0 GROUP BY ${keys.join(', ')}`
  const rows = `SELECT b.* FROM ${raw} AS b LEFT JOIN ${newest} AS n ON ${same.join(' AND ')} WHERE n._newest IS NULL OR n._newest = b._snapshot`
  return [
    { name: newest, sql: later, kind: 'copy' },
    { name: laid, sql: withComputed(contract, rows, parts), kind: rowsIn(table) > mostRowsKept ? 'name' : 'copy' },
  ]
}

/** What the plans of a run want laid out of one contract: the table, and every view any period has of it. */
type Wanted = { readonly table: TablePlan; readonly parts: Parts; readonly views: readonly View[]; readonly form: Form }

const wantedOf = (plan: Plan, contract: string, form: Form, dialect: Dialect): readonly Wanted[] => {
  const table = plan.tables[contract]
  if (table === undefined) return []
  const parts = partsOf(writingOf(groundOf(plan), dialect))
  const views =
    form === 'laid'
      ? table.pictures.map(({ newest }) => newest)
      : plan.measures.flatMap(({ known }) =>
          known
            .filter((each) => each.contract === contract)
            .flatMap(({ at }) => knownViewsOf(at, table, parts.writing)),
        )
  return [{ table, parts, views, form }]
}

const layoutOf = (wanted: readonly Wanted[]): readonly Layout[] => {
  const [first] = wanted
  if (first === undefined) return []
  const { table, parts, form } = first
  const views = distinctViews(
    wanted.flatMap((each) => each.views),
    table,
  )
  const name = laidName(table.contract.name, form, parts.writing)
  if (form === 'known') return [{ name, sql: knownSql(table, views, parts), kind: 'copy' }]
  if (isPerView(table)) return [{ name, sql: perViewSql(table, views, parts), kind: 'copy' }]
  if (!standsAlone(table)) return newestLayouts(table, name, parts)
  return [{ name, sql: aloneSql(table, parts), kind: rowsIn(table) > mostRowsKept ? 'name' : 'copy' }]
}

/** The tables that the statements of these plans read; all plans know the same snapshots. */
export const layoutsOf = (plans: readonly Plan[], dialect: Dialect): readonly Layout[] => {
  const forms: readonly Form[] = ['laid', 'known']
  const contracts = [...new Set(plans.flatMap(({ checked }) => Object.keys(checked.contracts)))]
  return contracts.flatMap((contract) =>
    forms.flatMap((form) => {
      const wanted = plans.flatMap((plan) => wantedOf(plan, contract, form, dialect))
      return form === 'known' && wanted.every(({ views }) => views.length === 0) ? [] : layoutOf(wanted)
    }),
  )
}
