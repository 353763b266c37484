import type { Typed } from '../check/index.ts'
import { isPlain, meaningOf, type Share, type Slot } from '../plan/index.ts'
import type { Dialect } from './dialect.ts'
import type { Layout } from './layout.ts'
import { periodsSql } from './periods.ts'
import { givenBy, isVersionedTable, partsOf } from './relation.ts'
import { levelSql, placeSql, scalarSql } from './scalar.ts'
import { tableExpressions } from './table.ts'
import { mentionSql } from './window.ts'
import { groundOf, writingOf, type Writing } from './writing.ts'

/**
 * Rows counted by what is true of them: one line for each period, group and combination of truths that occurs, with
 * the number of its rows and, of each value asked for, how many there are, their sum, the least and the greatest.
 */
export type Cells = { readonly layout: Layout; readonly slots: ReadonlyMap<Typed, CellSlot> }

/** One aggregate over cells: which of them it keeps, and what it is of those. */
export type CellSlot = {
  readonly from: string
  readonly keep: string
  readonly value: string
  readonly rows: string
  readonly missing: string
  readonly groups: readonly string[]
}

/** What the scan calls its row in every formula that shares it. */
const row = 'shared'

/** The same tree about the shared row. */
const renamed = <T>(value: T, from: string): T => {
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
type Columns = { readonly prefix: string; readonly found: Map<string, string> }

const columnFor = (typed: Typed, slot: Slot, writing: Writing, { prefix, found }: Columns): string => {
  const meaning = meaningOf(typed, slot.row, slot.plan)
  const known = [...found.keys()].indexOf(meaning)
  if (known >= 0) return `${prefix}${known + 1}`
  // Each formula has names of its own; the constants of the periods and the tables are the scan's.
  const own: Writing = { ...writing, ground: groundOf(slot.plan), names: new Map(), sure: new Set() }
  found.set(meaning, scalarSql(renamed(typed, slot.row), partsOf(own)))
  return `${prefix}${found.size}`
}

/** What an aggregate is of the cells it keeps; those that are no sums have no cells. */
const gathered = ({ name, over }: Slot['aggregate'], value: string): string => {
  const place = (sql: string): string => levelSql(sql, over.of)
  if (name === 'sum') return `coalesce(sum(s${value}) FILTER (WHERE keep), 0)`
  if (name === 'mean')
    return `CAST(sum(s${value}) FILTER (WHERE keep) AS DOUBLE) / nullif(sum(n${value}) FILTER (WHERE keep), 0)`
  if (name === 'min') return place(`min(a${value}) FILTER (WHERE keep)`)
  if (name === 'max') return place(`max(z${value}) FILTER (WHERE keep)`)
  return `coalesce(sum(n${value}) FILTER (WHERE keep), 0)`
}

/** What cells must hold of the values for the aggregates that ask for them; `''` is the row itself. */
const heldOf = (slots: readonly (readonly [slot: Slot, value: string])[]): string =>
  [...new Set(slots.map(([, value]) => value))]
    .map((value) => {
      const own = slots.filter(([, each]) => each === value).map(([slot]) => slot.aggregate)
      const v = value === '' ? '1' : `v${value}`
      const place = placeSql(v, own[0]?.over.of ?? { kind: 'unknown' })
      const has = (...names: readonly string[]): boolean => own.some(({ name }) => names.includes(name))
      return [
        value === '' ? '' : `, count(${v}) AS n${value}`,
        has('sum', 'mean') ? `, sum(${v}) AS s${value}` : '',
        has('min') ? `, min(${place}) AS a${value}` : '',
        has('max') ? `, max(${place}) AS z${value}` : '',
      ].join('')
    })
    .join('')

/** The table of cells of one share, and how each of its aggregates reads it. */
const cellsOf = (share: Share, name: string, dialect: Dialect): Cells => {
  const [first] = share.slots
  if (first === undefined) throw new Error('a share has aggregates')
  const writing = writingOf(groundOf(first.plan), dialect)
  const { contract, by } = share
  const { from, where } = mentionSql(contract, renamed(share.window, first.row), row, partsOf(writing))
  const truths: Columns = { prefix: 'q', found: new Map() }
  const values: Columns = { prefix: '', found: new Map() }
  const given = givenBy(contract, row, { kind: 'giving', by, levels: false }, partsOf(writing))
  const kept = share.slots.map((slot) => ({
    slot,
    keeps: slot.conditions.map((condition) => columnFor(condition, slot, writing, truths)),
    value: slot.value === undefined ? '' : columnFor(slot.value, slot, writing, values),
  }))
  const groups = by.map((_, i) => `g${i + 1}`)
  const isVersioned = share.window.kind !== 'known' && isVersionedTable(contract.name, writing)
  const keys: readonly (readonly [name: string, sql: string])[] = [
    ['i', 'p.i'],
    ...(given.groups ?? []).map((sql, i) => [`g${i + 1}`, sql] as const),
    ...[...truths.found.values()].map((sql, i) => [`q${i + 1}`, sql] as const),
    ['reconstructed', isVersioned ? `coalesce(${row}._reconstructed, FALSE)` : 'FALSE'],
    ['unreferenced', given.unreferenced ?? 'FALSE'],
  ]
  const columns = [...keys, ...[...values.found.values()].map((sql, i) => [`v${i + 1}`, sql] as const)]
  const held = heldOf(kept.map(({ slot, value }) => [slot, value] as const))
  // Values are found row by row before they are counted: inside a sum, a value that looks at other rows is not safe.
  const rows = `SELECT ${columns.map(([name, sql]) => `${sql} AS ${name}`).join(', ')} FROM p, ${from.join(', ')}${where.length === 0 ? '' : ` WHERE ${where.join(' AND ')}`}`
  const names = keys.map(([name]) => name).join(', ')
  const body = `SELECT ${names}, count(*) AS n${held} FROM (${rows}) GROUP BY ${names}`
  const expressions = [periodsSql(writing), ...[...writing.tables].flatMap((each) => tableExpressions(each, writing))]
  return {
    layout: { name, sql: `WITH ${expressions.join(',\n')}\n${body}` },
    slots: new Map(
      kept.map(({ slot, keeps, value }) => [
        slot.aggregate,
        {
          from: name,
          keep: keeps.length === 0 ? 'TRUE' : `(${keeps.join(' AND ')})`,
          value: gathered(slot.aggregate, value),
          rows: `coalesce(sum(n${value}) FILTER (WHERE keep), 0)`,
          missing: value === '' ? '0' : `coalesce(sum(n - n${value}) FILTER (WHERE keep), 0)`,
          groups,
        },
      ]),
    ),
  }
}

/** Everything the plans of a run share: tables of cells, in order, and how aggregates read them. */
export type SharedCells = {
  readonly layouts: readonly Layout[]
  readonly slots: ReadonlyMap<Typed, CellSlot>
}

export const sharedCells = (shares: readonly Share[], dialect: Dialect): SharedCells => {
  const all = shares.map((share, i) => cellsOf(share, `cells.${dialect.quote(`c${i + 1}`)}`, dialect))
  return { layouts: all.map(({ layout }) => layout), slots: new Map(all.flatMap(({ slots }) => [...slots])) }
}
