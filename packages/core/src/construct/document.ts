import type { Span } from '../issue/index.ts'

/**
 * A document as written: its text, where each key's value stands (`columns.firewall.type` → span; items of a list are
 * counted from 0), and where the key itself stands.
 */
export type Source = {
  readonly name: string
  readonly text: string
  readonly places: Readonly<Record<string, Span>>
  readonly keys: Readonly<Record<string, Span>>
}

/** A formula inside a document: `offsets[i]` is where character `i` of `text` stands in the document (length + 1 entries). */
export type FormulaText = {
  readonly text: string
  readonly path: string
  readonly offsets: readonly number[]
  /** The document it stands in, where that is not the one it is used in: an adopted limit stands in the programme. */
  readonly document?: string
}

/**
 * A span in a formula's text, as a span in its document.
 * @example spanInDocument({ text: 'a', path: 'p', offsets: [7, 8] }, { from: 0, to: 1 }) //=> { from: 7, to: 8 }
 */
export const spanInDocument = (formula: FormulaText, span: Span): Span => {
  const from = formula.offsets[Math.min(span.from, formula.text.length)] ?? 0
  const to = formula.offsets[Math.min(span.to, formula.text.length)] ?? from
  return { from, to: Math.max(from, to) }
}
