import { isError, issueOf, type Issue, type Outcome } from '../../issue/index.ts'
import { gapsBetween, placeOfPeriod, type Place } from './period-order.ts'
import { columnsOf, type Columns, type SeriesRow, type SeriesTable } from './series-columns.ts'
import {
  boundsOf,
  dividedBy,
  type ValueBounds,
  type Better,
  type Series,
  type SeriesKind,
  type SeriesPoint,
} from '../series.ts'
import { decimalIn, numberIn, roundingOf } from './written-number.ts'

/** What the rows themselves do not say. */
export type SeriesHints = {
  readonly of?: SeriesKind | undefined
  readonly direction?: Better
  readonly bounds?: ValueBounds | undefined
}

type Number = number | null
/** A row whose cells could be read. */
type Read = {
  readonly row: SeriesRow
  readonly period: string
  readonly knownAt: string
  readonly value: Number
  readonly part: Number
  readonly whole: Number
}

const at = ({ from, to }: SeriesRow) => ({ from, to })
const decimalColumns = ['value', 'part', 'whole', 'count', 'exposure'] as const

function* writtenNumbers({ rows }: SeriesTable, columns: Columns): Iterable<string> {
  for (const { cells } of rows)
    for (const name of decimalColumns) {
      const column = columns[name]
      if (column !== undefined) yield cells[column] ?? ''
    }
}

/** Issues of one kind are told one by one up to here; beyond, how many more there are. */
const mostOfAKind = 20

const limited = (issues: readonly Issue[]): readonly Issue[] =>
  [...Map.groupBy(issues, ({ code }) => code)].flatMap(([code, same]) => {
    const [first] = same
    const more = same.length - mostOfAKind
    if (more <= 0 || first === undefined) return same
    return [...same.slice(0, mostOfAKind), issueOf('series-more-of-this', { more, code }, first.span)]
  })

// ── cells ───────────────────────────────────────────────────────────────────────────────────────────────────────────

const numbersOf = (
  row: SeriesRow,
  columns: Columns,
  decimal: '.' | ',',
): { readonly numbers: ReadonlyMap<string, Number>; readonly issues: readonly Issue[] } => {
  const numbers = new Map<string, Number>()
  const issues: Issue[] = []
  for (const column of decimalColumns) {
    const place = columns[column]
    if (place === undefined) continue
    const found = row.cells[place] ?? ''
    const number = numberIn(found, decimal)
    if (number === undefined) issues.push(issueOf('series-not-a-number', { column, found: found.trim() }, at(row)))
    else numbers.set(column, number)
  }
  return { numbers, issues }
}

const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(Date.parse(text))

const rowOf = (row: SeriesRow, columns: Columns, decimal: '.' | ',', width: number): Read | readonly Issue[] => {
  if (row.cells.length !== width && row.cells.slice(width).some((cell) => cell.trim() !== ''))
    return [issueOf('series-row-width', { found: row.cells.length, expected: width }, at(row))]
  if (row.cells.length < width && row.cells.length < Math.max(...Object.values(columns)) + 1)
    return [issueOf('series-row-width', { found: row.cells.length, expected: width }, at(row))]
  const period = (row.cells[columns.period] ?? '').trim()
  const knownAt = (row.cells[columns['known at'] ?? -1] ?? '').trim()
  const { numbers, issues } = numbersOf(row, columns, decimal)
  const more = [
    ...issues,
    ...(period === '' ? [issueOf('series-period-absent', {}, at(row))] : []),
    ...(knownAt === '' || isDate(knownAt) ? [] : [issueOf('series-known-at-unreadable', { found: knownAt }, at(row))]),
  ]
  if (more.length > 0) return more
  const number = (one: string, other: string): Number => numbers.get(one) ?? numbers.get(other) ?? null
  return {
    row,
    period,
    knownAt,
    value: numbers.get('value') ?? null,
    part: number('part', 'count'),
    whole: number('whole', 'exposure'),
  }
}

// ── one row for each period ─────────────────────────────────────────────────────────────────────────────────────────

const said = ({ value, part, whole }: Read): string =>
  whole === null ? String(value ?? part ?? 'nothing') : `${part ?? 'nothing'} of ${whole}`

/** Of two rows for one period the one known later holds; without that nobody can tell, and it is not guessed. */
const repeatedIssue = (first: Read, second: Read): Issue => {
  const { period } = second
  const [there, here] = [said(first), said(second)]
  const span = at(second.row)
  const isSame = first.value === second.value && first.part === second.part && first.whole === second.whole
  if (isSame) return issueOf('series-row-repeated', { period, line: first.row.line }, span)
  if (first.knownAt === '' || second.knownAt === '' || Date.parse(first.knownAt) === Date.parse(second.knownAt))
    return issueOf('series-period-repeated', { period, line: first.row.line, here, there }, span)
  const [older, newer] = Date.parse(first.knownAt) < Date.parse(second.knownAt) ? [there, here] : [here, there]
  return issueOf('series-period-restated', { period, here: newer, there: older }, span)
}

