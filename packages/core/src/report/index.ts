/**
 * Results in words, tables and charts for people: the view models of pages and reports (27004 clause 8.9).
 * Comes in: results, the cards of their constructs, snapshots. Goes out: plain JSON with every number, unit and sentence
 * ready to be read, and charts as data. Must not know the language: results outlive the syntax they were written in.
 */
export * from './analysis-document.ts'
export * from './analysis.ts'
export * from './answer.ts'
export * from './chart/index.ts'
export * from './checklist.ts'
export * from './criteria-words.ts'
export * from './date-words.ts'
export * from './evidence.ts'
export * from './facts.ts'
export * from './indicator-analysis.ts'
export * from './indicator-series.ts'
export * from './indicator.ts'
export * from './matrix.ts'
export * from './message/index.ts'
export * from './overview.ts'
export * from './quantity.ts'
export * from './series.ts'
export * from './spark-series.ts'
export * from './spark.ts'
export * from './status-mark.ts'
export * from './steps.ts'
export * from './table.ts'
export * from './unit-words.ts'
