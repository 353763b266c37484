import { join } from 'node:path'
import { issueOf, type Issue, type Outcome } from '@isometric/core/issue'
import type { SourceFormat } from '@isometric/core/construct'
import { EngineFailure } from '../../engine/index.ts'
import {
  nowhere,
  plainName,
  refused,
  type Field,
  type Lines,
  type Reading,
  type ReadRequest,
  type Source,
} from '../reading.ts'
import { quoted } from '../sql-text.ts'
import { lineTable, longestLine } from '../text/line-table.ts'
import { firstRecords, separatorOf, type Form } from '../text/records.ts'
import { recordLines } from '../text/record-lines.ts'
import { lineAt, quotingOf, type QuoteFault } from '../text/scan.ts'
import { sound, type Sound } from '../text/sound.ts'

type CsvFormat = Extract<SourceFormat, { readonly kind: 'csv' }>

/** How wide a record may be beyond its header and still be told from a wrong separator. */
const spare = 6
/** Stands for a value that is not there; an empty value is a text of no letters. */
const absent = '\u0002absent\u0002'

const number = (n: number): string => n.toLocaleString('en-GB')

/** Where the header begins: past the byte order mark and the lines the mapping skips. */
const afterLines = (text: string, lines: number): number => {
  let at = 0
  for (let i = 0; i < lines; i++) {
    const next = text.indexOf('\n', at)
    if (next < 0) return text.length
    at = next + 1
  }
  return at
}

type Layout = Form & {
  readonly names: readonly string[]
  /** Lines before the header, and the bytes it begins at and ends before. */
  readonly skip: number
  readonly headerAt: number
  readonly dataAt: number
  readonly hasHeader: boolean
}

const lineCount = (text: string): number => text.split('\n').length - 1

