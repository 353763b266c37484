import type { Scale } from '../term/index.ts'
import type { FormulaText, Source } from './document.ts'

/** One measurement construct, as written and well-formed; nothing is checked yet (Annex B form; language.md 1). */
export type Construct = {
  readonly kind: 'construct'
  readonly id: string
  readonly annexB?: { readonly edition: number; readonly id: string }
  readonly requirements: readonly string[]
  readonly language: number
  readonly version: string
  readonly title: string
  readonly type: 'performance' | 'effectiveness'
  readonly efficiency: boolean
  readonly pairedWith: readonly string[]
  readonly need: string
  readonly decision?: string
  /** The prose of the free-text form, with a line of its own where each other part stands (Annex C). */
  readonly narrative?: string
  readonly controls: readonly string[]
  readonly parameters: readonly Parameter[]
  readonly evidence: readonly string[]
  readonly baseMeasures: readonly BaseMeasure[]
  readonly derivedMeasures: readonly DerivedMeasure[]
  readonly indicator: Indicator
  readonly by: readonly string[]
  /** ISO durations; `analyse` is the grain of periods. */
  readonly frequency: Frequency
  readonly parties: Readonly<Record<string, string>>
  readonly report: { readonly chart?: string; readonly audiences: readonly string[] }
  /** Issue code → the reason the author accepts it. */
  readonly accept: Readonly<Record<string, string>>
  /** Remarks on how the published definition was understood or mended. */
  readonly notes: readonly string[]
  readonly source: Source
}

export type Frequency = {
  readonly collect: string
  readonly analyse: string
  readonly report: string
  readonly revise: string
  readonly valid: string
}
/** A value, or one per level of a dimension. Values are FEEL literals. */
export type Parameter = {
  readonly name: string
  readonly meaning: string
  readonly value?: FormulaText
  readonly by?: string
  readonly values?: Readonly<Record<string, FormulaText>>
}
/** Which way is better, where that is plain; of most measures only the indicator's is. */
export type MeasureDirection = 'lower is better' | 'higher is better'
export type BaseMeasure = {
  readonly name: string
  readonly method: FormulaText
  readonly scale?: Scale
  readonly unit?: string
  readonly direction?: MeasureDirection
  readonly meaning?: string
}
export type DerivedMeasure = {
  readonly name: string
  readonly function: FormulaText
  readonly scale?: Scale
  readonly unit?: string
  readonly direction?: MeasureDirection
  readonly meaning?: string
}
export type Indicator = {
  readonly measure: string
  readonly direction: MeasureDirection | 'inside is better'
  /** In order of `from`; `from` is an ISO date. */
  readonly criteria: readonly CriteriaSet[]
  readonly total: 'own' | 'worst'
  /** How many earlier periods the status depends on. */
  readonly history?: number
  readonly minimumSample?: number
  /** Status → what it means and what to do. */
  readonly meaning: Readonly<Record<string, string>>
}
export type CriteriaSet = {
  readonly from: string
  readonly met: FormulaText
  readonly near?: FormulaText
  /** Where it is said too, what is neither met, near nor this cannot be told. */
  readonly notMet?: FormulaText
  readonly approved?: string
}
