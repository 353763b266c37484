import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBStructValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from '@duckdb/node-api'
import type { Cell, Row } from '../engine.ts'

const instant = (micros: bigint): string => {
  const whole = new Date(Number(micros / 1000n)).toISOString()
  const rest = Number(((micros % 1_000_000n) + 1_000_000n) % 1_000_000n)
  return rest === 0
    ? `${whole.slice(0, 19)}Z`
    : `${whole.slice(0, 19)}.${String(rest).padStart(6, '0').replace(/0+$/, '')}Z`
}

/** A timestamp is an instant in UTC here, whatever its SQL type: the tables of evidence hold nothing else. */
const cell = (value: DuckDBValue): Cell => {
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string')
    return value
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue) return instant(value.micros)
  if (value instanceof DuckDBDateValue) return value.toString()
  if (value instanceof DuckDBDecimalValue) return value.toDouble()
  if (value instanceof DuckDBListValue) return value.items.map(cell)
  if (value instanceof DuckDBStructValue)
    return Object.fromEntries(Object.entries(value.entries).map(([key, item]) => [key, cell(item)]))
  return String(value)
}

/** Rows of DuckDB's values, in the order of `names`, as plain JSON. */
export const rowsFrom = (names: readonly string[], rows: readonly (readonly DuckDBValue[])[]): readonly Row[] =>
  rows.map((values) => {
    const row: Record<string, Cell> = {}
    names.forEach((name, i) => {
      row[name] = cell(values[i] ?? null)
    })
    return row
  })
