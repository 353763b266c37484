/**
 * The engines we can write for. Comes in: nothing; goes out: dialects. A dialect is text only, never a connection.
 */
import { duckdb } from './duckdb.ts'

export { duckdb }
export const dialects = [duckdb] as const
