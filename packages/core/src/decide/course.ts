import type { Series } from '../analyse/index.ts'
import type { Group, Status } from '../term/index.ts'

/** One period of a course: what it was judged, and since when that is known. */
export type CoursePeriod = {
  readonly start: string
  readonly end: string
  readonly status: Status
  /** When this status first became known, as UTC text. */
  readonly knownAt: string
  /** Of the result as it stands. */
  readonly digest: string
}

/** What is known of one indicator and group, in the order of its periods. */
export type Course = {
  readonly construct: string
  readonly group: Group
  readonly periods: readonly CoursePeriod[]
  /** The values at the same places; null where they are levels or truth values. */
  readonly series: Series | null
  /** Values of `percent` are held as ratios and decided about as 0–100. */
  readonly unit: string | null
}

/** The part of a course `[from..to)`, with its breaks and baselines where they then stand. */
export const partOf = (series: Series, from: number, to: number): Series => ({
  ...series,
  points: series.points.slice(from, to),
  breaks: series.breaks.flatMap((place) => (place > from && place < to ? [place - from] : [])),
  baselines: series.baselines
    .filter((range) => range.to >= from && range.from < to)
    .map((range) => ({ from: Math.max(0, range.from - from), to: range.to - from })),
})
