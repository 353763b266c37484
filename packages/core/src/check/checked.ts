import type { Construct, Contract } from '../construct/index.ts'
import type { Formula, Type, Value } from '../formula/index.ts'
import type { Band } from '../term/index.ts'
import type { Typed } from './typed.ts'

declare const stage: unique symbol

/** A construct whose every formula is resolved, typed and sound; only `check` makes one. */
export type Checked = CheckedConstruct & { readonly [stage]: 'checked' }

export type CheckedConstruct = {
  readonly construct: Construct
  /** The contracts it reads, by name, those its references reach included. */
  readonly contracts: Readonly<Record<string, Contract>>
  readonly parameters: Readonly<Record<string, CheckedParameter>>
  readonly baseMeasures: readonly CheckedMethod[]
  readonly derivedMeasures: readonly CheckedFunction[]
  readonly criteria: readonly CheckedCriteria[]
  /** How many earlier steps of the series the functions and criteria look at. */
  readonly lookback: number
}
export type CheckedParameter = {
  readonly type: Type
  readonly value?: Value
  readonly by?: string
  readonly values?: Readonly<Record<string, Value>>
}
export type CheckedMethod = {
  readonly name: string
  readonly method: Typed
  /** The method as read, for the reference evaluator. */
  readonly formula: Formula
  readonly type: Type
  readonly unit: string | null
  /** Contracts the method names: without evidence of one of them for a period there is no data. */
  readonly mentions: readonly string[]
  /** Mentions as known at a point in time. */
  readonly known: readonly Known[]
  /** Every contract read, those that references reach included. */
  readonly reads: readonly string[]
  /** False where the outermost table lacks a `by` path: the measure is in the total only. */
  readonly grouped: boolean
}
export type Known = { readonly contract: string; readonly at: Typed }
/** `literalsInPercent`: spans of bare numbers that meet a percent measure and are read as percent (language.md 6). */
export type CheckedFunction = {
  readonly name: string
  readonly formula: Formula
  readonly type: Type
  readonly unit: string | null
  readonly share: boolean
}
/** `bands`: the intervals of the indicator, where the criteria look at it alone (percent as 0–100). */
export type CheckedCriteria = {
  readonly from: string
  readonly met: CheckedCondition
  readonly near?: CheckedCondition
  readonly notMet?: CheckedCondition
  readonly bands?: { readonly met: readonly Band[]; readonly near: readonly Band[] }
}
export type CheckedCondition = { readonly formula: Formula; readonly percentSpans: readonly number[] }
