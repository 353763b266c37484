import { columnOf, type Typed } from '../check/index.ts'
import {
  cutsOfComparison,
  isPlain,
  isSameForAll,
  isVersioned,
  meaningOf,
  reachOf,
  type Share,
  type Slot,
} from '../plan/index.ts'
import { literalSql } from './literal.ts'
import { givenBy, partsOf } from './relation.ts'
import {
  pointsOf,
  roundedSql,
  roundingJoin,
  roundingOf,
  type Placement,
  type Rounding,
  type RoundingTables,
} from './rounding.ts'
import type { Dialect } from './dialect.ts'
import { scalarSql } from './scalar.ts'
import { laidName, planOfTable, sourceColumn } from './table.ts'
import { mentionSql } from './window.ts'
import { columnSql, groundOf, type Writing } from './writing.ts'

/**
 * One aggregate over rows that others read too, gathered by period and group, and by period alone: the same columns as over rows. The
 * constants of the periods and the tables it needs are those of the statement it becomes part of.
 */
export type CellSlot = (by: readonly string[], writing: Writing) => string

/** A share with how its times are rounded, by column. */
export type PlacedShare = Share & {
  readonly roundings: ReadonlyMap<string, Rounding>
  /** Where each row is seen by one period at most and nothing else is asked of its times: which. */
  readonly own?: Placement | undefined
}

export const placed = (share: Share, tables: RoundingTables, dialect: Dialect): PlacedShare => ({
  ...share,
  roundings: new Map(
    [...pointsOf(share.cuts ?? [])].map(([column, points]) => [column, roundingOf(points, tables, dialect)] as const),
  ),
})

/** What the scan calls its row in every formula that shares it. */
export const row = 'shared'

/** The same tree about the shared row. */
export const renamed = <T>(value: T, from: string): T => {
  const again = (of: unknown): unknown => {
    if (Array.isArray(of)) return of.map(again)
    if (typeof of !== 'object' || of === null || !isPlain(of)) return of
    return Object.fromEntries(
      Object.entries(of).map(([key, each]) => [key, key === 'row' && each === from ? row : again(each)]),
    )
  }
  return again(value) as T
}

/** Expressions of a scan, each once by its meaning, as columns. */
export type Columns = { readonly prefix: string; readonly found: Map<string, string> }

export const columnFor = (meaning: string, sql: () => string, { prefix, found }: Columns): string => {
  const known = [...found.keys()].indexOf(meaning)
  if (known < 0) found.set(meaning, sql())
  return `${prefix}${known < 0 ? found.size : known + 1}`
}

/** An expression of one of the formulas, written about the shared row. */
export const writtenFor = (typed: Typed, slot: Slot, writing: Writing): string => {
  // Each formula has names of its own; the constants of the periods and the tables are the scan's.
  const own: Writing = { ...writing, ground: groundOf(slot.plan), names: new Map(), sure: new Set() }
  return scalarSql(renamed(typed, slot.row), partsOf(own))
}

/** What is asked of the rows of a share, found once however many ask. */
export type Asking = { readonly writing: Writing; readonly found: Columns }

/** A condition over rounded rows: what is the same for all periods stands in it as a column that is there already. */
export const overRounded = (typed: Typed, slot: Slot, asking: Asking): Typed => {
  const { writing, found } = asking
  const again = (of: Typed): Typed => overRounded(of, slot, asking)
  if (isSameForAll(typed, slot.plan)) {
    const name = columnFor(meaningOf(typed, slot.row, slot.plan), () => writtenFor(typed, slot, writing), found)
    return { kind: 'variable', name: `${row}.${name}`, type: typed.type, span: typed.span }
  }
  if (typed.kind === 'compare' && cutsOfComparison(typed, slot.row, slot.plan) !== undefined) return typed
  if (typed.kind === 'and' || typed.kind === 'or')
    return { ...typed, left: again(typed.left), right: again(typed.right) }
  if (typed.kind === 'not') return { ...typed, of: again(typed.of) }
  throw new Error('the planner let a condition pass that asks more of a row than its times')
}

export type Named = readonly (readonly [name: string, sql: string])[]

