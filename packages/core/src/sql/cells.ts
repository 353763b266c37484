import type { Typed } from '../check/index.ts'
import { cuttingOf, isPerView, meaningOf, ownPeriodOf, type Share, type Sharing, type Slot } from '../plan/index.ts'
import type { Dialect } from './dialect.ts'
import type { Layout } from './layout.ts'
import { periodsSql, periodTables, type PeriodTables } from './periods.ts'
import { placementOf, type RoundingTables } from './rounding.ts'
import { levelSql, placeSql } from './scalar.ts'
import {
  aboutRow,
  columnFor,
  columnsOf,
  laidRows,
  namesOf,
  overRounded,
  placed,
  placedRows,
  placing,
  row,
  rowsSeen,
  selected,
  variablesIn,
  whereOf,
  withinReach,
  writtenFor,
  type Asking,
  type CellSlot,
  type Columns,
  type Named,
  type PlacedShare,
} from './shared-rows.ts'
import { standingCells } from './standing.ts'
import { tableExpressions } from './table.ts'
import { valueSlots } from './values.ts'
import { columnSql, groundOf, writingOf, type Writing } from './writing.ts'

/**
 * Rows counted by what is true of them: one line for each period, group and combination of truths that occurs, with
 * the number of its rows and, of each value asked for, how many there are, their sum, the least and the greatest.
 */
export type Cells = { readonly layouts: readonly Layout[]; readonly slots: ReadonlyMap<Typed, CellSlot> }

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

/** How an aggregate reads the values of its cells: `value` is their number among those found, `''` the row itself. */
type Reading = { readonly slot: Slot; readonly conditions: readonly Typed[]; readonly value: string }

/** Rows of every period, each period looking at all of them. */
const rowByRow = (share: PlacedShare, { writing, found }: Asking, values: Columns, held: readonly Held[]): string => {
  const { from, where } = rowsSeen(share, firstOf(share), writing)
  const keys: Named = [['i', 'p.i'], ...aboutRow(share, writing), ...columnsOf(found)]
  // Values are found row by row before they are counted: inside a sum, a value that looks at other rows is not safe.
  const rows = `SELECT ${selected([...keys, ...columnsOf(values)])} FROM p, ${from.join(', ')}${whereOf(where)}`
  return `SELECT ${namesOf(keys)}, ${selected(ofRows(held))} FROM (${rows}) GROUP BY ${namesOf(keys)}`
}

const ofRows = (held: readonly Held[]): Named => held.map(({ name, ofRows: sql }) => [name, sql])
const putTogether = (held: readonly Held[]): Named => held.map(({ name, again }) => [name, `${again}(${name})`])

const firstOf = ({ slots: [first] }: PlacedShare): Slot => {
  if (first === undefined) throw new Error('a share has aggregates')
  return first
}

/** Rows read once, their times rounded, and counted. */
const rounded = (share: PlacedShare, { writing, found }: Asking, values: Columns, held: readonly Held[]): string => {
  const all: Named = [...placing(share, writing), ...aboutRow(share, writing), ...columnsOf(found)]
  // What is true of no row keeps none apart.
  const [same, keys] = [all.filter(([, sql]) => sql === 'FALSE'), all.filter(([, sql]) => sql !== 'FALSE')]
  const rows = `SELECT ${selected([...keys, ...columnsOf(values)])} FROM ${placedRows(share, writing)}${whereOf(withinReach(share, writing))}`
  const by = keys.length === 0 ? 'ALL' : namesOf(keys)
  return `SELECT ${[...keys.map(([name]) => name), ...same.map(([name, sql]) => `${sql} AS ${name}`)].join(', ')}, ${selected(ofRows(held))} FROM (${rows}) GROUP BY ${by}`
}

/** What is asked of the row alone stands in the cells. */
const isFree = (condition: Typed): boolean => condition.kind === 'variable'

/**
 * The few rounded rows an aggregate keeps, in the periods that see them. What no period changes is asked first, so that
 * rows that differ in nothing else are put together before the periods look at them.
 */
