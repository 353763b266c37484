import type { CST } from 'yaml'

/** A text with the place each of its characters came from; `offsets` has one entry more than `text` has characters. */
export type Placed = { readonly text: string; readonly offsets: readonly number[] }

type Piece = { readonly text: string; readonly at: number }
type Line = { readonly text: string; readonly at: number; /** Where its line break begins. */ readonly end: number }

const placed = (pieces: readonly Piece[], end: number): Placed => ({
  text: pieces.map((piece) => piece.text).join(''),
  offsets: [...pieces.flatMap(({ text, at }) => Array.from({ length: text.length }, () => at)), end],
})
/** Most scalars: one line, each character itself. */
const asWritten = (text: string, at: number): Placed => ({
  text,
  offsets: Array.from({ length: text.length + 1 }, (_, i) => at + i),
})
const characters = (text: string, at: number): readonly Piece[] =>
  Array.from({ length: text.length }, (_, i) => ({ text: text.charAt(i), at: at + i }))
const repeated = (text: string, places: readonly number[]): readonly Piece[] => places.map((at) => ({ text, at }))

const linesOf = (source: string, start: number): readonly Line[] => {
  const lines: Line[] = []
  for (let at = 0; ;) {
    const next = source.indexOf('\n', at)
    const stop = next === -1 ? source.length : next
    const end = next !== -1 && stop > at && source[stop - 1] === '\r' ? stop - 1 : stop
    lines.push({ text: source.slice(at, end), at: start + at, end: start + end })
    if (next === -1) return lines
    at = next + 1
  }
}

const blanksAt = (text: string): number => /^[ \t]*/.exec(text)?.[0].length ?? 0
const trimmedStart = ({ text, at, end }: Line): Line => ({
  text: text.slice(blanksAt(text)),
  at: at + blanksAt(text),
  end,
})
const trimmedEnd = ({ text, at }: Line): Line => {
  const kept = text.replace(/(?<![ \t])[ \t]+$/, '')
  return { text: kept, at, end: at + kept.length }
}

/** One line break between words is a space, n + 1 are n line breaks (YAML 1.2, 6.5). */
const foldOf = (breaks: readonly number[]): readonly Piece[] =>
  breaks.length === 1 ? repeated(' ', breaks) : repeated('\n', breaks.slice(1))

/** Plain and single-quoted text over several lines. */
const unfolded = (source: string, start: number): readonly Piece[] => {
  const lines = linesOf(source, start)
  const pieces: Piece[] = []
  let breaks: number[] = []
  lines.forEach((line, i) => {
    const before = i === 0 ? line : trimmedStart(line)
    const kept = i === lines.length - 1 ? before : trimmedEnd(before)
    if (i > 0 && (kept.text !== '' || i === lines.length - 1)) {
      pieces.push(...foldOf(breaks))
      breaks = []
    }
    pieces.push(...characters(kept.text, kept.at))
    breaks.push(kept.end)
  })
  return pieces
}

const withoutDoubledQuotes = (pieces: readonly Piece[]): readonly Piece[] => {
  const kept: Piece[] = []
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i]
    if (piece === undefined) continue
    kept.push(piece)
    if (piece.text === "'" && pieces[i + 1]?.text === "'") i++
  }
  return kept
}

const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
}
const hexLength: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 }

/** What an escape says and how many characters it takes, the backslash included (YAML 1.2, 5.7). */
const escaped = (source: string, at: number): { readonly text: string; readonly length: number } => {
  const letter = source.charAt(at + 1)
  const digits = hexLength[letter]
  if (digits === undefined) return { text: escapes[letter] ?? letter, length: 2 }
  const code = Number.parseInt(source.slice(at + 2, at + 2 + digits), 16)
  return { text: code <= 0x10ffff ? String.fromCodePoint(code) : '', length: 2 + digits }
}

const lineBreak = /[ \t]*\r?\n/y
const blankLines = /(?:[ \t]*\r?\n)*[ \t]*/y
const matchAt = (pattern: RegExp, text: string, at: number): string | undefined => {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}
const breaksIn = (text: string, at: number): readonly number[] =>
  linesOf(text, at)
    .slice(0, -1)
    .map((line) => line.end)

const doubleQuoted = (inner: string, start: number): readonly Piece[] => {
  const pieces: Piece[] = []
  for (let i = 0; i < inner.length;) {
    const fold = matchAt(lineBreak, inner, i)
    if (fold !== undefined) {
      const blank = matchAt(blankLines, inner, i) ?? ''
      const [, ...rest] = breaksIn(blank, start + i)
      pieces.push(...foldOf([start + i, ...rest]))
      i += blank.length
    } else if (inner[i] === '\\') {
      const joined = matchAt(/\\\r?\n[ \t]*/y, inner, i)
      const { text, length } = joined === undefined ? escaped(inner, i) : { text: '', length: joined.length }
      if (text !== '') pieces.push({ text, at: start + i })
      i += length
    } else {
      pieces.push({ text: inner.charAt(i), at: start + i })
      i += 1
    }
  }
  return pieces
}