/** Columns without a name get one, and a name that comes twice is told apart. */
const fieldNames = (header: readonly string[]): readonly string[] => {
  const seen = new Map<string, number>()
  return header.map((written, i) => {
    const name = written.trim() === '' ? `column ${i + 1}` : written.trim()
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name} (${times})`
  })
}

const layoutOf = (text: Sound, format: CsvFormat, wanted: readonly string[]): Layout | undefined => {
  const quote = format.pattern === undefined ? (format.quote ?? '"') : ''
  const from = afterLines(text.head, format.skip ?? 0)
  const body = text.head.slice(from)
  const bytesTo = (end: number): number => text.mark + Buffer.byteLength(text.head.slice(0, end))
  if (format.pattern !== undefined)
    return {
      separator: '\u0001',
      quote,
      names: format.header ?? [],
      skip: format.skip ?? 0,
      headerAt: bytesTo(from),
      dataAt: bytesTo(from),
      hasHeader: false,
    }
  const names = new Set(wanted.map(plainName))
  const separator = format.separator ?? separatorOf(body, quote, format.header, names, plainName)
  const first = firstRecords(body, { separator, quote }, 1)[0]
  if (format.header !== undefined)
    return {
      separator,
      quote,
      names: fieldNames(format.header),
      skip: format.skip ?? 0,
      headerAt: bytesTo(from),
      dataAt: bytesTo(from),
      hasHeader: false,
    }
  if (first === undefined) return undefined
  return {
    separator,
    quote,
    names: fieldNames(first.values),
    skip: lineCount(text.head.slice(0, from + first.start)),
    headerAt: bytesTo(from + first.start),
    dataAt: bytesTo(from + first.end),
    hasHeader: true,
  }
}

const tableSql = (file: string, layout: Layout, width: number, parallel: boolean): string => {
  const columns = Array.from({ length: width }, (_, i) => `f${i}`).map((name) => `'${name}': 'VARCHAR'`)
  const options = [
    'auto_detect = false',
    `delim = ${quoted(layout.separator)}`,
    `quote = ${quoted(layout.quote)}`,
    `escape = ${quoted(layout.quote)}`,
    `header = ${layout.hasHeader}`,
    `skip = ${layout.skip}`,
    `nullstr = ${quoted(absent)}`,
    'null_padding = true',
    `parallel = ${parallel}`,
    `max_line_size = ${longestLine}`,
    `buffer_size = ${2 * longestLine}`,
    `columns = {${columns.join(', ')}}`,
  ]
  return `read_csv(${quoted(file)}, ${options.join(', ')})`
}

/** Where every line end is a record's, the engine may begin to read in the middle. */
const table = (
  file: string,
  layout: Layout,
  plain: boolean,
): Pick<Reading, 'from' | 'inOrder' | 'fields' | 'fault'> => {
  const width = layout.names.length
  const fields: readonly Field[] = layout.names.map((name, i) => ({ name, sql: `f${i}` }))
  // A record may leave out what has no name in the header, and may go on with empty values: neither loses anything.
  const lastNamed = layout.names.findLastIndex((name, i) => name !== `column ${i + 1}`)
  const beyond = Array.from({ length: spare }, (_, i) => `f${width + i}`)
  const fault = `CASE WHEN f${width} IS NOT NULL AND concat(${beyond.join(', ')}) <> '' THEN 'too-many-fields' WHEN f${Math.max(0, lastNamed)} IS NULL THEN 'too-few-fields' END`
  return {
    from: `SELECT row_number() OVER () AS record, * FROM ${tableSql(file, layout, width + spare, false)}`,
    ...(plain ? { inOrder: `SELECT * FROM ${tableSql(file, layout, width + spare, true)}` } : {}),
    fields,
    fault,
  }
}

/** Lines that are no table: a pattern with a group for each column takes them apart. */
const patterned = (
  file: string,
  layout: Layout,
  pattern: string,
): Pick<Reading, 'from' | 'fields' | 'fault' | 'faultText' | 'verbatim'> => ({
  from: `SELECT * FROM (${lineTable(file, layout.skip)}) WHERE line <> ''`,
  fields: layout.names.map((name, i) => ({ name, sql: `regexp_extract(line, ${quoted(pattern)}, ${i + 1})` })),
  fault: `CASE WHEN NOT regexp_matches(line, ${quoted(pattern)}) THEN 'pattern-mismatch' END`,
  faultText: 'line',
  verbatim: true,
})

/** Whether the engine understands a pattern and finds a group for each column in it. */
const isUsable = async ({ engine }: ReadRequest, pattern: string, columns: number): Promise<boolean> => {
  try {
    // Names for groups are counted by the engine, numbers are not.
    const names = Array.from({ length: columns }, (_, i) => `'g${i}'`)
    await engine.rows(`SELECT regexp_extract('', ${quoted(pattern)}, [${names.join(', ')}])`)
    return columns > 0
  } catch (thrown) {
    if (thrown instanceof EngineFailure && thrown.kind !== 'interrupted') return false
    throw thrown
  }
}

const quoteIssue = async (file: string, quote: string, fault: QuoteFault): Promise<Issue> =>
  issueOf(
    fault.kind === 'unterminated' ? 'quote-unterminated' : 'quoting-broken',
    { place: `line ${number(await lineAt(file, fault.at))}`, quote },
    nowhere,
  )

/** The engine counts lines from the file's beginning. */
const complaint = async (message: string): Promise<Issue | undefined> => {
  const place = `line ${number(Number(/CSV Error on Line: (\d+)/.exec(message)?.[1] ?? 0))}`
  if (/Expected Number of Columns/.test(message)) return issueOf('line-too-wide', { place }, nowhere)
  if (/Maximum line size/i.test(message)) return issueOf('line-too-long', { place }, nowhere)
  return /CSV/.test(message)
    ? issueOf('file-damaged', { format: 'CSV', why: message.split('\n')[0] ?? message }, nowhere)
    : undefined
}

const read = async (request: ReadRequest, format: SourceFormat): Promise<Outcome<Reading>> => {
  if (format.kind !== 'csv') throw new Error(`a ${format.kind} file was given to the reader of CSV`)
  const opened = await sound(request, format.encoding)
  if (!opened.ok) return opened
  const text = opened.value
  const layout = layoutOf(text, format, request.wanted)
  if (layout === undefined) return refused(issueOf('file-empty', { file: request.file }, nowhere))
  const { pattern } = format
  if (pattern !== undefined && !(await isUsable(request, pattern, layout.names.length)))
    return refused(issueOf('pattern-unusable', { pattern, columns: layout.names.length }, nowhere))
  const { file } = text
  const { quote, separator, dataAt } = layout
  const { fault, plain } = await quotingOf(file, { start: layout.headerAt, quote, separator })
  if (fault !== null) return refused(await quoteIssue(file, quote, fault))
  const shifts = join(request.scratch, 'shifts.csv')
  const lines = async (): Promise<Lines> => ({
    first: await lineAt(file, dataAt),
    records: await recordLines(file, { start: dataAt, quote, separator }, shifts),
    shifts,
  })
  const value: Reading = {
    ...(format.pattern === undefined ? table(file, layout, plain) : patterned(file, layout, format.pattern)),
    unit: 'line',
    ...(format.pattern === undefined ? { lines } : {}),
    openEnd: !text.endsWithLineEnd,
    ...(format.decimal === undefined ? {} : { decimal: format.decimal }),
    complaint,
    issues: text.issues,
  }
  return { ok: true, value, issues: [] }
}

/** Separated values; separator, quotes and encoding are found by looking unless a mapping fixes them (RFC 4180). */
export const csv: Source = { kind: 'csv', endings: ['.csv', '.tsv', '.tab', '.txt'], begins: () => false, read }
