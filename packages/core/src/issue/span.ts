/** Half-open offsets in a text, in UTF-16 units. */
export type Span = { readonly from: number; readonly to: number }

/** Lines and columns count from 1, as editors do. */
export type Position = { readonly line: number; readonly column: number }

export const positionAt = (text: string, offset: number): Position => {
  const before = text.slice(0, offset)
  const line = before.split('\n').length
  return { line, column: offset - before.lastIndexOf('\n') }
}
