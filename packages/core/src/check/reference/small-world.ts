import { Temporal } from 'temporal-polyfill'
import type { Column, ColumnType, Contract, Describes } from '../../construct/index.ts'
import { readFormula, readMoment, type Formula, type Value } from '../../formula/index.ts'
import { instantOf, periodNamed, type Calendar, type Group, type Measurement, type Snapshot } from '../../term/index.ts'
import type { ReferenceEvidence, ReferenceParameter } from './input.ts'
import { referenceMeasures } from './measure.ts'

/**
 * Evidence written down by hand, for tests: contracts and tables as a few lines of text.
 * `columns` is `name type` by commas; a type ends in `?` if optional, `!` if it changes without a date, `> contract` if
 * it refers, `= formula` if computed: `rule text, asset text > assets, level low|high, late duration = done on - due on`.
 */
export type SmallContract = {
  readonly columns: string
  readonly key: string
  readonly describes?: 'state' | `events ${string}` | `records ${string}` | `part ${string}`
  readonly lastDay?: boolean
  readonly delivers?: 'full' | 'changes'
  readonly subject?: string
  readonly settle?: string
  readonly tolerance?: string
}

/** One export: rows as lines of cells by `|`, in the order of the stored columns; an empty cell is null. */
export type SmallSnapshot = {
  readonly asOf: string
  readonly source?: string
  readonly covers?: readonly [from: string | null, to: string]
  readonly collectedAt?: string
  readonly rows: string
}

export type SmallWorld = {
  readonly contracts: Readonly<Record<string, SmallContract>>
  readonly tables: Readonly<Record<string, readonly SmallSnapshot[]>>
  readonly parameters?: Readonly<Record<string, ReferenceParameter>>
  readonly by?: readonly string[]
  readonly tolerance?: string
  readonly timeZone?: string
  readonly firstMonth?: number
  readonly asKnownOn?: string
}

const noSource = { name: '', text: '', places: {}, keys: {} }

const typeNamed = (word: string): ColumnType => {
  if (word === 'number') return { kind: 'number', scale: 'ratio' }
  if (word === 'rank') return { kind: 'number', scale: 'ordinal' }
  if (word === 'text' || word === 'boolean' || word === 'date' || word === 'duration') return { kind: word }
  return word === 'instant' ? { kind: 'date and time' } : { kind: 'ordinal', levels: word.split('|') }
}

const columnWritten = (written: string): Column => {
  const [declared = '', is] = written.split(' = ')
  const [typed = '', of] = declared.trim().split(' > ')
  const words = typed.trim().split(' ')
  const type = words.pop() ?? ''
  return {
    name: words.join(' '),
    type: typeNamed(type.replace(/[?!]/g, '')),
    optional: type.includes('?'),
    changes: type.includes('!'),
    ...(of === undefined ? {} : { of: of.trim() }),
    ...(is === undefined ? {} : { is: { text: is.trim(), path: '', offsets: [] } }),
  }
}

const list = (text: string): readonly string[] => text.split(',').map((each) => each.trim())

const describesWritten = ({ describes = 'state', lastDay = false }: SmallContract): Describes => {
  const [kind, ...words] = describes.split(' ')
  const [first = '', to] = list(words.join(' '))
  if (kind === 'events') return { kind, at: first }
  if (kind === 'part') return { kind, of: first }
  return kind === 'records' ? { kind, from: first, lastDay, ...(to === undefined ? {} : { to }) } : { kind: 'state' }
}

export const contractWritten = (name: string, small: SmallContract): Contract => ({
  kind: 'contract',
  name,
  entity: name,
  describes: describesWritten(small),
  delivers: small.delivers ?? 'full',
  key: list(small.key),
  columns: small.columns.split(/,(?![^(]*\))/).map(columnWritten),
  quality: [],
  settle: small.settle ?? 'P5D',
  source: noSource,
  ...(small.subject === undefined ? {} : { subject: list(small.subject) }),
  ...(small.tolerance === undefined ? {} : { tolerance: small.tolerance }),
})

const cellValue = (cell: string, type: ColumnType): Value => {
  if (cell === '') return null
  if (type.kind === 'number') return Number(cell)
  if (type.kind === 'boolean') return cell === 'yes'
  if (type.kind !== 'date' && type.kind !== 'date and time' && type.kind !== 'duration') return cell
  const moment = readMoment(type.kind === 'date and time' ? `${cell}Z` : cell)
  if (typeof moment === 'string') throw new Error(`${cell} is no ${type.kind}`)
  return moment
}

