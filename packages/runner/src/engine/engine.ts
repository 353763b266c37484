/** A value as an engine hands it over: plain JSON. Dates and instants are ISO text, decimals numbers. */
export type Cell = null | boolean | number | string | readonly Cell[] | { readonly [key: string]: Cell }
export type Row = Readonly<Record<string, Cell>>
export type Parameter = string | number | boolean | null

/** What an engine may use. Nothing said: its own sensible share of the machine. */
export type Limits = {
  readonly memoryBytes?: number | undefined
  readonly threads?: number | undefined
  /** Where it may spill what does not fit into memory; without one it never writes. */
  readonly tempFolder?: string | undefined
  /** The only folders and files it may read and write; undefined: any. Set it wherever text of a user is run. */
  readonly only?: readonly string[] | undefined
}

/** Where evidence is computed on: the first of the two ports a user can replace (architecture.md 2). */
export type Engine = {
  readonly name: string
  /** Runs statements for their effect. `$1`, `$2` … stand for the parameters. */
  readonly run: (sql: string, parameters?: readonly Parameter[]) => Promise<void>
  /** All rows of a query whose answer is small. */
  readonly rows: (sql: string, parameters?: readonly Parameter[]) => Promise<readonly Row[]>
  /** The rows of a query in batches, for an answer that may be large. */
  readonly stream: (sql: string) => AsyncIterable<readonly Row[]>
  /** How far the running query is, from 0 to 1; null where the engine cannot tell. */
  readonly progress: () => number | null
  /** Ends the running query, which then throws an `EngineFailure` of kind `interrupted`. */
  readonly interrupt: () => void
  readonly close: () => void
}

export const failures = ['memory', 'disk', 'file', 'interrupted', 'input', 'statement'] as const
export type Failure = (typeof failures)[number]

/** What an engine throws: `input` is a file it cannot read, `statement` our own mistake. */
export class EngineFailure extends Error {
  readonly kind: Failure
  constructor(kind: Failure, message: string) {
    super(message)
    this.name = 'EngineFailure'
    this.kind = kind
  }
}
