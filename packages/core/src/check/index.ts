/**
 * Checking: a construct and its contracts → a construct whose every formula is resolved, typed, scaled and sound, or
 * all issues at once (language.md 2–6; D-rules of domain.md 1.4 that fall out of types). Must not know engines.
 */
export * from './typed.ts'
export * from './checked.ts'
export * from './check.ts'
export { checkContract } from './contract.ts'
export { checkScenario, unreadBy } from './scenario.ts'
export { conjuncts } from './reach.ts'
export { contextOf } from './method.ts'
export { groupScan, hasPaths, topAggregates } from './grouping.ts'
export { isPeriodConstant } from './call.ts'
export { columnOf, referenceOf, typeOfColumn } from './type-of-column.ts'
export { childrenOf } from './lookback.ts'
export { bandText } from './bands.ts'
export { reasonOfNothing, valueOfNothing } from './nothing.ts'
export { cardOf } from './card.ts'
export { unitOfType } from './unit-of-type.ts'
export { outlineOf } from './outline.ts'
