/** Records as the text of a file, and the text as its bytes. */
import type { Fields, Format, Json, Layout } from './table.ts'

const needsQuotes = (text: string, separator: string): boolean =>
  text.includes(separator) || text.includes('"') || text.includes('\n') || text.includes('\r')

const quoted = (text: string, separator: string, always: boolean): string =>
  always || needsQuotes(text, separator) ? `"${text.includes('"') ? text.replaceAll('"', '""') : text}"` : text

const cellText = (cell: Json): string => {
  if (cell === null) return ''
  if (typeof cell === 'object') throw new Error(`A separated file has no place for ${JSON.stringify(cell)}.`)
  return String(cell)
}

const separated = (
  headers: readonly string[],
  records: readonly Fields[],
  { separator, carriageReturns, above = [], quotes }: Omit<Layout, 'separator'> & { readonly separator: string },
): string => {
  const line = (cells: readonly Json[]): string =>
    cells.map((cell) => quoted(cellText(cell), separator, quotes === 'always')).join(separator)
  const lines = records.map((record) => line(headers.map((header) => record[header] ?? null)))
  // A header that comes twice is told apart by a number, as a reader does.
  const shown = headers.map((header) => header.replace(/ \(\d\)$/, ''))
  return [...above, line(shown), ...lines].map((one) => `${one}${carriageReturns ? '\r\n' : '\n'}`).join('')
}

const document = (headers: readonly string[], record: Fields): Fields =>
  Object.fromEntries(headers.map((header) => [header, record[header] ?? null]))

export type Written = {
  readonly format: Format
  readonly headers: readonly string[]
  readonly records: readonly Fields[]
  readonly layout?: Layout
  readonly document?: (records: readonly Fields[]) => Json
}

/** @example textOf({ format: 'csv', headers: ['a', 'b'], records: [{ a: 'x, y', b: null }] }) //=> 'a,b\n"x, y",\n' */
export const textOf = ({ format, headers, records, layout = {}, document: around }: Written): string => {
  switch (format) {
    case 'csv':
      return separated(headers, records, { ...layout, separator: layout.separator ?? ',' })
    case 'tsv':
      return separated(headers, records, { ...layout, separator: '\t' })
    case 'ndjson':
      return records.map((record) => `${JSON.stringify(document(headers, record))}\n`).join('')
    case 'json': {
      const documents = records.map((record) => document(headers, record))
      return `${JSON.stringify(around === undefined ? documents : around(documents), null, 1)}\n`
    }
  }
}

/** What Windows-1252 has between 0x80 and 0x9f and a text of ours may hold. */
const windows: Readonly<Record<string, number>> = { '€': 0x80, '„': 0x84, '–': 0x96, '“': 0x93, '”': 0x94, '’': 0x92 }

const windowsBytes = (text: string): Buffer =>
  Buffer.from(
    Array.from(text, (letter) => {
      const code = windows[letter] ?? letter.codePointAt(0) ?? 0
      if (code > 0xff) throw new Error(`Windows-1252 has no ${letter}.`)
      return code
    }),
  )

export const bytesOf = (text: string, { encoding, mark }: Layout = {}): Buffer => {
  const marked = mark ? `\uFEFF${text}` : text
  if (encoding === 'windows-1252') return windowsBytes(text)
  return Buffer.from(marked, encoding ?? 'utf8')
}
