import { Temporal } from 'temporal-polyfill'
import type { Contract } from '../construct/index.ts'
import type { Value } from '../formula/index.ts'
import { instantOf, type Calendar, type Period, type Snapshot } from '../term/index.ts'

/** What evidence says about one period: which snapshot of each source shows it, and whether it may be relied on. */
export type Picture = {
  /** By source: the ordinal of the newest snapshot that counts for the period, or null. */
  readonly newest: readonly (number | null)[]
  /** `state` only: the snapshots whose rows the period sees, too old ones left out. */
  readonly shown: readonly number[]
  readonly coverage: 'covered' | 'partly stale' | 'stale' | 'no-data'
}

/** Snapshots in order of `asOf`, then of collection: their index is their ordinal. */
export const ordered = (snapshots: readonly Snapshot[]): readonly Snapshot[] =>
  [...snapshots].sort(
    (a, b) =>
      compareText(a.asOf, b.asOf) || compareText(a.collectedAt, b.collectedAt) || compareText(a.digest, b.digest),
  )

const compareText = (a: string, b: string): number =>
  Number(instant(a) > instant(b)) - Number(instant(a) < instant(b)) || Number(a > b) - Number(a < b)
const plainInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

/** Every period looks at every snapshot: the plain form is worth a quicker way. */
const instant = (text: string): number => {
  if (plainInstant.test(text)) return Date.parse(text)
  try {
    return Temporal.Instant.from(text).epochMilliseconds
  } catch {
    return 0 // a digest, not an instant
  }
}

/** The sources of a table, in order of first appearance. */
export const sourcesOf = (snapshots: readonly Snapshot[]): readonly string[] => [
  ...new Set(snapshots.map((snapshot) => snapshot.source)),
]

const plus = (at: string, duration: string, timeZone: string, sign: 1 | -1): number => {
  const start = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone)
  const by = Temporal.Duration.from(duration)
  return (sign === 1 ? start.add(by) : start.subtract(by)).epochMilliseconds
}

/** A second of grace: a picture of the period's last second shows the whole period. */
const second = 1000

type Limits = { readonly start: number; readonly end: number; readonly counts: number; readonly fresh: number }

const limitsOf = (period: Period, contract: Contract, tolerance: string, calendar: Calendar): Limits => ({
  start: instant(period.startAt),
  end: instant(period.endAt),
  counts: plus(period.endAt, contract.settle, calendar.timeZone, 1),
  fresh: plus(period.endAt, contract.tolerance ?? tolerance, calendar.timeZone, -1),
})

const newestBySource = (
  snapshots: readonly Snapshot[],
  sources: readonly string[],
  limits: Limits,
): readonly (number | null)[] =>
  sources.map((source) =>
    snapshots.reduce<number | null>(
      (found, snapshot, i) => (snapshot.source === source && instant(snapshot.asOf) < limits.counts ? i : found),
      null,
    ),
  )

const stateCoverage = (
  newest: readonly (number | null)[],
  snapshots: readonly Snapshot[],
  limits: Limits,
): { readonly shown: readonly number[]; readonly coverage: Picture['coverage'] } => {
  const known = newest.filter((i) => i !== null)
  const shown = known.filter((i) => instant(snapshots[i]?.asOf ?? '') >= limits.fresh)
  const coverage =
    known.length === 0
      ? 'no-data'
      : shown.length === 0
        ? 'stale'
        : shown.length < known.length
          ? 'partly stale'
          : 'covered'
  return { shown, coverage }
}

/** How much of the period the spans of events speak for. */
const eventCoverage = (snapshots: readonly Snapshot[], limits: Limits): Picture['coverage'] => {
  const spans = snapshots
    .map(({ covers }) => ({
      from: covers.from === null ? -Infinity : instant(covers.from),
      to: instant(covers.to) + second,
    }))
    .filter((span) => span.to > limits.start + second && span.from < limits.end)
    .sort((a, b) => a.from - b.from)
  if (spans.length === 0) return 'no-data'
  const reached = spans.reduce((to, span) => (span.from <= to ? Math.max(to, span.to) : to), limits.start)
  return reached >= limits.end ? 'covered' : 'partly stale'
}

/** Records tell their own history: a later export speaks for an earlier period too. */
const recordCoverage = (snapshots: readonly Snapshot[], limits: Limits): Picture['coverage'] => {
  const last = Math.max(-Infinity, ...snapshots.map((snapshot) => instant(snapshot.asOf)))
  if (last === -Infinity || last < limits.start) return 'no-data'
  return last >= limits.fresh ? 'covered' : 'partly stale'
}

const coverageOf = (contract: Contract, snapshots: readonly Snapshot[], limits: Limits): Picture['coverage'] =>
  contract.describes.kind === 'events' ? eventCoverage(snapshots, limits) : recordCoverage(snapshots, limits)

/**
 * Which snapshots a period is seen through (language.md 4, "Snapshots"). `tolerance`, where the contract names none,
 * is one collect interval. Snapshots are in order (`ordered`).
 */
export const pictureOf = (
  contract: Contract,
  snapshots: readonly Snapshot[],
  period: Period,
  calendar: Calendar,
  tolerance: string,
): Picture => {
  const limits = limitsOf(period, contract, tolerance, calendar)
  const newest = newestBySource(snapshots, sourcesOf(snapshots), limits)
  if (contract.describes.kind === 'state') return { newest, ...stateCoverage(newest, snapshots, limits) }
  return { newest, shown: [], coverage: coverageOf(contract, snapshots, limits) }
}

const millisecondsOf = (at: Value, timeZone: string): number | undefined => {
  if (at === null || typeof at !== 'object' || !('kind' in at)) return undefined
  if (at.kind === 'date') return instant(instantOf(at.date.toString(), timeZone))
  return at.kind === 'date and time'
    ? at.at.toZonedDateTime(at.zone === undefined || at.zone === 'Z' ? 'UTC' : at.zone).epochMilliseconds
    : undefined
}

/** Whether any snapshot shows the table at a point in time or before. */
export const wasKnownAt = (snapshots: readonly Snapshot[], at: Value, calendar: Calendar): boolean => {
  const limit = millisecondsOf(at, calendar.timeZone)
  return limit !== undefined && snapshots.some((snapshot) => instant(snapshot.asOf) <= limit)
}
