/**
 * What is known of one collected, immutable picture or export of a table (architecture.md 4): enough to plan with,
 * nothing of where it lies. Instants are UTC text.
 */
export type Snapshot = {
  readonly digest: string
  readonly contract: string
  /** Which feed it came from; a table may have several, each with pictures of its own. */
  readonly source: string
  /** The moment it shows: for a date, the last second of that day in the organisation's zone. */
  readonly asOf: string
  /** For events: the span it speaks for, `[from..to)`; a null `from` is the beginning of time. */
  readonly covers: { readonly from: string | null; readonly to: string }
  readonly collectedAt: string
  readonly rows: number
  readonly rejected: number
  /** Why rows were rejected: `column` is a column, the sentence of a rule, or null for a whole record. A row may have several faults. */
  readonly rejectedBy?: readonly RejectedBy[]
}
export type RejectedBy = { readonly reason: string; readonly column: string | null; readonly rows: number }
