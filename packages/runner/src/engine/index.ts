/**
 * Engines: where evidence is computed on (architecture.md 3). Comes in: SQL text and limits. Goes out: rows as plain
 * JSON. Must not know contracts, constructs or what the numbers mean. Each engine is one line of `engines`.
 */
import { duckdb } from './duckdb/duckdb.ts'
import type { Engine, Limits } from './engine.ts'

export * from './engine.ts'

export const engines = { duckdb } as const satisfies Record<string, (limits: Limits) => Promise<Engine>>
export type EngineName = keyof typeof engines

/** Opens an engine. The caller closes it. */
export const openEngine = (limits: Limits = {}, name: EngineName = 'duckdb'): Promise<Engine> => engines[name](limits)
