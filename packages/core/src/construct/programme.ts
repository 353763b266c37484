import type { FormulaText, Source } from './document.ts'
import type { CriteriaSet } from './construct.ts'

/** `isometric.yaml` of a workspace: the organisation and what it has adopted (language.md 1). */
export type Programme = {
  readonly kind: 'programme'
  readonly organisation: string
  readonly timeZone: string
  readonly firstMonth: number
  readonly adopts: readonly Adoption[]
  readonly sources: readonly SourceBinding[]
  readonly people: Readonly<Record<string, { readonly name: string; readonly roles: readonly string[] }>>
  /** Who is shown what, by the audience that constructs report to. */
  readonly audiences: Readonly<Record<string, Audience>>
  /** A simulated organisation says so on every page. */
  readonly sample: boolean
  readonly source: Source
}
export type Audience = {
  readonly people: readonly string[]
  /** Ids of constructs, in the order they are shown in; without it, all that report to the audience. */
  readonly indicators?: readonly string[]
}
export type Adoption = {
  readonly construct: string
  readonly from?: string
  readonly parameters: Readonly<Record<string, FormulaText>>
  /** Values by level, for parameters that have one for each. */
  readonly levels: Readonly<Record<string, Readonly<Record<string, FormulaText>>>>
  readonly criteria: readonly CriteriaSet[]
}
/** Which file or folder feeds which contract, and through which mapping. */
export type SourceBinding = {
  readonly contract: string
  readonly name: string
  readonly path: string
  readonly mapping?: string
  readonly asOf?: string
}

/** How a source's records become rows of a contract: `mappings/<name>.yaml` (architecture.md 4). */
export type Mapping = {
  readonly kind: 'mapping'
  readonly name: string
  readonly contract: string
  readonly format: SourceFormat
  /** FEEL over the source's columns: only records on which it is true are rows; the others are counted as left out. */
  readonly where?: FormulaText
  readonly columns: readonly MappedColumn[]
  /** What this source cannot see, in a sentence. */
  readonly blind?: string
  readonly source: Source
}
export type SourceFormat =
  | {
      readonly kind: 'csv'
      readonly separator?: string
      readonly encoding?: string
      readonly quote?: string
      readonly decimal?: string
      readonly skip?: number
      /** Names for the columns of a file without a header. */
      readonly header?: readonly string[]
      /** A pattern with one group per column, for fixed-width lines. */
      readonly pattern?: string
    }
  /** `rows`: path to the records (`Results[].Vulnerabilities[]`); fields of the way there are kept under their path. */
  | { readonly kind: 'json'; readonly rows?: string; readonly skip?: number }
  | { readonly kind: 'ndjson' }
  | { readonly kind: 'parquet' }
export type MappedColumn = {
  readonly column: string
  /** A source column's name as written, or … */
  readonly from?: string
  /** … a FEEL expression over source columns (their names cleaned to words). */
  readonly is?: FormulaText
  /** Source value → contract value; `null` as a value makes it null; a value that is not listed is rejected. */
  readonly values?: Readonly<Record<string, string | null>>
  /** `%d/%m/%Y` and the like; several are tried in order. */
  readonly format?: readonly string[]
  readonly timeZone?: string
  /** Texts that mean null. */
  readonly empty?: readonly string[]
}
