import type { Type } from './type.ts'
import type { Value } from './value.ts'

/** Refusals that are not about a wrong operand have an issue of their own. */
export type RefusalCode =
  | 'unsupported-year'
  | 'unsupported-number'
  | 'unsupported-pattern'
  | 'unsupported-context'
  | 'not-computable'
  | 'division-by-zero'

/** Why a function has no answer, in words that end the phrase "`name` …" ("needs a number, not a date"). */
export type Refusal = { readonly refused: string; readonly code?: RefusalCode; readonly about?: string }
export const refuse = (refused: string): Refusal => ({ refused })
export const beyond = (code: RefusalCode, about: string): Refusal => ({ refused: beyondText[code](about), code, about })
const beyondText: Readonly<Record<RefusalCode, (about: string) => string>> = {
  'unsupported-year': (about) => `cannot compute with the year of “${about}”`,
  'unsupported-number': (about) => `cannot compute with a number like ${about}`,
  'unsupported-pattern': (about) => `cannot use the pattern “${about}”`,
  'unsupported-context': () => 'makes a context, which is not part of the language',
  'not-computable': (about) => `has no value: ${about}`,
  'division-by-zero': (about) => `has no value: ${about}`,
}
export const isRefusal = (answer: unknown): answer is Refusal =>
  typeof answer === 'object' && answer !== null && 'refused' in answer

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