const inPeriods = (
  share: PlacedShare,
  name: string,
  reading: Reading,
  held: readonly Held[],
  writing: Writing,
): string => {
  const { slot, conditions } = reading
  const free = conditions.filter(isFree).map((condition) => writtenFor(condition, slot, writing))
  const asked = conditions.filter((condition) => !isFree(condition))
  const named = asked.flatMap((condition) => [...variablesIn(condition)])
  const about = aboutRow(share, writing).map(([each]) => each)
  const kept = [...placing(share, writing, slot).map(([each]) => each), ...about, ...new Set(named)]
  const sure = free.length === 0 ? 'TRUE' : `(${free.join(' AND ')})`
  const together = `(SELECT ${kept.join(', ')}, ${sure} AS sure, ${selected(putTogether(held))} FROM ${name} AS ${row} WHERE ${sure} IS NOT FALSE GROUP BY ${kept.join(', ')}, sure) AS ${row}`
  const { from, where } = rowsSeen(share, slot, writing)
  const seen = from.map((each) => (each === laidRows(share, writing) ? together : each))
  const keep = [`${row}.sure`, ...asked.map((condition) => writtenFor(condition, slot, writing))].join(' AND ')
  const columns: Named = [
    ['i', 'p.i'],
    ...[...about, ...held.map((each) => each.name)].map((each) => [each, `${row}.${each}`] as const),
    ['keep', `(${keep})`],
  ]
  return `SELECT ${selected(columns)} FROM p, ${seen.join(', ')}${whereOf(where)}`
}

/** Cells as they stand in their periods, with whether the aggregate keeps them. */
const kept = (name: string, { slot, conditions }: Reading, { writing, found }: Asking): string => {
  const columns = conditions.map((condition) =>
    columnFor(meaningOf(condition, slot.row, slot.plan), () => writtenFor(condition, slot, writing), found),
  )
  return `SELECT *, ${columns.length === 0 ? 'TRUE' : `(${columns.join(' AND ')})`} AS keep FROM ${name}`
}

const gatheredSql = (reading: Reading, groups: readonly string[], by: readonly string[], cells: string): string => {
  const names = by.map((_, i) => `, g${i + 1}`).join('')
  const sets = by.length === 0 ? 'i' : `GROUPING SETS ((i), (i${names}))`
  const none = by.flatMap((_, i) => (groups.includes(`g${i + 1}`) ? [] : [`, CAST(NULL AS VARCHAR) AS g${i + 1}`]))
  const { slot, value } = reading
  const rows = `coalesce(sum(n${value}) FILTER (WHERE keep), 0)`
  const missing = value === '' ? '0' : `coalesce(sum(n - n${value}) FILTER (WHERE keep), 0)`
  return `SELECT i, ${by.length === 0 ? 'TRUE' : '(grouping(g1) = 1)'} AS total${names}, ${gathered(slot.aggregate, value)} AS value, ${rows} AS rows, coalesce(sum(n) FILTER (WHERE keep IS NULL), 0) AS unknown, ${missing} AS missing, coalesce(sum(n) FILTER (WHERE keep AND unreferenced), 0) AS unreferenced, coalesce(bool_or(reconstructed) FILTER (WHERE keep), FALSE) AS reconstructed, 0 AS persons FROM (SELECT *${none.join('')} FROM (${cells})) WHERE keep IS NOT FALSE GROUP BY ${sets}`
}

const slotOver =
  (reading: Reading, groups: readonly string[], cells: (statement: Writing) => string): CellSlot =>
  (by, statement) =>
    gatheredSql(reading, groups, by, cells(statement))

/** What every table of cells begins with: what is asked of rows, of which values, and how aggregates read them. */
type Begun = { readonly asking: Asking; readonly values: Columns; readonly readings: readonly Reading[] }

const begun = (
  share: PlacedShare,
  conditionsOf: (slot: Slot, asking: Asking) => readonly Typed[],
  dialect: Dialect,
): Begun => {
  const writing = writingOf(groundOf(firstOf(share).plan), dialect)
  const asking: Asking = { writing, found: { prefix: 'q', found: new Map() } }
  const values: Columns = { prefix: 'v', found: new Map() }
  const readings = share.slots.map((slot): Reading => ({
    slot,
    conditions: conditionsOf(slot, asking),
    value: slot.value === undefined ? '' : valueColumn(slot.value, slot, writing, values),
  }))
  return { asking, values, readings }
}

const groupsIn = (share: PlacedShare): readonly string[] => share.by.map((_, i) => `g${i + 1}`)

/** What stands in each period, with whether the aggregate keeps it. */
const standingRows = ({ slot, conditions }: Reading, table: string, writing: Writing): string => {
  const free = conditions.filter(isFree).map((condition) => writtenFor(condition, slot, writing))
  return `SELECT *, ${free.length === 0 ? 'TRUE' : `(${free.join(' AND ')})`} AS keep FROM ${table} AS ${row}`
}

