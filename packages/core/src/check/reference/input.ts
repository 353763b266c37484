import type { Contract } from '../../construct/index.ts'
import type { Formula, Value } from '../../formula/index.ts'
import type { Calendar, Group, Measurement, Period, Snapshot } from '../../term/index.ts'

/** A row as one snapshot holds it; `snapshot` counts the snapshots of its table from 0. */
export type DeliveredRow = { readonly snapshot: number; readonly row: Readonly<Record<string, Value>> }

/** A parameter's value, or one for each level of a column of the row at hand (language.md 6). */
export type ReferenceParameter = {
  readonly value?: Value
  readonly by?: string
  readonly values?: Readonly<Record<string, Value>>
}

/** Everything a method's value depends on, but for the method. */
export type ReferenceEvidence = {
  readonly contracts: Readonly<Record<string, Contract>>
  readonly tables: Readonly<Record<string, readonly DeliveredRow[]>>
  readonly snapshots: Readonly<Record<string, readonly Snapshot[]>>
  readonly periods: readonly Period[]
  readonly calendar: Calendar
  readonly parameters: Readonly<Record<string, ReferenceParameter>>
  /** Columns or paths: `firewall`, `asset.zone`. */
  readonly by: readonly string[]
  /** How old a picture may be where the contract does not say: one collect interval (ISO duration). */
  readonly tolerance: string
  /** Tables the construct declares: its series begins with them. Without any, every period is asked. */
  readonly declared?: readonly string[]
  /** UTC text: only what had been collected by then. */
  readonly asKnownOn?: string
}

export type ReferenceInput = ReferenceEvidence & { readonly formula: Formula }

/** One value: of a period (an index into `periods`) and a group, or of the total. */
export type ReferenceRow = { readonly period: number; readonly group: Group | null; readonly measurement: Measurement }
