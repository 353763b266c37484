/** One table of evidence: what a product of the organisation would export for a contract, as it was known at the end of a day. */
import type { Calendar, Day } from '../calendar.ts'
import type { Organisation } from '../organisation.ts'

/** Null is an empty cell. */
export type Cell = string | number | boolean | null
export type Row = Readonly<Record<string, Cell>>
export type Format = 'csv' | 'tsv' | 'ndjson'

export type Table = {
  readonly contract: string
  /** Folder below `exports/`, and the name of the source in the programme. */
  readonly folder: string
  readonly source: string
  readonly format: Format
  /** Every `rhythm` there is a file; `end` is one file with the whole history. */
  readonly rhythm: 'month' | 'quarter' | 'end'
  /** Each file holds only what happened since the one before; otherwise all that is known. */
  readonly slices?: true
  readonly columns: readonly string[]
  /** `after` is the day of the file before, or the day before the history. */
  readonly rows: (organisation: Organisation, day: Day, after: Day) => readonly Row[]
}

export const orNull = <T extends Cell>(value: T | undefined): T | null => value ?? null

/** A known cell written by `write`. */
export const written = <T>(value: T | undefined, write: (value: T) => Cell): Cell =>
  value === undefined ? null : write(value)

/** Nothing that happens after the day is known on it. */
export const by = (day: Day, value: Day | undefined): Day | undefined =>
  value !== undefined && value <= day ? value : undefined

/** The last days of the months or quarters shown, and always the last day of all. */
export const daysOf = (calendar: Calendar, rhythm: Table['rhythm']): readonly Day[] => {
  const last = calendar.end - 1
  const ends = calendar.months.filter(({ index }) => index >= 1).map(({ next }) => next)
  if (rhythm === 'end') return [last]
  const quarters = ends.filter((next) => new Date(next * 86_400_000).getUTCMonth() % 3 === 0)
  return [...new Set([...(rhythm === 'month' ? ends : quarters), calendar.end])].map((next) => next - 1)
}
