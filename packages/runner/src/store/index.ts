/**
 * The store: results, the cards of their constructs and what people decided about them, append-only with two times (architecture.md 7, language.md 4
 * "Two clocks"). Comes in: sealed results. Goes out: results as they are known, or were known on a day. Must not know
 * engines, evidence or how a result was computed. SQLite; every statement goes through one typed query layer.
 */
export { openStore, type Store } from './store.ts'
export type { Appended } from './append.ts'
export type { EntriesAdded, EntryQuery } from './entries.ts'
export type { CardQuery, Recorded, ResultQuery, Withdrawal } from './query.ts'
export type { LogOf } from './open-log.ts'
export type { NewRecord } from './recording.ts'
export { recordedTables, type RecordedRow, type RecordedTable } from './recorded.ts'
export { schemaProblem } from './migrate.ts'
export { openAnswers, type Answers } from './answers.ts'
export type { Access } from './sqlite.ts'
export { Failure, issueAt } from './failure.ts'
