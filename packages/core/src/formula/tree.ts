import type { Span } from '../issue/index.ts'

/**
 * A formula as written: names are not yet resolved, nothing is typed. Every node carries its span in the formula's
 * text. `in` has been rotated so that it binds tighter than `and` and `or` (language.md 2), `not(x)` is a node.
 */
export type Formula = { readonly span: Span } & (
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly value: number; readonly text: string }
  | { readonly kind: 'string'; readonly value: string }
  /** `@"2026-01-31"`: date, time, date and time or duration by its shape. */
  | { readonly kind: 'at'; readonly text: string }
  | { readonly kind: 'name'; readonly name: string }
  /** `item` of a list of values. */
  | { readonly kind: 'path'; readonly of: Formula; readonly name: string; readonly nameSpan: Span }
  | {
      readonly kind: 'arithmetic'
      readonly op: '+' | '-' | '*' | '/' | '**'
      readonly left: Formula
      readonly right: Formula
    }
  | { readonly kind: 'negate'; readonly of: Formula }
  | { readonly kind: 'compare'; readonly op: CompareOp; readonly left: Formula; readonly right: Formula }
  | { readonly kind: 'between'; readonly of: Formula; readonly low: Formula; readonly high: Formula }
  /** `x in a`, `x in (a, b)`: holds if any test holds. A test may be a unary test. */
  | { readonly kind: 'in'; readonly of: Formula; readonly tests: readonly Test[] }
  | { readonly kind: 'and' | 'or'; readonly left: Formula; readonly right: Formula }
  | { readonly kind: 'not'; readonly of: Formula }
  | { readonly kind: 'if'; readonly condition: Formula; readonly then: Formula; readonly otherwise: Formula }
  | { readonly kind: 'list'; readonly items: readonly Formula[] }
  /** `bare`: `1..3` of an iterator, which may run downwards. */
  | {
      readonly kind: 'range'
      readonly from: Formula | null
      readonly to: Formula | null
      readonly fromIncluded: boolean
      readonly toIncluded: boolean
      readonly bare?: true
    }
  | { readonly kind: 'context'; readonly entries: readonly { readonly key: string; readonly value: Formula }[] }
  | { readonly kind: 'filter'; readonly of: Formula; readonly condition: Formula }
  | {
      readonly kind: 'quantified'
      readonly quantifier: 'some' | 'every'
      readonly iterators: readonly Iterator[]
      readonly condition: Formula
    }
  | { readonly kind: 'for'; readonly iterators: readonly Iterator[]; readonly result: Formula }
  | {
      readonly kind: 'call'
      readonly name: string
      readonly nameSpan: Span
      readonly args: readonly Formula[]
      readonly named?: readonly string[]
    }
  /** Parsed, but outside the language: the issue `unsupported-…` was reported by the reader. */
  | { readonly kind: 'unsupported'; readonly what: string }
)

export type CompareOp = '=' | '!=' | '<' | '<=' | '>' | '>='
/** `over` may be a `range` (`for i in 1..3`). */
export type Iterator = { readonly name: string; readonly nameSpan: Span; readonly over: Formula }
/** A bare value, range or boolean test, or a comparison with its left side left out (`< 5`). */
export type Test =
  | { readonly kind: 'value'; readonly value: Formula }
  | { readonly kind: 'unary'; readonly op: CompareOp; readonly value: Formula; readonly span: Span }
  | { readonly kind: 'any' }
