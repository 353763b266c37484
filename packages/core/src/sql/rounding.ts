import { sqlName } from '../construct/index.ts'
import type { Cutting } from '../plan/index.ts'
import type { Layout } from './layout.ts'
import { literalSql } from './literal.ts'
import type { Dialect } from './dialect.ts'

/** Points in time as SQL, in order; a row lies in the segment that begins with the last one it has reached. */
export type Points = readonly string[]

/** The next moment of what evidence can hold: a day of a date, a microsecond of an instant. */
const nextMoment = (point: string): string =>
  point.startsWith('DATE') ? `(${point} + 1)` : `(${point} + INTERVAL 1 MICROSECOND)`
const momentBefore = (point: string): string =>
  point.startsWith('DATE') ? `(${point} - 1)` : `(${point} - INTERVAL 1 MICROSECOND)`

/** Points of equal form are in order as texts are, and the moment after one comes directly behind it. */
const compareTexts = (a: string, b: string): number => Number(a > b) - Number(a < b)

/** By column, every point at which some period cuts its times. */
export const pointsOf = (cuts: readonly Cutting[]): ReadonlyMap<string, Points> =>
  new Map(
    [...Map.groupBy(cuts, ({ column }) => column)].map(([column, own]) => {
      const found = own.flatMap(({ points, after }) =>
        points.flatMap((value) => (value === null ? [] : [{ text: literalSql(value), after }])),
      )
      const sorted = found.toSorted((a, b) => compareTexts(a.text, b.text) || Number(a.after) - Number(b.after))
      return [column, [...new Set(sorted.map(({ text, after }) => (after ? nextMoment(text) : text)))]] as const
    }),
  )

/** What a time becomes that has reached the first so many of the points. */
type Reached = (many: number) => string

/** Halving the points again and again: few comparisons a row, whatever the distances between the points are. */
const halved = (column: string, points: Points, reached: Reached, from = 0, to = points.length - 1): string => {
  if (from > to) return reached(from)
  const middle = (from + to) >> 1
  return `CASE WHEN ${column} < ${points[middle]} THEN ${halved(column, points, reached, from, middle - 1)} ELSE ${halved(column, points, reached, middle + 1, to)} END`
}

const reachedTime =
  (points: Points): Reached =>
  (many) =>
    many === 0 ? momentBefore(points[0] ?? '') : (points[many - 1] ?? '')
const reachedNumber: Reached = (many) => `${many}`

/** How a time is rounded: by comparisons, or by looking its day, hour or quarter of an hour up. */
export type Rounding = { readonly points: Points; readonly reached: Reached; readonly table?: RoundingTable }

/** What is looked up: by the number of each step between the first point and the last, the point reached. */
export type RoundingTable = { readonly layout: Layout; readonly key: (column: string) => string }

type Step = { readonly micros: number; readonly key: (column: string) => string }

/** Engines join whole numbers of a narrow range without hashing them; days are dates, which are such numbers. */
const steps: readonly Step[] = [
  { micros: 86_400_000_000, key: (column) => `CAST(${column} AS DATE)` },
  { micros: 3_600_000_000, key: (column) => `(epoch_us(${column}) // 3600000000)` },
  { micros: 900_000_000, key: (column) => `(epoch_us(${column}) // 900000000)` },
]
const mostSteps = 400_000
/** So few points are compared sooner than looked up. */
const fewPoints = 3

const plainPoint = /^(DATE|TIMESTAMP) '(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d:\d\d(?:\.\d+)?))?'$/

const microsOf = (point: string): number | undefined => {
  const [, , day, time = '00:00:00'] = plainPoint.exec(point) ?? []
  return day === undefined ? undefined : Date.parse(`${day}T${time}Z`) * 1000
}

/** The longest step on which all points lie. */
const stepOf = (points: Points): Step | undefined => {
  const places = points.map(microsOf)
  const [first, last] = [places[0], places.at(-1)]
  if (first === undefined || last === undefined) return undefined
  // Before 1970 whole numbers are divided towards zero, which is no rounding down.
  const found = first > 0 ? steps : steps.slice(0, 1)
  return found.find(
    ({ micros }) =>
      places.every((place) => place !== undefined && place % micros === 0) && (last - first) / micros < mostSteps,
  )
}

const everyStep = (first: string, last: string, { micros }: Step): string =>
  `SELECT unnest(generate_series(CAST(${first} AS TIMESTAMP), CAST(${last} AS TIMESTAMP), to_microseconds(${micros}))) AS t`

