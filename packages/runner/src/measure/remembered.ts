import type { CheckedMethod } from '@isometric/core/check'
import type { EngineRow } from '@isometric/core/measure'
import { meaningOf, narrowed, seenBy, type Plan } from '@isometric/core/plan'
import { canonical } from '@isometric/core/record'
import type { Answers } from '../store/index.ts'
import { semanticsVersion, sha256 } from './seal.ts'

/** By measure, the key of its answer in each period of the plan. */
export type AnswerKeys = ReadonlyMap<CheckedMethod, readonly string[]>

/** The method with the worth of its parameters, the groups, and every contract it may read. */
const methodDigest = (plan: Plan, measure: CheckedMethod): string => {
  const contracts = Object.values(plan.checked.contracts).map(({ source }) => sha256(source.text))
  const by = measure.grouped ? plan.checked.construct.by : []
  return sha256(canonical([semanticsVersion, meaningOf(measure.method, '', plan), by, contracts.toSorted()]))
}

export const keysOf = (plan: Plan): AnswerKeys =>
  new Map(
    plan.measures.map((measure) => {
      const method = methodDigest(plan, measure)
      return [measure, plan.periods.map((_, i) => sha256(`${method} ${canonical(seenBy(plan, measure, i))}`))] as const
    }),
  )

/** Rows of one period; where they came from a file, only what looks like rows is believed. */
const rowsIn = (document: string): readonly EngineRow[] | undefined => {
  try {
    const rows: unknown = JSON.parse(document)
    return Array.isArray(rows) ? (rows as readonly EngineRow[]) : undefined
  } catch {
    return undefined
  }
}

/** What is known of a plan's base measures already, by key; a row's period is its place in the plan it came from. */
export type Remembered = ReadonlyMap<string, readonly EngineRow[]>

export const remembered = (keys: AnswerKeys, answers: Answers | undefined): Remembered =>
  new Map(
    [...(answers?.known([...keys.values()].flat()) ?? [])].flatMap(([key, document]) => {
      const rows = rowsIn(document)
      return rows === undefined ? [] : [[key, rows] as const]
    }),
  )

/** What is left to ask: the measures that lack an answer in some period, and all periods in which one of them does. */
export type Missing = { readonly plan: Plan; readonly periods: readonly number[] }

export const missingOf = (plan: Plan, keys: AnswerKeys, known: Remembered): Missing => {
  const lacks = (measure: CheckedMethod, i: number): boolean => !known.has(keys.get(measure)?.[i] ?? '')
  const measures = plan.measures.filter((measure) => plan.periods.some((_, i) => lacks(measure, i)))
  const periods = plan.periods.flatMap((_, i) => (measures.some((measure) => lacks(measure, i)) ? [i] : []))
  return { plan: narrowed(plan, measures, periods), periods }
}

/** Answers of an engine by key, their periods being those of the whole plan again. */
export const answered = (
  missing: Missing,
  keys: AnswerKeys,
  found: ReadonlyMap<CheckedMethod, readonly EngineRow[]>,
): Remembered =>
  new Map(
    [...found].flatMap(([measure, rows]) => {
      const byPeriod = Map.groupBy(rows, ({ period }) => period)
      return missing.periods.map((period, i) => [keys.get(measure)?.[period] ?? '', byPeriod.get(i) ?? []] as const)
    }),
  )

/** All rows of one measure, in the periods of the plan. */
export const rowsOf = (
  measure: CheckedMethod,
  keys: AnswerKeys,
  ...known: readonly Remembered[]
): readonly EngineRow[] =>
  (keys.get(measure) ?? []).flatMap((key, period) => {
    const rows = known.map((each) => each.get(key)).find((each) => each !== undefined)
    if (rows === undefined) throw new Error(`nobody asked for “${measure.name}” in period ${period}`)
    return rows.map((row) => ({ ...row, period }))
  })

export const remember = (found: Remembered, answers: Answers | undefined): void =>
  answers?.remember(new Map([...found].map(([key, rows]) => [key, JSON.stringify(rows)])))
