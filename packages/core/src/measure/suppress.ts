import { groupKey, type MeasureRow } from './row.ts'

/** A row of measures over persons, and how many of them it speaks of. */
export type PersonRow = MeasureRow & { readonly persons: number }

const silenced = (row: MeasureRow): MeasureRow => ({
  ...row,
  measures: Object.fromEntries(
    Object.keys(row.measures).map((name) => [name, { kind: 'missing', why: 'suppressed', excluded: [] }]),
  ),
})

const bySize = (a: PersonRow, b: PersonRow): number =>
  a.persons - b.persons || (groupKey(a.group) < groupKey(b.group) ? -1 : 1)

const personsIn = (rows: readonly PersonRow[]): number => rows.reduce((sum, row) => sum + row.persons, 0)

/**
 * The small groups of one period; and, because the total less the groups shown tells of the rest, the next larger
 * ones until the rest is large enough too.
 */
const hiddenGroups = (groups: readonly PersonRow[], k: number): readonly PersonRow[] => {
  const peopled = groups.filter((row) => row.persons > 0).sort(bySize)
  const small = peopled.filter((row) => row.persons < k)
  const more = peopled.slice(small.length)
  const needed = more.findIndex((_, i) => personsIn([...small, ...more.slice(0, i)]) >= k)
  return small.length === 0 ? [] : [...small, ...more.slice(0, needed === -1 ? more.length : needed)]
}

/** The total is no group: it may speak of few, because it was asked for as a whole. */
const hiddenIn = (rows: readonly PersonRow[], k: number): readonly PersonRow[] =>
  hiddenGroups(
    rows.filter((row) => row.group !== null),
    k,
  )

/**
 * Takes the measures out of rows that speak of fewer than `k` persons, also where they would follow by difference
 * from the total (language.md 5). A group of nobody tells of nobody and stays. Before functions are computed, so that
 * nothing derived tells either.
 */
export const suppressSmallGroups = (rows: readonly PersonRow[], k = 5): readonly MeasureRow[] => {
  const periods = [...new Set(rows.map((row) => row.period))]
  const hidden = new Set(
    periods.flatMap((period) =>
      hiddenIn(
        rows.filter((row) => row.period === period),
        k,
      ),
    ),
  )
  return rows.map((row) => {
    const { persons: _, ...shown } = row
    return hidden.has(row) ? silenced(shown) : shown
  })
}
