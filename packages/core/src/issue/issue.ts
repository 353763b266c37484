import type { Span } from './span.ts'

export type Severity = 'error' | 'warning' | 'notice'

/**
 * A user's mistake as a value: what is wrong, where, and what to do. `span` lies in `document`'s text, or, while a
 * formula is looked at alone, in the formula's text.
 */
export type Issue = {
  readonly code: string
  readonly severity: Severity
  readonly message: string
  readonly span: Span
  /** Document name (usually a path); absent for a formula on its own. */
  readonly document?: string
}

export type Outcome<T> =
  | { readonly ok: true; readonly value: T; readonly issues: readonly Issue[] }
  | { readonly ok: false; readonly issues: readonly Issue[] }

export const isError = (issue: Issue): boolean => issue.severity === 'error'
