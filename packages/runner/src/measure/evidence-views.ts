import { sqlName, type Column, type Contract } from '@isometric/core/construct'
import { ordered } from '@isometric/core/plan'
import { recordSql } from '@isometric/core/sql'
import type { Snapshot } from '@isometric/core/term'
import type { Engine } from '../engine/index.ts'
import { storedAs } from '../evidence/index.ts'

/** A snapshot and where its rows lie. */
export type Stored = Snapshot & { readonly file: string }

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

const emptyTable = (contract: Contract): string =>
  `SELECT ${contract.columns
    .filter((column) => column.is === undefined)
    .map((column) => `CAST(NULL AS ${storedAs(column.type)}) AS ${quoted(sqlName(column.name))}`)
    .join(', ')}, CAST(NULL AS INTEGER) AS _snapshot WHERE FALSE`

/** The rows of all snapshots, each with the ordinal of its own; a column a snapshot lacks is null in its rows. */
const viewOf = (contract: Contract, stored: readonly Stored[]): string => {
  const known = ordered(stored)
  const files = known.map((snapshot) => stored.find((each) => each.digest === snapshot.digest)?.file ?? '')
  const selects = files.map((file, i) => `SELECT *, ${i} AS _snapshot FROM read_parquet(${text(file)})`)
  const columns = contract.columns
    .filter((column) => column.is === undefined)
    .map((column) => quoted(sqlName(column.name)))
  return `SELECT ${[...columns, '_snapshot'].join(', ')} FROM (${[emptyTable(contract), ...selects].join(' UNION ALL BY NAME ')})`
}

/** What rows would be like, by contract: SQL of rows → SQL of changed rows. */
export type Supposed = Readonly<Record<string, (rows: string) => string>>

/** Makes `evidence.<table>` stand for what is known of each contract, or supposed of it. */
export const showEvidence = async (
  engine: Engine,
  contracts: readonly Contract[],
  stored: Readonly<Record<string, readonly Stored[]>>,
  supposed: Supposed = {},
): Promise<void> => {
  await engine.run('CREATE SCHEMA IF NOT EXISTS evidence')
  for (const contract of contracts) {
    const rows = viewOf(contract, stored[contract.name] ?? [])
    const shown = supposed[contract.name]?.(rows) ?? rows
    await engine.run(`CREATE OR REPLACE VIEW evidence.${quoted(sqlName(contract.name))} AS ${shown}`)
  }
}

const beginsWith = (contract: Contract): string | undefined =>
  contract.describes.kind === 'events'
    ? contract.describes.at
    : contract.describes.kind === 'records'
      ? contract.describes.from
      : undefined

/** When a row begins: a column of the file, or computed from others. */
const momentOf = (column: Column, contract: Contract, timeZone: string): string => {
  if (column.is === undefined) return quoted(sqlName(column.name))
  const stored = contract.columns.filter(({ is }) => is === undefined)
  const computed = recordSql(timeZone)(
    column.is,
    stored.map(({ name, type }) => ({ name, type, sql: quoted(sqlName(name)) })),
    column.type,
  )
  if (!computed.ok) throw new Error(`${contract.name}.${column.name} was not checked`)
  return computed.value
}

/** When the first row begins: a date is where its day begins in the zone. */
const beginningSql = (contract: Contract, timeZone: string): string | undefined => {
  const column = contract.columns.find(({ name }) => name === beginsWith(contract))
  if (column === undefined) return undefined
  const first = `CAST(min(${momentOf(column, contract, timeZone)}) AS TIMESTAMP)`
  return column.type.kind === 'date' ? `timezone('UTC', timezone(${text(timeZone)}, ${first}))` : first
}

/** By contract, the earliest instant a row of it speaks of; none where rows have no time of their own. */
export const beginningsOf = async (
  engine: Engine,
  contracts: readonly Contract[],
  stored: Readonly<Record<string, readonly Stored[]>>,
  timeZone: string,
): Promise<Readonly<Record<string, string | undefined>>> => {
  const found: Record<string, string | undefined> = {}
  for (const contract of contracts) {
    const begins = beginningSql(contract, timeZone)
    if (begins === undefined || (stored[contract.name] ?? []).length === 0) continue
    const [row] = await engine.rows(
      `SELECT strftime(${begins}, '%Y-%m-%dT%H:%M:%SZ') AS begins FROM evidence.${quoted(sqlName(contract.name))}`,
    )
    if (typeof row?.['begins'] === 'string') found[contract.name] = row['begins']
  }
  return found
}
