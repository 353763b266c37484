/**
 * From measures to a verdict (ISO/IEC 27004:2016, 8.7; ISO/IEC/IEEE 15939, decision criteria). Comes in: measures by
 * period and group, and dated criteria. Goes out: a status and notes for each. Must not know constructs, contracts or
 * engines: results outlive syntax.
 */
export * from './criteria.ts'
export * from './verdict.ts'
export * from './total.ts'
export * from './series.ts'
