import { Temporal } from 'temporal-polyfill'
import type { Column, Contract } from '../../construct/index.ts'
import { evaluate, feelText, instantNanoseconds, readFormula, type Value } from '../../formula/index.ts'
import type { Period, Snapshot } from '../../term/index.ts'
import type { ReferenceEvidence } from './input.ts'
import { inZone } from './zone.ts'

/** A row as it is known: one version of each key, and which of its columns had to be read from a later snapshot. */
export type KnownRow = {
  readonly contract: Contract
  readonly key: string
  readonly columns: Readonly<Record<string, Value>>
  readonly reconstructed: readonly string[]
}

/** Evidence as seen for one period. */
export type Evidence = { readonly input: ReferenceEvidence; readonly period: Period }

export const millisecondsOf = (instant: string): number => Temporal.Instant.from(instant).epochMilliseconds

const localDay = (date: string, { input }: Evidence): Temporal.ZonedDateTime =>
  Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: input.calendar.timeZone })

/** Until when a snapshot may show its picture and still count for the period. */
const settledBy = (contract: Contract, evidence: Evidence): number =>
  localDay(evidence.period.end, evidence).add(contract.settle).epochMilliseconds

/** A picture of that moment or later is not too old. */
export const oldestTolerated = (contract: Contract, evidence: Evidence): number =>
  localDay(evidence.period.end, evidence).subtract(contract.tolerance ?? evidence.input.tolerance).epochMilliseconds

/** A snapshot and its place in the table's list. */
export type Numbered = { readonly snapshot: Snapshot; readonly index: number; readonly asOf: number }

const byAge = (a: Numbered, b: Numbered): number => a.asOf - b.asOf || a.index - b.index

/** A table's snapshots that had been collected by `asKnownOn`, oldest picture first. */
export const knownSnapshots = (contract: Contract, { input }: Evidence): readonly Numbered[] =>
  (input.snapshots[contract.name] ?? [])
    .map((snapshot, index) => ({ snapshot, index, asOf: millisecondsOf(snapshot.asOf) }))
    .filter(
      ({ snapshot }) =>
        input.asKnownOn === undefined || millisecondsOf(snapshot.collectedAt) <= millisecondsOf(input.asKnownOn),
    )
    .sort(byAge)

/** Which snapshots are asked: those that count say what is withdrawn, those within reach what a row's columns are. */
type Reach = { readonly counts: (numbered: Numbered) => boolean; readonly within: (numbered: Numbered) => boolean }

export const countsFor = (contract: Contract, evidence: Evidence): ((numbered: Numbered) => boolean) => {
  const limit = settledBy(contract, evidence)
  return ({ asOf }) => asOf < limit
}

/** The newest of each source. */
export const newestOfEachSource = (snapshots: readonly Numbered[]): readonly Numbered[] =>
  [...Map.groupBy(snapshots, ({ snapshot }) => snapshot.source).values()].flatMap((of) => of.toSorted(byAge).slice(-1))

type Version = Numbered & { readonly row: Readonly<Record<string, Value>> }

export const keyText = (contract: Contract, row: Readonly<Record<string, Value>>): string =>
  feelText(contract.key.map((column) => row[column] ?? null))

const mapValues = (row: Version['row'], change: (value: Value) => Value): Version['row'] =>
  Object.fromEntries(Object.entries(row).map(([column, value]) => [column, change(value)]))

const versionsIn = (contract: Contract, snapshots: readonly Numbered[], { input }: Evidence): readonly Version[] =>
  snapshots.flatMap((numbered) =>
    (input.tables[contract.name] ?? [])
      .filter((delivered) => delivered.snapshot === numbered.index)
      .map(({ row }) => ({ ...numbered, row: mapValues(row, (value) => inZone(value, input.calendar.timeZone)) })),
  )

/** A moment in milliseconds: a date is where its day begins in the organisation's zone. */
export const momentOf = (value: Value | undefined, { input }: Evidence): number | undefined => {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return undefined
  if (value.kind === 'date') return value.date.toZonedDateTime({ timeZone: input.calendar.timeZone }).epochMilliseconds
  return value.kind === 'date and time' ? Number(instantNanoseconds(value) / 1_000_000n) : undefined
}

const speaksFor = (contract: Contract, { snapshot }: Numbered, row: Version['row'], evidence: Evidence): boolean => {
  if (contract.describes.kind !== 'events') return true
  const at = momentOf(row[contract.describes.at], evidence)
  const { from, to } = snapshot.covers
  return at !== undefined && (from === null || millisecondsOf(from) <= at) && at < millisecondsOf(to)
}

/**
 * Whether one source still shows a key: it does, unless the newest full export that counts lacks a key that an
 * earlier one had (language.md 4). What only later exports show came late and is there.
 */
const isShownBy = (
  contract: Contract,
  versions: readonly Version[],
  newest: Numbered | undefined,
  row: Version['row'],
  evidence: Evidence,
): boolean => {
  if (newest === undefined || versions.some(({ index }) => index === newest.index)) return true
  const wasThere = versions.some((version) => byAge(version, newest) <= 0)
  return !wasThere || !speaksFor(contract, newest, row, evidence)
}

