/**
 * The reference evaluator: what a method means (language.md 4 and 5), computed row by row over small tables, for one
 * period and one group at a time. It decides; every engine must agree. Comes in: a method, contracts, rows with their
 * snapshots, periods. Goes out: measurements. It is never made fast, and must not know plans or SQL.
 */
export * from './input.ts'
export * from './measure.ts'
export * from './scenario.ts'
