/**
 * What a terminal shows: tables, numbers with units, statuses, issues with their lines, charts, progress. Comes in:
 * values. Goes out: text in cells. Must not know verbs, files or a workspace.
 */
export * from './style.ts'
export * from './width.ts'
export * from './table.ts'
export * from './status.ts'
export * from './issue.ts'
export * from './progress.ts'
export * from './chart.ts'
export * from './control-chart.ts'
export * from './verdict.ts'
