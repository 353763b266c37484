/**
 * SQL: plans → the tables they read, laid out once for all of them, the rows of several measures counted together in cells,
 * and for each plan one statement a base measure, all
 * periods and groups at once (architecture.md 5). Must not know a connection: the engine is someone else's.
 * `evidence.<table>` holds every snapshot's rows with `_snapshot`; layouts stand in the schemas `laid` and `known`.
 */
export * from './dialect.ts'
export * from './dialect/index.ts'
export { statementOf, type Statement } from './measure.ts'
export { ratingsStatement, type RatingsStatement } from './ratings.ts'
export * from './compile.ts'
export { sharedCells, type SharedCells } from './cells.ts'
export { layoutsOf, type Layout } from './layout.ts'
export * from './record.ts'
export { rowSources, rowsStatement, type RowsAsked, type RowsStatement, type RowSource } from './rows.ts'
export { changedRows, type ChangedRows } from './scenario.ts'
