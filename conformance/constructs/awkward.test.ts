import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readConstruct, type Construct } from '@isometric/core/construct'
import { periodAround } from '@isometric/core/term'
import { productFolder } from '@isometric/runner/catalogue'
import { describe, expect, test } from 'vitest'
import { awkwardFaults, type Example } from './awkward.ts'
import { readExpected, type Awkward, type Expectation, type Expected } from './expected.ts'

const shelf = join(productFolder, 'constructs')
const ids = readdirSync(shelf, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

const constructIn = (folder: string): Construct => {
  const files = ['construct.yaml', 'construct.md'].map((name) => join(folder, name))
  const file = files.find((path) => existsSync(path)) ?? ''
  const read = readConstruct(file, readFileSync(file, 'utf8'))
  if (!read.ok) throw new Error(`${file} is not sound`)
  return read.value
}

const exampleIn = (folder: string): Example => ({
  construct: constructIn(folder),
  main: readExpected(folder),
  vector: existsSync(join(folder, 'vector/expected.yaml')) ? readExpected(join(folder, 'vector')) : undefined,
})

describe('the evidence of each construct holds the five awkward cases', () => {
  test.each(ids)('%s', (id) => expect(awkwardFaults(exampleIn(join(shelf, id)))).toEqual([]))
})

describe('a case that is named and not held is told', () => {
  const reviews = constructIn(join(shelf, 'access-review'))
  const calendar = { timeZone: 'Europe/Berlin', firstMonth: 1 }
  const none = Object.fromEntries(reviews.baseMeasures.map(({ name }) => [name, 0]))
  const unobserved = Object.fromEntries(reviews.baseMeasures.map(({ name }) => [name, null]))
  const noData = Object.fromEntries(reviews.baseMeasures.map(({ name }) => [name, 'no-data']))
  const row = (year: number, some: Partial<Expected>): Expected => ({
    knownOn: undefined,
    periodName: String(year),
    period: periodAround('year', `${year}-01-01`, calendar),
    group: {},
    measures: none,
    reasons: {},
    excluded: {},
    status: 'not computable',
    ...some,
  })
  const dmz = { group: { zone: 'dmz' } }
  const rows: readonly Expected[] = [
    row(2025, { measures: { 'critical systems': 2 }, status: 'met' }),
    row(2025, { ...dmz, measures: { 'critical systems': 2 }, status: 'met' }),
    row(2025, { knownOn: '2026-01-05', measures: { 'critical systems': 1 }, status: 'met' }),
    row(2026, { reasons: { 'reviewed share': 'zero-denominator' } }),
    row(2026, dmz),
    row(2026, { knownOn: '2027-01-05' }),
    row(2027, { measures: { 'critical systems': 0 } }),
    row(2028, { measures: unobserved, reasons: noData, status: 'no data' }),
  ]
  const held: Awkward = {
    'empty period': '2026: nothing',
    'zero denominator': '2026: nothing to divide by',
    'late arrival': '2025: the second system',
    'boundary value': '2025: the first day',
    'vanishing group': '2026: dmz',
  }
  const faults = (awkward: Awkward, construct: Construct = reviews, vector?: Expectation): readonly string[] =>
    awkwardFaults({ construct, main: { calendar, rows, awkward: { ...held, ...awkward } }, vector })

  test('all five', () => expect(faults({})).toEqual([]))
  test.each<readonly [Awkward, string]>([
    [{ 'empty period': undefined }, 'empty period: is not named'],
    [{ 'empty period': '2025: nothing' }, 'empty period: 2025 holds none'],
    [{ 'empty period': '2027: no system' }, 'empty period: 2027 holds none'],
    [{ 'empty period': '2028: no export' }, 'empty period: 2028 holds none'],
    [{ 'empty period': 'none: there is always something' }, 'empty period: cannot be none here'],
    [{ 'zero denominator': '2025: nothing to divide by' }, 'zero denominator: 2025 holds none'],
    [{ 'zero denominator': 'none: nothing is divided' }, 'zero denominator: cannot be none here'],
    [{ 'late arrival': '2026: what was known is what is known' }, 'late arrival: 2026 holds none'],
    [{ 'boundary value': '2029: the first day' }, 'boundary value: 2029 is no period of the example'],
    [{ 'boundary value': 'vector 2025: the first day' }, 'boundary value: 2025 is no period of the example'],
    [{ 'boundary value': 'the day' }, 'boundary value: “the day” is not a period, a colon, and what is there'],
    [{ 'boundary value': '2025:' }, 'boundary value: “2025:” is not a period, a colon, and what is there'],
    [{ 'vanishing group': '2025: dmz' }, 'vanishing group: 2025 holds none'],
    [{ 'vanishing group': 'none: one answer' }, 'vanishing group: cannot be none here'],
  ])('%o', (awkward, fault) => expect(faults(awkward)).toEqual([fault]))

  test('none, where a construct divides nothing and has no groups', () => {
    const plain = { ...reviews, baseMeasures: reviews.baseMeasures.slice(0, 1), derivedMeasures: [], by: [] }
    const neither = { 'zero denominator': 'none: it only counts', 'vanishing group': 'none: one answer' }
    expect(faults(neither, plain)).toEqual([])
  })
  test('in the vector', () => {
    const vector = { calendar, rows, awkward: {} }
    expect(faults({ 'boundary value': 'vector 2025: the first day' }, reviews, vector)).toEqual([])
  })
})