/** Cells of rounded rows, which their periods look at afterwards: each at all it may see, or at what came and went. */
const roundedCells = (
  share: PlacedShare,
  name: (suffix?: string) => string,
  dialect: Dialect,
  tables: RoundingTables,
): Cells => {
  const { asking, values, readings } = begun(
    share,
    (slot, found) => slot.conditions.map((each) => overRounded(each, slot, found)),
    dialect,
  )
  const held = heldOf(readings.map(({ slot, value }) => [slot, value] as const))
  const comings = readings.filter(({ slot }) => slot.standing !== undefined)
  const asked = new Set(
    comings.flatMap(({ conditions }) => conditions.filter(isFree).flatMap((each) => [...variablesIn(each)])),
  )
  const { layouts, tableOf } = standingCells(
    comings.flatMap(({ slot }) => slot.standing ?? []),
    [...aboutRow(share, asking.writing).map(([each]) => each), ...asked],
    name,
    asking.writing,
    tables,
  )
  const slots = readings.map((reading): readonly [Typed, CellSlot] => {
    const table = reading.slot.standing === undefined ? undefined : tableOf.get(reading.slot.standing)
    return [
      reading.slot.aggregate,
      slotOver(reading, groupsIn(share), (statement) =>
        table === undefined
          ? inPeriods(share, name(), reading, heldFor(reading, held), statement)
          : standingRows(reading, table, statement),
      ),
    ]
  })
  const body = rounded(share, asking, values, held)
  return { layouts: [{ name: name(), sql: body, kind: 'copy' }, ...layouts], slots: new Map(slots) }
}

/** Cells of rows that every period has looked at. */
const periodCells = (share: PlacedShare, name: string, dialect: Dialect): Cells => {
  const { asking, values, readings } = begun(share, ({ conditions }) => conditions, dialect)
  const { writing } = asking
  const held = heldOf(readings.map(({ slot, value }) => [slot, value] as const))
  const slots = readings.map((reading): readonly [Typed, CellSlot] => {
    const cells = kept(name, reading, asking)
    return [reading.slot.aggregate, slotOver(reading, groupsIn(share), () => cells)]
  })
  const body = rowByRow(share, asking, values, held)
  const brought = [periodsSql(writing), ...[...writing.tables].flatMap((each) => tableExpressions(each, writing))]
  return { layouts: [{ name, sql: `WITH ${brought.join(',\n')}\n${body}`, kind: 'copy' }], slots: new Map(slots) }
}

const cellsOf = (share: Share, number: number, dialect: Dialect, tables: RoundingTables): Cells => {
  const name = (suffix = ''): string => `cells.${dialect.quote(`c${number}${suffix}`)}`
  const own = placed(share, tables, dialect)
  return share.cuts === undefined ? periodCells(own, name(), dialect) : roundedCells(own, name, dialect, tables)
}

/** As much of what cells hold as one aggregate reads. */
const heldFor = ({ value }: Reading, held: readonly Held[]): readonly Held[] =>
  held.filter(({ name }) => name === 'n' || (value !== '' && name.slice(1) === value))

const valueColumn = (value: Typed, slot: Slot, writing: Writing, values: Columns): string =>
  columnFor(meaningOf(value, slot.row, slot.plan), () => writtenFor(value, slot, writing), values).slice(1)

/** A share of one aggregate, whose rows may each belong to one period. */
const placedAlone = (share: Share, tables: RoundingTables, dialect: Dialect): PlacedShare => {
  const [slot] = share.slots
  const bounds = slot === undefined || isShared(share, slot) ? undefined : ownPeriodOf(slot.window, share.contract)
  if (slot === undefined || bounds === undefined || slot.cuts?.length !== 2) return placed(share, tables, dialect)
  const [from, to] = bounds
  const column = columnSql(row, from.column, writingOf(groundOf(slot.plan), dialect))
  const own = placementOf(column, [cuttingOf(from, slot.plan), cuttingOf(to, slot.plan)], tables, dialect)
  return own === undefined ? placed(share, tables, dialect) : { ...share, roundings: new Map(), own }
}

/** Rows that several views show each in its own way. */
const isShared = ({ contract }: Share, { plan }: Slot): boolean => {
  const table = plan.tables[contract.name]
  return table === undefined || isPerView(table)
}

/** Everything the plans of a run share: tables of cells, in order, and how aggregates read them. */
export type SharedCells = {
  readonly layouts: readonly Layout[]
  readonly slots: ReadonlyMap<Typed, CellSlot>
  readonly periods: PeriodTables
}

export const sharedCells = ({ shares, values }: Sharing, dialect: Dialect): SharedCells => {
  const tables: RoundingTables = new Map()
  const all = shares.map((share, i) => cellsOf(share, i + 1, dialect, tables))
  const exact = valueSlots(values.map((share) => placedAlone(share, tables, dialect)))
  const slots = new Map([...all.flatMap((cells) => [...cells.slots]), ...exact])
  const looked = [...tables.values()].map(({ layout }) => layout)
  const plans = [...shares, ...values].flatMap((share) => share.slots.map(({ plan }) => plan))
  const periods = periodTables(plans, dialect)
  return { layouts: [...periods.values(), ...looked, ...all.flatMap(({ layouts }) => layouts)], slots, periods }
}
