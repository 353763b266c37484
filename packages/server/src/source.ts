import type { EvidenceRows, RowsRequest } from '@isometric/runner/rows'
import type { Outcome } from '@isometric/core/issue'
import type { Card, Entry, Result, Snapshot } from '@isometric/core/term'

/** What the server reads from; a workspace in use, a list in tests. Instants are UTC text. */
export type Source = {
  readonly results: (query: ResultsOf) => Promise<readonly Result[]>
  readonly cards: (query: { readonly asKnownOn?: string }) => Promise<readonly Card[]>
  readonly snapshots: (query: { readonly asKnownOn?: string }) => Promise<readonly Snapshot[]>
  /** What people decided. */
  readonly entries: (query: { readonly asKnownOn?: string }) => Promise<readonly Entry[]>
  readonly organisation: () => Promise<Organisation>
  /** The rows behind a result, from the evidence it was made from. */
  readonly rows: (asked: RowsOf) => Promise<Outcome<EvidenceRows>>
  /** Puts decisions, as a document of that name and text, into the record. */
  readonly decide: (name: string, text: string) => Promise<Outcome<DecidedNow>>
  /** The moment, as UTC text. */
  readonly now: () => string
}
export type ResultsOf = {
  readonly construct?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly asKnownOn?: string | undefined
  readonly history?: boolean | undefined
  /** Without groups. */
  readonly totals?: boolean
}
export type DecidedNow = { readonly added: readonly Entry[]; readonly unchanged: readonly Entry[] }
/** `people` are names by short name; `sample` is true for the simulated organisation, which says so on every page. */
export type Organisation = {
  readonly name: string
  readonly timeZone: string
  /** The month its year begins in. */
  readonly firstMonth: number
  readonly sample: boolean
  readonly people: Readonly<Record<string, string>>
}

/** Which rows: of a result, with those of its period beside it, since some of them may be hidden. */
export type RowsOf = Pick<RowsRequest, 'card' | 'result' | 'beside' | 'measure' | 'part' | 'limit' | 'cursor'>