const tableSql = (points: Points, reached: Reached, step: Step): string => {
  const [first = '', last = ''] = [points[0], points.at(-1)]
  const t = first.startsWith('DATE') ? 'CAST(t AS DATE)' : 't'
  return `SELECT ${step.key('t')} AS k, ${halved(t, points, reached)} AS v FROM (${everyStep(first, last, step)})`
}

/** The tables that times of a run are looked up in, each once. */
export type RoundingTables = Map<string, RoundingTable>

const roundedBy = (points: Points, reached: Reached, tables: RoundingTables, dialect: Dialect): Rounding => {
  const step = points.length > fewPoints ? stepOf(points) : undefined
  if (step === undefined) return { points, reached }
  const sql = tableSql(points, reached, step)
  const known = tables.get(sql) ?? {
    layout: { name: `cells.${dialect.quote(sqlName(`t${tables.size + 1}`))}`, sql, kind: 'copy' },
    key: step.key,
  }
  tables.set(sql, known)
  return { points, reached, table: known }
}

/** Times become the last of the points they have reached. */
export const roundingOf = (points: Points, tables: RoundingTables, dialect: Dialect): Rounding =>
  roundedBy(points, reachedTime(points), tables, dialect)

/** Times become the number of periods whose points they have reached; the points of the periods are in order. */
export const numberingOf = ({ points, after }: Cutting, tables: RoundingTables, dialect: Dialect): Rounding => {
  const texts = points.map((value) => (after ? nextMoment(literalSql(value)) : literalSql(value)))
  return roundedBy(texts, reachedNumber, tables, dialect)
}

/** A time rounded; null where there is none. */
export const roundedSql = (column: string, rounding: Rounding, alias: string, isOptional: boolean): string => {
  const { points, reached, table } = rounding
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined) return column
  if (table !== undefined)
    return `coalesce(${alias}.v, CASE WHEN ${column} < ${first} THEN ${reached(0)} WHEN ${column} >= ${last} THEN ${reached(points.length)} END)`
  const rounded = halved(column, points, reached)
  return isOptional ? `CASE WHEN ${column} IS NOT NULL THEN ${rounded} END` : rounded
}

/** Where a rounded time comes from, beside the row itself. */
export const roundingJoin = (column: string, { table }: Rounding, alias: string): string =>
  table === undefined ? '' : ` LEFT JOIN ${table.layout.name} AS ${alias} ON ${table.key(column)} = ${alias}.k`

/** Everything a time can be rounded to. */
export const segmentsOf = (points: Points, isOptional: boolean): readonly string[] => [
  ...(isOptional ? ['NULL'] : []),
  ...points.slice(0, 1).map(momentBefore),
  ...points,
]

/** Where rows are looked up that one period sees: the table, and what joins them to it under the alias `own`. */
export type Placement = { readonly layout: Layout; readonly join: string }

/** Each period ends before the next begins. */
const isApart = (starts: Points, ends: Points): boolean =>
  starts.every((start, i) => i === 0 || compareTexts(ends[i - 1] ?? '', start) <= 0)

/** Rows placed in the one period that sees them, by looking a step of their time up; undefined where there is no such step. */
export const placementOf = (
  column: string,
  [from, to]: readonly [Cutting, Cutting],
  tables: RoundingTables,
  dialect: Dialect,
): Placement | undefined => {
  const textsOf = ({ points }: Cutting): Points => points.map((value) => literalSql(value))
  const [starts, ends] = [textsOf(from), textsOf(to)]
  const step = stepOf([...starts, ...ends].toSorted(compareTexts))
  const [first, last] = [starts[0], ends.at(-1)]
  if (step === undefined || first === undefined || last === undefined || !isApart(starts, ends)) return undefined
  const periods = starts.map((start, i) => `(${i}, ${start}, ${ends[i] ?? 'NULL'})`).join(', ')
  const t = first.startsWith('DATE') ? 'CAST(t AS DATE)' : 't'
  const sql = `SELECT ${step.key(t)} AS k, CAST(p.i AS INTEGER) AS i FROM (${everyStep(first, last, step)}) JOIN (VALUES ${periods}) AS p(i, s, e) ON ${t} >= p.s AND ${t} < p.e`
  const known = tables.get(sql) ?? {
    layout: { name: `cells.${dialect.quote(sqlName(`t${tables.size + 1}`))}`, sql, kind: 'copy' },
    key: step.key,
  }
  tables.set(sql, known)
  return { layout: known.layout, join: `JOIN ${known.layout.name} AS own ON ${step.key(column)} = own.k` }
}
