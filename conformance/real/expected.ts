import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { periodNamed, type Calendar, type Period } from '@isometric/core/term'
import { parse } from 'yaml'
import { z } from 'zod'

const name = z.string()
/** A text is a published, rounded figure: as many decimals count as it shows. */
const figure = z.union([z.number(), z.string().regex(/^-?\d+\.\d+$/)])
const value = z.union([figure, z.null(), z.strictObject({ days: figure }), z.strictObject({ percent: figure })])
export type ExpectedValue = z.infer<typeof value>

const collection = z.strictObject({
  name,
  mapping: name.exactOptional(),
  /** Where no mapping names it. */
  contract: name.exactOptional(),
  file: name,
  'as of': name,
  /** The file goes through the set's `convert.ts` first; the text says which of its conversions. */
  convert: name.exactOptional(),
  source: name.exactOptional(),
  outcome: z.enum(['stored', 'quarantined', 'refused']).default('stored'),
  /** Collected to see what is said about it; nothing is measured from it. */
  aside: z.boolean().default(false),
  rows: z.number().exactOptional(),
  'left out': z.number().default(0),
  /** Rejected rows by reason, then by column or rule. */
  rejected: z.record(name, z.record(name, z.number())).default({}),
  /** Rows that break a rule which only warns. */
  warned: z.record(name, z.number()).default({}),
  /** What the collector says: parts of its sentences. */
  says: z.array(name).default([]),
})
export type Collection = z.infer<typeof collection>

const result = z.strictObject({
  construct: name,
  period: name,
  group: z.record(name, name.nullable()).default({}),
  measures: z.record(name, value),
  /** Why a measure above is null. */
  reasons: z.record(name, name).default({}),
  /** Codes of notes that must stand beside the result, with the measure they are about. */
  notes: z.record(name, name).default({}),
  from: name,
})
const document = z.strictObject({
  data: name,
  /** Other sets whose contracts and mappings are used too. */
  with: z.array(name).default([]),
  'time zone': name,
  'first month': z.number().default(1),
  collections: z.array(collection),
  results: z.array(result),
})

export type ExpectedResult = Omit<z.infer<typeof result>, 'period'> & { readonly name: string; readonly period: Period }
export type Expectation = {
  readonly data: string
  readonly with: readonly string[]
  readonly calendar: Calendar
  readonly collections: readonly Collection[]
  readonly results: readonly ExpectedResult[]
}

const periodOf = (text: string, calendar: Calendar): Period => {
  const period = periodNamed(text, calendar)
  if (period === undefined) throw new Error(`“${text}” is no period`)
  return period
}

const resultName = ({ construct, period, group }: z.infer<typeof result>): string =>
  `${construct} ${period}${Object.values(group)
    .map((each) => `, ${each ?? 'unknown'}`)
    .join('')}`

/** What a set must give: `expected.yaml` in its folder. */
export const readExpected = (folder: string): Expectation => {
  const found = document.parse(parse(readFileSync(join(folder, 'expected.yaml'), 'utf8')))
  const calendar = { timeZone: found['time zone'], firstMonth: found['first month'] }
  return {
    data: found.data,
    with: found.with,
    calendar,
    collections: found.collections,
    results: found.results.map((each) => ({
      ...each,
      name: resultName(each),
      period: periodOf(each.period, calendar),
    })),
  }
}

export type Mess = { readonly point: string; readonly outcome: string; readonly tests: readonly string[] }

/** The table under “Mess” in a set's README: each point, what becomes of it, and the tests (in backticks) that show it. */
export const readMess = (folder: string): readonly Mess[] => {
  const file = join(folder, 'README.md')
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const rows = (text.split(/^## Mess$/m)[1] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
  return rows.map((row) => {
    const [point = '', outcome = '', tests = ''] = row
      .split('|')
      .slice(1)
      .map((cell) => cell.trim())
    return { point, outcome, tests: [...tests.matchAll(/`([^`]+)`/g)].map(([, test = '']) => test) }
  })
}
