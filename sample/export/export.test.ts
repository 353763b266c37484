/** What is exported is what the contracts ask for, read from the contracts themselves. */
import { readdirSync, readFileSync } from 'node:fs'
import { readContract, type Column, type Contract } from '@isometric/core/construct'
import { describe, expect, test } from 'vitest'
import { isoDay } from '../calendar.ts'
import { expectedFrom } from '../expected/index.ts'
import { simulate } from '../organisation.ts'
import { type Cell, type Export, exportsOf, type Row, tables, textOf } from './index.ts'

const organisation = simulate({ until: '2026-11-22' })
const folder = new URL('../../contracts/', import.meta.url)

const contracts: ReadonlyMap<string, Contract> = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => {
      const outcome = readContract(name, readFileSync(new URL(name, folder), 'utf8'))
      if (!outcome.ok) throw new Error(`${name}: ${outcome.issues.map(({ message }) => message).join(' ')}`)
      return [[outcome.value.name, outcome.value]]
    }),
)
const contractOf = (name: string): Contract => {
  const contract = contracts.get(name)
  if (contract === undefined) throw new Error(`No contract is called ${name}.`)
  return contract
}
const each = tables.map((table) => ({
  name: table.contract,
  table,
  contract: contractOf(table.contract),
  files: exportsOf(organisation, table),
}))
const filesOf = (name: string): readonly Export[] => each.find((one) => one.name === name)?.files ?? []
/** All that is known in the end. */
const rowsOf = (name: string): readonly Row[] => filesOf(name).at(-1)?.rows ?? []

test('every contract of the constructs that are expected has a table', () => {
  const ids = Object.keys(expectedFrom(organisation, '2026-10-01', '2026-11-01'))
  const evidence = ids.flatMap((id) => {
    const text = readFileSync(new URL(`../../constructs/${id}/construct.yaml`, import.meta.url), 'utf8')
    return (/^evidence: \[(.*)\]$/m.exec(text)?.[1] ?? '').split(', ')
  })
  expect(new Set(tables.map(({ contract }) => contract))).toEqual(new Set(evidence))
})

const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && isoDay(Date.parse(text) / 86_400_000) === text
const isInstant = (text: string): boolean =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) && !Number.isNaN(Date.parse(text))

const fits = (column: Column, cell: Cell): boolean => {
  if (cell === null) return column.optional
  switch (column.type.kind) {
    case 'text':
      return typeof cell === 'string' && cell !== ''
    case 'boolean':
      return typeof cell === 'boolean'
    case 'number':
      return typeof cell === 'number' && Number.isFinite(cell)
    case 'nominal':
    case 'ordinal':
      return typeof cell === 'string' && column.type.levels.includes(cell)
    case 'date':
      return typeof cell === 'string' && isDay(cell)
    case 'date and time':
      return typeof cell === 'string' && isInstant(cell)
    case 'money':
      return typeof cell === 'string' && /^\d+\.\d\d$/.test(cell)
    case 'duration':
      return false
  }
}

describe.each(each)('$name', ({ table, contract, files }) => {
  const keyOf = (row: Row): string => contract.key.map((column) => row[column]).join(' | ')

  test('has the columns of its contract, in their order', () => {
    const wanted = contract.columns.filter((column) => column.is === undefined).map(({ name }) => name)
    expect(table.columns).toEqual(wanted)
  })

  test('has values of the types and levels of its contract', () => {
    expect(files.at(-1)?.rows.length).toBeGreaterThan(0)
    const wrong = files.flatMap(({ path, rows }) =>
      rows.flatMap((row) =>
        contract.columns
          .filter((column) => column.is === undefined && !fits(column, row[column.name] ?? null))
          .map((column) => `${path} ${keyOf(row)} ${column.name}: ${String(row[column.name])}`),
      ),
    )
    expect(wrong).toEqual([])
  })

  test('has each key once in a file', () => {
    const keys = files.flatMap(({ path, rows }) => rows.map((row) => `${path} ${keyOf(row)}`))
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('shows nothing from after the day of the file', () => {
    // Plans, promises and expiries look ahead.
    const ahead = /^(due on|next review on|expires on|waived until|accepted until|scheduled on|evidence)$/
    const late = files.flatMap(({ path, day, rows }) =>
      rows.flatMap((row) =>
        contract.columns
          .filter(({ name, type }) => (type.kind === 'date' || type.kind === 'date and time') && !ahead.test(name))
          .filter(({ name }) => String(row[name] ?? '').slice(0, 10) > isoDay(day))
          .map(({ name }) => `${path} ${keyOf(row)} ${name}`),
      ),
    )
    expect(late).toEqual([])
  })

  test('loses no key from one file to the next, where a file holds everything', () => {
    if (contract.describes.kind === 'state' || contract.delivers === 'changes') return
    const lost = files.flatMap(({ rows, path }, at) => {
      const next = new Set(files[at + 1]?.rows.map(keyOf))
      return at + 1 === files.length
        ? []
        : rows.filter((row) => !next.has(keyOf(row))).map((row) => `${path} ${keyOf(row)}`)
    })
    expect(lost).toEqual([])
  })

  test('has a file for the last day of all', () => {
    expect(files.at(-1)?.path).toBe(`exports/${table.folder}/2026-10-31.${table.format}`)
  })
})

const references = each.flatMap(({ name, contract }) =>
  contract.columns.flatMap((column) => (column.of === undefined ? [] : [{ name, column: column.name, of: column.of }])),
)

test.each(references)('$column of $name is found in $of', ({ name, column, of }) => {
  const [key = ''] = contractOf(of).key
  const known = new Set(rowsOf(of).map((row) => row[key]))
  // The hosts that stand in no inventory are planted.
  const planted =
    name === 'assessment scopes' && column === 'asset' ? organisation.truth.effects.unlistedHosts.hosts : []
  const named = new Set(rowsOf(name).map((row) => row[column] ?? null))
  const missing = new Set([...named].filter((value) => value !== null && !known.has(value)))
  expect(missing).toEqual(new Set(planted))
})

test('findings refer to systems of the inventory on the day of each file', () => {
  const inventories = new Map(filesOf('assets').map(({ day, rows }) => [day, new Set(rows.map(({ asset }) => asset))]))
  const stray = filesOf('vulnerability findings').flatMap(({ day, rows }) =>
    rows.filter(({ asset }) => !inventories.get(day)?.has(asset ?? null)),
  )
  expect(stray).toEqual([])
})

test('hits are delivered in slices that meet', () => {
  const readings = organisation.rules.flatMap((rule) => rule.readings)
  expect(filesOf('firewall rule hits').flatMap(({ rows }) => rows).length).toBe(readings.length)
})

test.each([
  ['csv', 'a,b\n"x, ""y""",\ntrue,1.5\n'],
  ['tsv', 'a\tb\n"x, ""y"""\t\ntrue\t1.5\n'],
  ['ndjson', '{"a":"x, \\"y\\"","b":null}\n{"a":true,"b":1.5}\n'],
] as const)('%s is written so that it can be read', (format, text) => {
  const rows = [
    { a: 'x, "y"', b: null },
    { a: true, b: 1.5 },
  ]
  expect(textOf(format, ['a', 'b'], rows)).toBe(text)
})
