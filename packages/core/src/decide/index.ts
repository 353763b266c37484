/**
 * What people make of results, and what follows from it (ISO/IEC 27004:2016, 8.7; ISO/IEC 27001:2022, 10.2): which
 * breaches wait for an answer, what has lapsed or is overdue, whether an action worked. Comes in: results as they stand,
 * entries of the record, a day. Goes out: states, derived anew each time and stored nowhere. Must not know documents or a
 * clock: results outlive syntax, and the day is handed in.
 */
export * from './action.ts'
export * from './answered.ts'
export * from './baseline.ts'
export * from './breach.ts'
export * from './course.ts'
export * from './crossing.ts'
export * from './effectiveness.ts'
export * from './ledger.ts'
export * from './reaction.ts'
export * from './seal.ts'
