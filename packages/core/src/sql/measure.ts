import { topAggregates, type CheckedMethod, type Relation, type Typed } from '../check/index.ts'
import type { Plan } from '../plan/index.ts'
import { aggregateText } from './aggregate.ts'
import type { Dialect } from './dialect.ts'
import type { CellSlot } from './shared-rows.ts'
import { periodsSql, type PeriodTables } from './periods.ts'
import { blockOf, partsOf, type Grouping } from './relation.ts'
import { scalarSql, type Parts } from './scalar.ts'
import { tableExpressions } from './table.ts'
import { groundOf, writingOf, type Writing } from './writing.ts'

/**
 * One statement for one base measure: a row for each period and group with `i` (the period's place), `total`,
 * `g1…`, `value`, `rows`, `unknown`, `missing`, `unreferenced`, `reconstructed`, `persons`; `nothing`: an aggregate had nothing to aggregate.
 */
export type Statement = { readonly measure: string; readonly sql: string; readonly tables: readonly string[] }

const groupList = (count: number, prefix = ''): string =>
  Array.from({ length: count }, (_, i) => `, ${prefix}g${i + 1}`).join('')

/** Whether the rows of the total are not those of the groups together: distinct values, and lists of several tables. */
const differsByLevel = (relation: Relation): boolean => {
  switch (relation.kind) {
    case 'scan':
    case 'list':
    case 'steps':
      return false
    case 'filter':
    case 'latest':
    case 'each':
      return differsByLevel(relation.input)
    case 'for':
      return relation.iterators.some(({ over }) => differsByLevel(over))
    case 'distinct':
    case 'concatenate':
      return true
  }
}

/** The rows of one aggregate with what becomes of them, then gathered by period and group, and by period alone. */
const slotSql = (aggregate: Extract<Typed, { kind: 'aggregate' }>, by: readonly string[], writing: Writing): string => {
  // Distinct values are counted where their rows are at hand, so that rows on null are counted too.
  const isDistinct = aggregate.name === 'count' && aggregate.over.kind === 'distinct'
  const over = isDistinct && aggregate.over.kind === 'distinct' ? aggregate.over.input : aggregate.over
  const levels = by.length > 0 && differsByLevel(over)
  const grouping: Grouping = by.length === 0 ? { kind: 'none' } : { kind: 'giving', by, levels }
  const block = blockOf(over, grouping, partsOf(writing, grouping))
  const keep = block.conditions.length === 0 ? 'TRUE' : `(${block.conditions.join(' AND ')})`
  const where = [...block.where, ...(keep === 'TRUE' ? [] : [`${keep} IS NOT FALSE`])]
  const groups = by.map((_, i) => `, ${block.groups?.[i] ?? 'CAST(NULL AS VARCHAR)'} AS g${i + 1}`).join('')
  const reconstructed =
    block.reconstructed.length === 0
      ? 'FALSE'
      : block.reconstructed.map((each) => `coalesce(${each}, FALSE)`).join(' OR ')
  const inner = `SELECT p.i, p.start_date, p.end_date, p.start_at, p.end_at${levels ? ', l.total' : ''}${groups}, ${block.item} AS v, ${keep} AS keep, (${reconstructed}) AS reconstructed, ${block.person ?? 'NULL'} AS person, ${block.unreferenced ?? 'FALSE'} AS unreferenced FROM p, ${levels ? 'l, ' : ''}${block.from.join(', ')}${where.length === 0 ? '' : ` WHERE ${where.join(' AND ')}`}`
  const names = groupList(by.length, 'p.')
  const outer = isDistinct ? 'count(DISTINCT p.v) FILTER (WHERE p.keep)' : aggregateText(aggregate, 'p.v', 'p.keep')
  const total = levels ? 'p.total' : by.length === 0 ? 'TRUE' : '(grouping(p.g1) = 1)'
  const sets = levels ? `p.i, p.total${names}` : by.length === 0 ? 'p.i' : `GROUPING SETS ((p.i), (p.i${names}))`
  return `SELECT p.i, ${total} AS total${names}, ${outer} AS value, count(*) FILTER (WHERE p.keep AND p.v IS NOT NULL) AS rows, count(*) FILTER (WHERE p.keep IS NULL) AS unknown, count(*) FILTER (WHERE p.keep AND p.v IS NULL) AS missing, count(*) FILTER (WHERE p.keep AND p.unreferenced) AS unreferenced, bool_or(p.reconstructed AND coalesce(p.keep, FALSE)) AS reconstructed, count(DISTINCT p.person) FILTER (WHERE p.keep) AS persons FROM (${inner}) AS p GROUP BY ${sets}`
}

const zeroes = ['count', 'sum', 'covered']

