/**
 * The ways a file can be written. Comes in: a file and what its mapping says of it. Goes out: a `Reading`, SQL over
 * the file with everything as text. Must not know contracts. Each way is one line of `sources` (architecture.md 4).
 */
import type { Source } from '../reading.ts'
import { csv } from './csv.ts'
import { json } from './json.ts'
import { ndjson } from './ndjson.ts'
import { parquet } from './parquet.ts'

export const sources: readonly Source[] = [csv, json, ndjson, parquet]
