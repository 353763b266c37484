import type { FormulaText } from '../../construct/index.ts'
import type { Issue } from '../../issue/index.ts'
import type { CheckedConstruct } from '../checked.ts'

/** An issue and the formula its span is in; without one its span is the document's. */
export type Found = { readonly issue: Issue; readonly text?: FormulaText }

/** One rule of the linter: what a sound construct still gets wrong. */
export type Rule = (checked: CheckedConstruct) => readonly Found[]

/** The whole of a formula. */
export const wholeOf = (text: FormulaText): { readonly from: number; readonly to: number } => ({
  from: 0,
  to: text.text.length,
})

/** Where a derived measure's function is written. */
export const functionText = ({ construct }: CheckedConstruct, name: string): FormulaText | undefined =>
  construct.derivedMeasures.find((each) => each.name === name)?.function
