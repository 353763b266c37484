import type { Construct, Contract } from '../construct/index.ts'
import type { Formula, Type } from '../formula/index.ts'
import { issueOf, type Code, type Issue, type ParametersOf, type Span } from '../issue/index.ts'
import type { CheckedParameter } from './checked.ts'
import type { Relation, Typed, Window } from './typed.ts'

/** What bare names mean at a place in a method (language.md 2, "Scope"). */
export type Scope = {
  /** The row a filter looks at: its columns are bare names. */
  readonly row?: { readonly name: string; readonly contract: Contract }
  /** The value a filter over a list looks at: `item`. */
  readonly item?: { readonly name: string; readonly type: Type }
  /** Rows and values named by some, every and for. */
  readonly variables: Readonly<Record<string, { readonly name: string; readonly type: Type }>>
  /** Rows further out, known only to explain a mistake. */
  readonly outer: readonly Contract[]
}

/** A resolved piece of a method: one value, or a set of them. */
export type Resolved =
  | { readonly kind: 'value'; readonly value: Typed }
  | { readonly kind: 'relation'; readonly relation: Relation }

/** What resolving needs and gathers; one per formula. Resolvers call each other through `resolve`, so no file knows its callers. */
export type Context = {
  readonly contracts: Readonly<Record<string, Contract>>
  readonly declared: readonly string[]
  readonly parameters: Readonly<Record<string, CheckedParameter>>
  readonly accept: Construct['accept']
  readonly issues: Issue[]
  readonly used: { readonly parameters: Set<string>; readonly tables: Set<string>; readonly accepted: Set<string> }
  /** The usual length of a period, to judge whether a condition reaches outside it. */
  readonly periodDays: number
  /** The measure names its unit itself. */
  readonly unitDeclared: boolean
  /** Told of every mention of a table and the rows it sees. */
  readonly mentioned?: (contract: string, window: Window) => void
  /** A name no other row or value of the formula has. */
  readonly fresh: (prefix: 'r' | 'v') => string
  readonly resolve: (formula: Formula, scope: Scope) => Resolved
  /** The same, where one value is needed; `what` names the place in a sentence. */
  readonly value: (formula: Formula, scope: Scope, what: string) => Typed
  /** The same, where rows or a list are needed. */
  readonly relation: (formula: Formula, scope: Scope, what: string) => Relation | undefined
}

/** Reports an issue, unless the author has accepted its code with a reason. */
export const report = <C extends Code>(context: Context, code: C, parameters: ParametersOf<C>, span: Span): void => {
  if (context.accept[code] !== undefined) {
    context.used.accepted.add(code)
    return
  }
  context.issues.push(issueOf(code, parameters, span))
}

/** Stands where a mistake was already reported, so that it is not reported again further up. */
export const poison = (span: Span): Typed => ({ kind: 'constant', value: null, type: { kind: 'unknown' }, span })
export const valueOf = (value: Typed): Resolved => ({ kind: 'value', value })
export const relationOf = (relation: Relation): Resolved => ({ kind: 'relation', relation })
