import type { Typed } from '../check/index.ts'
import { columnOf } from '../check/index.ts'
import {
  cutsOfComparison,
  isPlain,
  isSameForAll,
  isVersioned,
  meaningOf,
  type Share,
  type Slot,
} from '../plan/index.ts'
import type { Dialect } from './dialect.ts'
import type { Layout } from './layout.ts'
import { periodsSql } from './periods.ts'
import { givenBy, partsOf } from './relation.ts'
import { pointsOf, roundedSql } from './rounding.ts'
import { levelSql, placeSql, scalarSql } from './scalar.ts'
import { laidName, planOfTable, sourceColumn, tableExpressions } from './table.ts'
import { mentionSql } from './window.ts'
import { columnSql, groundOf, writingOf, type Writing } from './writing.ts'

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

const columnFor = (meaning: string, sql: () => string, { prefix, found }: Columns): string => {
  const known = [...found.keys()].indexOf(meaning)
  if (known < 0) found.set(meaning, sql())
  return `${prefix}${known < 0 ? found.size : known + 1}`
}

/** An expression of one of the formulas, written about the shared row. */
const writtenFor = (typed: Typed, slot: Slot, writing: Writing): string => {
  // Each formula has names of its own; the constants of the periods and the tables are the scan's.
  const own: Writing = { ...writing, ground: groundOf(slot.plan), names: new Map(), sure: new Set() }
  return scalarSql(renamed(typed, slot.row), partsOf(own))
}

/** What is said of each row in two steps: what no period changes, and what the period asks of it. */
type Asking = { readonly writing: Writing; readonly ofRows: Columns; readonly ofPeriods: Columns }

