import type { Calendar, Card, Result, Snapshot } from '../term/index.ts'

/** A construct as it is adopted. */
export type Adopted = Pick<
  Card,
  'id' | 'annexB' | 'title' | 'type' | 'decision' | 'controls' | 'pairedWith' | 'evidence' | 'frequency' | 'parties'
> & {
  readonly efficiency: boolean
  readonly requirements: readonly string[]
  readonly audiences: readonly string[]
  readonly measures: readonly { readonly name: string; readonly formula: string }[]
  readonly indicator: { readonly measure: string; readonly meaning: Readonly<Record<string, string>> }
  /** In order of their dates; `approved` is null where nobody says when they were agreed. */
  readonly criteria: readonly {
    readonly from: string
    readonly met: string
    readonly near: string | null
    readonly approved: string | null
  }[]
  /** Without errors, so that it can be measured. */
  readonly isSound: boolean
  /** The first day that is measured, where the programme says so. */
  readonly since: string | null
}

/** All that is known of a programme at a moment; nothing below looks anywhere else. */
export type ProgrammeFacts = {
  readonly organisation: string
  readonly now: string
  readonly calendar: Calendar
  readonly people: readonly { readonly name: string; readonly roles: readonly string[] }[]
  readonly adopted: readonly Adopted[]
  /** Contracts that a source feeds. */
  readonly sourced: readonly string[]
  readonly snapshots: readonly Snapshot[]
  /** Contracts of which a file stands in quarantine. */
  readonly quarantined: readonly string[]
  /** The results that stand, of the totals. */
  readonly results: readonly Result[]
  /** Ids of constructs whose breach somebody has answered: justified, accepted, or acted on. */
  readonly answered: readonly string[]
}
