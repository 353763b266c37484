import type { Cutting, Standing } from '../plan/index.ts'
import type { Dialect } from './dialect.ts'
import type { Layout } from './layout.ts'
import { numberingOf, roundedSql, roundingJoin, type RoundingTables } from './rounding.ts'
import {
  aboutRow,
  columnsOf,
  laidRows,
  namesOf,
  row,
  selected,
  type Columns,
  type Named,
  type PlacedShare,
} from './shared-rows.ts'
import { columnSql, type Writing } from './writing.ts'

/**
 * Records counted as they come and go: once by the period in which they begin to count, once by the one in which they
 * no longer do. Running sums of the difference are what stands in each period; only whole numbers are added up.
 */

/** What a bound is worth for a row: the number of the first period that lies behind it. */
type Bound = { readonly name: string; readonly sql: string; readonly join: string }

type Bounds = Map<string, Bound>

const boundOf = (
  cutting: Cutting,
  bounds: Bounds,
  tables: RoundingTables,
  dialect: Dialect,
  writing: Writing,
): string => {
  const column = columnSql(row, cutting.column, writing)
  const rounding = numberingOf(cutting, tables, dialect)
  const key = JSON.stringify([column, rounding.points])
  const alias = `at${bounds.size + 1}`
  const known = bounds.get(key) ?? {
    name: `b${bounds.size + 1}`,
    sql: roundedSql(column, rounding, alias, true),
    join: roundingJoin(column, rounding, alias),
  }
  bounds.set(key, known)
  return known.name
}

/** Where rows of a slot begin and cease to be counted, as expressions over bounds. */
type Span = { readonly opens: string; readonly closes: string }

const outermost = (name: 'greatest' | 'least', bounds: readonly string[]): string => {
  const all = [...new Set(bounds)]
  return all.length === 1 ? (all[0] ?? '') : `${name}(${all.join(', ')})`
}

/** A record that has no end stands in all periods from its beginning on. */
const spanOf = ({ from, until }: Standing, name: (cutting: Cutting) => string, periods: number): Span => {
  const closes = outermost(
    'least',
    until.map((cutting) => `coalesce(${name(cutting)}, ${periods})`),
  )
  // What would begin after its end begins and ends at once.
  return { opens: `least(${outermost('greatest', from.map(name))}, ${closes})`, closes }
}

/** Rows of one span as they stand in each period, and the table they are read from. */
export type StandingCells = { readonly layouts: readonly Layout[]; readonly tableOf: readonly string[] }

const differencesSql = (
  share: PlacedShare,
  keys: Named,
  edges: readonly string[],
  bounds: Bounds,
  base: Span,
  writing: Writing,
): string => {
  const joins = [...bounds.values()].map(({ join }) => join).join('')
  const named: Named = [...[...bounds.values()].map(({ name, sql }) => [name, sql] as const), ...keys]
  const rows = `SELECT ${selected(named)} FROM ${laidRows(share, writing)}${joins}`
  const placed = edges.map((sql, i) => [`e${i + 1}`, `CAST(${sql} AS SMALLINT)`] as const)
  const names = namesOf(placed)
  const sets = placed.map(([name]) => `(${name}, ${namesOf(keys)})`).join(', ')
  return `SELECT ${names}, grouping(${names}) AS edge, ${namesOf(keys)}, count(*) AS n FROM (SELECT ${selected(placed)}, ${namesOf(keys)} FROM (${rows}) WHERE ${base.opens} < ${base.closes}) GROUP BY GROUPING SETS (${sets})`
}

/** Which of the sets of a grouping a line belongs to: every bit but its own is set. */
const edgeBit = (i: number, many: number): number => 2 ** many - 1 - 2 ** (many - 1 - i)

const runningSql = (
  name: string,
  keys: string,
  edges: readonly [number, number],
  many: number,
  periods: number,
): string => {
  const line = (edge: number, sign: string): string =>
    `SELECT CAST(e${edge + 1} AS INTEGER) AS i, ${keys}, ${sign}n AS n FROM ${name} WHERE edge = ${edgeBit(edge, many)} AND e${edge + 1} < ${periods}`
  return `WITH d AS (${line(edges[0], '')} UNION ALL ${line(edges[1], '-')}),
s AS (SELECT i, ${keys}, sum(n) AS n FROM (SELECT * FROM d UNION ALL SELECT CAST(p.i AS INTEGER), ${keys}, 0 FROM (SELECT DISTINCT ${keys} FROM d), range(${periods}) AS p(i)) GROUP BY i, ${keys})
SELECT * FROM (SELECT i, ${keys}, sum(n) OVER (PARTITION BY ${keys} ORDER BY i) AS n FROM s) WHERE n > 0`
}

/** The tables of a share whose rows are counted as they come and go; `found`: what is asked of them, complete. */
export const standingCells = (
  share: PlacedShare,
  standing: readonly Standing[],
  name: (suffix: string) => string,
  found: Columns,
  writing: Writing,
  tables: RoundingTables,
): StandingCells => {
  const { dialect, ground } = writing
  const periods = ground.periods.length
  const bounds: Bounds = new Map()
  const spans = standing.map((each) =>
    spanOf(each, (cutting) => boundOf(cutting, bounds, tables, dialect, writing), periods),
  )
  const [first] = standing
  if (first === undefined) throw new Error('a share has aggregates')
  // The window's own bounds come first, and everything else lies within them.
  const base = spanOf(
    { from: first.from.slice(0, 1), until: first.until.slice(0, 1), free: [] },
    (cutting) => boundOf(cutting, bounds, tables, dialect, writing),
    periods,
  )
  const edges = [...new Set(spans.flatMap(({ opens, closes }) => [opens, closes]))]
  const keys: Named = [...aboutRow(share, writing), ...columnsOf(found)]
  const own = [...new Map(spans.map((span) => [JSON.stringify(span), span])).values()]
  const tableNames = new Map(own.map((span, i) => [JSON.stringify(span), name(`s${i + 1}`)]))
  const differences = differencesSql(share, keys, edges, bounds, base, writing)
  return {
    layouts: [
      { name: name(''), sql: differences, kind: 'copy' },
      ...own.map((span): Layout => ({
        name: tableNames.get(JSON.stringify(span)) ?? '',
        sql: runningSql(
          name(''),
          namesOf(keys),
          [edges.indexOf(span.opens), edges.indexOf(span.closes)],
          edges.length,
          periods,
        ),
        kind: 'copy',
      })),
    ],
    tableOf: spans.map((span) => tableNames.get(JSON.stringify(span)) ?? ''),
  }
}
