import type { Contract, FormulaText, RowChange } from '../construct/index.ts'
import { sqlName } from '../construct/index.ts'
import type { Outcome } from '../issue/index.ts'
import { duckdb } from './dialect/index.ts'
import { recordSql, type RecordColumn } from './record.ts'

/** The columns of a row: those stored by their names, the computed ones as what they are made from. */
const columnsOf = (contract: Contract, timeZone: string): readonly RecordColumn[] => {
  const stored = contract.columns
    .filter(({ is }) => is === undefined)
    .map(({ name, type }): RecordColumn => ({ name, type, sql: duckdb.quote(sqlName(name)) }))
  const computed = contract.columns.flatMap(({ name, type, is }): readonly RecordColumn[] =>
    is === undefined
      ? []
      : [{ name, type, sql: `(${written(recordSql(timeZone)(is, stored, type), `${contract.name}.${name}`)})` }],
  )
  return [...stored, ...computed]
}

const written = (outcome: Outcome<string>, what: string): string => {
  if (!outcome.ok) throw new Error(`${what} was not checked: ${outcome.issues.map(({ message }) => message).join(' ')}`)
  return outcome.value
}

/** Rows of `from` as one change leaves them, and how many it meets. */
type Step = { readonly rows: string; readonly met: string }

const stepOf = (change: RowChange, contract: Contract, timeZone: string, from: string): Step => {
  const columns = columnsOf(contract, timeZone)
  const condition = (text: FormulaText | undefined): string =>
    text === undefined ? 'TRUE' : `(${written(recordSql(timeZone)(text, columns, 'boolean'), text.text)})`
  const where = condition(change.where)
  const person = contract.columns.find(({ role }) => role === 'personal')
  const persons =
    person === undefined ? '0' : `count(DISTINCT ${duckdb.quote(sqlName(person.name))}) FILTER (WHERE ${where})`
  const met = `SELECT count(*) AS rows, count(*) FILTER (WHERE ${where}) AS met, count(*) FILTER (WHERE ${where} IS NULL) AS unknown, ${persons} AS persons FROM (${from})`
  if (change.kind === 'drop') return { rows: `SELECT * FROM (${from}) WHERE ${where} IS NOT TRUE`, met }
  const replaced = change.columns.map(({ name, to }) => {
    const column = contract.columns.find((each) => each.name === name)
    if (column === undefined) throw new Error(`${contract.name}.${name} was not checked`)
    const quoted = duckdb.quote(sqlName(name))
    const value = written(recordSql(timeZone)(to, columns, column.type), to.text)
    // What every row has stays where nothing better is known.
    const known = column.optional ? value : `coalesce(${value}, ${quoted})`
    return `CASE WHEN ${where} THEN ${known} ELSE ${quoted} END AS ${quoted}`
  })
  return { rows: `SELECT * REPLACE (${replaced.join(', ')}) FROM (${from})`, met }
}

/** Rows of a table as changes leave them; `met` counts, change by change, the rows each finds. */
export type ChangedRows = { readonly rows: string; readonly met: readonly string[] }

/**
 * SQL of the rows of `from` after a scenario's changes, one after the other. `from` has the stored columns of the contract
 * and perhaps more, which stay. The changes must have been checked.
 */
export const changedRows = (
  contract: Contract,
  changes: readonly RowChange[],
  timeZone: string,
  from: string,
): ChangedRows =>
  changes.reduce<ChangedRows>(
    ({ rows, met }, change) => {
      const step = stepOf(change, contract, timeZone, rows)
      return { rows: step.rows, met: [...met, step.met] }
    },
    { rows: from, met: [] },
  )
