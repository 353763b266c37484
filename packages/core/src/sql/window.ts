import type { Contract } from '../construct/index.ts'
import { columnOf, type Typed, type Window } from '../check/index.ts'
import { knownViewsOf, laidName, planOfTable, rowsOf, viewLiteral } from './table.ts'
import type { Parts } from './scalar.ts'
import { columnSql, constantColumn, contractNamed, periodColumn, type Writing } from './writing.ts'

type Rows = { readonly from: readonly string[]; readonly where: readonly string[] }

/** A bound of the period in the type of a column. */
const bound = (end: 'start' | 'end', contract: Contract, column: string): string =>
  `p.${end}_${columnOf(contract, column)?.type.kind === 'date' ? 'date' : 'at'}`

/** The beginning of `[end - span..end)`, computed in the organisation's calendar. */
const reachSql = (span: Typed, contract: Contract, column: string, writing: Writing): string => {
  const type: Typed['type'] = { kind: columnOf(contract, column)?.type.kind === 'date' ? 'date' : 'date and time' }
  const end: Typed = { kind: 'period', bound: 'end', type, span: span.span }
  return periodColumn({ kind: 'arithmetic', op: '-', left: end, right: span, type, span: span.span }, writing)
}

const eventWindow = (
  window: Window,
  contract: Contract,
  at: string,
  alias: string,
  writing: Writing,
): readonly string[] => {
  const column = columnSql(alias, at, writing)
  const end = bound('end', contract, at)
  switch (window.kind) {
    case 'ever':
      return [`(${column} < ${end} OR ${column} IS NULL)`]
    case 'recent':
      return [`${column} >= ${reachSql(window.span, contract, at, writing)}`, `${column} < ${end}`]
    case 'closed':
    case 'default':
    case 'known':
    case 'opened':
      return [`${column} >= ${bound('start', contract, at)}`, `${column} < ${end}`]
  }
}

/** `to` as the first moment that no longer counts. */
const endOf = (
  describes: Extract<Contract['describes'], { kind: 'records' }>,
  alias: string,
  writing: Writing,
): string | undefined => {
  if (describes.to === undefined) return undefined
  const column = columnSql(alias, describes.to, writing)
  return describes.lastDay ? `CAST(${column} + INTERVAL 1 DAY AS DATE)` : column
}

const recordWindow = (
  window: Window,
  contract: Contract,
  describes: Extract<Contract['describes'], { kind: 'records' }>,
  alias: string,
  writing: Writing,
): readonly string[] => {
  const from = columnSql(alias, describes.from, writing)
  const to = endOf(describes, alias, writing)
  const end = bound('end', contract, describes.from)
  const start = bound('start', contract, describes.from)
  const ends = (end: 'start' | 'end'): string => bound(end, contract, describes.to ?? describes.from)
  switch (window.kind) {
    case 'ever':
      return [`(${from} < ${end} OR ${from} IS NULL)`]
    case 'opened':
      return [`${from} >= ${start}`, `${from} < ${end}`]
    case 'closed':
      return to === undefined ? ['FALSE'] : [`${to} >= ${ends('start')}`, `${to} < ${ends('end')}`]
    case 'recent':
      return [
        `${from} < ${end}`,
        ...(to === undefined
          ? []
          : [`(${to} IS NULL OR ${to} > ${reachSql(window.span, contract, describes.to ?? describes.from, writing)})`]),
      ]
    case 'default':
    case 'known':
      return [`${from} < ${end}`, ...(to === undefined ? [] : [`(${to} IS NULL OR ${to} >= ${ends('end')})`])]
  }
}

/** A line of a parent that began before the period's end, or has no beginning. */
const partWindow = (contract: Contract, of: string, alias: string, parts: Parts): readonly string[] => {
  const { writing } = parts
  const parent = contractNamed(of, writing)
  const reference = contract.columns.find((column) => column.of === of)
  const begins =
    parent.describes.kind === 'records'
      ? parent.describes.from
      : parent.describes.kind === 'events'
        ? parent.describes.at
        : undefined
  if (reference === undefined) throw new Error(`${contract.name} has no reference to ${of}`)
  const name = `${alias}w`
  const { from, where } = rowsOf(of, name, writing)
  const start = begins === undefined ? '' : columnSql(name, begins, writing)
  const began = begins === undefined ? [] : [`(${start} < ${bound('end', parent, begins)} OR ${start} IS NULL)`]
  const match = `${columnSql(name, parent.key[0] ?? '', writing)} = ${columnSql(alias, reference.name, writing)}`
  return [`EXISTS (SELECT 1 FROM ${from.join(', ')} WHERE ${[...where, match, ...began].join(' AND ')})`]
}

const windowSql = (window: Window, contract: Contract, alias: string, parts: Parts): readonly string[] => {
  const { describes } = contract
  switch (describes.kind) {
    case 'state':
      return []
    case 'events':
      return eventWindow(window, contract, describes.at, alias, parts.writing)
    case 'records':
      return recordWindow(window, contract, describes, alias, parts.writing)
    case 'part':
      return partWindow(contract, describes.of, alias, parts)
  }
}

/** The newest version of each key known at a point in time, without window. */
const knownRows = (at: Typed, contract: Contract, alias: string, { writing }: Parts): Rows => {
  const table = planOfTable(contract.name, writing)
  const keys = knownViewsOf(at, table, writing).map((view) => viewLiteral(view, table))
  return {
    from: [`${laidName(contract.name, 'known', writing)} AS ${alias}`],
    where: [`${alias}._k = ${constantColumn(keys, writing)}`],
  }
}

/** The rows one mention of a table sees in period `p` (language.md 4). */
export const mentionSql = (contract: Contract, window: Window, alias: string, parts: Parts): Rows => {
  if (window.kind === 'known') return knownRows(window.at, contract, alias, parts)
  const { from, where } = rowsOf(contract.name, alias, parts.writing)
  return { from, where: [...where, ...windowSql(window, contract, alias, parts)] }
}
