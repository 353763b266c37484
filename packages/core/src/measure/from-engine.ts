import type { Excluded, Group, Measurement, Reason } from '../term/index.ts'
import { groupKey } from './row.ts'
import type { PersonRow } from './suppress.ts'

/** One row of a base measure's statement, as an engine answers it. */
export type EngineRow = {
  /** The period's place in the plan. */
  readonly period: number
  readonly total: boolean
  /** In the order of `by`. */
  readonly groups: readonly (string | null)[]
  readonly value: number | string | boolean | null
  /** One of its aggregates had nothing to aggregate. */
  readonly nothing: boolean
  readonly rows: number
  readonly unknown: number
  readonly missing: number
  /** Rows whose group hangs on a reference that finds nothing. */
  readonly unreferenced: number
  readonly reconstructed: boolean
  readonly persons: number
}

/** What an engine found for one base measure, and what its evidence is worth in each period. */
export type Answer = {
  readonly measure: string
  readonly grouped: boolean
  readonly rows: readonly EngineRow[]
  readonly coverage: readonly ('covered' | 'partly stale' | 'stale' | 'no-data')[]
  /** Its value where there are no rows at all; null where that is not computable. */
  readonly ofNothing: number | null
  /** Why it is not, where that is so. */
  readonly reasonOfNothing: Reason
}

const excludedOf = (row: EngineRow | undefined): readonly Excluded[] => {
  const all: readonly Excluded[] = [
    { why: 'unknown', rows: row?.unknown ?? 0 },
    { why: 'missing', rows: row?.missing ?? 0 },
    { why: 'no-reference', rows: row?.unreferenced ?? 0 },
  ]
  return all.filter(({ rows }) => rows > 0)
}

const absent = (why: Reason, row: EngineRow | undefined): Measurement => ({
  kind: 'missing',
  why,
  excluded: excludedOf(row),
})

/** The measurement of one period and group; no row where evidence covers the period is an observed nothing. */
const measurementOf = (answer: Answer, period: number, row: EngineRow | undefined): Measurement => {
  const coverage = answer.coverage[period] ?? 'no-data'
  if (coverage === 'no-data' || coverage === 'stale') return absent(coverage, undefined)
  const value = row === undefined ? answer.ofNothing : row.value
  if (value === null)
    return absent(
      row === undefined ? answer.reasonOfNothing : row.nothing ? 'aggregate-of-nothing' : 'zero-denominator',
      row,
    )
  return {
    kind: 'measured',
    value,
    rows: row?.rows ?? 0,
    excluded: excludedOf(row),
    ...(coverage === 'partly stale' ? { stale: true as const } : {}),
    ...(row?.reconstructed === true ? { reconstructed: true as const } : {}),
  }
}

const groupOf = (by: readonly string[], row: EngineRow): Group =>
  Object.fromEntries(by.map((path, i) => [path, row.groups[i] ?? null]))

const isObserved = (answer: Answer, period: number): boolean =>
  answer.coverage[period] === 'covered' || answer.coverage[period] === 'partly stale'
const isCovered = (answers: readonly Answer[], period: number): boolean =>
  answers.some((answer) => answer.grouped && isObserved(answer, period))

/** An answer whose rows are found by period and group instead of looked for: there are many of each. */
type Indexed = { readonly answer: Answer; readonly rows: readonly ReadonlyMap<string, EngineRow>[] }

/** The rows of each period by group; of two with one group the first counts. */
const indexed = (answer: Answer, by: readonly string[], periods: number): Indexed => {
  const rows = Array.from({ length: periods }, () => new Map<string, EngineRow>())
  for (const row of answer.rows) {
    const key = groupKey(row.total ? null : groupOf(by, row))
    const found = rows[row.period]
    if (found?.has(key) === false) found.set(key, row)
  }
  return { answer, rows }
}

/** A group exists in a period where a measure kept one of its rows. */
const keptGroups = (indices: readonly Indexed[], by: readonly string[], period: number): ReadonlyMap<string, Group> => {
  const found = new Map<string, Group>()
  for (const { answer, rows } of indices)
    if (isObserved(answer, period))
      for (const [key, row] of rows[period] ?? [])
        if (!row.total && row.rows + row.missing > 0 && !found.has(key)) found.set(key, groupOf(by, row))
  return found
}

const measuresOf = (indices: readonly Indexed[], period: number, key: string, group: Group | null): PersonRow => {
  const shown = indices.filter(({ answer }) => group === null || answer.grouped)
  const rows = shown.map((one) => one.rows[period]?.get(key))
  return {
    period,
    group,
    persons: Math.max(0, ...rows.map((row) => row?.persons ?? 0)),
    measures: Object.fromEntries(
      shown.map(({ answer }, i) => [answer.measure, measurementOf(answer, period, rows[i])]),
    ),
  }
}

/**
 * What engines answered, as measures by period and group. Groups of a period are those of any measure in it or in the
 * period before, so that a group that vanishes is seen at 0 once (language.md 5). Where evidence covers a period, every
 * other group counted nothing: its zeros belong to its series and stay hidden.
 */
export const rowsFromEngine = (
  answers: readonly Answer[],
  by: readonly string[],
  periods: number,
): readonly PersonRow[] => {
  const indices = answers.map((answer) => indexed(answer, by, periods))
  const kept = Array.from({ length: periods }, (_, period) => keptGroups(indices, by, period))
  const every = [...new Map(kept.flatMap((groups) => [...groups])).entries()].sort(([a], [b]) => (a < b ? -1 : 1))
  return kept.flatMap((now, period) => {
    const isShown = (key: string): boolean => now.has(key) || kept[period - 1]?.has(key) === true
    const groups = isCovered(answers, period) ? every : every.filter(([key]) => isShown(key))
    const rows = groups.map(([key, group]): PersonRow => ({
      ...measuresOf(indices, period, key, group),
      ...(isShown(key) ? {} : { isHidden: true as const }),
    }))
    return [measuresOf(indices, period, groupKey(null), null), ...rows]
  })
}