const isVisible = (
  contract: Contract,
  versions: readonly Version[],
  counting: readonly Numbered[],
  row: Version['row'],
  evidence: Evidence,
): boolean => {
  if (contract.delivers === 'changes') return true
  const sources = Map.groupBy(versions, ({ snapshot }) => snapshot.source)
  return [...sources].some(([source, own]) => {
    const newest = newestOfEachSource(counting.filter(({ snapshot }) => snapshot.source === source))[0]
    return isShownBy(contract, own, newest, row, evidence)
  })
}

const timeColumns = ({ describes }: Contract): readonly (string | undefined)[] =>
  describes.kind === 'events' ? [describes.at] : describes.kind === 'records' ? [describes.from, describes.to] : []

/** When a row is, where that is computed from its other columns. */
const computedTimes = (contract: Contract, row: Version['row']): Version['row'] =>
  Object.fromEntries(
    contract.columns.flatMap(({ name, is }) => {
      if (is === undefined || !timeColumns(contract).includes(name)) return []
      const read = readFormula(is.text, Object.keys(row))
      if (!read.ok) throw new Error(`${contract.name}.${name} cannot be read: the checker lets none pass`)
      return [[name, evaluate(read.value, { name: (column) => row[column] }).value]]
    }),
  )

/** When each row of these snapshots begins, in milliseconds; rows without a time of their own say nothing. */
export const begunBy = (contract: Contract, snapshots: readonly Numbered[], evidence: Evidence): readonly number[] => {
  const [from] = timeColumns(contract)
  if (from === undefined) return []
  return versionsIn(contract, snapshots, evidence).flatMap(
    ({ row }) => momentOf({ ...row, ...computedTimes(contract, row) }[from], evidence) ?? [],
  )
}

/** The newest version of all; a column without history from the newest that counts, or else the oldest there is. */
const merged = (contract: Contract, versions: readonly Version[], reach: Reach): KnownRow | undefined => {
  const [oldest, newest] = [versions[0], versions.at(-1)]
  if (oldest === undefined || newest === undefined) return undefined
  const counting = versions.filter(reach.counts).at(-1)
  const versionFor = (column: Column): Version => (column.changes ? (counting ?? oldest) : newest)
  const stored = contract.columns.filter((column) => column.is === undefined)
  const columns = Object.fromEntries(stored.map((column) => [column.name, versionFor(column).row[column.name] ?? null]))
  return {
    contract,
    key: keyText(contract, newest.row),
    columns: { ...columns, ...computedTimes(contract, columns) },
    reconstructed: counting === undefined ? stored.filter((column) => column.changes).map((column) => column.name) : [],
  }
}

const mergedRows = (contract: Contract, evidence: Evidence, reach: Reach): readonly KnownRow[] => {
  const snapshots = knownSnapshots(contract, evidence).filter(reach.within)
  const keys = Map.groupBy(versionsIn(contract, snapshots, evidence), ({ row }) => keyText(contract, row))
  return [...keys.values()].flatMap((versions) => {
    const row = merged(contract, versions, reach)
    return row !== undefined && isVisible(contract, versions, snapshots.filter(reach.counts), row.columns, evidence)
      ? [row]
      : []
  })
}

const pictured = (contract: Contract, snapshots: readonly Numbered[], evidence: Evidence): readonly KnownRow[] =>
  versionsIn(contract, snapshots, evidence).map(({ row, index }) => ({
    contract,
    // Two sources may show the same key: each picture's line is a row of its own.
    key: `${keyText(contract, row)} in ${index}`,
    columns: row,
    reconstructed: [],
  }))

/** Per source the newest picture that counts, unless it is too old. */
const statePictures = (contract: Contract, evidence: Evidence): readonly Numbered[] =>
  newestOfEachSource(knownSnapshots(contract, evidence).filter(countsFor(contract, evidence))).filter(
    ({ asOf }) => asOf >= oldestTolerated(contract, evidence),
  )

/** Every row of a table as it is known for the period, whatever its dates. */
export const knownRows = (contract: Contract, evidence: Evidence): readonly KnownRow[] =>
  contract.describes.kind === 'state'
    ? pictured(contract, statePictures(contract, evidence), evidence)
    : mergedRows(contract, evidence, { counts: countsFor(contract, evidence), within: () => true })

/** The same as the pictures taken up to a moment showed it: a plan as it was. */
export const rowsKnownAt = (contract: Contract, moment: number, evidence: Evidence): readonly KnownRow[] => {
  const isTaken = ({ asOf }: Numbered): boolean => asOf <= moment
  return contract.describes.kind === 'state'
    ? pictured(contract, newestOfEachSource(knownSnapshots(contract, evidence).filter(isTaken)), evidence)
    : mergedRows(contract, evidence, { counts: isTaken, within: isTaken })
}
