/**
 * Planning: a checked construct, what evidence is known, and periods → what to compute and through which snapshots
 * (architecture.md 5). Must not know the text of any engine.
 */
export * from './picture.ts'
export * from './hoist.ts'
export * from './plan.ts'
export * from './silent.ts'
export * from './view.ts'
export * from './coarse.ts'
export * from './seen.ts'
export * from './since.ts'
export * from './standing.ts'
export * from './share.ts'
