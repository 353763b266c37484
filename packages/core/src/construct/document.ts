import type { Span } from '../issue/index.ts'

/** A document as written: its text, and where each key's value stands (`columns.firewall.type` → span). */
export type Source = { readonly name: string; readonly text: string; readonly places: Readonly<Record<string, Span>> }

/** A formula inside a document: `offsets[i]` is where character `i` of `text` stands in the document (length + 1 entries). */
export type FormulaText = { readonly text: string; readonly path: string; readonly offsets: readonly number[] }
