import type { Placed } from '../scalar-text.ts'
import { joined, sliced, trimmed, type Line } from './placed.ts'

/**
 * Cells of a table. `\` takes the meaning from the character after it, and `<br>` is a line break: whatever a text
 * holds can stand in a cell.
 */
const encodedBlank = (blanks: string): string => blanks.replace(/[ \t]/g, '\\$&')

/** @example cellOf('a | b') //=> 'a \\| b' */
export const cellOf = (text: string): string =>
  text
    .replace(/[\\|]|<(?=br>)/g, '\\$&')
    .replaceAll('\n', '<br>')
    .replace(/^[ \t]+|[ \t]+$/g, encodedBlank)

/** What a cell says, each character with its place. */
export const cellText = (cell: Placed): Placed => {
  const pieces: Placed[] = []
  for (let i = 0; i < cell.text.length;) {
    const isBreak = cell.text.startsWith('<br>', i)
    const isEscaped = cell.text[i] === '\\' && /[\\|< \t]/.test(cell.text.charAt(i + 1))
    const from = isEscaped ? i + 1 : i
    const to = isBreak ? i + 4 : from + 1
    const { offsets } = cell
    pieces.push({ text: isBreak ? '\n' : cell.text.charAt(from), offsets: [offsets[i] ?? 0, offsets[to] ?? 0] })
    i = to
  }
  return pieces.length === 0 ? cell : joined(pieces, '')
}

/** Blanks at the ends of a cell are the table's, unless they are escaped. */
const withoutPadding = (cell: Placed): Placed => {
  const inside = trimmed(cell)
  const start = cell.text.length - cell.text.trimStart().length
  const end = start + inside.text.length
  const isEscaped = /(?:^|[^\\])(?:\\\\)*\\$/.test(inside.text) && end < cell.text.length
  return isEscaped ? sliced(cell, start, end + 1) : inside
}

/** The cells of a row `| a | b |`. */
export const cellsOf = (line: Line): readonly Placed[] => {
  const cells: Placed[] = []
  const { text } = line
  let from = text.indexOf('|') + 1
  for (let i = from; i < text.length; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === '|') {
      cells.push(withoutPadding(sliced(line, from, i)))
      from = i + 1
    }
  }
  if (text.slice(from).trim() !== '') cells.push(withoutPadding(sliced(line, from)))
  return cells
}

const longestRun = (text: string): number => Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))

/** @example codeOf('a`b') //=> '``a`b``' */
export const codeOf = (text: string): string => {
  const ticks = '`'.repeat(longestRun(text) + 1)
  const pad = text.startsWith('`') || text.endsWith('`') || /^ .*\S.* $/.test(text) ? ' ' : ''
  return `${ticks}${pad}${text}${pad}${ticks}`
}

export type Code = { readonly code: Placed; readonly from: number; readonly to: number }

/** The code spans of a text, and where they stand in it. */
export const codesIn = (placed: Placed): readonly Code[] => {
  const found: Code[] = []
  for (let at = 0; at < placed.text.length;) {
    const opening = /`+/g
    opening.lastIndex = at
    const [ticks] = opening.exec(placed.text) ?? []
    if (ticks === undefined) break
    const from = opening.lastIndex - ticks.length
    const close = new RegExp(`(?<!\`)${ticks}(?!\`)`, 'g')
    close.lastIndex = opening.lastIndex
    if (close.exec(placed.text) === null) {
      at = opening.lastIndex
      continue
    }
    const inner = sliced(placed, opening.lastIndex, close.lastIndex - ticks.length)
    const isPadded = /^ [^]*\S[^]* $/.test(inner.text)
    found.push({ code: isPadded ? sliced(inner, 1, inner.text.length - 1) : inner, from, to: close.lastIndex })
    at = close.lastIndex
  }
  return found
}