const later = (first: Read, second: Read): Read =>
  first.knownAt !== '' && second.knownAt !== '' && Date.parse(first.knownAt) > Date.parse(second.knownAt)
    ? first
    : second

/** Files in order stay so; a name that comes again keeps the place it had. */
const onePerPeriod = (rows: readonly Read[]): { readonly rows: readonly Read[]; readonly issues: readonly Issue[] } => {
  const kept = new Map<string, Read>()
  const issues: Issue[] = []
  for (const row of rows) {
    const before = kept.get(row.period)
    if (before !== undefined) issues.push(repeatedIssue(before, row))
    kept.set(row.period, before === undefined ? row : later(before, row))
  }
  return { rows: [...kept.values()], issues }
}

// ── order ───────────────────────────────────────────────────────────────────────────────────────────────────────────

type Placed = { readonly read: Read; readonly place: Place }

/** Four digits are a year, unless they count on from fewer. */
const alike = (places: readonly Place[]): readonly Place[] =>
  places.some(({ by }) => by === 'number') && places.every(({ by }) => by === 'number' || by === 'year')
    ? places.map(({ at: number }) => ({ by: 'number', at: number }))
    : places

const mixedIssues = (rows: readonly Placed[]): readonly Issue[] => {
  const [first] = rows
  if (first === undefined) return []
  return rows
    .filter(({ place }) => place.by !== first.place.by)
    .map(({ read, place }) =>
      issueOf(
        'series-periods-mixed',
        { period: read.period, kind: place.by, first: first.read.period, firstKind: first.place.by },
        at(read.row),
      ),
    )
}

const disorderIssues = (rows: readonly Placed[]): readonly Issue[] =>
  rows.flatMap(({ read, place }, i) => {
    const before = rows[i - 1]
    return before === undefined || before.place.at <= place.at
      ? []
      : [issueOf('series-out-of-order', { period: read.period, after: before.read.period }, at(read.row))]
  })

type Ordered = {
  readonly rows: readonly Read[]
  readonly gaps: readonly number[] | null
  readonly issues: readonly Issue[]
}

/** Rows in the order of their periods; names that say no time stay in the order of the file. */
const inOrder = (rows: readonly Read[]): Ordered => {
  const found = rows.map(({ period }) => placeOfPeriod(period))
  const known = found.filter((place) => place !== undefined)
  if (known.length < rows.length) {
    return { rows, gaps: null, issues: [] }
  }
  const places = alike(known)
  const placed = rows.flatMap((read, i): readonly Placed[] => {
    const place = places[i]
    return place === undefined ? [] : [{ read, place }]
  })
  const mixed = mixedIssues(placed)
  if (mixed.length > 0) return { rows, gaps: null, issues: mixed }
  const sorted = placed.toSorted((a, b) => a.place.at - b.place.at)
  return {
    rows: sorted.map(({ read }) => read),
    gaps: gapsBetween(
      sorted.map(({ read }) => read.period),
      sorted.map(({ place }) => place),
    ),
    issues: disorderIssues(placed),
  }
}

const gapIssues = ({ rows, gaps }: Ordered): readonly Issue[] =>
  (gaps ?? []).flatMap((missing, i) => {
    const [before, row] = [rows[i - 1], rows[i]]
    return missing === 0 || before === undefined || row === undefined
      ? []
      : [issueOf('series-gap', { missing, after: before.period, before: row.period }, at(row.row))]
  })

// ── values ──────────────────────────────────────────────────────────────────────────────────────────────────────────

const isCount = ({ value }: Read): boolean => value === null || (Number.isInteger(value) && value >= 0)

/** What the values are, by the columns there are; whole numbers are taken for counts until they prove not to be. */
const kindOf = (rows: readonly Read[], columns: Columns, { of }: SeriesHints): SeriesKind => {
  if (of !== undefined) return of
  if (columns.part !== undefined) return 'share'
  if (columns.exposure !== undefined) return 'rate'
  return columns.count !== undefined || rows.every(isCount) ? 'count' : 'measurement'
}

type Told = { readonly point: SeriesPoint | null; readonly issue: Issue | null }

const absent = (read: Read, found = ''): Told => ({
  point: { period: read.period, value: null, why: 'missing' },
  issue: issueOf('series-value-absent', { period: read.period, found }, at(read.row)),
})

/** A value beside a part and a whole says the same, as a ratio or in percent, within its rounding. */
const agrees = (read: Read, part: number, whole: number, written: string): boolean => {
  if (read.value === null || whole === 0) return true
  const rounding = roundingOf(written) * (1 + 1e-9)
  return [1, 100].some((factor) => Math.abs((read.value ?? 0) - (factor * part) / whole) <= rounding)
}

