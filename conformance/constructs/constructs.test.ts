import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { check } from '@isometric/core/check'
import { isError } from '@isometric/core/issue'
import type { Result } from '@isometric/core/term'
import { productFolder, readCatalogue } from '@isometric/runner/catalogue'
import { beforeAll, describe, expect, test } from 'vitest'
import { readExpected, type Expected } from './expected.ts'
import { measuredFrom, type Found } from './measured.ts'

const catalogue = await readCatalogue()
const shelf = join(productFolder, 'constructs')
const ids = readdirSync(shelf, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name)

/** A construct's own example, and beside it others in folders of the same form. */
const casesOf = (id: string): readonly string[] =>
  [id, ...readdirSync(join(shelf, id)).map((name) => join(id, name))].filter((path) => existsSync(join(shelf, path, 'expected.yaml')))
const cases = ids.flatMap((id) => casesOf(id).map((path) => ({ path, id })))

test('every construct of the catalogue has an example worked by hand', () => {
  expect(ids).toHaveLength(Object.keys(catalogue.constructs).length)
  expect(cases.map(({ path }) => path)).toEqual(expect.arrayContaining(ids))
})

test('contracts and constructs are in order', () => {
  const issues = Object.values(catalogue.constructs).flatMap((construct) => check(construct, catalogue.contracts).issues)
  expect([...catalogue.issues, ...issues.filter(isError)].map(({ message }) => message)).toEqual([])
})

const rowName = ({ knownOn, periodName, group }: Expected): string => {
  const words = Object.entries(group).map(([path, value]) => `, ${path} ${value ?? 'unknown'}`)
  return `${periodName}${words.join('')}${knownOn === undefined ? '' : `, as known on ${knownOn}`}`
}

const isSame = (a: Readonly<Record<string, string | null>>, b: typeof a): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.keys(a).every((path) => path in b && a[path] === b[path])

const resultFor = (row: Expected, found: Found): Result | undefined =>
  found.get(row.knownOn)?.find((result) => result.period.start === row.period.start && isSame(result.group, row.group))

/** Doubles agree to twelve digits (language.md 2). */
const near = (value: number | null): unknown =>
  value === null ? value : expect.closeTo(value, 12 - Math.ceil(Math.log10(Math.abs(value) + 1)))

/** As much of a result as the example speaks of. */
const spokenOf = (row: Expected, result: Result | undefined): object | undefined =>
  result && {
    measures: Object.fromEntries(Object.keys(row.measures).map((name) => [name, result.measures[name]])),
    reasons: Object.fromEntries(Object.entries(result.reasons).filter(([name]) => name in row.measures)),
    status: result.indicator.status,
  }

const excludedIn = (row: Expected, result: Result | undefined): readonly string[] =>
  Object.entries(row.excluded).flatMap(([measure, byReason]) =>
    Object.entries(byReason).flatMap(([why, rows]) => {
      const note = result?.notes.find((each) => each.measure === measure && each.code === `excluded-${why}`)
      return note !== undefined && parseInt(note.message, 10) === rows ? [] : [`${measure}: ${why} ${rows}`]
    }),
  )

const intervalIn = (result: Result | undefined): readonly number[] =>
  [result?.indicator.interval].flatMap((each) => (each ? [each.lower, each.upper] : [])).map((end) => Number(end.toFixed(4)))

describe.each(cases)('$path', ({ path, id }) => {
  const folder = join(shelf, path)
  const expectation = readExpected(folder)
  let found: Found = new Map()
  beforeAll(async () => {
    found = await measuredFrom({ ...expectation, construct: id, folder, catalogue })
  })

  test.each(expectation.rows.map((row) => ({ name: rowName(row), row })))('$name', ({ row }) => {
    const result = resultFor(row, found)
    const measures = Object.fromEntries(Object.entries(row.measures).map(([name, value]) => [name, near(value)]))
    expect(spokenOf(row, result)).toEqual({ measures, reasons: row.reasons, status: row.status })
    expect(excludedIn(row, result)).toEqual([])
    expect(row.interval === undefined ? [] : intervalIn(result)).toEqual(row.interval ?? [])
  })
})
