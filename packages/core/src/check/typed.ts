import type { Type, Value, CompareOp } from '../formula/index.ts'
import type { Span } from '../issue/index.ts'

/**
 * A checked formula: every name is resolved, every node typed. Rows are named by a variable (`r1`, `r2`, …) that a
 * `scan` binds; values of a list by a variable their relation binds. `in`, `between`, `every` and DMN's sugar are gone:
 * they are comparisons, `some` and `not`.
 */
export type Typed = { readonly type: Type; readonly span: Span } & (
  | { readonly kind: 'constant'; readonly value: Value }
  | { readonly kind: 'parameter'; readonly name: string; readonly perLevelOf?: Typed }
  /** A bound of the period or of the organisation's year around it, as a date or an instant by `type`. */
  | { readonly kind: 'period'; readonly bound: 'start' | 'end' | 'year start' | 'year end' }
  | {
      readonly kind: 'column'
      readonly row: string
      readonly contract: string
      readonly column: string
      readonly optional: boolean
    }
  /** A column of the row that a reference points to; null where it points to nothing. */
  | { readonly kind: 'lookup'; readonly reference: Typed; readonly contract: string; readonly column: string }
  /** The value a relation or iterator binds. */
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'age'; readonly row: string; readonly contract: string }
  | {
      readonly kind: 'arithmetic'
      readonly op: '+' | '-' | '*' | '/' | '**'
      readonly left: Typed
      readonly right: Typed
    }
  | { readonly kind: 'negate'; readonly of: Typed }
  /** `crossRow`: a column equated with a column of another row matches only when both are known. */
  | {
      readonly kind: 'compare'
      readonly op: CompareOp
      readonly left: Typed
      readonly right: Typed
      readonly crossRow: boolean
    }
  | { readonly kind: 'and' | 'or'; readonly left: Typed; readonly right: Typed }
  | { readonly kind: 'not'; readonly of: Typed }
  | { readonly kind: 'if'; readonly condition: Typed; readonly then: Typed; readonly otherwise: Typed }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Typed[] }
  /** True if some combination of rows satisfies the condition: a semi-join. */
  | { readonly kind: 'some'; readonly iterators: readonly Bound[]; readonly condition: Typed }
  | { readonly kind: 'aggregate'; readonly name: AggregateName; readonly over: Relation; readonly parameter?: number }
  /** A bound is null where the range is open. */
  | {
      readonly kind: 'range'
      readonly from: Typed | null
      readonly to: Typed | null
      readonly fromIncluded: boolean
      readonly toIncluded: boolean
    }
)

/** `covered` is the time in the period that lies in at least one of the ranges. */
export const aggregates = [
  'count',
  'sum',
  'min',
  'max',
  'mean',
  'median',
  'stddev',
  'mode',
  'percentile',
  'all',
  'any',
  'product',
  'covered',
] as const
export type AggregateName = (typeof aggregates)[number]

export type Bound = { readonly name: string; readonly over: Relation }

/** Which rows of a table a mention sees (language.md 4). `span` is a duration constant or parameter, `at` a point in time. */
export type Window =
  | { readonly kind: 'default' | 'ever' | 'opened' | 'closed' }
  | { readonly kind: 'recent'; readonly span: Typed }
  | { readonly kind: 'known'; readonly at: Typed }

/** A set of rows or values. `item` names what one element is called in conditions above it. */
export type Relation = { readonly item: string; readonly of: Type } & (
  | { readonly kind: 'scan'; readonly contract: string; readonly window: Window }
  | { readonly kind: 'filter'; readonly input: Relation; readonly condition: Typed }
  | { readonly kind: 'latest'; readonly input: Relation; readonly contract: string }
  /** One value for each element of the input: `t.column`. */
  | { readonly kind: 'each'; readonly input: Relation; readonly value: Typed }
  | { readonly kind: 'distinct'; readonly input: Relation }
  | { readonly kind: 'for'; readonly iterators: readonly Bound[]; readonly value: Typed }
  | { readonly kind: 'concatenate'; readonly inputs: readonly Relation[] }
  | { readonly kind: 'steps'; readonly range: Typed; readonly by: Typed }
  /** A list written out. */
  | { readonly kind: 'list'; readonly values: readonly Typed[] }
)
