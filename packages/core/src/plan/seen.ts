import type { Json } from '../record/index.ts'
import type { CheckedMethod } from '../check/index.ts'
import type { Plan, TablePlan } from './plan.ts'
import { matters } from './since.ts'
import { isPerView } from './view.ts'

/** Rows of one snapshot are rows of the table as they are: no other snapshot may hold another version of them. */
export const standsAlone = ({ contract, snapshots }: TablePlan): boolean =>
  contract.describes.kind === 'state' || snapshots.length <= 1

const told = ({ snapshots }: TablePlan, ordinal: number | null): Json => {
  const snapshot = ordinal === null ? undefined : snapshots[ordinal]
  return snapshot === undefined
    ? null
    : [snapshot.digest, snapshot.source, snapshot.asOf, snapshot.covers.from, snapshot.covers.to]
}

/** What of a table can matter to one period: two periods that see the same are answered the same. */
const seenOf = (table: TablePlan, period: number, measure: CheckedMethod, plan: Plan): Json => {
  const picture = table.pictures[period]
  const { kind } = table.contract.describes
  const looksBack = measure.known.some(({ contract }) => contract === table.contract.name)
  if (kind === 'state' && !looksBack) return (picture?.shown ?? []).map((ordinal) => told(table, ordinal))
  const known = table.snapshots.flatMap((_, ordinal) =>
    matters(table, ordinal, period, measure, plan) ? [told(table, ordinal)] : [],
  )
  const newest = isPerView(table) ? (picture?.newest ?? []).map((ordinal) => told(table, ordinal)) : []
  return { known, newest, shown: picture?.shown ?? [] }
}

/**
 * Everything the answer to a base measure in one period depends on beside the method: what is already known under the
 * same words is not asked again (architecture.md 5).
 */
export const seenBy = (plan: Plan, measure: CheckedMethod, period: number): Json => {
  const bounds = plan.periods[period]
  return {
    period: [bounds?.startAt ?? '', bounds?.endAt ?? ''],
    calendar: [plan.calendar.timeZone, plan.calendar.firstMonth],
    tables: Object.entries(plan.tables).map(([name, table]) => [name, seenOf(table, period, measure, plan)]),
  }
}

/** The same plan for some of its measures and periods only. */
export const narrowed = (plan: Plan, measures: readonly CheckedMethod[], periods: readonly number[]): Plan => ({
  ...plan,
  measures,
  periods: periods.flatMap((i) => plan.periods[i] ?? []),
  tables: Object.fromEntries(
    Object.entries(plan.tables).map(([name, table]) => [
      name,
      { ...table, pictures: periods.flatMap((i) => table.pictures[i] ?? []) },
    ]),
  ),
})
