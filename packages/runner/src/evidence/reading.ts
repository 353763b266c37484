import type { SourceFormat } from '@isometric/core/construct'
import type { Issue, Outcome } from '@isometric/core/issue'
import type { Engine } from '../engine/index.ts'
import type { Native } from './plain.ts'

/** A column of a source: its name as written there, and SQL giving its text (VARCHAR) in `Reading.from`; its value where it is no text. */
export type Field = { readonly name: string; readonly sql: string; readonly native?: Native }

/**
 * A source made readable to the engine, without having been read. `from` is a query with a BIGINT `record`, counting
 * from 1 in the order of the file, and whatever the fields' SQL speaks of.
 */
export type Reading = {
  readonly from: string
  /** The same without `record`, to be read by several threads: the engine keeps the order of the file nevertheless. */
  readonly inOrder?: string
  readonly fields: readonly Field[]
  /** SQL giving the code of what is wrong with the whole record, or NULL. */
  readonly fault: string
  /** SQL giving the record as it stands in the file, to be shown where the whole of it is at fault. */
  readonly faultText?: string
  /** What a place is called in a sentence: records of JSON have no line of their own. */
  readonly unit: 'line' | 'record'
  /** Lines of the file that hold each record; absent where `record` is the place itself. */
  readonly lines?: () => Promise<Lines>
  /** The file does not end with a line end: its last record may be half a record. */
  readonly openEnd: boolean
  /** A field that no record has may only be empty everywhere: a document leaves out what it has no value for. */
  readonly sparse?: true
  /** A formula sees every text as it is: an empty group of a pattern is what it matched, not a cell left blank. */
  readonly verbatim?: true
  /** There is not a single record, and nothing tells what one would look like. */
  readonly empty?: true
  /** The decimal sign a mapping declares. */
  readonly decimal?: string
  /** What the engine's complaint means to whoever made the file; undefined: not about the file. */
  readonly complaint: (message: string) => Promise<Issue | undefined>
  /** Guesses the reader should know of. */
  readonly issues: readonly Issue[]
}

/** Record `n` begins on line `first + (n - 1) + extra`, `extra` being the last one of `shifts` at or before `n`. */
export type Lines = { readonly first: number; readonly records: number; readonly shifts: string }

export type ReadRequest = {
  readonly file: string
  readonly bytes: number
  /** Names the rows will be made from, by which a separator can be told from a comma in a text. */
  readonly wanted: readonly string[]
  readonly engine: Engine
  /** A folder of this collection's own, removed at its end. */
  readonly scratch: string
  readonly onBytes: (done: number) => void
}

/** One way a file can be written. A format knows its own options and nothing of contracts. */
export type Source = {
  readonly kind: SourceFormat['kind']
  readonly endings: readonly string[]
  /** Whether the first bytes of a file without a telling name are this format’s. */
  readonly begins: (head: Buffer) => boolean
  readonly read: (request: ReadRequest, format: SourceFormat) => Promise<Outcome<Reading>>
}

export const nowhere = { from: 0, to: 0 }
export const refused = (...issues: readonly Issue[]): { readonly ok: false; readonly issues: readonly Issue[] } => ({
  ok: false,
  issues,
})

/** How names are compared: case, underscores and the number of blanks do not matter. @example plainName('Is_Border ') //=> 'is border' */
export const plainName = (name: string): string =>
  name
    .replaceAll(/[\s_]+/g, ' ')
    .trim()
    .toLowerCase()
