import { columnOf, type Typed } from '../check/index.ts'
import { sqlName } from '../construct/index.ts'
import { isDistinctCount, isSameForAll, type Slot } from '../plan/index.ts'
import { aggregateText } from './aggregate.ts'
import { segmentsOf } from './rounding.ts'
import { isNullable } from './scalar.ts'
import {
  aboutRow,
  columnsOf,
  laidRows,
  overRounded,
  placedRows,
  placing,
  row,
  rowsSeen,
  selected,
  whereOf,
  withinReach,
  writtenFor,
  type Asking,
  type CellSlot,
  type Named,
  type PlacedShare,
} from './shared-rows.ts'
import { planOfTable, sourceColumn, viewColumn } from './table.ts'
import { shownName, type Writing } from './writing.ts'

/**
 * Aggregates that need every value: medians, quantiles, distinct values. A row is placed in its periods by its rounded
 * times, of which there are few, so that nobody compares every row with every period.
 */

/** Everything by which rows can be placed, as rows of their own. */
const placesSql = (share: PlacedShare, writing: Writing): string => {
  const table = planOfTable(share.contract.name, writing)
  const source = sourceColumn(table)
  const sources = {
    _k: `(SELECT DISTINCT p.${viewColumn(share.contract.name)} AS _k FROM p)`,
    _snapshot: `(SELECT DISTINCT o AS _snapshot FROM ${shownName(share.contract.name, writing)})`,
  }
  const times = [...share.roundings].map(([column, { points }]) => {
    const segments = segmentsOf(points, columnOf(share.contract, column)?.optional ?? true)
    return `(SELECT unnest([${segments.join(', ')}]) AS ${writing.dialect.quote(sqlName(column))})`
  })
  return `SELECT * FROM ${[...(source === undefined ? [] : [sources[source]]), ...times].join(', ')}`
}

/** The periods that see each place, under the name of the periods, so that what is asked of a period reads as ever. */
const seenSql = (share: PlacedShare, slot: Slot, places: readonly string[], writing: Writing): string => {
  const { from, where } = rowsSeen(share, slot, writing)
  if (places.length === 0) return 'SELECT p.* FROM p'
  const listed = from.map((each) =>
    each === laidRows(share, writing) ? `(${placesSql(share, writing)}) AS ${row}` : each,
  )
  const named = places.map((name, i) => `${row}.${name} AS _place${i + 1}`)
  return `SELECT p.*, ${named.join(', ')} FROM p, ${listed.join(', ')}${whereOf(where)}`
}

/** What is asked of a row: what no period changes and no blank leaves open is asked where rows are read. */
type Asked = { readonly ofRows: readonly Typed[]; readonly ofPlaced: readonly Typed[] }

const askedOf = (slot: Slot, asking: Asking): Asked => {
  const isPlain = (condition: Typed): boolean => isSameForAll(condition, slot.plan) && !isNullable(condition)
  return {
    ofRows: slot.conditions.filter(isPlain),
    ofPlaced: slot.conditions.filter((each) => !isPlain(each)).map((each) => overRounded(each, slot, asking)),
  }
}

/**
 * Rows in the periods that see them: `i`, groups, `v`, and `keep`, unless every row is kept. `isPlain`: no row rests on
 * a reference that finds nothing or on a later snapshot.
 */
type Values = { readonly sql: string; readonly isSure: boolean; readonly isPlain: boolean }

/** The rows of a share under the name of the row, and how each is joined to its periods. */
type Placed = { readonly period: string; readonly places: Named; readonly rows: string; readonly join: string }

const placedIn = (share: PlacedShare, slot: Slot, writing: Writing): Placed => {
  if (share.own !== undefined)
    return {
      period: `${row}.i`,
      places: [['i', 'own.i']],
      rows: `${laidRows(share, writing)} ${share.own.join}`,
      join: '',
    }
  const places = placing(share, writing)
  const on = places.map(([name], i) => `${row}.${name} IS NOT DISTINCT FROM p._place${i + 1}`)
  const names = places.map(([name]) => name)
  const join = ` JOIN (${seenSql(share, slot, names, writing)}) AS p ON ${on.length === 0 ? 'TRUE' : on.join(' AND ')}`
  return { period: 'p.i', places, rows: placedRows(share, writing), join }
}

const valuesIn = (share: PlacedShare, slot: Slot, writing: Writing): Values => {
  const asking: Asking = { writing, found: { prefix: 'q', found: new Map() } }
  const { ofRows, ofPlaced } = askedOf(slot, asking)
  const about = aboutRow(share, writing)
  const { period, places, rows, join } = placedIn(share, slot, writing)
  const value: Named = [['v', slot.value === undefined ? '1' : writtenFor(slot.value, slot, writing)]]
  const where = [...withinReach(share, writing), ...ofRows.map((each) => writtenFor(each, slot, writing))]
  const read = selected([...places, ...about, ...columnsOf(asking.found), ...value])
  const keep = ofPlaced.map((each) => writtenFor(each, slot, writing)).join(' AND ')
  const columns: Named = [
    ['i', period],
    ...[...about.map(([name]) => name), 'v'].map((name) => [name, `${row}.${name}`] as const),
    ...(keep === '' ? [] : [['keep', `(${keep})`] as const]),
  ]
  const joined = `FROM (SELECT ${read} FROM ${rows}${whereOf(where)}) AS ${row}${join}`
  const isPlain = about.every(([name, sql]) => name.startsWith('g') || sql === 'FALSE')
  const sql = `SELECT ${selected(columns)} ${joined}${keep === '' ? '' : ` WHERE (${keep}) IS NOT FALSE`}`
  return { sql, isSure: keep === '', isPlain }
}

