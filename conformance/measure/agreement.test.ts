import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { check, checkScenario, type Checked } from '@isometric/core/check'
import { referenceMeasures, underChanges, type ReferenceRow } from '@isometric/core/check/reference'
import { readConstruct, readScenario, sqlName, type Contract, type RowChange } from '@isometric/core/construct'
import type { Formula, Value } from '@isometric/core/formula'
import { groupKey, rowsFromEngine, type PersonRow } from '@isometric/core/measure'
import { planOf, type Plan } from '@isometric/core/plan'
import { changedRows, compile, duckdb, rowSources, rowsStatement, type SharedCells } from '@isometric/core/sql'
import { periodNamed, type Measurement, type Period } from '@isometric/core/term'
import { openEngine, type Engine } from '@isometric/runner/engine'
import { answersOf, layOut } from '@isometric/runner/measure'
import { drawFrom, pick } from './draw.ts'
import { groupings, methodOf } from './formula.ts'
import { scenarioOf } from './scenario.ts'
import { calendar, contracts, worldOf, type World } from './world.ts'

const isNightly = process.env['NIGHTLY'] === '1'
const cases = isNightly ? 10_000 : 500
/** New cases are looked for at night; by day a change is what makes a difference. */
const seed = process.env['SEED'] === undefined ? (isNightly ? undefined : 27_004) : Number(process.env['SEED'])

const constructText = (method: string, by: readonly string[]): string => `construct: at-random
language: 1
version: 1.0.0
title: Does it agree?
type: performance
need: Agreement.
decision: None.
controls: []
parameters:
  window: { value: 'duration("P2M")', meaning: a span }
evidence: [machines, reviews, readings, costs]
base measures:
  found:
    method: >-
      ${method}
indicator:
  measure: found
  direction: lower is better
  criteria:
    - from: 2020-01-01
      met: found >= 0
by: [${by.join(', ')}]
frequency: { collect: P1M, analyse: P1M, report: P1M, revise: P1Y, valid: P1Y }
parties: { client: CISO }
`

/** Sound, or undefined: what the checker refuses has no meaning to agree on. */
const soundConstruct = (method: string, by: readonly string[]): Checked | undefined => {
  const read = readConstruct('at-random.yaml', constructText(method, by))
  if (!read.ok) return undefined
  const checked = check(
    { ...read.value, accept: { 'mean-of-ratios': 'a test', 'pairwise-overlap': 'a test' } },
    contracts,
  )
  return checked.ok ? checked.value : undefined
}

const literal = (value: Value): string => {
  if (value === null) return 'NULL'
  if (typeof value === 'string') return `'${value}'`
  if (typeof value !== 'object') return String(value)
  if ('kind' in value && value.kind === 'date') return `DATE '${value.date.toString()}'`
  if ('kind' in value && value.kind === 'date and time')
    return `TIMESTAMP '${value.at
      .toZonedDateTime(value.zone ?? 'UTC')
      .withTimeZone('UTC')
      .toPlainDateTime()
      .toString({ smallestUnit: 'second' })
      .replace('T', ' ')}'`
  throw new Error('no such cell in this world')
}

const types: Readonly<Record<string, string>> = {
  text: 'VARCHAR',
  nominal: 'VARCHAR',
  ordinal: 'VARCHAR',
  boolean: 'BOOLEAN',
  number: 'DOUBLE',
  money: 'DECIMAL(18, 4)',
  date: 'DATE',
  'date and time': 'TIMESTAMP',
  duration: 'DOUBLE',
}

type Changes = Readonly<Record<string, readonly RowChange[]>>

/** `evidence.<table>` holds the rows of a world; under changes it shows them as they would be. */
const load = async (engine: Engine, world: World, changes: Changes = {}): Promise<void> => {
  for (const contract of Object.values(contracts)) {
    const shown = `evidence.${sqlName(contract.name)}`
    const table = `stored.${sqlName(contract.name)}`
    const stored = contract.columns.filter(({ is }) => is === undefined)
    const columns = stored.map((column) => `"${sqlName(column.name)}" ${types[column.type.kind] ?? ''}`)
    await engine.run(`CREATE OR REPLACE TABLE ${table} (${columns.join(', ')}, _snapshot INTEGER)`)
    const rows = (world.tables[contract.name] ?? []).map(
      ({ snapshot, row }) => `(${[...stored.map((column) => literal(row[column.name] ?? null)), snapshot].join(', ')})`,
    )
    if (rows.length > 0) await engine.run(`INSERT INTO ${table} VALUES ${rows.join(', ')}`)
    const changed = changedRows(contract, changes[contract.name] ?? [], calendar.timeZone, `SELECT * FROM ${table}`)
    await engine.run(`CREATE OR REPLACE VIEW ${shown} AS ${changed.rows}`)
  }
}

const periods: readonly Period[] = ['2026-01', '2026-02', '2026-03'].flatMap(
  (name) => periodNamed(name, calendar) ?? [],
)

