/**
 * What a reader needs to know of the construct behind a result, as plain text: kept with the results, because results
 * outlive the syntax they were written in (architecture.md 2).
 */
export type Card = {
  readonly id: string
  readonly annexB: string | null
  readonly version: string
  readonly digest: string
  readonly title: string
  readonly type: 'performance' | 'effectiveness'
  /** It also measures effort or money per unit of effect. */
  readonly efficiency?: true
  readonly need: string
  readonly decision: string | null
  readonly controls: readonly string[]
  readonly pairedWith: readonly string[]
  readonly evidence: readonly string[]
  readonly baseMeasures: readonly CardMeasure[]
  readonly derivedMeasures: readonly CardMeasure[]
  readonly parameters: readonly { readonly name: string; readonly value: string; readonly meaning: string }[]
  readonly indicator: {
    readonly measure: string
    readonly unit: string | null
    readonly direction: 'lower is better' | 'higher is better' | 'inside is better'
    readonly meaning: Readonly<Record<string, string>>
  }
  readonly criteria: readonly CardCriteria[]
  readonly by: readonly string[]
  readonly frequency: {
    readonly collect: string
    readonly analyse: string
    readonly report: string
    readonly revise: string
    readonly valid: string
  }
  readonly parties: Readonly<Record<string, string>>
  readonly chart: string | null
  readonly notes: readonly string[]
  /** Issue code → why the author accepts it: shown with every result. */
  readonly accepted?: Readonly<Record<string, string>>
}
export type CardMeasure = { readonly name: string; readonly formula: string; readonly unit: string | null }
/**
 * `bands`: for a one-measure criterion the intervals of the indicator in its shown unit (percent as 0–100) that are
 * met and near; absent where the condition looks at more than one number. Null is unbounded.
 */
export type CardCriteria = {
  readonly from: string
  readonly met: string
  readonly near: string | null
  /** Where it is said too: what is none of the three cannot be told. */
  readonly notMet?: string
  readonly bands?: { readonly met: readonly Band[]; readonly near: readonly Band[] }
}
export type Band = {
  readonly from: number | null
  readonly to: number | null
  readonly fromIncluded: boolean
  readonly toIncluded: boolean
}
