import type { Period } from './period.ts'
import type { Status } from './status.ts'

/** The value of a dimension; null is the group *unknown*, a group of its own. */
export type Group = Readonly<Record<string, string | null>>

/** Why a measure has no value. Absence is never zero. */
export const reasons = [
  'no-data',
  'stale',
  'zero-denominator',
  'aggregate-of-nothing',
  'series-too-short',
  'unknown-value',
  'share-above-one',
  'suppressed',
] as const
export type Reason = (typeof reasons)[number]

/** Rows that did not enter a measure, and why; `unknown`: the condition was null; `missing`: the value was null. */
export type Excluded = { readonly why: 'unknown' | 'missing' | 'no-reference'; readonly rows: number }

export type Interval = {
  readonly method: string
  readonly lower: number
  readonly upper: number
  readonly level: number
  /** How many were looked at, and of how many. */
  readonly sample?: number
  readonly population?: number
}

/**
 * One measure of one period and group. `value` is a number in `unit`; a level of an ordinal scale is its text; a
 * boolean measure is true or false. A `percent` measure holds the ratio (0.91), not 91.
 */
export type Measurement =
  | {
      readonly kind: 'measured'
      readonly value: number | string | boolean
      /** Rows the value rests on; absent for a derived measure. */
      readonly rows?: number
      readonly excluded: readonly Excluded[]
      /** Evidence of one source is older than tolerated, the rest answered. */
      readonly stale?: true
      /** A column without history was read from a later snapshot. */
      readonly reconstructed?: true
      readonly interval?: Interval
    }
  | { readonly kind: 'missing'; readonly why: Reason; readonly excluded: readonly Excluded[] }

/** What a reader must know beside the number; code is stable, message a sentence. */
export type Note = { readonly code: string; readonly measure?: string; readonly message: string }

/** The result document of interface.md, with `notes` and `reasons` beside it. */
export type Result = {
  readonly construct: string
  readonly annexB: string | null
  readonly version: string
  readonly period: { readonly start: string; readonly end: string }
  readonly group: Group
  readonly measures: Readonly<Record<string, number | string | boolean | null>>
  readonly indicator: {
    readonly measure: string
    readonly value: number | string | boolean | null
    readonly unit: string | null
    readonly interval: Interval | null
    readonly status: Status
  }
  /** Why a measure above is null. */
  readonly reasons: Readonly<Record<string, Reason>>
  readonly notes: readonly Note[]
  readonly knownAt: string
  readonly evidence: readonly string[]
  readonly digest: string
}

/** A result before it is known at a time and sealed by its digest. */
export type Finding = Omit<Result, 'knownAt' | 'evidence' | 'digest' | 'period'> & { readonly period: Period }
