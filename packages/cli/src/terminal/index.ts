/**
 * What a terminal shows: tables, numbers with units, statuses, issues with their lines, charts, progress. Comes in:
 * values. Goes out: text in cells. Must not know verbs, files or a workspace. Charts need reports and are imported by
 * themselves, so that help and errors come without loading them.
 */
export * from './style.ts'
export * from './width.ts'
export * from './table.ts'
export * from './status.ts'
export * from './issue.ts'
export * from './progress.ts'
export * from './verdict.ts'
