import { Temporal } from 'temporal-polyfill'
import type { Plan, TablePlan } from './plan.ts'

/** A source that says nothing of the end of a period, and the moment of the last it said. */
export type SilentSource = { readonly contract: string; readonly source: string; readonly last: string }

/** The last second of a day stands for the whole day. */
const reaches = (last: string, end: string): boolean =>
  Temporal.Instant.compare(Temporal.Instant.from(last).add({ seconds: 1 }), Temporal.Instant.from(end)) >= 0

/** A picture too old, or an export that ends before the period; a source that never spoke is not silent. */
const silentIn = (
  { contract, snapshots, sources, pictures }: TablePlan,
  period: number,
  end: string,
): readonly SilentSource[] => {
  const picture = pictures[period]
  if (picture === undefined || picture.coverage === 'covered') return []
  return sources.flatMap((source, i) => {
    const newest = picture.newest[i] ?? null
    const last = newest === null ? undefined : snapshots[newest]?.asOf
    if (newest === null || last === undefined) return []
    const speaks = contract.describes.kind === 'state' ? picture.shown.includes(newest) : reaches(last, end)
    return speaks ? [] : [{ contract: contract.name, source, last }]
  })
}

/** Whose silence takes a period's answer away or makes it doubtful, among the sources of the tables named. */
export const silentSources = (
  { periods, tables }: Pick<Plan, 'periods' | 'tables'>,
  names: readonly string[],
  period: number,
): readonly SilentSource[] =>
  [...new Set(names)].flatMap((name) => {
    const [table, end] = [tables[name], periods[period]?.endAt]
    return table === undefined || end === undefined ? [] : silentIn(table, period, end)
  })
