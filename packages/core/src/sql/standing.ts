import type { Cutting, Standing } from '../plan/index.ts'
import type { Layout } from './layout.ts'
import { numberingOf, roundedSql, roundingJoin, type RoundingTables } from './rounding.ts'
import { row, selected, type Named } from './shared-rows.ts'
import { columnSql, type Writing } from './writing.ts'

/**
 * Records counted as they come and go: once by the period in which they begin to count, once by the one in which they
 * no longer do. Running sums of the difference are what stands in each period; only whole numbers are added up.
 */

/** What a bound is worth for a row: the number of the first period that lies behind it. */
type Bound = { readonly name: string; readonly sql: string; readonly join: string }

/** Bounds by the name of the time and the points, each once. */
type Bounds = Map<string, Bound>

const boundOf = (cutting: Cutting, bounds: Bounds, tables: RoundingTables, writing: Writing): string => {
  const column = columnSql(row, cutting.column, writing)
  const rounding = numberingOf(cutting, tables, writing.dialect)
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

/** Where rows begin and cease to be counted, as expressions over bounds. */
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
  return { opens: outermost('greatest', from.map(name)), closes }
}

/**
 * What stands in each period under one span: what begins and ends is counted, and summed up from period to period.
 * `cells` are rounded rows with how many there are of each (`n`).
 */
const standingSql = (cells: string, keys: string, { opens, closes }: Span, bounds: Bounds, periods: number): string => {
  const named: Named = [...bounds.values()].map(({ name, sql }) => [name, sql] as const)
  const joins = [...bounds.values()].map(({ join }) => join).join('')
  const spans = `SELECT CAST(${opens} AS INTEGER) AS opens, CAST(${closes} AS INTEGER) AS closes, ${keys}, n FROM (SELECT ${selected(named)}, ${keys}, n FROM ${cells} AS ${row}${joins})`
  const edge = (at: string, sign: string): string =>
    `SELECT ${at} AS i, ${keys}, ${sign}sum(n) AS n FROM spans WHERE opens < closes AND ${at} < ${periods} GROUP BY ${at}, ${keys}`
  return `WITH spans AS MATERIALIZED (${spans}),
edges AS MATERIALIZED (${edge('opens', '')} UNION ALL ${edge('closes', '-')}),
every AS (SELECT * FROM edges UNION ALL SELECT CAST(p.i AS INTEGER), ${keys}, 0 FROM (SELECT DISTINCT ${keys} FROM edges), range(${periods}) AS p(i)),
together AS (SELECT i, ${keys}, sum(n) AS n FROM every GROUP BY i, ${keys})
SELECT * FROM (SELECT i, ${keys}, sum(n) OVER (PARTITION BY ${keys} ORDER BY i) AS n FROM together) WHERE n > 0`
}

export type StandingCells = {
  readonly layouts: readonly Layout[]
  /** Where the rows of each stand. */
  readonly tableOf: ReadonlyMap<Standing, string>
}

/** The tables of what stands in each period, one for each different span; `name('')`: the cells they are made from. */
export const standingCells = (
  standings: readonly Standing[],
  keys: readonly string[],
  name: (suffix: string) => string,
  writing: Writing,
  tables: RoundingTables,
): StandingCells => {
  const periods = writing.ground.periods.length
  const made = new Map<string, Layout>()
  const tableOf = standings.map((standing) => {
    const bounds: Bounds = new Map()
    const span = spanOf(standing, (cutting) => boundOf(cutting, bounds, tables, writing), periods)
    const sql = standingSql(name(''), keys.join(', '), span, bounds, periods)
    const layout = made.get(sql) ?? { name: name(`s${made.size + 1}`), sql, kind: 'copy' }
    made.set(sql, layout)
    return [standing, layout.name] as const
  })
  return { layouts: [...made.values()], tableOf: new Map(tableOf) }
}
