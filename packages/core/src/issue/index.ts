/**
 * What goes wrong, said once: every problem has a stable code, a severity, a place and a sentence (language.md 10).
 * Comes in: a code and its parameters. Goes out: an Issue. Knows no formula, document or engine.
 */
export * from './span.ts'
export * from './issue.ts'
export * from './nearest.ts'
export * from './catalogue.ts'
export { lintCodes } from './code/lint.ts'
