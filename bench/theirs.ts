import { join } from 'node:path'
import { openEngine, type Engine, type Limits, type Row } from '@isometric/runner/engine'
import { readSnapshots } from '@isometric/runner/evidence'
import type { Cell } from './cells.ts'
import type { Measure } from './measures.ts'
import type { Place } from './place.ts'
import type { Tables } from './rival.ts'
import { lastDay, months } from './world.ts'

/** The very files that ours reads. */
export const tablesOf = async ({ folder }: Place): Promise<Tables> => {
  const snapshots = await readSnapshots(join(folder, 'evidence'))
  const only = (contract: string): string => snapshots.find((each) => each.contract === contract)?.path ?? ''
  const pictures = snapshots.filter(({ contract }) => contract === 'account states')
  return {
    findings: only('findings'),
    events: only('security events'),
    accounts: months.flatMap((month) => {
      const found = pictures.find(({ asOf }) => asOf.startsWith(lastDay(month)))
      return found === undefined ? [] : [[month, found.path] as const]
    }),
    months,
  }
}

const cellOf = (measure: string, row: Row, month: unknown): Cell => ({
  measure,
  month: String(month).slice(0, 10),
  unit: typeof row['unit'] === 'string' ? row['unit'] : null,
  value: row['value'] === null || row['value'] === undefined ? null : Number(row['value']),
})

export type Answered = { readonly cells: readonly Cell[]; readonly seconds: number }

const timed = async (act: () => Promise<readonly Cell[]>): Promise<Answered> => {
  const began = performance.now()
  const cells = await act()
  return { cells, seconds: (performance.now() - began) / 1000 }
}

const inEngine = async <T>(limits: Limits, act: (engine: Engine) => Promise<T>): Promise<T> => {
  const engine = await openEngine(limits)
  try {
    return await act(engine)
  } finally {
    engine.close()
  }
}

const answerTo = async (engine: Engine, { name }: Measure, sql: string): Promise<readonly Cell[]> =>
  (await engine.rows(sql)).map((row) => cellOf(name, row, row['m']))

/** Which form of each measure is used, by its place in the list of forms. */
export type Forms = Readonly<Record<string, number>>

/** A: one statement a measure, all months and groups at once. */
export const allAtOnce = (measures: readonly Measure[], tables: Tables, forms: Forms, limits: Limits) =>
  inEngine(limits, (engine) =>
    timed(async () => {
      const cells: Cell[] = []
      for (const measure of measures)
        for (const cell of await answerTo(engine, measure, measure.sql.forms(tables)[forms[measure.name] ?? 0] ?? ''))
          cells.push(cell)
      return cells
    }),
  )

/** What each form of each measure answers and how long it takes. */
export type Tried = { readonly measure: string; readonly form: number } & Answered

export const everyForm = (measures: readonly Measure[], tables: Tables, limits: Limits): Promise<readonly Tried[]> =>
  inEngine(limits, async (engine) => {
    const tried: Tried[] = []
    for (const measure of measures)
      for (const [form, sql] of measure.sql.forms(tables).entries())
        tried.push({ measure: measure.name, form, ...(await timed(() => answerTo(engine, measure, sql))) })
    return tried
  })

export const fastest = (tried: readonly Tried[]): Forms =>
  Object.fromEntries(tried.toSorted((a, b) => b.seconds - a.seconds).map(({ measure, form }) => [measure, form]))

/** B: one statement a measure and month. */
export const oneByOne = (measures: readonly Measure[], tables: Tables, limits: Limits) =>
  inEngine(limits, (engine) =>
    timed(async () => {
      const cells: Cell[] = []
      for (const { name, sql } of measures)
        for (const month of tables.months)
          for (const row of await engine.rows(sql.single(tables, month))) cells.push(cellOf(name, row, month))
      return cells
    }),
  )