const rowsWritten = (contract: Contract, rows: string): readonly Readonly<Record<string, Value>>[] => {
  const columns = contract.columns.filter((column) => column.is === undefined)
  const lines = rows.split('\n').filter((line) => line.trim() !== '')
  return lines.map((line) => {
    const cells = line.split('|').map((cell) => cell.trim())
    return Object.fromEntries(columns.map((column, i) => [column.name, cellValue(cells[i] ?? '', column.type)]))
  })
}

/** A date stands for its last second, an instant for itself. */
const asOfInstant = (text: string, timeZone: string): string => {
  if (text.includes('T')) return text
  const next = instantOf(Temporal.PlainDate.from(text).add({ days: 1 }).toString(), timeZone)
  return Temporal.Instant.from(next).subtract({ seconds: 1 }).toString({ smallestUnit: 'second' })
}

const startInstant = (text: string, timeZone: string): string => (text.includes('T') ? text : instantOf(text, timeZone))

const snapshotWritten = (
  contract: string,
  { asOf, source = 'one', covers, collectedAt }: SmallSnapshot,
  timeZone: string,
): Snapshot => ({
  digest: '',
  contract,
  source,
  asOf: asOfInstant(asOf, timeZone),
  covers:
    covers === undefined
      ? { from: null, to: asOfInstant(asOf, timeZone) }
      : { from: covers[0] === null ? null : startInstant(covers[0], timeZone), to: startInstant(covers[1], timeZone) },
  collectedAt: collectedAt ?? asOfInstant(asOf, timeZone),
  rows: 0,
  rejected: 0,
})

export const evidenceWritten = (world: SmallWorld, periods: readonly string[]): ReferenceEvidence => {
  const calendar: Calendar = { timeZone: world.timeZone ?? 'UTC', firstMonth: world.firstMonth ?? 1 }
  const contracts = Object.fromEntries(
    Object.entries(world.contracts).map(([name, small]) => [name, contractWritten(name, small)]),
  )
  const tables = Object.entries(world.tables)
  return {
    contracts,
    snapshots: Object.fromEntries(
      tables.map(([name, all]) => [name, all.map((each) => snapshotWritten(name, each, calendar.timeZone))]),
    ),
    tables: Object.fromEntries(
      tables.map(([name, all]) => {
        const contract = contracts[name]
        if (contract === undefined) throw new Error(`no contract for ${name}`)
        return [
          name,
          all.flatMap(({ rows }, snapshot) => rowsWritten(contract, rows).map((row) => ({ snapshot, row }))),
        ]
      }),
    ),
    periods: periods.map((name) => {
      const period = periodNamed(name, calendar)
      if (period === undefined) throw new Error(`${name} is no period`)
      return period
    }),
    calendar,
    parameters: world.parameters ?? {},
    by: world.by ?? [],
    tolerance: world.tolerance ?? 'P1M',
    ...(world.asKnownOn === undefined ? {} : { asKnownOn: world.asKnownOn }),
  }
}

/** Every name a formula over this world may hold. */
export const namesIn = (world: SmallWorld): readonly string[] => [
  ...Object.keys(world.contracts),
  ...Object.entries(world.contracts).flatMap(([name, small]) =>
    contractWritten(name, small).columns.map((column) => column.name),
  ),
  ...Object.keys(world.parameters ?? {}),
]

export const methodWritten = (world: SmallWorld, text: string): Formula => {
  const outcome = readFormula(text, namesIn(world))
  if (!outcome.ok) throw new Error(`${text}: ${outcome.issues.map((issue) => issue.message).join(' ')}`)
  return outcome.value
}

const groupName = (group: Group | null): string =>
  group === null ? 'total' : Object.values(group).map(String).join(' ')

/** Measurements by period and group: `2026-06` → `total` → measurement. */
export const measuredIn = (
  world: SmallWorld,
  text: string,
  periods: readonly string[],
): Readonly<Record<string, Readonly<Record<string, Measurement>>>> => {
  const rows =
    referenceMeasures(evidenceWritten(world, periods), { method: methodWritten(world, text) })['method'] ?? []
  return Object.fromEntries(
    periods.map((name, i) => [
      name,
      Object.fromEntries(rows.filter((row) => row.period === i).map((row) => [groupName(row.group), row.measurement])),
    ]),
  )
}

/** A measurement in a word: its value, or why there is none; `~` if stale, `*` if reconstructed. */
export const shown = (measurement: Measurement | undefined): number | string | boolean => {
  if (measurement === undefined) return 'none'
  if (measurement.kind === 'missing') return measurement.why
  const marks = `${measurement.stale === true ? '~' : ''}${measurement.reconstructed === true ? '*' : ''}`
  return marks === '' ? measurement.value : `${marks}${measurement.value}`
}

/** The total of a method in one period. */
export const totalOf = (world: SmallWorld, text: string, period = '2026-06'): number | string | boolean =>
  shown(measuredIn(world, text, [period])[period]?.['total'])
