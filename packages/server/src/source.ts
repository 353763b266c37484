import type { Card, Result, Snapshot } from '@isometric/core/term'

/** What the server reads from; a workspace in use, a list in tests. Instants are UTC text. */
export type Source = {
  readonly results: (query: ResultsOf) => Promise<readonly Result[]>
  readonly cards: (query: { readonly asKnownOn?: string }) => Promise<readonly Card[]>
  readonly snapshots: (query: { readonly asKnownOn?: string }) => Promise<readonly Snapshot[]>
  readonly organisation: () => Promise<Organisation>
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
/** `sample` is true for the simulated organisation, which says so on every page. */
export type Organisation = { readonly name: string; readonly timeZone: string; readonly sample: boolean }
