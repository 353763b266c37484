/**
 * SQL: a plan → one statement for each base measure, all periods and groups at once (architecture.md 5). Must not know
 * a connection: the engine is someone else's. `evidence.<table>` holds every snapshot's rows with `_snapshot`.
 */
export * from './dialect.ts'
export * from './dialect/index.ts'
export * from './measure.ts'
export * from './compile.ts'
export * from './record.ts'
