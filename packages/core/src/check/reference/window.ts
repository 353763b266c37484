import type { Contract } from '../../construct/index.ts'
import { datePlus, dateTimePlus, type Value } from '../../formula/index.ts'
import { knownRows, rowsKnownAt, type Evidence, type KnownRow } from './evidence.ts'
import { boundsOf } from './period.ts'
import { arithmetic, compare, orderOf } from './scalar.ts'
import { thing, type Thing } from './thing.ts'

/** Which rows a mention of a table sees (language.md 4). */
export type MentionWindow =
  | { readonly kind: 'default' | 'ever' | 'opened' | 'closed' }
  | { readonly kind: 'recent'; readonly span: Thing }
  | { readonly kind: 'known'; readonly moment: number }

const valueIn = (row: KnownRow, column: string): Value => row.columns[column] ?? null

const dayAfter = (value: Value): Value => {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return null
  const day = { kind: 'days', seconds: 86_400 } as const
  return value.kind === 'date'
    ? (datePlus(value, day) ?? null)
    : value.kind === 'date and time'
      ? (dateTimePlus(value, day) ?? null)
      : null
}

/** Where a row begins: an event at its moment, a record at its `from`; null where it has no beginning. */
export const beginningOf = (row: KnownRow): Value => {
  const { describes } = row.contract
  if (describes.kind === 'events') return valueIn(row, describes.at)
  return describes.kind === 'records' ? valueIn(row, describes.from) : null
}

/** The first moment after a record; null while it goes on. */
const endOf = (row: KnownRow): Value => {
  const { describes } = row.contract
  if (describes.kind !== 'records' || describes.to === undefined) return null
  const to = valueIn(row, describes.to)
  return describes.lastDay ? dayAfter(to) : to
}

const is = (op: '<' | '>' | '>=', value: Value, bound: Thing): boolean => compare(op, thing(value), bound) === true

const isWithin = (value: Value, from: Thing, to: Thing): boolean => is('>=', value, from) && is('<', value, to)

/** Began before the period's end, or has no beginning: never the future. */
const isEver = (row: KnownRow, end: Thing): boolean => beginningOf(row) === null || is('<', beginningOf(row), end)

const hasBegun = (row: KnownRow, end: Thing): boolean => is('<', beginningOf(row), end)

/** Exists at the period's end: what ends then still does, and what ended earlier does not. */
const isOpen = (row: KnownRow, end: Thing): boolean =>
  hasBegun(row, end) && (endOf(row) === null || is('>=', endOf(row), end))

const existedSince = (row: KnownRow, since: Thing, end: Thing): boolean =>
  hasBegun(row, end) && (endOf(row) === null || is('>', endOf(row), since))

/** A line is seen once its parent has begun. */
const hasParent = (row: KnownRow, parents: readonly KnownRow[], parent: Contract): boolean => {
  const reference = row.contract.columns.find((column) => column.of === parent.name)
  const key = parent.key[0]
  if (reference === undefined || key === undefined) return false
  return parents.some((each) => compare('=', thing(valueIn(row, reference.name)), thing(valueIn(each, key))) === true)
}

const partsSeen = (contract: Contract, of: string, evidence: Evidence): readonly KnownRow[] => {
  const parent = evidence.input.contracts[of]
  if (parent === undefined) return []
  const parents = rowsSeen(parent, { kind: 'ever' }, evidence)
  return knownRows(contract, evidence).filter((row) => hasParent(row, parents, parent))
}

const isSeen = (row: KnownRow, window: MentionWindow, evidence: Evidence): boolean => {
  const { start, end } = boundsOf(evidence)
  const isRecord = row.contract.describes.kind === 'records'
  switch (window.kind) {
    case 'default':
      return isRecord ? isOpen(row, end) : isWithin(beginningOf(row), start, end)
    case 'ever':
      return isEver(row, end)
    case 'opened':
      return isWithin(beginningOf(row), start, end)
    case 'closed':
      return isWithin(endOf(row), start, end)
    case 'recent': {
      const since = arithmetic('-', end, window.span, false)
      return isRecord ? existedSince(row, since, end) : isWithin(beginningOf(row), since, end)
    }
    case 'known':
      return true
  }
}

/** The rows of a table that one mention sees. */
export const rowsSeen = (contract: Contract, window: MentionWindow, evidence: Evidence): readonly KnownRow[] => {
  if (window.kind === 'known') return rowsKnownAt(contract, window.moment, evidence)
  if (contract.describes.kind === 'state') return knownRows(contract, evidence)
  if (contract.describes.kind === 'part') return partsSeen(contract, contract.describes.of, evidence)
  return knownRows(contract, evidence).filter((row) => isSeen(row, window, evidence))
}

const compareRows = (a: KnownRow, b: KnownRow): number => {
  const places = [
    [beginningOf(a), beginningOf(b)],
    ...a.contract.key.map((column) => [valueIn(a, column), valueIn(b, column)]),
  ]
  for (const [x = null, y = null] of places) {
    const found = orderOf(x, y, undefined) ?? 0
    if (found !== 0) return found
  }
  return 0
}

/** Whether a row is the newest of its subject among others that began before the period's end; of equals, the last by key. */
export const isLatest = (row: KnownRow, rows: readonly KnownRow[], evidence: Evidence): boolean => {
  const { end } = boundsOf(evidence)
  const subject = row.contract.subject ?? []
  const isSame = (other: KnownRow): boolean =>
    subject.every((column) => compare('=', thing(valueIn(row, column)), thing(valueIn(other, column))) === true)
  return (
    hasBegun(row, end) &&
    rows.filter((other) => hasBegun(other, end) && isSame(other)).every((other) => compareRows(other, row) <= 0)
  )
}