type Shown = { readonly value: unknown; readonly excluded: string; readonly marks: string }
const rounded = (value: unknown): unknown => (typeof value === 'number' ? Number(value.toPrecision(10)) : value)

const shown = (measurement: Measurement | undefined): Shown => {
  if (measurement === undefined) return { value: 'no row', excluded: '', marks: '' }
  const excluded = measurement.excluded
    .map(({ why, rows }) => `${why} ${rows}`)
    .sort()
    .join(', ')
  if (measurement.kind === 'missing') return { value: `missing: ${measurement.why}`, excluded, marks: '' }
  return { value: rounded(measurement.value), excluded, marks: measurement.stale === true ? 'stale' : '' }
}

/** Rows left out are counted for the filters of one aggregate over one table; elsewhere only the value is compared. */
const countsExcluded = (method: string): boolean => !/for |latest\(|distinct| - | \/ /.test(method)
const without = (shown: Shown, method: string): Shown => (countsExcluded(method) ? shown : { ...shown, excluded: '' })

const ofReference = (rows: readonly ReferenceRow[]): ReadonlyMap<string, Shown> =>
  new Map(rows.map((row) => [`${row.period} ${groupKey(row.group)}`, shown(row.measurement)]))
const ofEngine = (rows: readonly PersonRow[]): ReadonlyMap<string, Shown> =>
  new Map(
    rows
      .filter((row) => row.isHidden !== true && (row.group === null || row.measures['found'] !== undefined))
      .map((row) => [`${row.period} ${groupKey(row.group)}`, shown(row.measures['found'])]),
  )

const referenceRows = (checked: Checked, world: World, changes: Changes): readonly ReferenceRow[] => {
  const formula: Formula | undefined = checked.baseMeasures[0]?.formula
  if (formula === undefined) throw new Error('no method')
  const input = {
    contracts: contracts satisfies Readonly<Record<string, Contract>>,
    tables: world.tables,
    snapshots: world.snapshots,
    periods,
    calendar,
    parameters: Object.fromEntries(
      Object.entries(checked.parameters).map(([name, parameter]) => [name, { value: parameter.value ?? null }]),
    ),
    by: checked.construct.by,
    tolerance: 'P1M',
  }
  return referenceMeasures(underChanges(input, changes), { found: formula })['found'] ?? []
}

const planned = (checked: Checked, world: World): Plan =>
  planOf(
    checked,
    world.snapshots,
    [periodNamed('2025-12', calendar), ...periods].filter((period) => period !== undefined),
    calendar,
  )

const alone: SharedCells = { layouts: [], slots: new Map(), periods: new Map() }

const engineRows = async (plan: Plan, cells: SharedCells, engine: Engine): Promise<readonly PersonRow[]> => {
  const rows = rowsFromEngine(await answersOf(plan, engine, cells), plan.checked.construct.by, plan.periods.length)
  return rows.filter((row) => row.period > 0).map((row) => ({ ...row, period: row.period - 1 }))
}

let engine: Engine
beforeAll(async () => {
  engine = await openEngine({ threads: 1 })
  await engine.run('CREATE SCHEMA evidence')
  await engine.run('CREATE SCHEMA stored')
})
afterAll(() => engine.close())

const differences = (
  method: string,
  reference: ReadonlyMap<string, Shown>,
  found: ReadonlyMap<string, Shown>,
): readonly string[] =>
  [...new Set([...reference.keys(), ...found.keys()])].flatMap((key) => {
    const [a, b] = [
      without(reference.get(key) ?? shown(undefined), method),
      without(found.get(key) ?? shown(undefined), method),
    ]
    return JSON.stringify(a) === JSON.stringify(b)
      ? []
      : [`${key}: reference ${JSON.stringify(a)}, engine ${JSON.stringify(b)}`]
  })

const methodIn = ({ checked }: Plan): string => checked.construct.baseMeasures[0]?.method.text ?? ''
const whatOf = (plan: Plan): string => `${methodIn(plan)} by [${plan.checked.construct.by.join(', ')}]`

/** Where the reference, the plan alone and the plan that shares its scans are not one. */
const apart = async (
  plan: Plan,
  world: World,
  cells: SharedCells,
  changes: Changes = {},
): Promise<readonly string[]> => {
  const reference = ofReference(referenceRows(plan.checked, world, changes))
  const found: string[] = []
  for (const [how, from] of Object.entries({ alone, shared: cells })) {
    const rows = await engineRows(plan, from, engine).catch((thrown: unknown) => {
      const statements = [...cells.layouts, ...compile(plan, duckdb, from)].map(({ sql }) => sql)
      throw new Error([whatOf(plan), String(thrown), ...statements].join('\n'), { cause: thrown })
    })
    found.push(...differences(methodIn(plan), reference, ofEngine(rows)).map((line) => `${how}: ${line}`))
  }
  return found
}

test(
  `methods mean the same to the reference evaluator and to DuckDB (${cases} cases)`,
  { timeout: 3_600_000 },
  async () => {
    let compared = 0
    let shared = 0
    await fc.assert(
      fc.asyncProperty(fc.noShrink(fc.integer()), async (seed) => {
        const draw = drawFrom(seed)
        const method = methodOf(draw)
        const by = pick(draw, groupings)
        const checked = soundConstruct(method, by)
        if (checked === undefined) return
        const world = worldOf(draw)
        await load(engine, world)
        compared++
        // Planned twice and beside another, so that whatever may be shared is shared.
        const other = soundConstruct(methodOf(draw), by)
        const plans = [checked, checked, ...(other === undefined ? [] : [other])].map((each) => planned(each, world))
        const cells = await layOut(plans, engine)
        shared += cells.layouts.length
        const found = await Promise.all(plans.slice(1).map((plan) => apart(plan, world, cells)))
        expect({ methods: plans.map(whatOf), apart: found.flat() }).toMatchObject({ apart: [] })
      }),
      {
        numRuns: cases,
        endOnFailure: true,
        ...(seed === undefined ? {} : { seed }),
      },
    )
    // A test that compares nothing proves nothing.
    expect(compared).toBeGreaterThan(cases / 2)
    expect(shared).toBeGreaterThan(cases / 5)
  },
)

const changesOf = (text: string): Changes => {
  const read = readScenario('at-random.yaml', text)
  if (!read.ok) throw new Error(read.issues.map(({ message }) => message).join('\n'))
  const issues = checkScenario(read.value, contracts)
  if (issues.length > 0) throw new Error([text, ...issues.map(({ message }) => message)].join('\n'))
  return read.value.alternatives[0]?.changes ?? {}
}

const supposed = isNightly ? 5000 : 100

test(`rows that a scenario changes mean the same to both (${supposed} cases)`, { timeout: 3_600_000 }, async () => {
  let [compared, different] = [0, 0]
  await fc.assert(
    fc.asyncProperty(fc.noShrink(fc.integer()), async (seed) => {
      const draw = drawFrom(seed)
      const checked = soundConstruct(methodOf(draw), pick(draw, groupings))
      if (checked === undefined) return
      const [world, text] = [worldOf(draw), scenarioOf(draw)]
      const changes = changesOf(text)
      await load(engine, world, changes)
      const plan = planned(checked, world)
      const cells = await layOut([plan, plan], engine)
      compared++
      const [as, would] = [{}, changes].map((each) => ofReference(referenceRows(checked, world, each)))
      if (JSON.stringify([...(as ?? [])]) !== JSON.stringify([...(would ?? [])])) different++
      expect({ text, method: whatOf(plan), apart: await apart(plan, world, cells, changes) }).toMatchObject({
        apart: [],
      })
    }),
    { numRuns: supposed, endOnFailure: true, ...(seed === undefined ? {} : { seed }) },
  )
  expect(compared).toBeGreaterThan(supposed / 2)
  // Changes that change nothing would agree whatever they meant.
  expect(different).toBeGreaterThan(supposed / 6)
})

/** Methods whose value is the number of the rows behind it. */
const countsRows = (method: string): boolean =>
  method.startsWith('count(') && !/distinct values|\bfor | - | \/ |\) [-+*]/.test(method)