const groupNames = (by: readonly string[]): string => by.map((_, i) => `, g${i + 1}`).join('')

/** What is counted of the rows that share a value: kept, open, without reference, from a later snapshot. */
const countsOf = ({ isSure, isPlain }: Values): Named => {
  const keep = isSure ? 'TRUE' : 'keep'
  return [
    ['n', isSure ? 'count(*)' : 'count(*) FILTER (WHERE keep)'],
    ...(isSure ? [] : [['u', 'count(*) FILTER (WHERE keep IS NULL)'] as const]),
    ...(isPlain
      ? []
      : ([
          ['x', `count(*) FILTER (WHERE ${keep} AND unreferenced)`],
          ['r', `coalesce(bool_or(${keep} AND reconstructed), FALSE)`],
        ] as const)),
  ]
}

/** Values that are equal are put together in each group first, and then those of all groups. */
const distinctSql = (values: Values, by: readonly string[]): string => {
  const { sql, isSure, isPlain } = values
  const names = groupNames(by)
  const counts = countsOf(values)
  const counted = `SELECT i${names}, v, ${selected(counts)} FROM (${sql}) GROUP BY i${names}, v`
  const known = isSure ? 'v IS NOT NULL' : 'n > 0 AND v IS NOT NULL'
  const columns = `count(*) FILTER (WHERE ${known}) AS value, coalesce(sum(n) FILTER (WHERE v IS NOT NULL), 0) AS rows, ${isSure ? '0' : 'sum(u)'} AS unknown, coalesce(sum(n) FILTER (WHERE v IS NULL), 0) AS missing, ${isPlain ? '0 AS unreferenced, FALSE' : 'sum(x) AS unreferenced, bool_or(r)'} AS reconstructed, 0 AS persons`
  if (by.length === 0) return `SELECT i, TRUE AS total, ${columns} FROM (${counted}) GROUP BY i`
  const none = by.map((_, i) => `, CAST(NULL AS VARCHAR) AS g${i + 1}`).join('')
  const again = counts.map(([name]) => [name, `${name === 'r' ? 'bool_or' : 'sum'}(${name})`] as const)
  const whole = `SELECT i, v, ${selected(again)} FROM counted GROUP BY i, v`
  return `WITH counted AS MATERIALIZED (${counted}) SELECT i, FALSE AS total${names}, ${columns} FROM counted GROUP BY i${names} UNION ALL SELECT i, TRUE AS total${none}, ${columns} FROM (${whole}) GROUP BY i`
}

const orderedSql = ({ sql, isSure, isPlain }: Values, { aggregate }: Slot, by: readonly string[]): string => {
  const names = groupNames(by)
  const sets = by.length === 0 ? 'i' : `GROUPING SETS ((i), (i${names}))`
  const total = by.length === 0 ? 'TRUE' : '(grouping(g1) = 1)'
  const counts = isSure
    ? 'count(v) AS rows, 0 AS unknown, count(*) - count(v) AS missing'
    : 'count(v) FILTER (WHERE keep) AS rows, count(*) FILTER (WHERE keep IS NULL) AS unknown, count(*) FILTER (WHERE keep AND v IS NULL) AS missing'
  const kept = isSure ? 'TRUE' : 'keep'
  const marks = isPlain
    ? '0 AS unreferenced, FALSE AS reconstructed'
    : `count(*) FILTER (WHERE ${kept} AND unreferenced) AS unreferenced, coalesce(bool_or(${kept} AND reconstructed), FALSE) AS reconstructed`
  return `SELECT i, ${total} AS total${names}, ${aggregateText(aggregate, 'v', isSure ? 'TRUE' : 'keep')} AS value, ${counts}, ${marks}, 0 AS persons FROM (${sql}) GROUP BY ${sets}`
}

/** How an aggregate that needs every value reads its rows; where the table has no groups of the construct, theirs is unknown. */
const reading =
  (share: PlacedShare, slot: Slot): CellSlot =>
  (by, writing) => {
    const found = valuesIn(share, slot, writing)
    const lacking = by.slice(share.by.length).map((_, i) => `, CAST(NULL AS VARCHAR) AS g${share.by.length + i + 1}`)
    const values = lacking.length === 0 ? found : { ...found, sql: `SELECT *${lacking.join('')} FROM (${found.sql})` }
    return isDistinctCount(slot.aggregate) ? distinctSql(values, by) : orderedSql(values, slot, by)
  }

export const valueSlots = (shares: readonly PlacedShare[]): ReadonlyMap<Typed, CellSlot> =>
  new Map(shares.flatMap((share) => share.slots.map((slot) => [slot.aggregate, reading(share, slot)] as const)))
