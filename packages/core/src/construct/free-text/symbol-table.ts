import { issueOf, nearest, type Issue, type Span } from '../../issue/index.ts'
import type { Placed } from '../scalar-text.ts'
import type { Entry, Node } from '../tree.ts'
import { cellsOf, cellText, codesIn } from './cell.ts'
import type { Equation } from './equation.ts'
import { scalarFrom, spanOfPlaced, type Line } from './placed.ts'

/** The columns of the table; the key each is in a document. `symbol` and `method` are not keys but say what a row is. */
export const columns = ['symbol', 'meaning', 'scale', 'unit', 'better', 'method'] as const
type Column = (typeof columns)[number]
const keyOf: Readonly<Partial<Record<Column, string>>> = {
  meaning: 'meaning',
  scale: 'scale',
  unit: 'unit',
  better: 'direction',
}

/** What the rows say, as a construct's keys hold it. */
export type Symbols = {
  readonly parameters: readonly Entry[]
  readonly baseMeasures: readonly Entry[]
  readonly derivedMeasures: readonly Entry[]
  readonly issues: readonly Issue[]
}

type Row = { readonly line: Line; readonly cells: Readonly<Partial<Record<Column, Placed>>> }

const isColumn = (name: string): name is Column => columns.some((column) => column === name)

const columnsOf = (
  header: Line,
): { readonly names: readonly (Column | undefined)[]; readonly issues: readonly Issue[] } => {
  const read = cellsOf(header).map((cell) => ({ cell, name: cell.text.toLowerCase() }))
  const names = read.map(({ name }) => (isColumn(name) ? name : undefined))
  const unknown = read.filter(({ name }) => !isColumn(name))
  return {
    names,
    issues: [
      ...unknown.map(({ cell, name }) =>
        issueOf(
          'unknown-choice',
          { of: 'A column of the symbol table', value: cell.text, choices: [...columns], near: nearest(name, columns) },
          spanOfPlaced(cell),
        ),
      ),
      ...(names.includes('method') ? [] : [issueOf('symbols-without-method', {}, { from: header.at, to: header.end })]),
    ],
  }
}

const rowOf = (line: Line, names: readonly (Column | undefined)[]): Row => ({
  line,
  cells: Object.fromEntries(
    cellsOf(line).flatMap((cell, i) => {
      const name = names[i]
      return name === undefined || cell.text === '' ? [] : [[name, cellText(cell)]]
    }),
  ),
})

const mapAt = (span: Span, entries: readonly Entry[]): Node => ({ kind: 'map', span, flow: false, entries })
const entryOf = (key: string, keySpan: Span, value: Node): Entry => ({ key, keySpan, value })

const spanOfLine = ({ at, end }: Line): Span => ({ from: at, to: end })

/** `unit`, `meaning` and the like of a row. */
const saidIn = ({ cells }: Row): readonly Entry[] =>
  columns.flatMap((column) => {
    const [key, cell] = [keyOf[column], cells[column]]
    return key === undefined || cell === undefined ? [] : [entryOf(key, spanOfPlaced(cell), scalarFrom(cell))]
  })

type Told = { readonly bucket: 'parameters' | 'baseMeasures' | 'derivedMeasures'; readonly said: readonly Entry[] }

const withFormula = (row: Row, key: string, formula: Placed): readonly Entry[] => [
  entryOf(key, spanOfPlaced(formula), scalarFrom(formula)),
  ...saidIn(row),
]

const equationFor = (name: Placed, equations: readonly Equation[]): Placed | undefined =>
  equations.find((equation) => equation.name.text === name.text)?.formula

/** `set to `1``, or `set by `kind`: `a` `1`, `b` `2``. */
const parameterEntries = (method: Placed): readonly Entry[] | undefined => {
  const codes = codesIn(method).map(({ code }) => code)
  const [first, ...rest] = codes
  if (first === undefined) return undefined
  const entry = (key: string, code: Placed): Entry => entryOf(key, spanOfPlaced(code), scalarFrom(code))
  if (method.text.startsWith('set to ')) return rest.length === 0 ? [entry('value', first)] : undefined
  if (!method.text.startsWith('set by ') || rest.length % 2 === 1) return undefined
  const levels = rest.flatMap((level, i) => {
    const value = rest[i + 1]
    return i % 2 === 0 && value !== undefined ? [entryOf(level.text, spanOfPlaced(level), scalarFrom(value))] : []
  })
  return [entry('by', first), entryOf('values', spanOfPlaced(method), mapAt(spanOfPlaced(method), levels))]
}

