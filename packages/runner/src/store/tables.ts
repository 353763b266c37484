import type { Generated } from 'kysely'

/** The tables of `schema.sql`, for the query layer. */
export type Tables = {
  readonly result: ResultTable
  readonly card: CardTable
  readonly basis: CardTable
  readonly entry: EntryTable
  readonly record: RecordTable
  readonly log_pending: PendingTable
  readonly log_head: HeadTable
}

type EntryTable = {
  readonly id: Generated<number>
  readonly name: string
  readonly kind: string
  readonly construct: string | null
  readonly known_at: string
  readonly digest: string
  readonly document: string
}

type ResultTable = {
  readonly id: Generated<number>
  readonly construct: string
  readonly period_start: string
  readonly period_end: string
  readonly group_text: string
  readonly known_at: string
  readonly digest: string | null
  readonly document: string | null
}

/** The same columns hold what results were made from. */
type CardTable = {
  readonly id: Generated<number>
  readonly construct: string
  readonly known_at: string
  readonly document: string
}

type RecordTable = {
  readonly id: Generated<number>
  readonly kind: string
  readonly name: string
  readonly known_at: string
  readonly document: string
}

type PendingTable = { readonly first: number; readonly entries: Uint8Array; readonly checkpoint: string }

type HeadTable = { readonly id: number; readonly size: number; readonly at: string; readonly counts: string }
