/** What is exported is what the contracts ask for, read from the contracts themselves. */
import { readdirSync, readFileSync } from 'node:fs'
import { readContract, readMapping, type Column, type Contract } from '@isometric/core/construct'
import { describe, expect, test } from 'vitest'
import { isoDay } from '../calendar.ts'
import { expectedConstructs } from '../expected/index.ts'
import { simulate } from '../organisation.ts'
import { bytesOf, type Cell, type Export, exportsOf, type Row, tables, textOf } from './index.ts'
import type { Layout } from './table.ts'
import type { Written } from './text.ts'

const organisation = simulate({ until: '2026-11-22' })
const folder = new URL('../../contracts/', import.meta.url)

const contracts = new Map<string, Contract>()
const readContractOf = (name: string): Contract => {
  const file = `${name.replaceAll(' ', '-')}.yaml`
  const outcome = readContract(file, readFileSync(new URL(file, folder), 'utf8'))
  if (!outcome.ok) throw new Error(`${file}: ${outcome.issues.map(({ message }) => message).join(' ')}`)
  return outcome.value
}
const contractOf = (name: string): Contract => {
  const contract = contracts.get(name) ?? readContractOf(name)
  contracts.set(name, contract)
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
  const evidence = expectedConstructs.flatMap((id) => {
    const text = readFileSync(new URL(`../../constructs/${id}/construct.yaml`, import.meta.url), 'utf8')
    return (/^evidence: *\[(.*)\]$/m.exec(text)?.[1] ?? '').split(', ')
  })
  const exported = new Set(tables.map(({ contract }) => contract))
  expect(evidence.filter((contract) => !exported.has(contract))).toEqual([])
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
      return typeof cell === 'string' && /^PT\d+S$/.test(cell)
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
    const ahead = new Set(table.ahead)
    const late = files.flatMap(({ path, day, rows }) =>
      rows.flatMap((row) =>
        contract.columns
          .filter(({ name, type }) => (type.kind === 'date' || type.kind === 'date and time') && !ahead.has(name))
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

  test('has a file for the last day of all, or of all on which its source spoke', () => {
    const end = table.weekly ? organisation.calendar.week : organisation.calendar.end
    const last = isoDay(table.silentAfter?.(organisation) ?? end - 1)
    expect(files.at(-1)?.path).toBe(`exports/${table.folder}/${last}.${table.format}`)
  })
})

const references = each.flatMap(({ name, contract }) =>
  contract.columns.flatMap((column) => (column.of === undefined ? [] : [{ name, column: column.name, of: column.of }])),
)

test.each(references)('$column of $name is found in $of', ({ name, column, of }) => {
  const [key = ''] = contractOf(of).key
  const known = new Set(filesOf(of).flatMap(({ rows }) => rows.map((row) => row[key])))
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

const mapped = tables.flatMap((table) => (table.product === undefined ? [] : [{ table, product: table.product }]))
const mappings = new URL('../mappings/', import.meta.url)

test('every mapping belongs to one table', () => {
  const files = readdirSync(mappings).toSorted()
  expect(files).toEqual(mapped.map(({ product }) => `${product.mapping}.yaml`).toSorted())
})

/** `Results.Target` stands in `Results`. */
const heads = (from: string): readonly string[] => [from, from.split(/[.[]/)[0] ?? from]

describe.each(mapped)('the mapping $product.mapping', ({ table, product }) => {
  const outcome = readMapping(product.mapping, readFileSync(new URL(`${product.mapping}.yaml`, mappings), 'utf8'))

  test('is sound, and makes rows of the contract', () => {
    expect(outcome.issues).toEqual([])
    expect(outcome.ok && outcome.value.contract).toBe(table.contract)
    const wanted = contractOf(table.contract).columns.filter((column) => column.is === undefined)
    const made = new Set(outcome.ok ? outcome.value.columns.map(({ column }) => column) : [])
    expect(wanted.filter(({ name, optional }) => !optional && !made.has(name))).toEqual([])
  })

  test('reads what the product writes', () => {
    const from = outcome.ok ? outcome.value.columns.flatMap((column) => column.from ?? []) : []
    const known = new Set([...product.headers, ...(product.beyond ?? [])])
    expect(from.filter((name) => !heads(name).some((one) => known.has(one)))).toEqual([])
  })

  test('is needed: the headers are not those of the contract', () => {
    expect(product.headers).not.toEqual(table.columns)
  })

  test('has a product that says what its headers promise', () => {
    const [file] = exportsOf(organisation, table).toReversed()
    const records = file === undefined ? [] : product.records(file.rows, organisation, file.day)
    const said = new Set(records.flatMap((record) => Object.keys(record)))
    expect(said).toEqual(new Set(product.headers))
  })
})

const records = [
  { a: 'x, "y"', b: null },
  { a: true, b: 1.5 },
]
test.each<[string, Partial<Written>, string]>([
  ['csv', { format: 'csv' }, 'a,b\n"x, ""y""",\ntrue,1.5\n'],
  ['tsv', { format: 'tsv' }, 'a\tb\n"x, ""y"""\t\ntrue\t1.5\n'],
  ['ndjson', { format: 'ndjson' }, '{"a":"x, \\"y\\"","b":null}\n{"a":true,"b":1.5}\n'],
  ['a list in JSON', { format: 'json' }, `${JSON.stringify(records, null, 1)}\n`],
  ['a document', { format: 'json', document: () => ({ n: 2 }) }, '{\n "n": 2\n}\n'],
  [
    'a report',
    { format: 'csv', layout: { separator: ';', carriageReturns: true, above: ['Report'], quotes: 'always' } },
    'Report\r\n"a";"b"\r\n"x, ""y""";""\r\n"true";"1.5"\r\n',
  ],
])('%s is written so that it can be read', (_, how, text) => {
  expect(textOf({ format: 'csv', headers: ['a', 'b'], records, ...how })).toBe(text)
})

test.each<[string, Layout, readonly number[]]>([
  ['UTF-8', {}, [0xc3, 0xa9, 0xe2, 0x82, 0xac]],
  ['UTF-8 with a mark', { mark: true }, [0xef, 0xbb, 0xbf, 0xc3, 0xa9, 0xe2, 0x82, 0xac]],
  ['UTF-16', { mark: true, encoding: 'utf-16le' }, [0xff, 0xfe, 0xe9, 0x00, 0xac, 0x20]],
  ['Windows-1252', { encoding: 'windows-1252' }, [0xe9, 0x80]],
])('a text as bytes of %s', (_, layout, bytes) => {
  expect([...bytesOf('é€', layout)]).toEqual(bytes)
})