/** The method around its aggregates, over their columns `a1`, `a2`, …; a count or sum of nothing is 0. */
const wholeSql = (method: Typed, aggregates: readonly Typed[], parts: Parts): string => {
  const around: Parts = {
    ...parts,
    aggregate: (typed) => {
      const column = `a${aggregates.indexOf(typed) + 1}`
      return zeroes.includes(typed.name) ? `coalesce(${column}, 0)` : column
    },
  }
  return scalarSql(method, around)
}

const isDecimal = (measure: CheckedMethod): boolean =>
  measure.type.kind === 'number' || measure.type.kind === 'duration'

/** The rows of the only aggregate; a period without any has a total all the same. */
const oneSlot = (slot: string, groups: number): readonly string[] => [
  `slot1 AS (${slot})`,
  `found AS (SELECT p.i, coalesce(s.total, TRUE) AS total${groupList(groups, 's.')}, s.value AS a1, s.rows, s.unknown, s.missing, s.unreferenced, coalesce(s.reconstructed, FALSE) AS reconstructed, s.persons FROM p LEFT JOIN slot1 AS s ON s.i = p.i)`,
]

/** The rows of all aggregates side by side, for every period and each group one of them has. */
const severalSlots = (slots: readonly string[], groups: number): readonly string[] => {
  const names = groupList(groups)
  const columns = ['value', 'rows', 'unknown', 'missing', 'unreferenced', 'reconstructed', 'persons']
  const none = Array.from({ length: groups }, (_, i) => `, CAST(NULL AS VARCHAR) AS g${i + 1}`).join('')
  const skeleton = `SELECT 0 AS slot, p.i, TRUE AS total${none}${columns.map((column) => `, NULL AS ${column}`).join('')} FROM p`
  const unions = slots.map(
    (_, i) => `SELECT ${i + 1} AS slot, i, total${names}, ${columns.join(', ')} FROM slot${i + 1}`,
  )
  const same = (s: string): string =>
    Array.from({ length: groups }, (_, g) => ` AND ${s}.g${g + 1} IS NOT DISTINCT FROM a.g${g + 1}`).join('')
  const joins = slots.map(
    (_, i) =>
      ` LEFT JOIN slot${i + 1} AS s${i + 1} ON s${i + 1}.i = a.i AND s${i + 1}.total = a.total${same(`s${i + 1}`)}`,
  )
  const all = `SELECT i, total${names}, sum(rows) AS rows, sum(unknown) AS unknown, sum(missing) AS missing, sum(unreferenced) AS unreferenced, coalesce(bool_or(reconstructed), FALSE) AS reconstructed, max(persons) AS persons FROM (${[skeleton, ...unions].join(' UNION ALL ')}) AS u GROUP BY i, total${names}`
  return [
    ...slots.map((slot, i) => `slot${i + 1} AS (${slot})`),
    `everything AS (${all})`,
    `found AS (SELECT ${['a.*', ...slots.map((_, i) => `s${i + 1}.value AS a${i + 1}`)].join(', ')} FROM everything AS a${joins.join('')})`,
  ]
}

/** Writes one base measure as one statement over all periods and groups of the plan. */
export const statementOf = (
  plan: Plan,
  measure: CheckedMethod,
  dialect: Dialect,
  cells: ReadonlyMap<Typed, CellSlot> = new Map(),
  periods?: PeriodTables,
): Statement => {
  const writing = writingOf(groundOf(plan), dialect)
  const by = measure.grouped ? plan.checked.construct.by : []
  const aggregates = topAggregates(measure.method)
  const parts = partsOf(writing)
  const slots = aggregates.map((aggregate) => {
    const slot = cells.get(aggregate)
    return slot === undefined ? slotSql(aggregate, by, writing) : slot(by, writing)
  })
  const value = wholeSql(measure.method, aggregates, parts)
  const tables = [...writing.tables].flatMap((name) => tableExpressions(name, writing))
  const names = groupList(by.length)
  const nothing = aggregates.flatMap((aggregate, i) => (zeroes.includes(aggregate.name) ? [] : [`a${i + 1} IS NULL`]))
  const shown = isDecimal(measure) ? `CAST(${value} AS DOUBLE)` : value
  const expressions = [
    periodsSql(writing, periods),
    `l(total) AS (VALUES ${by.length === 0 ? '(TRUE)' : '(TRUE), (FALSE)'})`,
    ...tables,
    ...(slots.length === 1 ? oneSlot(slots[0] ?? '', by.length) : severalSlots(slots, by.length)),
  ]
  return {
    measure: measure.name,
    tables: [...writing.tables],
    sql: `WITH ${expressions.join(',\n')}\nSELECT p.i AS i, total${names}, ${shown} AS value, (${nothing.length === 0 ? 'FALSE' : nothing.join(' OR ')}) AS nothing, rows, unknown, missing, unreferenced, reconstructed, persons FROM found JOIN p ON p.i = found.i ORDER BY i, total DESC${names}`,
  }
}
