import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { periodNamed, statuses, type Calendar, type Period } from '@isometric/core/term'
import { parse } from 'yaml'
import { z } from 'zod'

const name = z.string()
const outcome = {
  measures: z.record(name, z.number().nullable()),
  /** Why a measure above is null. */
  reasons: z.record(name, name).default({}),
  /** Rows left out of a measure, by reason. */
  excluded: z.record(name, z.partialRecord(z.enum(['unknown', 'missing', 'no-reference']), z.number())).default({}),
  /** Both ends of the indicator's interval, to four decimals. */
  interval: z.tuple([z.number(), z.number()]).optional(),
  status: z.enum(statuses),
}
const grouped = z.strictObject({ group: z.record(name, name.nullable()), ...outcome })
const inPeriod = z.strictObject({ total: z.strictObject(outcome), groups: z.array(grouped).default([]), why: name })
const periods = z.record(name, inPeriod)

/** What goes wrong in real exports: each construct's evidence holds all five (constructs/README.md). */
export const awkwardCases = [
  'empty period',
  'zero denominator',
  'late arrival',
  'boundary value',
  'vanishing group',
] as const
export type AwkwardCase = (typeof awkwardCases)[number]

const document = z.strictObject({
  'time zone': name,
  'first month': z.number(),
  periods,
  /** What was known by the start of a day, where evidence came later. */
  'as known on': z.record(name, periods).default({}),
  /** Where each awkward case stands: `2026-Q1: what is there`, `vector 2026-Q1: …`, or `none: why there can be none`. */
  awkward: z.partialRecord(z.enum(awkwardCases), name).default({}),
})

/** What one period and group must give; in the total the group is empty. */
export type Expected = {
  readonly knownOn: string | undefined
  readonly periodName: string
  readonly period: Period
  readonly group: Readonly<Record<string, string | null>>
  readonly measures: Readonly<Record<string, number | null>>
  readonly reasons: Readonly<Record<string, string>>
  readonly excluded: Readonly<Record<string, Readonly<Record<string, number | undefined>>>>
  readonly interval?: readonly [number, number] | undefined
  readonly status: string
}
export type Awkward = Readonly<Partial<Record<AwkwardCase, string | undefined>>>
export type Expectation = {
  readonly calendar: Calendar
  readonly rows: readonly Expected[]
  readonly awkward: Awkward
}

const periodOf = (text: string, calendar: Calendar): Period => {
  const period = periodNamed(text, calendar)
  if (period === undefined) throw new Error(`“${text}” is no period`)
  return period
}

const rowsOf = (known: string | undefined, given: z.infer<typeof periods>, calendar: Calendar): readonly Expected[] =>
  Object.entries(given).flatMap(([text, { total, groups }]) =>
    [{ group: {}, ...total }, ...groups].map((row) => ({
      ...row,
      knownOn: known,
      periodName: text,
      period: periodOf(text, calendar),
    })),
  )

/** The hand calculation beside a construct's evidence. */
export const readExpected = (folder: string): Expectation => {
  const found = document.parse(parse(readFileSync(join(folder, 'expected.yaml'), 'utf8')))
  const calendar = { timeZone: found['time zone'], firstMonth: found['first month'] }
  const restated = Object.entries(found['as known on']).flatMap(([day, given]) => rowsOf(day, given, calendar))
  return { calendar, rows: [...rowsOf(undefined, found.periods, calendar), ...restated], awkward: found.awkward }
}