/** A condition over rounded rows: what is the same for all periods stands in it as a column that is there already. */
const overRounded = (typed: Typed, slot: Slot, asking: Asking): Typed => {
  const { writing, ofRows } = asking
  const again = (of: Typed): Typed => overRounded(of, slot, asking)
  if (isSameForAll(typed, slot.plan)) {
    const name = columnFor(meaningOf(typed, slot.row, slot.plan), () => writtenFor(typed, slot, writing), ofRows)
    return { kind: 'variable', name: `${row}.${name}`, type: typed.type, span: typed.span }
  }
  if (typed.kind === 'compare' && cutsOfComparison(typed, slot.row) !== undefined) return typed
  if (typed.kind === 'and' || typed.kind === 'or')
    return { ...typed, left: again(typed.left), right: again(typed.right) }
  if (typed.kind === 'not') return { ...typed, of: again(typed.of) }
  throw new Error('the planner let a condition pass that asks more of a row than its times')
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

/** Something cells hold: what it is of rows, and what it is of cells put together. */
type Held = { readonly name: string; readonly ofRows: string; readonly again: 'sum' | 'min' | 'max' }

/** What cells must hold of the values for the aggregates that ask for them; `''` is the row itself. */
const heldOf = (slots: readonly (readonly [slot: Slot, value: string])[]): readonly Held[] => [
  { name: 'n', ofRows: 'count(*)', again: 'sum' },
  ...[...new Set(slots.map(([, value]) => value))].flatMap((value): readonly Held[] => {
    const own = slots.filter(([, each]) => each === value).map(([slot]) => slot.aggregate)
    const v = value === '' ? '1' : `v${value}`
    const place = placeSql(v, own[0]?.over.of ?? { kind: 'unknown' })
    const has = (...names: readonly string[]): boolean => own.some(({ name }) => names.includes(name))
    return [
      ...(value === '' ? [] : [{ name: `n${value}`, ofRows: `count(${v})`, again: 'sum' } as const]),
      ...(has('sum', 'mean') ? [{ name: `s${value}`, ofRows: `sum(${v})`, again: 'sum' } as const] : []),
      ...(has('min') ? [{ name: `a${value}`, ofRows: `min(${place})`, again: 'min' } as const] : []),
      ...(has('max') ? [{ name: `z${value}`, ofRows: `max(${place})`, again: 'max' } as const] : []),
    ]
  }),
]

type Named = readonly (readonly [name: string, sql: string])[]

const selected = (columns: Named): string => columns.map(([name, sql]) => `${sql} AS ${name}`).join(', ')
const namesOf = (columns: Named): string => columns.map(([name]) => name).join(', ')
const columnsOf = ({ prefix, found }: Columns): Named => [...found.values()].map((sql, i) => [`${prefix}${i + 1}`, sql])
const whereOf = (all: readonly string[]): string => (all.length === 0 ? '' : ` WHERE ${all.join(' AND ')}`)

/** What every row says of itself beside the conditions: its groups, and how far they may be relied on. */
const aboutRow = ({ contract, by, window }: Share, writing: Writing): Named => {
  const given = givenBy(contract, row, { kind: 'giving', by, levels: false }, partsOf(writing))
  const versioned = window.kind !== 'known' && isVersioned(planOfTable(contract.name, writing))
  return [
    ...(given.groups ?? []).map((sql, i) => [`g${i + 1}`, sql] as const),
    ['reconstructed', versioned ? `coalesce(${row}._reconstructed, FALSE)` : 'FALSE'],
    ['unreferenced', given.unreferenced ?? 'FALSE'],
  ]
}

/** Rows of every period, each period looking at all of them. */
const rowByRow = (share: Share, asking: Asking, values: Columns, held: readonly Held[]): string => {
  const { writing, ofPeriods } = asking
  const { from, where } = mentionSql(
    share.contract,
    renamed(share.window, share.slots[0]?.row ?? ''),
    row,
    partsOf(writing),
  )
  const keys: Named = [['i', 'p.i'], ...aboutRow(share, writing), ...columnsOf(ofPeriods)]
  // Values are found row by row before they are counted: inside a sum, a value that looks at other rows is not safe.
  const rows = `SELECT ${selected([...keys, ...columnsOf(values)])} FROM p, ${from.join(', ')}${whereOf(where)}`
  return `SELECT ${namesOf(keys)}, ${selected(held.map(({ name, ofRows }) => [name, ofRows]))} FROM (${rows}) GROUP BY ${namesOf(keys)}`
}

/** Rows read once, rounded and counted, and only these few in every period. */
const roundedFirst = (share: Share, asking: Asking, values: Columns, held: readonly Held[]): string => {
  const { writing, ofRows, ofPeriods } = asking
  const { contract } = share
  const points = pointsOf(share.cuts ?? [])
  const about = aboutRow(share, writing)
  const source = sourceColumn(planOfTable(contract.name, writing))
  const quoted = (column: string): string => columnSql(row, column, writing).slice(row.length + 1)
  const times: Named = [...points].map(([column, cuts]) => [
    quoted(column),
    roundedSql(columnSql(row, column, writing), cuts, columnOf(contract, column)?.optional ?? true),
  ])
  const kept: Named = [
    ...(source === undefined ? [] : [[source, `${row}.${source}`] as const]),
    ...times,
    ...about,
    ...columnsOf(ofRows),
  ]
  const laid = `${laidName(contract.name, 'laid', writing)} AS ${row}`
  const rows = `SELECT ${selected([...kept, ...columnsOf(values)])} FROM ${laid}`
  const counted = `SELECT ${namesOf(kept)}, ${selected(held.map(({ name, ofRows: of }) => [name, of]))} FROM (${rows}) GROUP BY ${namesOf(kept)}`
  const { from, where } = mentionSql(contract, renamed(share.window, share.slots[0]?.row ?? ''), row, partsOf(writing))
  const keys: Named = [
    ['i', 'p.i'],
    ...about.map(([name]) => [name, `${row}.${name}`] as const),
    ...columnsOf(ofPeriods),
  ]
  const seen = from.map((each) => (each === laid ? `(${counted}) AS ${row}` : each))
  const again = held.map(({ name, again: by }) => [name, `${by}(${name})`] as const)
  const inPeriods = `SELECT ${selected([...keys, ...held.map(({ name }) => [name, `${row}.${name}`] as const)])} FROM p, ${seen.join(', ')}${whereOf(where)}`
  return `SELECT ${namesOf(keys)}, ${selected(again)} FROM (${inPeriods}) GROUP BY ${namesOf(keys)}`
}

/** The table of cells of one share, and how each of its aggregates reads it. */
const cellsOf = (share: Share, name: string, dialect: Dialect): Cells => {
  const [first] = share.slots
  if (first === undefined) throw new Error('a share has aggregates')
  const writing = writingOf(groundOf(first.plan), dialect)
  const asking: Asking = {
    writing,
    ofRows: { prefix: 'r', found: new Map() },
    ofPeriods: { prefix: 'q', found: new Map() },
  }
  const values: Columns = { prefix: 'v', found: new Map() }
  const askedOf = (condition: Typed, slot: Slot): string => {
    const asked = share.cuts === undefined ? condition : overRounded(condition, slot, asking)
    return columnFor(
      meaningOf(condition, slot.row, slot.plan),
      () => writtenFor(asked, slot, writing),
      asking.ofPeriods,
    )
  }
  const valueOf = (value: Typed, slot: Slot): string =>
    columnFor(meaningOf(value, slot.row, slot.plan), () => writtenFor(value, slot, writing), values).slice(1)
  const kept = share.slots.map((slot) => ({
    slot,
    keeps: slot.conditions.map((condition) => askedOf(condition, slot)),
    value: slot.value === undefined ? '' : valueOf(slot.value, slot),
  }))
  const held = heldOf(kept.map(({ slot, value }) => [slot, value] as const))
  const body = (share.cuts === undefined ? rowByRow : roundedFirst)(share, asking, values, held)
  const expressions = [periodsSql(writing), ...[...writing.tables].flatMap((each) => tableExpressions(each, writing))]
  return {
    layout: { name, sql: `WITH ${expressions.join(',\n')}\n${body}`, kind: 'copy' },
    slots: new Map(
      kept.map(({ slot, keeps, value }) => [
        slot.aggregate,
        {
          from: name,
          keep: keeps.length === 0 ? 'TRUE' : `(${keeps.join(' AND ')})`,
          value: gathered(slot.aggregate, value),
          rows: `coalesce(sum(n${value}) FILTER (WHERE keep), 0)`,
          missing: value === '' ? '0' : `coalesce(sum(n - n${value}) FILTER (WHERE keep), 0)`,
          groups: share.by.map((_, i) => `g${i + 1}`),
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
