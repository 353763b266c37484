import { isPerView, type Plan } from '../plan/index.ts'
import type { Period } from '../term/index.ts'
import type { Dialect } from './dialect.ts'
import type { Layout } from './layout.ts'
import { planOfTable, viewColumn, viewLiteral } from './table.ts'
import type { Writing } from './writing.ts'

const bounds = ['i', 'start_date', 'end_date', 'start_at', 'end_at']

const boundsOf = (period: Period, i: number): readonly string[] => {
  const stamp = (at: string): string => `TIMESTAMP '${at.replace('T', ' ').replace('Z', '')}'`
  return [`${i}`, `DATE '${period.start}'`, `DATE '${period.end}'`, stamp(period.startAt), stamp(period.endAt)]
}

/** The bounds of the periods of a run as tables, so that not every statement brings them along. */
export type PeriodTables = ReadonlyMap<string, Layout>

const keyOf = (periods: readonly Period[]): string => JSON.stringify(periods.map(({ start, end }) => [start, end]))

export const periodTables = (plans: readonly Plan[], dialect: Dialect): PeriodTables => {
  const different = new Map(plans.map(({ periods }) => [keyOf(periods), periods]))
  return new Map(
    [...different].map(([key, periods], n) => {
      const rows = periods.map((period, i) => `(${boundsOf(period, i).join(', ')})`)
      const sql = `SELECT * FROM (VALUES ${rows.join(', ')}) AS p(${bounds.join(', ')})`
      return [key, { name: `cells.${dialect.quote(`p${n + 1}`)}`, sql, kind: 'copy' }]
    }),
  )
}

/**
 * Periods as a table: their bounds, the constants of the statement, and the view of each table laid out by view. Where
 * a statement asks for bounds only, those of the run are enough.
 */
export const periodsSql = (writing: Writing, known?: PeriodTables): string => {
  const { ground } = writing
  const constants = [...writing.constants.values()]
  const tables = [...writing.tables].filter((name) => isPerView(planOfTable(name, writing)))
  const table = constants.length + tables.length === 0 ? known?.get(keyOf(ground.periods)) : undefined
  if (table !== undefined) return `p AS (SELECT * FROM ${table.name})`
  const rows = ground.periods.map((period, i) => {
    const views = tables.map((name) => {
      const plan = planOfTable(name, writing)
      return viewLiteral(plan.pictures[i]?.newest ?? [], plan)
    })
    return `(${[...boundsOf(period, i), ...constants.map((constant) => constant.values[i] ?? 'NULL'), ...views].join(', ')})`
  })
  const names = [...bounds, ...constants.map((constant) => constant.column), ...tables.map(viewColumn)]
  return `p(${names.join(', ')}) AS (VALUES ${rows.join(', ')})`
}
