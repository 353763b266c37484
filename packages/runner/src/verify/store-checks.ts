/** The store as a database: whether it says of itself that it is whole, and has the tables it should have. */
import type { DatabaseSync } from 'node:sqlite'
import { recordedTables, schemaProblem } from '../store/index.ts'
import { problemOf, type Problems } from './problem.ts'
import type { Numbers } from './range.ts'

/** What SQLite's own check reports. */
export const checkDatabase = (database: DatabaseSync, problems: Problems): void => {
  const found = database
    .prepare('pragma integrity_check(20)')
    .all()
    .map((row) => String(row['integrity_check']))
  if (found.join() !== 'ok')
    problems.add(problemOf('integrity', 'store', 'store-check-failed', { why: found.slice(0, 3).join('; ') }))
  const why = schemaProblem(database)
  if (why !== undefined) problems.add(problemOf('integrity', 'store', 'store-changed', { why }))
}

/** What log and store say of how much there is. */
export const checkCounts = (
  database: DatabaseSync,
  { size, lastAt, numbers }: { readonly size: number; readonly lastAt: string | undefined; readonly numbers: Numbers },
  problems: Problems,
): void => {
  for (const table of recordedTables) {
    const row = database.prepare(`select max(id) as last, count(*) as rows from "${table}"`).get()
    const [last, rows] = [Number(row?.['last'] ?? 0), Number(row?.['rows'] ?? 0)]
    const known = numbers[table]?.last ?? 0
    if (last > known)
      problems.add(problemOf('integrity', `${table} ${known + 1}`, 'rows-inserted', { table, rows: last - known }))
    else if (rows < known) continue
  }
  const heads = database.prepare('select size, at, counts from log_head').all()
  const [head] = heads
  const counts = Object.fromEntries(
    Object.entries(numbers)
      .map(([table, { last }]) => [table, last] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  )
  const isRight =
    heads.length === (size === 0 ? 0 : 1) &&
    (size === 0 || (head?.['size'] === size && head['at'] === lastAt && head['counts'] === JSON.stringify(counts)))
  if (!isRight) problems.add(problemOf('integrity', 'store', 'log-head-differs', { size }))
}
