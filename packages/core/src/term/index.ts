/**
 * The words everything else is said in: scales, statuses, periods, groups (GLOSSARY.md).
 * Comes in: nothing. Goes out: readonly value types. Knows no formula, no document, no engine.
 * ISO/IEC 27004:2016 clause 3 and ISO/IEC/IEEE 15939.
 */
export * from './scale.ts'
export * from './status.ts'
export * from './period.ts'
export * from './result.ts'
export * from './snapshot.ts'
export * from './card.ts'
export * from './pair.ts'
export * from './decision.ts'
