import { reasonOfNothing, valueOfNothing, type CheckedMethod } from '@isometric/core/check'
import type { Answer, EngineRow } from '@isometric/core/measure'
import { coverageFor, sharingOf, type Plan } from '@isometric/core/plan'
import { compile, duckdb, layoutsOf, sharedCells, type SharedCells } from '@isometric/core/sql'
import type { Cell, Engine, Row } from '../engine/index.ts'

const count = (cell: Cell | undefined): number =>
  typeof cell === 'number' ? cell : typeof cell === 'string' ? Number(cell) : 0
const scalar = (cell: Cell | undefined): EngineRow['value'] =>
  typeof cell === 'number' || typeof cell === 'string' || typeof cell === 'boolean' ? cell : null

const engineRow = (row: Row, groups: number): EngineRow => ({
  period: count(row['i']),
  total: row['total'] === true,
  groups: Array.from({ length: groups }, (_, i) => {
    const cell = row[`g${i + 1}`]
    return typeof cell === 'string' ? cell : null
  }),
  value: scalar(row['value']),
  nothing: row['nothing'] === true,
  rows: count(row['rows']),
  unknown: count(row['unknown']),
  missing: count(row['missing']),
  unreferenced: count(row['unreferenced']),
  reconstructed: row['reconstructed'] === true,
  persons: count(row['persons']),
})

const schemas = ['laid', 'known', 'cells']

/** Lays out once what the plans of a run read, and counts once what they share; their snapshots are the same. */
export const layOut = async (plans: readonly Plan[], engine: Engine): Promise<SharedCells> => {
  const cells = sharedCells(sharingOf(plans), duckdb)
  for (const schema of schemas) {
    await engine.run(`DROP SCHEMA IF EXISTS ${schema} CASCADE`)
    await engine.run(`CREATE SCHEMA ${schema}`)
  }
  for (const { name, sql, kind } of [...layoutsOf(plans, duckdb), ...cells.layouts])
    await engine.run(`CREATE ${kind === 'copy' ? 'TABLE' : 'VIEW'} ${name} AS ${sql}`)
  return cells
}

/** Runs every base measure of a plan whose tables are laid out, one statement each. */
export const rowsFound = async (
  plan: Plan,
  engine: Engine,
  cells: SharedCells,
): Promise<ReadonlyMap<CheckedMethod, readonly EngineRow[]>> => {
  const found = new Map<CheckedMethod, readonly EngineRow[]>()
  for (const [i, statement] of compile(plan, duckdb, cells).entries()) {
    const measure = plan.measures[i]
    if (measure === undefined) continue
    const groups = measure.grouped ? plan.checked.construct.by.length : 0
    const rows = await engine.rows(statement.sql)
    found.set(
      measure,
      rows.map((row) => engineRow(row, groups)),
    )
  }
  return found
}

/** What rows of a base measure mean where the evidence is what it is. */
export const answerOf = (plan: Plan, measure: CheckedMethod, rows: readonly EngineRow[]): Answer => ({
  measure: measure.name,
  grouped: measure.grouped,
  rows,
  coverage: plan.periods.map((_, i) => coverageFor(plan, measure, i)),
  ofNothing: valueOfNothing(measure.method),
  reasonOfNothing: reasonOfNothing(measure.method),
})

/** Every base measure of a plan whose tables are laid out. */
export const answersOf = async (plan: Plan, engine: Engine, cells: SharedCells): Promise<readonly Answer[]> =>
  [...(await rowsFound(plan, engine, cells))].map(([measure, rows]) => answerOf(plan, measure, rows))