const ofParts = (read: Read, of: SeriesKind, columns: Columns): Told => {
  const { part, whole, period, row } = read
  if (part === null || whole === null) return absent(read)
  const [over, under] = columns.part === undefined ? ['count', 'exposure'] : ['part', 'whole']
  const fault = (code: 'series-negative' | 'series-not-whole', column: string, number: number): Told => ({
    point: null,
    issue: issueOf(code, { column, found: String(number) }, at(row)),
  })
  if (part < 0) return fault('series-negative', over, part)
  if (whole < 0) return fault('series-negative', under, whole)
  if (of === 'rate' && !Number.isInteger(part)) return fault('series-not-whole', over, part)
  if (of === 'share' && part > whole) {
    const told = { period, part: String(part), whole: String(whole) }
    return { point: null, issue: issueOf('series-part-above-whole', told, at(row)) }
  }
  if (!agrees(read, part, whole, read.row.cells[columns.value ?? -1] ?? '')) {
    const told = { period, value: String(read.value), part: String(part), whole: String(whole) }
    return { point: null, issue: issueOf('series-value-differs', told, at(row)) }
  }
  return {
    point: { period, ...dividedBy(part, whole) },
    issue: whole === 0 ? issueOf('series-zero-denominator', { period, column: under }, at(row)) : null,
  }
}

const boundsText = ({ lower, upper }: ValueBounds): string => `${lower ?? '−∞'} to ${upper ?? '∞'}`

const ofValue = (read: Read, of: SeriesKind, bounds: ValueBounds, columns: Columns): Told => {
  const value = columns.value === undefined ? read.part : read.value
  const column = columns.value === undefined ? 'count' : 'value'
  if (value === null) return absent(read, (read.row.cells[columns[column] ?? -1] ?? '').trim())
  const { period, row } = read
  const fault = (issue: Issue): Told => ({ point: null, issue })
  if (of === 'count' && value < 0)
    return fault(issueOf('series-negative', { column: 'count', found: String(value) }, at(row)))
  if (of === 'count' && !Number.isInteger(value))
    return fault(issueOf('series-not-whole', { column, found: String(value) }, at(row)))
  if (value < (bounds.lower ?? -Infinity) || value > (bounds.upper ?? Infinity)) {
    const told = { period, value: String(value), bounds: boundsText(bounds) }
    return fault(issueOf('series-outside-bounds', told, at(row)))
  }
  return { point: { period, value }, issue: null }
}

const pointsOf = (
  { rows, gaps }: Ordered,
  of: SeriesKind,
  bounds: ValueBounds,
  columns: Columns,
): { readonly points: readonly SeriesPoint[]; readonly issues: readonly Issue[] } => {
  const isDivided = of !== 'count' && of !== 'time between'
  const hasParts = isDivided && (columns.part !== undefined || columns.exposure !== undefined)
  const told = rows.map((read) => (hasParts ? ofParts(read, of, columns) : ofValue(read, of, bounds, columns)))
  return {
    points: told.flatMap(({ point }, i) => {
      const gap = gaps?.[i] ?? 0
      return point === null ? [] : [gap === 0 ? point : { ...point, gap }]
    }),
    issues: told.flatMap(({ issue }) => issue ?? []),
  }
}

/**
 * The rows of `period,value[,part,whole]` as a series, or everything that is wrong with them at once (8.6). Rows may
 * stand in any order; a period that is missing, or has no value, is told and stays out.
 */
export const readSeries = (table: SeriesTable, hints: SeriesHints = {}): Outcome<Series> => {
  const columns = columnsOf(table.header)
  if (!columns.ok) return columns
  if (table.rows.length === 0)
    return { ok: false, issues: [...columns.issues, issueOf('series-empty', {}, at(table.header))] }
  const decimal = decimalIn(writtenNumbers(table, columns.value))
  const width = table.header.cells.length
  const read = table.rows.map((row) => rowOf(row, columns.value, decimal, width))
  const once = onePerPeriod(read.flatMap((row) => ('row' in row ? [row] : [])))
  const ordered = inOrder(once.rows)
  const of = kindOf(ordered.rows, columns.value, hints)
  const bounds = hints.bounds ?? boundsOf[of]
  const { points, issues } = pointsOf(ordered, of, bounds, columns.value)
  const all = limited([
    ...columns.issues,
    ...read.flatMap((row) => ('row' in row ? [] : row)),
    ...once.issues,
    ...ordered.issues,
    ...gapIssues(ordered),
    ...issues,
  ])
  if (all.some(isError)) return { ok: false, issues: all }
  const isGuessed = of === 'count' && hints.of === undefined && columns.value.count === undefined
  const value: Series = {
    of,
    ...(isGuessed ? { isGuessed } : {}),
    points,
    bounds,
    direction: hints.direction ?? null,
    breaks: [],
    baselines: [],
  }
  return { ok: true, value, issues: all }
}
