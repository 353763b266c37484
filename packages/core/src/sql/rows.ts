import { topAggregates, type CheckedMethod, type Relation, type Typed } from '../check/index.ts'
import type { Column, Contract } from '../construct/index.ts'
import type { Plan } from '../plan/index.ts'
import type { Group } from '../term/index.ts'
import { textLiteral, type Dialect } from './dialect.ts'
import { periodsSql } from './periods.ts'
import { blockOf, partsOf, type Block } from './relation.ts'
import { tableExpressions } from './table.ts'
import { columnSql, contractNamed, groundOf, writingOf, type Writing } from './writing.ts'

/** A set of rows behind a measure: what of its method selects them, and the table they are of. */
export type RowSource = { readonly aggregate: Typed; readonly over: Relation; readonly contract: string }

/** The relation row by row: what was put together (distinct values, several tables) is taken apart. */
const apart = (relation: Relation): readonly Relation[] => {
  switch (relation.kind) {
    case 'scan':
    case 'latest':
      return [relation]
    case 'filter':
    case 'each':
      return apart(relation.input).map((input) => ({ ...relation, input }))
    case 'distinct':
      return apart(relation.input)
    case 'concatenate':
      return relation.inputs.flatMap(apart)
    case 'for': {
      const [first, ...rest] = relation.iterators
      return first === undefined
        ? []
        : apart(first.over).map((over) => ({ ...relation, iterators: [{ ...first, over }, ...rest] }))
    }
    case 'steps':
    case 'list':
      return []
  }
}

type RowName = { readonly alias: string; readonly contract: string }

/** The row that an element of a relation is, or that it was made from first. */
const rowIn = (relation: Relation): RowName | undefined => {
  switch (relation.kind) {
    case 'scan':
    case 'latest':
      return { alias: relation.item, contract: relation.contract }
    case 'filter':
    case 'each':
      return rowIn(relation.input)
    case 'for':
      return relation.iterators[0] === undefined ? undefined : rowIn(relation.iterators[0].over)
    case 'distinct':
    case 'concatenate':
    case 'steps':
    case 'list':
      return undefined
  }
}

/** Where the rows behind a measure come from, in the order of its method; none where it rests on no row. */
export const rowSources = ({ method }: CheckedMethod): readonly RowSource[] =>
  topAggregates(method).flatMap((aggregate) =>
    apart(aggregate.over).flatMap((over) => {
      const row = rowIn(over)
      return row === undefined ? [] : [{ aggregate, over, contract: row.contract }]
    }),
  )

/** Whether an element is a value made from the row, and not the row itself. */
const hasValue = (relation: Relation): boolean =>
  relation.kind === 'filter' ? hasValue(relation.input) : relation.kind === 'each' || relation.kind === 'for'

const isAboutPersons = ({ columns }: Contract): boolean => columns.some(({ role }) => role === 'personal')

/** A table about persons shows what a row is called, and nothing that tells one person from another. */
const shownColumns = (contract: Contract): readonly Column[] =>
  isAboutPersons(contract)
    ? contract.columns.filter(({ name, role }) => contract.key.includes(name) && role !== 'personal')
    : contract.columns

export type RowsAsked = {
  readonly source: RowSource
  readonly by: readonly string[]
  /** Rows of this group; all of them without it. */
  readonly group: Group | null
  /** Groups whose rows are not shown. */
  readonly hidden: readonly Group[]
  readonly limit: number
  readonly offset: number
}

/** Columns `c1`, `c2` … are those of `columns`; `g1` … the group, `v` the value, `total` how many rows there are in all. */
export type RowsStatement = {
  readonly sql: string
  readonly columns: readonly Column[]
  readonly hasValue: boolean
}

const isGroup = (group: Group, by: readonly string[]): string => {
  const same = by.map((path, i) => {
    const level = group[path] ?? null
    return level === null ? `g${i + 1} IS NULL` : `g${i + 1} = ${textLiteral(level)}`
  })
  return `(${same.join(' AND ')})`
}

const keptIn = ({ conditions, where }: Block): string => {
  const all = [...where, ...conditions.map((condition) => `(${condition})`)]
  return all.length === 0 ? '' : ` WHERE ${all.join(' AND ')}`
}

const selectedFrom = (row: RowName, columns: readonly Column[], block: Block, by: number, writing: Writing): string => {
  const shown = columns.map(({ name }, i) => `${columnSql(row.alias, name, writing)} AS c${i + 1}`)
  const groups = Array.from({ length: by }, (_, i) => `${block.groups?.[i] ?? 'CAST(NULL AS VARCHAR)'} AS g${i + 1}`)
  return ['p.i', ...shown, ...groups, `${block.item} AS v`].join(', ')
}

/**
 * The rows that a measure's method keeps in the one period of a plan whose tables are laid out, in the order of their keys.
 * What conditions could not decide is not among them.
 */
export const rowsStatement = (plan: Plan, asked: RowsAsked, dialect: Dialect): RowsStatement => {
  const { source, by, group, hidden, limit, offset } = asked
  const row = rowIn(source.over)
  if (row === undefined) throw new Error('a source of rows has a row')
  const writing = writingOf(groundOf(plan), dialect)
  const contract = contractNamed(row.contract, writing)
  const grouping = by.length === 0 ? ({ kind: 'none' } as const) : ({ kind: 'giving', by, levels: false } as const)
  const block = blockOf(source.over, grouping, partsOf(writing, grouping))
  const columns = shownColumns(contract)
  const inner = `SELECT ${selectedFrom(row, columns, block, by.length, writing)} FROM p, ${block.from.join(', ')}${keptIn(block)}`
  const where = [
    ...(group === null ? [] : [isGroup(group, by)]),
    ...hidden.map((each) => `NOT coalesce(${isGroup(each, by)}, FALSE)`),
  ]
  const keys = contract.key.flatMap((name) => {
    const at = columns.findIndex((column) => column.name === name)
    return at < 0 ? [] : [`c${at + 1}`]
  })
  const order = [...keys, ...columns.map((_, i) => `c${i + 1}`), 'v']
  const tables = [...writing.tables].flatMap((name) => tableExpressions(name, writing))
  const expressions = [periodsSql(writing), ...tables, `kept AS (${inner})`]
  return {
    columns,
    hasValue: hasValue(source.over) && !isAboutPersons(contract),
    sql: `WITH ${expressions.join(',\n')}\nSELECT *, count(*) OVER () AS total FROM kept${where.length === 0 ? '' : ` WHERE ${where.join(' AND ')}`} ORDER BY ${[...new Set(order)].join(', ')} LIMIT ${limit} OFFSET ${offset}`,
  }
}
