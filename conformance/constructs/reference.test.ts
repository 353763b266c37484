import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { check, type Checked } from '@isometric/core/check'
import { referenceMeasures, type ReferenceEvidence, type ReferenceRow } from '@isometric/core/check/reference'
import type { Column, Contract } from '@isometric/core/construct'
import { readMoment, type Value } from '@isometric/core/formula'
import { instantOf, periodAround, stepped, type Period } from '@isometric/core/term'
import { productFolder, readCatalogue } from '@isometric/runner/catalogue'
import { describe, expect, test } from 'vitest'
import { readExpected, type Expectation, type Expected } from './expected.ts'

/**
 * The figures worked by hand against the reference evaluator alone: no engine, no evidence folder, no planner. It
 * speaks of base measures, over the small examples: the evaluator is slow on purpose.
 */
const catalogue = await readCatalogue()
const shelf = join(productFolder, 'constructs')
const cases = readdirSync(shelf).filter((id) => existsSync(join(shelf, id, 'expected.yaml')))

/** Cells of a line; a quoted cell may hold commas and doubled quotes. */
const cellsOf = (line: string): readonly string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  )

const valueOf = (cell: string, { type }: Column): Value => {
  if (cell === '') return null
  if (type.kind === 'number' || type.kind === 'money') return Number(cell)
  if (type.kind === 'boolean') return cell === 'true'
  if (type.kind === 'text' || type.kind === 'nominal' || type.kind === 'ordinal') return cell
  const moment = readMoment(type.kind === 'date and time' && !/Z|[+-]\d\d:\d\d$/.test(cell) ? `${cell}Z` : cell)
  if (typeof moment === 'string') throw new Error(`${cell} is no ${type.kind}`)
  return moment
}

const rowsOf = (file: string, contract: Contract): readonly Readonly<Record<string, Value>>[] => {
  const [header = '', ...lines] = readFileSync(file, 'utf8').split(/\r?\n/)
  const columns = cellsOf(header).map((name) => contract.columns.find((column) => column.name === name))
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const cells = cellsOf(line)
      return Object.fromEntries(
        columns.flatMap((column, i) => (column === undefined ? [] : [[column.name, valueOf(cells[i] ?? '', column)]])),
      )
    })
}

/** As the evidence is collected: at the start of the day after the one it shows, speaking for all time before. */
const evidenceIn = (
  folder: string,
  { calendar, rows }: Expectation,
  checked: Checked,
  knownOn: string | undefined,
): ReferenceEvidence => {
  const end =
    rows
      .map(({ period }) => period.end)
      .toSorted()
      .at(-1) ?? ''
  const lastDay = stepped(periodAround('day', end, calendar), -1, calendar).start
  const files = readdirSync(join(folder, 'evidence')).toSorted()
  const filesOf = (contract: Contract): readonly string[] =>
    files.filter((file) => basename(file, '.csv').split('@')[0] === contract.name.replaceAll(' ', '-'))
  const contracts = Object.values(checked.contracts)
  return {
    contracts: checked.contracts,
    tables: Object.fromEntries(
      contracts.map((contract) => [
        contract.name,
        filesOf(contract).flatMap((file, snapshot) =>
          rowsOf(join(folder, 'evidence', file), contract).map((row) => ({ snapshot, row })),
        ),
      ]),
    ),
    snapshots: Object.fromEntries(
      contracts.map((contract) => [
        contract.name,
        filesOf(contract).map((file) => {
          const day = basename(file, '.csv').split('@')[1] ?? lastDay
          const after = instantOf(periodAround('day', day, calendar).end, calendar.timeZone)
          const asOf = new Date(Date.parse(after) - 1000).toISOString()
          return {
            digest: file,
            contract: contract.name,
            source: contract.name,
            asOf,
            covers: { from: null, to: after },
            collectedAt: after,
            rows: 0,
            rejected: 0,
          }
        }),
      ]),
    ),
    periods: periodsOf(rows),
    calendar,
    parameters: checked.parameters,
    by: checked.construct.by,
    tolerance: checked.construct.frequency.collect,
    declared: checked.construct.evidence,
    ...(knownOn === undefined ? {} : { asKnownOn: instantOf(knownOn, calendar.timeZone) }),
  }
}

const periodsOf = (rows: readonly Expected[]): readonly Period[] =>
  [...new Map(rows.map(({ period }) => [period.start, period])).values()].toSorted((a, b) =>
    a.start < b.start ? -1 : 1,
  )

const rounded = (value: number | string | boolean | null | undefined): unknown =>
  typeof value === 'number' ? Number(value.toPrecision(12)) : value

const isSame = (a: Readonly<Record<string, string | null>>, b: typeof a): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.keys(a).every((path) => a[path] === b[path])

/** Groups are made silent afterwards. */
const isSpokenOf = (row: Expected, name: string): boolean => name in row.measures && row.reasons[name] !== 'suppressed'

/** Value or reason, and what was left out, of each base measure the example speaks of. */
const found = (
  row: Expected,
  measured: Readonly<Record<string, readonly ReferenceRow[]>>,
  periods: readonly Period[],
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(measured).flatMap(([name, rows]) => {
      if (!isSpokenOf(row, name)) return []
      const one = rows.find(
        ({ period, group }) => periods[period]?.start === row.period.start && isSame(group ?? {}, row.group),
      )?.measurement
      const left = Object.fromEntries(
        (one?.excluded ?? [])
          .filter(({ why }) => row.excluded[name]?.[why] !== undefined)
          .map(({ why, rows: count }) => [why, count]),
      )
      return [[name, { value: one?.kind === 'measured' ? rounded(one.value) : one?.why, left }]]
    }),
  )

const worked = (row: Expected, names: readonly string[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    names
      .filter((name) => isSpokenOf(row, name))
      .map((name) => [
        name,
        { value: row.reasons[name] ?? rounded(row.measures[name]), left: row.excluded[name] ?? {} },
      ]),
  )

describe.each(cases)('%s', (id) => {
  const construct = catalogue.constructs[id]
  const outcome = construct === undefined ? undefined : check(construct, catalogue.contracts)
  if (outcome?.ok !== true) throw new Error(`${id} is not sound`)
  const checked = outcome.value
  const methods = Object.fromEntries(checked.baseMeasures.map((measure) => [measure.name, measure.formula]))
  const expectation = readExpected(join(shelf, id))
  const known = [...new Set(expectation.rows.map(({ knownOn }) => knownOn))]
  test.each(known)('as known on %s', (knownOn) => {
    const evidence = evidenceIn(join(shelf, id), expectation, checked, knownOn)
    const measured = referenceMeasures(evidence, methods)
    const rows = expectation.rows.filter((row) => row.knownOn === knownOn)
    const named = (each: Expected): string => `${each.periodName} ${JSON.stringify(each.group)}`
    expect(Object.fromEntries(rows.map((row) => [named(row), found(row, measured, evidence.periods)]))).toEqual(
      Object.fromEntries(rows.map((row) => [named(row), worked(row, Object.keys(methods))])),
    )
  })
})
