import type { FormulaText, Source } from './document.ts'
import type { Scale } from '../term/index.ts'

/** What a table must hold (language.md 1). Column and contract names have spaces; in SQL they have underscores. */
export type Contract = {
  readonly kind: 'contract'
  readonly name: string
  /** T01–T42 of domain.md, where it is one of those. */
  readonly domain?: string
  readonly entity: string
  readonly describes: Describes
  readonly delivers: 'full' | 'changes'
  readonly key: readonly string[]
  readonly subject?: readonly string[]
  readonly columns: readonly Column[]
  readonly quality: readonly QualityRule[]
  /** ISO durations: how late a snapshot may be and still count for a period, and how old a picture may be. */
  readonly settle: string
  readonly tolerance?: string
  /** Evidence is a sample of another contract's entities, or of a population of a stated size (language.md 7). */
  readonly sampleOf?: { readonly contract: string } | { readonly population: number }
  readonly form?: Form
  readonly source: Source
}

/** How people fill the table: a row is what one rater said of one object at one time. */
export type Form = {
  /** The columns that say what is judged. */
  readonly object: readonly string[]
  readonly rater: string
  readonly answeredBy: string
  /** How many raters an object needs. */
  readonly raters: number
  /** An ISO duration: how long an answer counts; without it those of the period do. */
  readonly valid?: string
  /** The columns whose ratings are compared, and how far raters must agree on each. */
  readonly compared: readonly string[]
  readonly atLeast?: number
  readonly questions: readonly Question[]
}
/** What may be answered is the column's type; of levels, `rubric` says what each is like. */
export type Question = {
  readonly column: string
  readonly asks: string
  readonly rubric?: Readonly<Record<string, string>>
}

export type Describes =
  | { readonly kind: 'state' }
  | { readonly kind: 'events'; readonly at: string }
  /** `lastDay`: `to` is the last day that counts, not the first after. */
  | { readonly kind: 'records'; readonly from: string; readonly to?: string; readonly lastDay: boolean }
  | { readonly kind: 'part'; readonly of: string }

export type Column = {
  readonly name: string
  readonly type: ColumnType
  readonly optional: boolean
  readonly role?: 'dimension' | 'personal'
  /** A reference to another contract's key. */
  readonly of?: string
  /** Computed from the row itself. */
  readonly is?: FormulaText
  /** Its value changes without a date of its own. */
  readonly changes: boolean
}

export type ColumnType =
  | { readonly kind: 'text' | 'boolean' | 'date' | 'date and time' | 'duration' }
  | { readonly kind: 'number'; readonly unit?: string; readonly scale: Scale }
  | { readonly kind: 'nominal' | 'ordinal'; readonly levels: readonly string[] }
  /** One currency for the whole column, or the column that names it. */
  | { readonly kind: 'money'; readonly currency?: string; readonly currencyColumn?: string }

/** `rule` is a condition every row must meet; a row that fails is rejected (`reject`) or the file is (`fail`), or it is only reported (`warn`). */
export type QualityRule = {
  readonly rule: string
  readonly holds?: FormulaText
  readonly unique?: readonly string[]
  readonly level: 'fail' | 'reject' | 'warn'
}

/** SQL name of a contract or column. @example sqlName('firewall rules') //=> 'firewall_rules' */
export const sqlName = (name: string): string => name.replaceAll(' ', '_')