const listed = isNightly ? 5000 : 300

test(
  `as many rows are listed behind a count as the reference counts (${listed} cases)`,
  { timeout: 3_600_000 },
  async () => {
    let [compared, found] = [0, 0]
    await fc.assert(
      fc.asyncProperty(fc.noShrink(fc.integer()), async (seed) => {
        const draw = drawFrom(seed)
        const checked = soundConstruct(methodOf(draw), pick(draw, groupings))
        const method = checked?.baseMeasures[0]
        const [source, ...more] = method === undefined ? [] : rowSources(method)
        const text = checked?.construct.baseMeasures[0]?.method.text ?? ''
        if (checked === undefined || source === undefined || more.length > 0 || !countsRows(text)) return
        const world = worldOf(draw)
        await load(engine, world)
        const by = method?.grouped === true ? checked.construct.by : []
        const expected = referenceRows(checked, world, {}).filter(({ measurement }) => measurement.kind === 'measured')
        for (const [i, period] of periods.entries()) {
          const plan = planOf(checked, world.snapshots, [period], calendar)
          await layOut([plan], engine)
          for (const { group, measurement } of expected.filter((row) => row.period === i)) {
            const asked = { source, by, group, hidden: [], limit: 1000, offset: 0 }
            const rows = await engine.rows(rowsStatement(plan, asked, duckdb).sql)
            const value = measurement.kind === 'measured' ? measurement.value : null
            expect({ text, period: period.start, group, rows: rows.length }).toMatchObject({ rows: value })
            compared++
            if (rows.length > 0) found++
          }
        }
      }),
      { numRuns: listed, endOnFailure: true, ...(seed === undefined ? {} : { seed }) },
    )
    expect(compared).toBeGreaterThan(listed / 5)
    expect(found).toBeGreaterThan(listed / 12)
  },
)
