import type { Type } from '../type.ts'
import type { Value } from '../value.ts'

/** What a refusal is about when it is not a wrong operand: it becomes the issue of that code. */
export type RefusalCode = 'refused-arguments' | 'invalid-literal' | 'unsupported-year' | 'unsupported-number' | 'unsupported-pattern' | 'not-computable' | 'division-by-zero'

/** An operand a function cannot take, in a sentence that ends the phrase "`name` …" ("needs a number, not a date"). With a `code` it is the text that code speaks of. */
export type Refusal = { readonly refused: string; readonly code?: RefusalCode }
export const refuse = (refused: string, code?: RefusalCode): Refusal => (code === undefined ? { refused } : { refused, code })
export const isRefusal = (answer: unknown): answer is Refusal => typeof answer === 'object' && answer !== null && 'refused' in answer

/**
 * One function of the language: everything known of it in one place. Siblings do not know each other; `index.ts`
 * lists them.
 */
export type FormulaFunction = {
  readonly name: string
  /** DMN 1.5 clause (`10.3.4.3`), or `ours`. */
  readonly clause: string
  /** Names for named invocation, one list per form; a name ending in `?` may be left out, in `…` repeats. */
  readonly parameters: readonly (readonly string[])[]
  /** Type, scale and unit of the result; refuses what DMN would answer with null. */
  readonly typeOf: (args: readonly Type[]) => Type | Refusal
  /** Default SQL text (DuckDB's dialect is the default); absent where the function has no meaning on rows. Dates are DATE, instants TIMESTAMP in UTC, durations DOUBLE seconds or BIGINT months. */
  readonly sql?: (args: readonly string[], types: readonly Type[]) => string
  /** The reference value. A refusal becomes an issue at the call's span. An argument left out in the middle of a named call is null, at its end absent. */
  readonly value: (args: readonly Value[]) => Value | Refusal
  /** `[formula, canonical FEEL text of its value]`: run by the tests on every engine that speaks it. */
  readonly examples: readonly (readonly [formula: string, value: string])[]
}
