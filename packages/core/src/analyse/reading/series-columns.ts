import { issueOf, nearest, type Issue, type Outcome } from '../../issue/index.ts'

/** Rows of a file as text, with where each stands in it. */
export type SeriesRow = {
  readonly cells: readonly string[]
  readonly line: number
  readonly from: number
  readonly to: number
}
export type SeriesTable = { readonly header: SeriesRow; readonly rows: readonly SeriesRow[] }

const names = ['period', 'value', 'part', 'whole', 'count', 'exposure', 'known at'] as const
type Name = (typeof names)[number]

/** Where each known column stands in a row. */
export type Columns = Readonly<Partial<Record<Name, number>>> & { readonly period: number }

const nameOf = (written: string): string => {
  const plain = written
    .trim()
    .toLowerCase()
    .replaceAll(/[_\s]+/g, ' ')
  return plain === 'date' ? 'period' : plain
}

const spanOf = ({ from, to }: SeriesRow) => ({ from, to })

/** What stands alone makes no value: a part needs its whole. */
const hasValues = (found: ReadonlyMap<string, number>): boolean => {
  if (found.has('part') !== found.has('whole')) return false
  if (found.has('exposure')) return found.has('count')
  return found.has('value') || found.has('part') || found.has('count')
}

const headerIssues = (header: SeriesRow, found: ReadonlyMap<string, number>): readonly Issue[] => {
  const plain = header.cells.map(nameOf)
  const twice = [...found.keys()].filter((name) => plain.indexOf(name) !== plain.lastIndexOf(name))
  const unused = header.cells.filter((_, i) => !found.has(plain[i] ?? ''))
  const near = unused.flatMap((name) => nearest(nameOf(name), names) ?? [])[0]
  return [
    ...twice.map((column) => issueOf('series-column-twice', { column }, spanOf(header))),
    ...(found.has('period') ? [] : [issueOf('series-period-column-missing', { found: header.cells }, spanOf(header))]),
    ...(hasValues(found) ? [] : [issueOf('series-column-missing', { found: header.cells, near }, spanOf(header))]),
    ...unused
      .filter((column) => column.trim() !== '')
      .map((column) => issueOf('series-column-unused', { column, known: names }, spanOf(header))),
  ]
}

/** The columns of a series by their header, in any order and case; others are told and not looked at. */
export const columnsOf = (header: SeriesRow): Outcome<Columns> => {
  const plain = header.cells.map(nameOf)
  const found = new Map(names.flatMap((name) => (plain.includes(name) ? [[name, plain.indexOf(name)] as const] : [])))
  const issues = headerIssues(header, found)
  const period = found.get('period')
  if (period === undefined || issues.some(({ severity }) => severity === 'error')) return { ok: false, issues }
  return { ok: true, value: { ...Object.fromEntries(found), period }, issues }
}
