import type { TablePlan } from './plan.ts'

/** By source, the ordinal of the newest snapshot a period sees a table through, or null. */
export type View = readonly (number | null)[]

/** Whole numbers up to here are exact in every engine. */
const largest = 2 ** 52

/**
 * A view as one number, so that periods that see the same rows share them: the places of a numeral whose base is the
 * number of snapshots and one. With more sources than such a number holds, a text.
 */
export const viewKey = (view: View, { snapshots, sources }: TablePlan): number | string => {
  const base = snapshots.length + 1
  return base ** sources.length < largest
    ? view.reduce<number>((key, newest) => key * base + (newest ?? -1) + 1, 0)
    : view.map((newest) => newest ?? '').join('.')
}

/** Every different view among those given, in order of first appearance. */
export const distinctViews = (views: readonly View[], table: TablePlan): readonly View[] => [
  ...new Map(views.map((view) => [viewKey(view, table), view])).values(),
]

/** Whether a row's columns depend on the snapshots it is seen through. */
export const isVersioned = (table: TablePlan): boolean =>
  table.contract.describes.kind !== 'state' &&
  table.snapshots.length > 1 &&
  table.contract.columns.some((column) => column.is === undefined && column.changes)

/** Whether what is known of a row differs from view to view, so that it is laid out once for each. */
export const isPerView = (table: TablePlan): boolean =>
  isVersioned(table) ||
  (table.contract.describes.kind !== 'state' && table.contract.delivers === 'full' && table.snapshots.length > 1)
