import type { FormulaFunction } from './function.ts'

export type { FormulaFunction, Refusal } from './function.ts'
export { isRefusal, refuse } from './function.ts'

/** Every function of the language; the list is the documentation. Aggregates and windows over tables are the checker's. */
export const functions: readonly FormulaFunction[] = []
