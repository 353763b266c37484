import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { check } from '@isometric/core/check'
import { isError } from '@isometric/core/issue'
import type { Result } from '@isometric/core/term'
import type { Collected } from '@isometric/runner/evidence'
import { beforeAll, describe, expect, test } from 'vitest'
import { catalogueFor, here } from './catalogue.ts'
import { readExpected, readMess, type Collection, type ExpectedResult, type ExpectedValue } from './expected.ts'
import { dataFolder, measuredFrom, type Found } from './measured.ts'

const sets = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

type Written = { readonly written: number | string | null; readonly per: number }

/** The figure as it is written, and how much one of what it counts is in the product's own unit. */
const asWritten = (wanted: ExpectedValue): Written => {
  if (typeof wanted !== 'object' || wanted === null) return { written: wanted, per: 1 }
  return 'days' in wanted ? { written: wanted.days, per: 86_400 } : { written: wanted.percent, per: 0.01 }
}

/** A measured value in the form the figure is written in: a published figure shows only so many decimals. */
const shownAs = (value: number | string | boolean | null | undefined, wanted: ExpectedValue): unknown => {
  const { written, per } = asWritten(wanted)
  if (typeof value !== 'number') return value
  return typeof written === 'string' ? (value / per).toFixed(written.split('.')[1]?.length ?? 0) : value / per
}

/** Whole figures are exact, others agree to twelve digits (language.md 2). */
const agreeing = (wanted: ExpectedValue): unknown => {
  const { written } = asWritten(wanted)
  return typeof written !== 'number' || Number.isInteger(written)
    ? written
    : expect.closeTo(written, 12 - Math.ceil(Math.log10(Math.abs(written) + 1)))
}

const isSame = (a: Readonly<Record<string, string | null>>, b: typeof a): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.keys(a).every((path) => path in b && a[path] === b[path])

const checkResult = (wanted: ExpectedResult, results: readonly Result[]): void => {
  const found = results.find((each) => each.period.start === wanted.period.start && isSame(each.group, wanted.group))
  const measures = Object.entries(wanted.measures)
  expect(Object.fromEntries(measures.map(([name, value]) => [name, shownAs(found?.measures[name], value)]))).toEqual(
    Object.fromEntries(measures.map(([name, value]) => [name, agreeing(value)])),
  )
  expect(found?.reasons).toMatchObject(wanted.reasons)
  const notes = (found?.notes ?? []).map(({ code, measure }) => `${code} ${measure ?? ''}`.trim())
  expect(notes).toEqual(
    expect.arrayContaining(Object.entries(wanted.notes).map(([measure, code]) => `${code} ${measure}`)),
  )
}

const rejectedIn = (found: Extract<Collected, { kind: 'stored' }>): Collection['rejected'] => {
  const byReason: Record<string, Record<string, number>> = {}
  for (const { reason, column, rows } of found.manifest.rejected.byReason)
    (byReason[reason] ??= {})[column ?? 'record'] = rows
  return byReason
}

const checkCollection = (wanted: Collection, found: Collected | undefined): void => {
  const said = found?.issues.map(({ code, message }) => `${code}: ${message}`) ?? []
  expect({ outcome: found?.kind, said: found?.kind === wanted.outcome ? [] : said }).toEqual({
    outcome: wanted.outcome,
    said: [],
  })
  for (const sentence of wanted.says) expect(said.join('\n')).toContain(sentence)
  if (found?.kind !== 'stored') return
  const { rows, leftOut, quality } = found.manifest
  const warned = quality.filter(({ level, broken }) => level === 'warn' && broken > 0)
  expect({
    rows,
    leftOut,
    rejected: rejectedIn(found),
    warned: Object.fromEntries(warned.map(({ rule, broken }) => [rule, broken])),
  }).toEqual({
    rows: wanted.rows,
    leftOut: wanted['left out'],
    rejected: wanted.rejected,
    warned: wanted.warned,
  })
}

describe.each(sets)('%s', (set) => {
  const folder = join(here, set)
  const expectation = readExpected(folder)
  const isAbsent = !existsSync(join(dataFolder, expectation.data))
  const why = isAbsent
    ? ' (skipped: the real data is not here; set ISOMETRIC_SHARED to the folder that holds data/)'
    : ''
  const shown = [...expectation.collections.map(({ name }) => name), ...expectation.results.map(({ name }) => name)]

  test('every point of the mess names the test that shows what becomes of it', () => {
    const mess = readMess(folder)
    expect(mess.length).toBeGreaterThan(0)
    expect(
      mess.filter(
        ({ outcome, tests }) => outcome === '' || tests.length === 0 || !tests.every((each) => shown.includes(each)),
      ),
    ).toEqual([])
    expect(new Set(shown).size).toBe(shown.length)
  })

  test('contracts, mappings and constructs are in order', async () => {
    const catalogue = await catalogueFor(set, expectation.with)
    const used = new Set(expectation.results.map(({ construct }) => construct))
    const issues = [...used].flatMap((id) => {
      const construct = catalogue.constructs[id]
      return construct === undefined ? [] : check(construct, catalogue.contracts).issues
    })
    expect([...catalogue.issues, ...issues].filter(isError).map(({ message }) => message)).toEqual([])
  })

  describe.skipIf(isAbsent)(`as it was published${why}`, () => {
    let found: Found = { collected: new Map(), measured: new Map() }
    beforeAll(async () => {
      found = await measuredFrom({ ...expectation, set, catalogue: await catalogueFor(set, expectation.with) })
    }, 300_000)

    test.each(expectation.collections.map((wanted) => ({ name: wanted.name, wanted })))('$name', ({ wanted }) => {
      expect([...found.collected.keys()]).toContain(wanted.name)
      checkCollection(wanted, found.collected.get(wanted.name))
    })
    test.each(expectation.results.map((wanted) => ({ name: wanted.name, wanted })))('$name', ({ wanted }) => {
      const measured = found.measured.get(wanted.construct)
      expect(measured?.issues.map(({ message }) => message)).toEqual([])
      checkResult(wanted, measured?.results ?? [])
    })
  })
})
