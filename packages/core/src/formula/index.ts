/**
 * FEEL (DMN 1.5 chapter 10): text → tree → value. Comes in: a formula and named values. Goes out: a tree, a value,
 * issues with spans. Must not know contracts, constructs or SQL engines beyond a function's default text.
 */
export * from './tree.ts'
export * from './value.ts'
export * from './type.ts'
export * from './function/index.ts'
export * from './read.ts'
export * from './print.ts'
export * from './parts.ts'
export * from './evaluate.ts'
export * from './call.ts'
export * from './compare.ts'
export * from './moment.ts'
export * from './arithmetic.ts'
export * from './feel-text.ts'
export * from './kind-text.ts'
export * from './try.ts'
