import { contextOf, hasPaths, type Relation, type Typed } from '../check/index.ts'
import { type Contract, type Form } from '../construct/index.ts'
import { readFormula } from '../formula/index.ts'
import type { Plan } from '../plan/index.ts'
import type { Dialect } from './dialect.ts'
import { periodsSql } from './periods.ts'
import { blockOf, partsOf, type Grouping } from './relation.ts'
import { tableExpressions } from './table.ts'
import { columnSql, groundOf, writingOf, type Ground } from './writing.ts'

/**
 * What raters said, as each period sees it: a row for each period, object and rater with `i`, the object's columns
 * `o1…`, `rater`, the compared columns `v1…`, and `g1…` where the table has the construct's groups.
 */
export type RatingsStatement = { readonly sql: string; readonly grouped: boolean }

const durationOf = (iso: string): Typed => {
  const read = readFormula(`duration("${iso}")`, [])
  if (!read.ok) throw new Error(`the reader let a bad duration pass: ${iso}`)
  const context = contextOf({
    contracts: {},
    declared: [],
    parameters: {},
    accept: {},
    issues: [],
    periodDays: 0,
    unitDeclared: true,
    used: { parameters: new Set(), tables: new Set(), accepted: new Set() },
  })
  return context.value(read.value, { variables: {}, outer: [] }, 'a form')
}

/** Of each rater the newest answer about each object. */
const newestAnswers = (contract: Contract, form: Form): Relation => {
  const of = { kind: 'row', contract: contract.name } as const
  const input: Relation = {
    kind: 'scan',
    item: 'r1',
    of,
    contract: contract.name,
    window: form.valid === undefined ? { kind: 'default' } : { kind: 'recent', span: durationOf(form.valid) },
  }
  return { kind: 'latest', item: 'r1', of, input, contract: contract.name }
}

/** For `latest`, a subject is what one rater says of one object. */
const groundFor = (plan: Plan, contract: Contract, form: Form): Ground => {
  const ground = groundOf(plan)
  const judged = { ...contract, subject: [...form.object, form.rater] }
  return { ...ground, contracts: { ...ground.contracts, [contract.name]: judged } }
}

export const ratingsStatement = (plan: Plan, contract: Contract, form: Form, dialect: Dialect): RatingsStatement => {
  const writing = writingOf(groundFor(plan, contract, form), dialect)
  const { by } = plan.checked.construct
  const grouped = by.length > 0 && hasPaths(contract, by, plan.checked.contracts)
  const grouping: Grouping = grouped ? { kind: 'giving', by, levels: false } : { kind: 'none' }
  const block = blockOf(newestAnswers(contract, form), grouping, partsOf(writing))
  const text = (column: string): string => `CAST(${columnSql('r1', column, writing)} AS VARCHAR)`
  const columns = [
    ...form.object.map((column, n) => `${text(column)} AS o${n + 1}`),
    `${text(form.rater)} AS rater`,
    ...form.compared.map((column, n) => `${columnSql('r1', column, writing)} AS v${n + 1}`),
    ...(block.groups ?? []).map((group, n) => `${group} AS g${n + 1}`),
  ]
  const where = [...block.where, ...block.conditions]
  const tables = [...writing.tables].flatMap((name) => tableExpressions(name, writing))
  const found = `SELECT p.i, ${columns.join(', ')} FROM p, ${block.from.join(', ')}${where.length === 0 ? '' : ` WHERE ${where.join(' AND ')}`}`
  return { sql: `WITH ${[periodsSql(writing), ...tables].join(',\n')}\n${found} ORDER BY p.i`, grouped }
}
