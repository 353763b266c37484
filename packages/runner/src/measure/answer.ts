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

const answerOf = (plan: Plan, measure: CheckedMethod, rows: readonly Row[]): Answer => ({
  measure: measure.name,
  grouped: measure.grouped,
  rows: rows.map((row) => engineRow(row, measure.grouped ? plan.checked.construct.by.length : 0)),
  coverage: plan.periods.map((_, i) => coverageFor(plan, measure, i)),
  ofNothing: valueOfNothing(measure.method),
  reasonOfNothing: reasonOfNothing(measure.method),
})

const schemas = ['laid', 'known', 'cells']

/** Lays out once what the plans of a run read, and counts once what they share; their snapshots are the same. */
export const layOut = async (plans: readonly Plan[], engine: Engine): Promise<SharedCells> => {
  const cells = sharedCells(sharingOf(plans).shares, duckdb)
  for (const schema of schemas) await engine.run(`CREATE SCHEMA IF NOT EXISTS ${schema}`)
  for (const { name, sql } of [...layoutsOf(plans, duckdb), ...cells.layouts])
    await engine.run(`CREATE OR REPLACE TABLE ${name} AS ${sql}`)
  return cells
}

/** Runs every base measure of a plan whose tables are laid out, one statement each. */
export const answersOf = async (plan: Plan, engine: Engine, cells: SharedCells): Promise<readonly Answer[]> => {
  const answers: Answer[] = []
  for (const [i, statement] of compile(plan, duckdb, cells).entries()) {
    const measure = plan.measures[i]
    if (measure !== undefined) answers.push(answerOf(plan, measure, await engine.rows(statement.sql)))
  }
  return answers
}
