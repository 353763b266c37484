import { isPerView } from '../plan/index.ts'
import { planOfTable, viewColumn, viewLiteral } from './table.ts'
import type { Writing } from './writing.ts'

/** Periods as a table: their bounds, the constants of the statement, and the view of each table laid out by view. */
export const periodsSql = (writing: Writing): string => {
  const { ground } = writing
  const constants = [...writing.constants.values()]
  const tables = [...writing.tables].filter((name) => isPerView(planOfTable(name, writing)))
  const rows = ground.periods.map((period, i) => {
    const stamp = (at: string): string => `TIMESTAMP '${at.replace('T', ' ').replace('Z', '')}'`
    const views = tables.map((name) => {
      const table = planOfTable(name, writing)
      return viewLiteral(table.pictures[i]?.newest ?? [], table)
    })
    return `(${[`${i}`, `DATE '${period.start}'`, `DATE '${period.end}'`, stamp(period.startAt), stamp(period.endAt), ...constants.map((constant) => constant.values[i] ?? 'NULL'), ...views].join(', ')})`
  })
  const names = [
    'i',
    'start_date',
    'end_date',
    'start_at',
    'end_at',
    ...constants.map((constant) => constant.column),
    ...tables.map(viewColumn),
  ]
  return `p(${names.join(', ')}) AS (VALUES ${rows.join(', ')})`
}