const inlineMethod = (method: Placed): Placed | undefined => {
  const [only, ...more] = codesIn(method)
  return more.length === 0 && only?.from === 0 && only.to === method.text.length ? only.code : undefined
}

/** A row that cannot be read is a symbol all the same: nothing that refers to it is wrong for that. */
type Unread = { readonly issue: Issue }
const unread = (issue: Issue): Unread => ({ issue })
const isUnread = (told: Told | Unread): told is Unread => 'issue' in told

/** What a row says by its method, and by its equation where the method says that there is one. */
const toldBy = (row: Row, name: Placed, method: Placed, equations: readonly Equation[]): Told | Unread => {
  const inline = inlineMethod(method)
  if (inline !== undefined) return { bucket: 'baseMeasures', said: withFormula(row, 'method', inline) }
  const set = parameterEntries(method)
  if (set !== undefined) return { bucket: 'parameters', said: [...set, ...saidIn(row)] }
  if (method.text !== 'measured' && method.text !== 'computed')
    return unread(issueOf('unreadable-method', { method: method.text }, spanOfPlaced(method)))
  const formula = equationFor(name, equations)
  if (formula === undefined)
    return unread(issueOf('symbol-without-equation', { symbol: name.text, method: method.text }, spanOfPlaced(method)))
  return method.text === 'measured'
    ? { bucket: 'baseMeasures', said: withFormula(row, 'method', formula) }
    : { bucket: 'derivedMeasures', said: withFormula(row, 'function', formula) }
}

/** In place of what cannot be read; the construct is never built. */
const standIn = (bucket: Told['bucket'], place: Placed): Told => {
  const key = bucket === 'baseMeasures' ? 'method' : 'function'
  return { bucket, said: [entryOf(key, spanOfPlaced(place), scalarFrom(place))] }
}

type Read = { readonly entry?: Entry; readonly bucket: Told['bucket']; readonly issues: readonly Issue[] }

const readRow = (row: Row, equations: readonly Equation[]): Read => {
  const { symbol, method } = row.cells
  const lacks = (missing: string): Unread => unread(issueOf('incomplete-symbol', { missing }, spanOfLine(row.line)))
  const told =
    symbol === undefined
      ? lacks('symbol')
      : method === undefined
        ? lacks('method')
        : toldBy(row, symbol, method, equations)
  if (symbol === undefined) return { bucket: 'derivedMeasures', issues: isUnread(told) ? [told.issue] : [] }
  const { bucket, said } = isUnread(told)
    ? standIn(method?.text === 'computed' ? 'derivedMeasures' : 'baseMeasures', symbol)
    : told
  return {
    bucket,
    entry: entryOf(symbol.text, spanOfPlaced(symbol), mapAt(spanOfLine(row.line), said)),
    issues: isUnread(told) ? [told.issue] : [],
  }
}

/** Of two rows for one symbol the first counts. */
const firstOfEach = (rows: readonly Row[]): readonly Row[] =>
  rows.filter(
    ({ cells: { symbol } }, i) =>
      symbol === undefined || rows.findIndex(({ cells }) => cells.symbol?.text === symbol.text) === i,
  )

/** Symbols are measures and parameters; `equations` define those that are measured or computed. */
export const symbolsIn = (header: Line, lines: readonly Line[], equations: readonly Equation[]): Symbols => {
  const { names, issues } = columnsOf(header)
  const rows = firstOfEach(lines.map((line) => rowOf(line, names)))
  const read = rows.map((row) => readRow(row, equations))
  const inBucket = (bucket: Told['bucket']): readonly Entry[] =>
    read.flatMap((each) => (each.bucket === bucket ? (each.entry ?? []) : []))
  const isWhole = names.includes('method')
  return {
    parameters: inBucket('parameters'),
    baseMeasures: inBucket('baseMeasures'),
    derivedMeasures: inBucket('derivedMeasures'),
    issues: [...issues, ...(isWhole ? read.flatMap((each) => each.issues) : [])],
  }
}

/** The names in the table, in order, readable or not. */
export const symbolNames = (header: Line, lines: readonly Line[]): readonly Placed[] => {
  const { names } = columnsOf(header)
  return lines.flatMap((line) => rowOf(line, names).cells.symbol ?? [])
}