export const selected = (columns: Named): string => columns.map(([name, sql]) => `${sql} AS ${name}`).join(', ')
export const namesOf = (columns: Named): string => columns.map(([name]) => name).join(', ')
export const columnsOf = ({ prefix, found }: Columns): Named =>
  [...found.values()].map((sql, i) => [`${prefix}${i + 1}`, sql])
export const whereOf = (all: readonly string[]): string => (all.length === 0 ? '' : ` WHERE ${all.join(' AND ')}`)

/** What every row says of itself beside the conditions: its groups, and how far they may be relied on. */
export const aboutRow = ({ contract, by, slots }: Share, writing: Writing): Named => {
  const given = givenBy(contract, row, { kind: 'giving', by, levels: false }, partsOf(writing))
  // Rows known at a point in time are as they were then; nobody else's window stands beside theirs.
  const versioned = slots[0]?.window.kind !== 'known' && isVersioned(planOfTable(contract.name, writing))
  return [
    ...(given.groups ?? []).map((sql, i) => [`g${i + 1}`, sql] as const),
    ['reconstructed', versioned ? `coalesce(${row}._reconstructed, FALSE)` : 'FALSE'],
    ['unreferenced', given.unreferenced ?? 'FALSE'],
  ]
}

/** The rows one slot is about, as its periods see them. */
export const rowsSeen = (
  { contract }: Share,
  { window, row: own }: Slot,
  writing: Writing,
): ReturnType<typeof mentionSql> => mentionSql(contract, renamed(window, own), row, partsOf(writing))

/**
 * What tells which periods see a row: the snapshot or view it comes with, and its times, rounded; all that any slot
 * looks at, or only what the given one does.
 */
export const placing = (share: PlacedShare, writing: Writing, slot?: Slot): Named => {
  const source = sourceColumn(planOfTable(share.contract.name, writing))
  const isLookedAt = (column: string): boolean =>
    slot === undefined || (slot.cuts ?? []).some((cut) => cut.column === column)
  return [
    ...(source === undefined ? [] : [[source, `${row}.${source}`] as const]),
    ...[...share.roundings].flatMap(([column, rounding], i) => {
      if (!isLookedAt(column)) return []
      const sql = columnSql(row, column, writing)
      const isOptional = columnOf(share.contract, column)?.optional ?? true
      return [[sql.slice(row.length + 1), roundedSql(sql, rounding, `at${i + 1}`, isOptional)] as const]
    }),
  ]
}

export const laidRows = (share: PlacedShare, writing: Writing): string =>
  `${laidName(share.contract.name, 'laid', writing)} AS ${row}`

/** The rows with all that `placing` mentions. */
export const placedRows = (share: PlacedShare, writing: Writing): string =>
  laidRows(share, writing) +
  [...share.roundings]
    .map(([column, rounding], i) => roundingJoin(columnSql(row, column, writing), rounding, `at${i + 1}`))
    .join('')

/** What every row lies within that some period of some slot sees; none where that is not known of all. */
export const withinReach = ({ contract, slots }: Share, writing: Writing): readonly string[] => {
  const all = slots.map(({ window, plan }) => reachOf(window, contract, plan))
  const known = all.filter((each) => each !== undefined)
  if (known.length < all.length) return []
  const texts = known.map((reaches) =>
    reaches
      .map(({ column, from, before, orNull }) => {
        const name = columnSql(row, column, writing)
        if (before !== undefined) return `${name} < ${literalSql(before)}`
        const reached = `${name} >= ${literalSql(from ?? null)}`
        return orNull ? `(${name} IS NULL OR ${reached})` : reached
      })
      .join(' AND '),
  )
  return [`(${[...new Set(texts)].map((text) => `(${text})`).join(' OR ')})`]
}

/** The columns of rounded rows that a condition mentions. */
export const variablesIn = (condition: Typed): ReadonlySet<string> => {
  if (condition.kind === 'variable') return new Set([condition.name.slice(row.length + 1)])
  if (condition.kind === 'and' || condition.kind === 'or')
    return new Set([...variablesIn(condition.left), ...variablesIn(condition.right)])
  return condition.kind === 'not' ? variablesIn(condition.of) : new Set()
}
