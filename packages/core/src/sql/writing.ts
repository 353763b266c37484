import type { Contract } from '../construct/index.ts'
import { sqlName } from '../construct/index.ts'
import { constantIn, type Plan, type TablePlan } from '../plan/index.ts'
import type { CheckedParameter, Typed } from '../check/index.ts'
import type { Calendar, Period } from '../term/index.ts'
import type { Dialect } from './dialect.ts'
import { literalSql } from './literal.ts'

/** What statements are written about: of a plan, or, for formulas over one record, almost nothing. */
export type Ground = {
  readonly periods: readonly Period[]
  readonly calendar: Calendar
  readonly contracts: Readonly<Record<string, Contract>>
  readonly parameters: Readonly<Record<string, CheckedParameter>>
  readonly tables: Readonly<Record<string, TablePlan>>
}

export const groundOf = (plan: Plan): Ground => ({
  periods: plan.periods,
  calendar: plan.calendar,
  contracts: plan.checked.contracts,
  parameters: plan.checked.parameters,
  tables: plan.tables,
})

/**
 * What writing one statement gathers: the constants each period must bring along. Everything else is passed down.
 */
export type Writing = {
  readonly ground: Ground
  readonly dialect: Dialect
  /** SQL of an expression without rows → its column of `p`, in order. */
  readonly constants: Map<string, { readonly column: string; readonly values: readonly string[] }>
  /** Tables the statement reads. */
  readonly tables: Set<string>
  /** Row and value names → SQL of a value; rows are aliases of their own name. */
  readonly names: Map<string, string>
  /** Names of values that are never null. */
  readonly sure: Set<string>
}

export const writingOf = (ground: Ground, dialect: Dialect): Writing => ({
  ground,
  dialect,
  constants: new Map(),
  tables: new Set(),
  names: new Map(),
  sure: new Set(),
})

/** One literal for each period as a column of `p`; equal columns are one. */
export const constantColumn = (values: readonly string[], { constants }: Writing): string => {
  const key = values.join('|')
  const known = constants.get(key) ?? { column: `c${constants.size + 1}`, values }
  constants.set(key, known)
  return `p.${known.column}`
}

/** A row-free expression as a column of the period, computed beforehand. */
export const periodColumn = (typed: Typed, writing: Writing): string => {
  const { ground } = writing
  return constantColumn(
    ground.periods.map((period) => literalSql(constantIn(typed, period, ground.calendar, ground.parameters))),
    writing,
  )
}

export const contractNamed = (name: string, writing: Writing): Contract => {
  const contract = writing.ground.contracts[name]
  if (contract === undefined) throw new Error(`the checker let an unknown contract pass: ${name}`)
  writing.tables.add(name)
  return contract
}

/** The statement's own name for which snapshots of a picture each period sees. */
export const shownName = (contract: string, writing: Writing): string => writing.dialect.quote(`m_${sqlName(contract)}`)

/** A column of a row; a record that is being collected brings its own text for each. */
export const columnSql = (row: string, column: string, writing: Writing): string =>
  writing.names.get(`${row}.${column}`) ?? `${row}.${writing.dialect.quote(sqlName(column))}`