type Header = { readonly folded: boolean; readonly indent: number; readonly chomp: '' | '-' | '+' }
const headerOf = (source: string): Header => ({
  folded: source.startsWith('>'),
  indent: Number(/[1-9]/.exec(source)?.[0] ?? 0),
  chomp: source.includes('-') ? '-' : source.includes('+') ? '+' : '',
})

const spacesAt = (text: string): number => /^ */.exec(text)?.[0].length ?? 0
const isBlank = ({ text }: Line): boolean => /^ *$/.test(text)

/** Lines of a block without their common indentation (YAML 1.2, 8.1.1.1). */
const outdented = (lines: readonly Line[], parent: number, header: Header): readonly Line[] => {
  const first = lines.find((line) => !isBlank(line))
  const indent = header.indent > 0 ? parent + header.indent : spacesAt(first?.text ?? '')
  return lines.map(({ text, at, end }) => {
    const cut = first === undefined ? text.length : Math.min(indent, spacesAt(text))
    return { text: text.slice(cut), at: at + cut, end }
  })
}

/** Breaks around a more-indented line stay; between others they fold (YAML 1.2, 8.1.3). */
const foldedLines = (lines: readonly Line[]): readonly Piece[] => {
  const pieces: Piece[] = []
  let breaks: number[] = []
  let before: 'nothing' | 'text' | 'indented' = 'nothing'
  for (const line of lines) {
    if (line.text !== '') {
      const now = /^[ \t]/.test(line.text) ? 'indented' : 'text'
      pieces.push(...(before === 'text' && now === 'text' ? foldOf(breaks) : repeated('\n', breaks)))
      pieces.push(...characters(line.text, line.at))
      before = now
      breaks = []
    }
    breaks.push(line.end)
  }
  return pieces
}
const literalLines = (lines: readonly Line[]): readonly Piece[] =>
  lines.flatMap((line, i) => [
    ...(i === 0 ? [] : repeated('\n', [lines[i - 1]?.end ?? line.at])),
    ...characters(line.text, line.at),
  ])

/** The line breaks a block ends with; `end` is where its content does, if it has any (YAML 1.2, 8.1.1.2). */
const keptBreaks = ({ chomp }: Header, trailing: readonly number[], end: number | undefined): readonly number[] => {
  if (chomp === '+') return trailing
  return chomp === '-' || end === undefined ? [] : [trailing[0] ?? end]
}

const block = (token: CST.BlockScalar): Placed => {
  const props = token.props.map((prop) => ('source' in prop ? prop.source : ''))
  const start = token.offset + props.join('').length
  const header = headerOf(props[0] ?? '')
  const lines = outdented(linesOf(token.source, start), token.indent, header)
  const last = lines.findLastIndex((line) => line.text !== '')
  const content = lines.slice(0, last + 1)
  const end = start + token.source.length
  const trailing = lines.slice(Math.max(last, 0), -1).map((line) => line.end)
  const kept = keptBreaks(header, trailing, last === -1 ? undefined : end)
  const pieces = [...(header.folded ? foldedLines(content) : literalLines(content)), ...repeated('\n', kept)]
  return placed(pieces, kept.length === 0 ? (lines[last]?.end ?? end) : end)
}

/** Whether a quoted text ends with its quote: at the end of a file the library takes `'it''` and `"\\"` for closed. */
export const isClosed = ({ type, source }: CST.FlowScalar | CST.BlockScalar): boolean => {
  if (type === 'single-quoted-scalar') return /^'(?:[^']|'')*'$/.test(source)
  return type !== 'double-quoted-scalar' || /^"(?:[^"\\]|\\[^])*"$/.test(source)
}

/** What a scalar of any style says, with the place of every character. */
export const scalarText = (token: CST.FlowScalar | CST.BlockScalar): Placed => {
  if (token.type === 'block-scalar') return block(token)
  const { offset, source } = token
  const end = offset + source.length
  if (token.type === 'scalar' && !source.includes('\n')) return asWritten(source, offset)
  if (token.type === 'single-quoted-scalar')
    return placed(withoutDoubledQuotes(unfolded(source.slice(1, -1), offset + 1)), end - 1)
  if (token.type === 'double-quoted-scalar') return placed(doubleQuoted(source.slice(1, -1), offset + 1), end - 1)
  return placed(unfolded(source, offset), end)
}

/** Without blanks at both ends, for formulas in blocks. */
export const trimmedText = ({ text, offsets }: Placed): Placed => {
  const from = text.length - text.trimStart().length
  const to = Math.max(from, text.trimEnd().length)
  return { text: text.slice(from, to), offsets: offsets.slice(from, to + 1) }
}
