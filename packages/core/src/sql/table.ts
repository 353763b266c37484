import { sqlName, type Column, type Contract } from '../construct/index.ts'
import { readFormula } from '../formula/index.ts'
import type { TablePlan } from '../plan/index.ts'
import { contextOf, type Typed } from '../check/index.ts'
import { textLiteral } from './dialect.ts'
import { scalarSql, type Parts } from './scalar.ts'
import { contractNamed, shownName, tableName, versionsName, type Writing } from './writing.ts'

/** Columns kept in snapshots; computed ones come with the query. */
const stored = (contract: Contract): readonly Column[] => contract.columns.filter((column) => column.is === undefined)
const changing = (contract: Contract): readonly Column[] => stored(contract).filter((column) => column.changes)

/** Whether a row's columns depend on the period it is looked at from. */
export const isVersioned = (table: TablePlan): boolean =>
  table.contract.describes.kind !== 'state' && table.snapshots.length > 1 && changing(table.contract).length > 0

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
export const withComputed = (contract: Contract, from: string, parts: Parts): string => {
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

export const rawName = (contract: Contract, writing: Writing): string =>
  `evidence.${writing.dialect.quote(sqlName(contract.name))}`

/** By source: the first snapshot that holds the key, or null. */
const firstsSql = (table: TablePlan, key: string): string =>
  table.sources
    .map((_, i) => `, min(_snapshot) FILTER (WHERE _source = ${i}) OVER (PARTITION BY ${key}) AS _first${i}`)
    .join('')

/** Newest version of each key, with the snapshots that hold the key. */
const mergedSql = (table: TablePlan, parts: Parts): string => {
  const { contract } = table
  const { writing } = parts
  const key = keyList(contract, writing).join(', ')
  const raw = `SELECT *, ${sourceSql(table)} AS _source FROM ${rawName(contract, writing)}`
  const held = table.snapshots.length > 1 ? `list(_snapshot) OVER (PARTITION BY ${key})` : '[_snapshot]'
  const rank = `row_number() OVER (PARTITION BY ${key} ORDER BY _snapshot DESC)`
  const merged = `SELECT * FROM (SELECT *, ${held} AS _held${firstsSql(table, key)}, ${rank} AS _rank FROM (${raw})) WHERE _rank = 1`
  return isVersioned(table) ? merged : withComputed(contract, merged, parts)
}

/** Every version of the columns that change without a date, and from which snapshot to which it holds. */
const versionsSql = (table: TablePlan, writing: Writing): string => {
  const { contract } = table
  const key = keyList(contract, writing).join(', ')
  const columns = changing(contract)
    .map((column) => writing.dialect.quote(sqlName(column.name)))
    .join(', ')
  return `SELECT ${key}, ${columns}, _snapshot AS _from, lead(_snapshot) OVER w AS _until, row_number() OVER w = 1 AS _first FROM ${rawName(contract, writing)} WINDOW w AS (PARTITION BY ${key} ORDER BY _snapshot)`
}

/** Which snapshots each period sees of a table that is a picture. */
const shownSql = (table: TablePlan): string => {
  const rows = table.pictures.flatMap((picture, i) => picture.shown.map((ordinal) => `(${i}, ${ordinal})`))
  return rows.length === 0
    ? 'SELECT CAST(NULL AS INTEGER) AS i, CAST(NULL AS INTEGER) AS o WHERE FALSE'
    : `SELECT * FROM (VALUES ${rows.join(', ')}) AS s(i, o)`
}

const planOfTable = (contract: string, writing: Writing): TablePlan => {
  const table = writing.ground.tables[contract]
  if (table === undefined) throw new Error(`no plan for the table ${contract}`)
  return table
}

/** Whether what is known of a row differs from period to period, so that it is laid out once for each. */
const isPerPeriod = (table: TablePlan): boolean =>
  isVersioned(table) ||
  (table.contract.describes.kind !== 'state' && table.contract.delivers === 'full' && table.snapshots.length > 1)

const perPeriodName = (contract: string, writing: Writing): string => writing.dialect.quote(`x_${sqlName(contract)}`)

/** The common table expressions of every table a statement reads. */
export const tableExpressions = (contract: string, parts: Parts): readonly string[] => {
  const { writing } = parts
  const table = planOfTable(contract, writing)
  const base = tableName(contract, writing)
  if (table.contract.describes.kind === 'state')
    return [
      `${base} AS (${withComputed(table.contract, `SELECT * FROM ${rawName(table.contract, writing)}`, parts)})`,
      `${shownName(contract, writing)} AS (${shownSql(table)})`,
    ]
  const merged = `${base} AS (${mergedSql(table, parts)})`
  const versions = isVersioned(table) ? [`${versionsName(contract, writing)} AS (${versionsSql(table, writing)})`] : []
  return [
    merged,
    ...versions,
    ...(isPerPeriod(table)
      ? [`${perPeriodName(contract, writing)} AS MATERIALIZED (${perPeriodSql(table, parts)})`]
      : []),
  ]
}

/** The newest snapshot of a source that counts for the period. */
const newestOf = (table: TablePlan, source: number): string => `p."s_${sqlName(table.contract.name)}"[${source + 1}]`

/** Rows with the version of their changing columns that a period knows. */
const versionedSql = (
  table: TablePlan,
  writing: Writing,
): { readonly columns: string; readonly from: string; readonly where: string } => {
  const { contract } = table
  const same = keyList(contract, writing).map((key) => `b.${key} IS NOT DISTINCT FROM v.${key}`)
  const replaced = changing(contract)
    .map((column) => writing.dialect.quote(sqlName(column.name)))
    .map((name) => `v.${name} AS ${name}`)
  const s = `list_max(p."s_${sqlName(contract.name)}")`
  return {
    columns: `b.* REPLACE (${replaced.join(', ')}), (${s} IS NULL OR ${s} < v._from) AS _reconstructed`,
    from: `p, ${tableName(contract.name, writing)} AS b JOIN ${versionsName(contract.name, writing)} AS v ON ${same.join(' AND ')}`,
    where: `((v._from <= ${s} AND (v._until IS NULL OR ${s} < v._until)) OR (v._first AND (${s} IS NULL OR ${s} < v._from)))`,
  }
}

/** All rows as each period knows them, `_i` being the period: joins by period and key are plain equalities from here on. */
const perPeriodSql = (table: TablePlan, parts: Parts): string => {
  const { contract } = table
  const { writing } = parts
  const plain = { columns: 'b.*', from: `p, ${tableName(contract.name, writing)} AS b`, where: 'TRUE' }
  const { columns, from, where } = isVersioned(table) ? versionedSql(table, writing) : plain
  const rows = `SELECT p.i AS _i, ${columns} FROM ${from} WHERE ${[where, ...visibleSql(table, 'b', writing)].join(' AND ')}`
  return isVersioned(table) ? withComputed(contract, rows, parts) : rows
}

/** All rows of a table as the period `p` knows them, without a window. */
export const rowsOf = (
  contract: string,
  alias: string,
  parts: Parts,
): { readonly from: readonly string[]; readonly where: readonly string[] } => {
  const { writing } = parts
  contractNamed(contract, writing)
  const table = planOfTable(contract, writing)
  if (isPerPeriod(table))
    return { from: [`${perPeriodName(contract, writing)} AS ${alias}`], where: [`${alias}._i = p.i`] }
  const base = `${tableName(contract, writing)} AS ${alias}`
  return table.contract.describes.kind === 'state'
    ? {
        from: [`${shownName(contract, writing)} AS ${alias}m`, base],
        where: [`${alias}m.i = p.i`, `${alias}._snapshot = ${alias}m.o`],
      }
    : { from: [base], where: [] }
}

/**
 * A row of a full export that a newer one lacks is withdrawn from then on, unless another source still shows it; for
 * events only inside the span the newer one speaks for.
 */
const visibleSql = (table: TablePlan, alias: string, writing: Writing): readonly string[] => {
  const { describes, delivers } = table.contract
  if (delivers !== 'full') return []
  const shown = table.sources.map((_, i) => {
    const s = newestOf(table, i)
    const outside = describes.kind === 'events' ? ` OR ${outsideCovers(table, s, alias, describes.at, writing)}` : ''
    return `(${alias}._first${i} IS NOT NULL AND (${s} IS NULL OR ${s} < ${alias}._first${i} OR list_contains(${alias}._held, ${s})${outside}))`
  })
  return [`(${shown.join(' OR ')})`]
}

const outsideCovers = (table: TablePlan, newest: string, alias: string, at: string, writing: Writing): string => {
  const isDate = table.contract.columns.find((column) => column.name === at)?.type.kind === 'date'
  const point = `CAST(${alias}.${writing.dialect.quote(sqlName(at))} AS TIMESTAMP)`
  const bounds = (pick: (snapshot: TablePlan['snapshots'][number]) => string | null): string =>
    `([${table.snapshots
      .map(pick)
      .map((text) =>
        text === null ? 'CAST(NULL AS TIMESTAMP)' : `TIMESTAMP ${textLiteral(text.replace('T', ' ').replace('Z', ''))}`,
      )
      .join(', ')}])[${newest} + 1]`
  const zoned = isDate ? `timezone('UTC', timezone(${textLiteral(writing.ground.calendar.timeZone)}, ${point}))` : point
  return `${zoned} < ${bounds((snapshot) => snapshot.covers.from)} OR ${zoned} >= ${bounds((snapshot) => snapshot.covers.to)}`
}
