import type { Dialect } from '../dialect.ts'

export const duckdb: Dialect = {
  name: 'duckdb',
  quote: (name) => `"${name.replaceAll('"', '""')}"`,
  functions: {},
}
