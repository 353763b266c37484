import type { FormulaText, Source } from './document.ts'

/** What evidence would be like if something were done, with what that costs: `whatif` measures under it. */
export type Scenario = {
  readonly kind: 'scenario'
  readonly title: string
  readonly alternatives: readonly Alternative[]
  readonly source: Source
}

/** One thing that could be done. `changes` are made to the rows of a contract one after the other. */
export type Alternative = {
  readonly name: string
  readonly meaning?: string
  readonly cost?: Cost
  readonly changes: Readonly<Record<string, readonly RowChange[]>>
}

/** Of the whole alternative: an amount of a currency, or of whatever is scarce. */
export type Cost = { readonly amount: number; readonly unit: string }

/** Rows are dropped, or some of their columns set, where the condition is true; what is unknown stays as it is. */
export type RowChange =
  | { readonly kind: 'drop'; readonly where: FormulaText }
  | { readonly kind: 'set'; readonly where: FormulaText | undefined; readonly columns: readonly SetColumn[] }

/** All columns of a change are computed from the row as it was before that change. */
export type SetColumn = { readonly name: string; readonly to: FormulaText }
