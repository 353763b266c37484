import type { Group } from './result.ts'

/** Who, when (a local date, or an instant), and why, in their own words; `id` names it for what comes after. */
type Made = { readonly id: string; readonly by: string; readonly at: string; readonly text: string }

/** The result that is spoken of. `start` and `end` are local dates, as in a result. */
type OfResult = {
  readonly construct: string
  readonly group: Group
  readonly period: { readonly start: string; readonly end: string }
}

/** Another decision that is spoken of, by its id. */
type OfDecision = { readonly of: string }

/** It is known why, and nothing has to be done; of this period alone. */
export type Justification = Made & OfResult & { readonly kind: 'justification' }

/** The criteria need not be met until the end of a day; then it lapses by itself. */
export type Deviation = Made & OfResult & { readonly kind: 'deviation'; readonly owner: string; readonly until: string }

/** What is to be seen of an action on the same indicator. */
export type EffectivenessCheck = {
  readonly on: string
  /** The level that is expected: percent as 0–100, a duration in seconds. */
  readonly expects: number
  /** The first day of the periods compared with; null: all since the definition or the baseline began. */
  readonly since: string | null
  /** Periods after the action is done that belong to neither side, while it takes hold. */
  readonly settling: number
}
export type Action = Made &
  OfResult & {
    readonly kind: 'action'
    readonly owner: string
    readonly due: string
    readonly check: EffectivenessCheck
  }

/** The action is done since a day. */
export type Completion = Made & OfDecision & { readonly kind: 'completion'; readonly on: string }
/** Another day to be done by, or to be checked on; the first one stays known. */
export type Postponement = Made &
  OfDecision & { readonly kind: 'postponement'; readonly due: string | null; readonly check: string | null }
/** What a person makes of the effectiveness check: the action is closed. */
export type Conclusion = Made & OfDecision & { readonly kind: 'conclusion'; readonly effective: boolean }
/** A decision counts no longer; that it was made stays known. */
export type Revocation = Made & OfDecision & { readonly kind: 'revocation' }

/** What the result means, as an analyst sees it (27004 clause 8.7). */
export type Interpretation = Made &
  OfResult & {
    readonly kind: 'interpretation'
    readonly limitations: string
    readonly recommendation: string | null
  }
/** Somebody else stands by an interpretation. */
export type SignOff = Made & OfDecision & { readonly kind: 'sign-off' }

/** Which periods limits are taken from; where `since` says so they begin anew there. */
export type Baseline = Made & {
  readonly kind: 'baseline'
  readonly construct: string
  readonly group: Group
  /** Local dates `[from..to)` of the periods; without an end all that come. */
  readonly from: string
  readonly to: string | null
  readonly since: string | null
}

/** What people decide and say about results (27004 clause 8.7; 27001 clause 10.2). */
export type Decision =
  | Justification
  | Deviation
  | Action
  | Completion
  | Postponement
  | Conclusion
  | Revocation
  | Interpretation
  | SignOff
  | Baseline

export const decisionKinds = [
  'justification',
  'deviation',
  'action',
  'completion',
  'postponement',
  'conclusion',
  'revocation',
  'interpretation',
  'sign-off',
  'baseline',
] as const satisfies readonly Decision['kind'][]
export type DecisionKind = (typeof decisionKinds)[number]

/**
 * A decision in the record. `about` holds the digests of the results and entries it was made from, as they stood when it
 * was recorded; the digest covers them and the decision, and not the moment of recording.
 */
export type Entry = {
  readonly decision: Decision
  readonly about: readonly string[]
  readonly recordedAt: string
  readonly digest: string
}
