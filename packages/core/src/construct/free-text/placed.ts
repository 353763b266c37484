import type { Span } from '../../issue/index.ts'
import type { Placed } from '../scalar-text.ts'
import type { ScalarNode } from '../tree.ts'

/** A line of the document: its text, where it begins, and where its line break does. */
export type Line = Placed & { readonly at: number; readonly end: number }

/** Every line of a text from `from` on; `\r\n` breaks a line like `\n`. */
export const linesFrom = (text: string, from: number): readonly Line[] => {
  const lines: Line[] = []
  for (let at = from; at <= text.length;) {
    const next = text.indexOf('\n', at)
    const stop = next === -1 ? text.length : next
    const end = next !== -1 && stop > at && text[stop - 1] === '\r' ? stop - 1 : stop
    lines.push({ ...asWritten(text.slice(at, end), at), at, end })
    if (next === -1) break
    at = next + 1
  }
  return lines
}

export const asWritten = (text: string, at: number): Placed => ({
  text,
  offsets: Array.from({ length: text.length + 1 }, (_, i) => at + i),
})
/** Text that stands for something at one place. */
export const standingAt = (text: string, at: number): Placed => ({
  text,
  offsets: Array.from({ length: text.length + 1 }, () => at),
})

export const sliced = ({ text, offsets }: Placed, from: number, to = text.length): Placed => ({
  text: text.slice(from, to),
  offsets: offsets.slice(from, Math.max(from, to) + 1),
})
export const trimmed = (placed: Placed): Placed => {
  const from = placed.text.length - placed.text.trimStart().length
  return sliced(placed, from, Math.max(from, placed.text.trimEnd().length))
}

/** Pieces with a separator between them, which stands where the piece before it ends. */
export const joined = (pieces: readonly Placed[], separator: string): Placed => {
  const ends = pieces.map(({ offsets }) => offsets.at(-1) ?? 0)
  const offsets = pieces.flatMap((piece, i) => {
    const before = i === 0 ? [] : Array.from({ length: separator.length }, () => ends[i - 1] ?? 0)
    return [before, piece.offsets.slice(0, -1)].flat()
  })
  return { text: pieces.map(({ text }) => text).join(separator), offsets: [...offsets, ends.at(-1) ?? 0] }
}

export const spanOfPlaced = ({ offsets }: Placed): Span => ({ from: offsets[0] ?? 0, to: offsets.at(-1) ?? 0 })

export const scalarFrom = (said: Placed): ScalarNode => ({
  kind: 'scalar',
  span: spanOfPlaced(said),
  value: said.text,
  said,
})
