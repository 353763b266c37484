/**
 * Analysis of a series of measurements (ISO/IEC 27004:2016, 8.6): is something changing, or is it noise?
 * Comes in: numbers in order of time. Goes out: statistics with their source. Must not know constructs, documents or
 * engines: results outlive syntax.
 */
export * from './agreement/index.ts'
export * from './answer.ts'
export * from './summary/index.ts'
export * from './trend/index.ts'
