/**
 * One table of evidence: its rows as the contract has them, as they were known at the end of a day, and the product
 * whose export they reach us in. A table without a product is exported under the columns of its contract.
 */
import type { Calendar, Day } from '../calendar.ts'
import type { Organisation } from '../organisation.ts'

/** Null is an empty cell. */
export type Cell = string | number | boolean | null
/** A row of the contract: days and instants in ISO 8601, money as text with two decimals. */
export type Row = Readonly<Record<string, Cell>>
export type Format = 'csv' | 'tsv' | 'json' | 'ndjson'

/** What a product writes: JSON may nest, a separated file takes cells only. */
export type Json = Cell | readonly Json[] | { readonly [key: string]: Json }
export type Fields = { readonly [header: string]: Json }

/** How a product writes its text; nothing said is UTF-8, commas (tabs in TSV), line feeds, quotes where needed. */
export type Layout = {
  readonly separator?: ',' | ';' | '|'
  readonly mark?: true
  readonly carriageReturns?: true
  readonly encoding?: 'windows-1252' | 'utf-16le'
  /** Lines before the header, as reports have them. */
  readonly above?: readonly string[]
  readonly quotes?: 'always'
}

/** A known product: its headers and shapes, which the mapping turns back into the rows of the contract. */
export type Product = {
  /** `sample/mappings/<mapping>.yaml`, which is written into the workspace and named by the source. */
  readonly mapping: string
  readonly headers: readonly string[]
  /** One record for each row as a rule; a product may say more, which the mapping leaves out. */
  readonly records: (rows: readonly Row[], organisation: Organisation, day: Day) => readonly Fields[]
  /** The document around the records, where the format is `json`; a list of them unless said. */
  readonly document?: (records: readonly Fields[], day: Day) => Json
  /** What the document says around its records, by the names under which a mapping finds it. */
  readonly beyond?: readonly string[]
  readonly layout?: Layout
}

export type Table = {
  readonly contract: string
  /** Folder below `exports/`, and the name of the source in the programme. */
  readonly folder: string
  readonly source: string
  readonly format: Format
  /** Every `rhythm` there is a file; `end` is one file with the whole history. */
  readonly rhythm: 'month' | 'quarter' | 'half' | 'end'
  /** There is a file for the last day before the months shown, too: something is measured more often than that. */
  readonly lead?: true
  /** There is a file for the whole weeks since the last month, too. */
  readonly weekly?: true
  /** Each file holds only what happened since the one before; otherwise all that is known. */
  readonly slices?: true
  /** The day of the last file, where a source falls silent before the end. */
  readonly silentAfter?: (organisation: Organisation) => Day
  /** The columns of the contract. */
  readonly columns: readonly string[]
  /** Those of its days that are plans, promises and expiries, and may lie after the day of the file. */
  readonly ahead?: readonly string[]
  /** `after` is the day of the file before, or the day before the history. */
  readonly rows: (organisation: Organisation, day: Day, after: Day) => readonly Row[]
  readonly product?: Product
}

export const orNull = <T extends Cell>(value: T | undefined): T | null => value ?? null

/** A known cell written by `write`. */
export const written = <T>(value: T | undefined, write: (value: T) => Cell): Cell =>
  value === undefined ? null : write(value)

/** Nothing that happens after the day is known on it. */
export const by = (day: Day, value: Day | undefined): Day | undefined =>
  value !== undefined && value <= day ? value : undefined

/** One record for each row. */
export const each =
  (record: (row: Row) => Fields): Product['records'] =>
  (rows) =>
    rows.map(record)

const step = { month: 1, quarter: 3, half: 6 } as const

/** The last days of the months, quarters or halves shown, and always the last day of all. */
export const daysOf = (
  calendar: Calendar,
  { rhythm, lead, weekly }: Pick<Table, 'rhythm' | 'lead' | 'weekly'>,
): readonly Day[] => {
  const last = calendar.end - 1
  if (rhythm === 'end') return [last]
  const ends = calendar.months
    .filter(({ index }) => index >= 1)
    .map(({ next }) => next)
    .filter((next) => new Date(next * 86_400_000).getUTCMonth() % step[rhythm] === 0)
  return [
    ...new Set([...(lead ? [calendar.start] : []), ...ends, calendar.end, ...(weekly ? [calendar.week] : [])]),
  ].map((next) => next - 1)
}
