/**
 * From base measures to derived ones (ISO/IEC/IEEE 15939, measurement function): shares, ratios, and values of earlier
 * periods. Comes in: base measures by period and group, and functions. Goes out: all measures by period and group.
 * Must not know constructs, contracts or engines: results outlive syntax.
 */
export * from './row.ts'
export * from './suppress.ts'
export * from './wilson.ts'
export * from './parameter.ts'
export * from './view.ts'
export * from './series-view.ts'
export * from './series.ts'
export * from './derive.ts'
export * from './from-engine.ts'
