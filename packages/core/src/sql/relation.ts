import { conjuncts, hasPaths, type Relation, type Typed } from '../check/index.ts'
import type { Contract } from '../construct/index.ts'
import { aggregateText } from './aggregate.ts'
import { groupSql, isNullable, knownColumns, scalarSql, unreferencedSql, type Parts } from './scalar.ts'
import { isVersioned } from '../plan/index.ts'
import { rowsOf } from './table.ts'
import { mentionSql } from './window.ts'
import { columnSql, contractNamed, type Writing } from './writing.ts'

/**
 * A relation as the clauses of a SELECT. `where` must hold for a row to be seen at all; `conditions` are the
 * formula's filters, which may be unknown. `item` is one element; `groups` its group, where it contributes one.
 */
export type Block = {
  readonly from: readonly string[]
  readonly where: readonly string[]
  readonly conditions: readonly string[]
  readonly item: string
  readonly groups?: readonly string[]
  /** Truths that say a column was read from a later snapshot. */
  readonly reconstructed: readonly string[]
  /** The pseudonym of the person a row is about. */
  readonly person?: string
  /** Whether the row's group hangs on a reference that finds nothing. */
  readonly unreferenced?: string
}

/** How a relation takes part in groups: it gives them, it is kept inside one, or neither. */
export type Grouping =
  | { readonly kind: 'none' }
  /** With `levels` a row is seen once for the total and once for its group (`l.total`). */
  | { readonly kind: 'giving'; readonly by: readonly string[]; readonly levels: boolean }
  | { readonly kind: 'inside'; readonly by: readonly string[]; readonly groups: readonly string[] }

const none: Grouping = { kind: 'none' }

/** The parts of a value in a place where groups are `grouping`. */
export const partsOf = (writing: Writing, grouping: Grouping = none): Parts => {
  const parts: Parts = {
    writing,
    some: (typed) => someSql(typed, parts),
    aggregate: (typed) => nestedAggregate(typed, grouping, parts),
    rows: (contract, alias) => rowsOf(contract, alias, writing),
  }
  return parts
}

const plainParts = (parts: Parts): Parts => partsOf(parts.writing)

const personOf = (contract: string, alias: string, writing: Writing): { readonly person?: string } => {
  const column = contractNamed(contract, writing).columns.find((each) => each.role === 'personal')
  return column === undefined ? {} : { person: columnSql(alias, column.name, writing) }
}

export const isVersionedTable = (contract: string, writing: Writing): boolean => {
  const table = writing.ground.tables[contract]
  return table !== undefined && isVersioned(table)
}

const levelled = (path: string, { levels }: Extract<Grouping, { kind: 'giving' }>): string =>
  levels ? `CASE WHEN l.total THEN NULL ELSE ${path} END` : path

/** The groups a row gives, and whether they are its own to give. */
export const givenBy = (
  contract: Contract,
  row: string,
  grouping: Grouping,
  parts: Parts,
): Pick<Block, 'groups' | 'unreferenced'> => {
  if (grouping.kind !== 'giving' || !hasPaths(contract, grouping.by, parts.writing.ground.contracts)) return {}
  const plain = plainParts(parts)
  const unreferenced = unreferencedSql(contract.name, row, grouping.by, plain)
  return {
    groups: grouping.by.map((path) => levelled(groupSql(contract.name, row, path, plain), grouping)),
    ...(unreferenced === undefined ? {} : { unreferenced }),
  }
}

/** Kept inside the group of the row further out. */
const keptInside = (contract: Contract, row: string, grouping: Grouping, parts: Parts): readonly string[] => {
  if (grouping.kind !== 'inside' || !hasPaths(contract, grouping.by, parts.writing.ground.contracts)) return []
  const same = grouping.by.map(
    (path, i) =>
      `${groupSql(contract.name, row, path, plainParts(parts))} IS NOT DISTINCT FROM ${grouping.groups[i] ?? 'NULL'}`,
  )
  return [`(l.total OR (${same.join(' AND ')}))`]
}

const scanBlock = (relation: Extract<Relation, { kind: 'scan' }>, grouping: Grouping, parts: Parts): Block => {
  const { writing } = parts
  const contract = contractNamed(relation.contract, writing)
  const alias = relation.item
  const { from, where } = mentionSql(contract, relation.window, alias, plainParts(parts))
  return {
    from,
    where: [...where, ...keptInside(contract, alias, grouping, parts)],
    conditions: [],
    item: '1',
    reconstructed:
      relation.window.kind !== 'known' && isVersionedTable(contract.name, writing) ? [`${alias}._reconstructed`] : [],
    ...givenBy(contract, alias, grouping, parts),
    ...personOf(contract.name, alias, writing),
  }
}

/** A join condition between two rows decides what is seen; anything else may be unknown and is counted. */
const isJoin = (typed: Typed): boolean => typed.kind === 'compare' && typed.op === '=' && typed.crossRow
const joinSql = (typed: Typed, parts: Parts): string =>
  typed.kind === 'compare'
    ? `${scalarSql(typed.left, parts)} = ${scalarSql(typed.right, parts)}`
    : scalarSql(typed, parts)

const filterBlock = (relation: Extract<Relation, { kind: 'filter' }>, grouping: Grouping, parts: Parts): Block => {
  const under = blockOf(relation.input, grouping, parts)
  if (relation.of.kind !== 'row') parts.writing.names.set(relation.item, under.item)
  const all = conjuncts(relation.condition)
  const written = plainParts(parts)
  return {
    ...under,
    where: [...under.where, ...all.filter(isJoin).map((each) => joinSql(each, written))],
    conditions: [...under.conditions, ...all.filter((each) => !isJoin(each)).map((each) => scalarSql(each, written))],
  }
}

const sure = (block: Block): string => {
  const all = [...block.where, ...block.conditions]
  return all.length === 0 ? '' : ` WHERE ${all.join(' AND ')}`
}

const groupColumns = (groups: readonly string[] | undefined): string =>
  (groups ?? []).map((group, i) => `, ${group} AS g${i + 1}`).join('')
const groupNames = (alias: string, groups: readonly string[] | undefined): { readonly groups?: readonly string[] } =>
  groups === undefined ? {} : { groups: groups.map((_, i) => `${alias}.g${i + 1}`) }

const latestBlock = (relation: Extract<Relation, { kind: 'latest' }>, grouping: Grouping, parts: Parts): Block => {
  const { writing } = parts
  const contract = contractNamed(relation.contract, writing)
  const under = blockOf(relation.input, none, parts)
  const row = relation.item
  const at =
    contract.describes.kind === 'events'
      ? contract.describes.at
      : contract.describes.kind === 'records'
        ? contract.describes.from
        : contract.key[0]
  const subject = (contract.subject ?? contract.key).map((name) => columnSql(row, name, writing))
  const order = [
    `${columnSql(row, at ?? '', writing)} DESC NULLS LAST`,
    ...contract.key.map((name) => `${columnSql(row, name, writing)} DESC`),
  ]
  const newest = `SELECT ${row}.* FROM ${under.from.join(', ')}${sure(under)} QUALIFY row_number() OVER (PARTITION BY ${subject.join(', ')} ORDER BY ${order.join(', ')}) = 1`
  return {
    from: [`LATERAL (${newest}) AS ${row}`],
    where: [],
    conditions: [],
    item: '1',
    reconstructed: [],
    ...givenBy(contract, row, grouping, parts),
    ...personOf(contract.name, row, writing),
  }
}

const eachBlock = (relation: Extract<Relation, { kind: 'each' }>, grouping: Grouping, parts: Parts): Block => {
  const under = blockOf(relation.input, grouping, parts)
  return { ...under, item: scalarSql(relation.value, plainParts(parts)) }
}

const distinctBlock = (relation: Extract<Relation, { kind: 'distinct' }>, grouping: Grouping, parts: Parts): Block => {
  const under = blockOf(relation.input, grouping, parts)
  const alias = relation.item
  parts.writing.names.set(alias, `${alias}.v`)
  const select = `SELECT DISTINCT ${under.item} AS v${groupColumns(under.groups)} FROM ${under.from.join(', ')}${sure(under)}`
  return {
    from: [`LATERAL (${select}) AS ${alias}`],
    where: [],
    conditions: [],
    item: `${alias}.v`,
    reconstructed: [],
    ...groupNames(alias, under.groups),
  }
}

const losesRow = (relation: Relation): boolean =>
  relation.kind === 'filter' ? losesRow(relation.input) : relation.kind === 'distinct'

/** Aggregates inside a `for` over distinct values have no row to belong to: they are kept inside the group instead. */
const groupingInside = (relation: Relation, block: Block, grouping: Grouping): Grouping =>
  grouping.kind === 'giving' && losesRow(relation) && block.groups !== undefined
    ? { kind: 'inside', by: grouping.by, groups: block.groups }
    : none

const forBlock = (relation: Extract<Relation, { kind: 'for' }>, grouping: Grouping, parts: Parts): Block => {
  let inside: Grouping = grouping.kind === 'inside' ? grouping : none
  let isGrouped = false
  const blocks = relation.iterators.map(({ name, over }, i) => {
    const block = blockOf(over, isGrouped ? none : grouping, parts)
    if (over.of.kind !== 'row') parts.writing.names.set(name, block.item)
    if (over.kind === 'steps') parts.writing.sure.add(name)
    if (i === 0) inside = groupingInside(over, block, grouping)
    isGrouped ||= block.groups !== undefined
    return block
  })
  const first = blocks.find((block) => block.groups !== undefined) ?? blocks[0]
  return {
    from: blocks.flatMap((block) => block.from),
    where: blocks.flatMap((block) => block.where),
    conditions: blocks.flatMap((block) => block.conditions),
    item: scalarSql(relation.value, partsOf(parts.writing, inside)),
    reconstructed: blocks.flatMap((block) => block.reconstructed),
    ...(first?.groups === undefined ? {} : { groups: first.groups }),
    ...(first?.unreferenced === undefined ? {} : { unreferenced: first.unreferenced }),
    ...(first?.person === undefined ? {} : { person: first.person }),
  }
}

const concatenateBlock = (
  relation: Extract<Relation, { kind: 'concatenate' }>,
  grouping: Grouping,
  parts: Parts,
): Block => {
  const blocks = relation.inputs.map((input) => blockOf(input, grouping, parts))
  const width = Math.max(0, ...blocks.map((block) => block.groups?.length ?? 0))
  const padded = (block: Block): readonly string[] =>
    Array.from({ length: width }, (_, i) => block.groups?.[i] ?? 'CAST(NULL AS VARCHAR)')
  const selects = blocks.map(
    (block) => `SELECT ${block.item} AS v${groupColumns(padded(block))} FROM ${block.from.join(', ')}${sure(block)}`,
  )
  const alias = relation.item
  parts.writing.names.set(alias, `${alias}.v`)
  return {
    from: [`LATERAL (${selects.join(' UNION ALL ')}) AS ${alias}`],
    where: [],
    conditions: [],
    item: `${alias}.v`,
    reconstructed: [],
    ...(width === 0 ? {} : groupNames(alias, padded(blocks[0] ?? emptyBlock))),
  }
}

const emptyBlock: Block = { from: [], where: [], conditions: [], item: 'NULL', reconstructed: [] }

/** Steps counted from the range's beginning, so that month ends do not drift. */
const stepsBlock = (relation: Extract<Relation, { kind: 'steps' }>, parts: Parts): Block => {
  const range = relation.range
  if (range.kind !== 'range' || range.from === null || range.to === null || relation.by.type.kind !== 'duration')
    throw new Error('the checker let steps without ends pass')
  const written = plainParts(parts)
  const [from, to, by] = [scalarSql(range.from, written), scalarSql(range.to, written), scalarSql(relation.by, written)]
  const isDate = range.from.type.kind === 'date'
  const isDays = relation.by.type.of === 'days'
  const at = (n: string): string => {
    const moved = isDays
      ? `CAST(${from} AS TIMESTAMP) + to_microseconds(CAST(${n} * ${by} * 1000000 AS BIGINT))`
      : `CAST(${from} AS TIMESTAMP) + to_months(CAST(${n} * ${by} AS INTEGER))`
    return isDate ? `CAST(${moved} AS DATE)` : `(${moved})`
  }
  const [start, end] = [at('s.n'), at('(s.n + 1)')]
  const days = isDate ? `, 'first': ${start}, 'after': ${end}` : ''
  const most = `CAST(coalesce(greatest(0, ceil((epoch(CAST(${to} AS TIMESTAMP)) - epoch(CAST(${from} AS TIMESTAMP))) / nullif(${isDays ? by : `${by} * 2419200`}, 0))), 0) AS BIGINT)`
  const alias = relation.item
  parts.writing.names.set(alias, `${alias}.v`)
  return {
    from: [
      `LATERAL (SELECT {'from': ${start}, 'to': ${end}${days}} AS v FROM (SELECT unnest(range(0, ${most})) AS n) AS s WHERE ${end} <= ${to}) AS ${alias}`,
    ],
    where: [],
    conditions: [],
    item: `${alias}.v`,
    reconstructed: [],
  }
}

const listBlock = (relation: Extract<Relation, { kind: 'list' }>, parts: Parts): Block => {
  const alias = relation.item
  parts.writing.names.set(alias, `${alias}.v`)
  const written = plainParts(parts)
  const values = relation.values.map((value) => `SELECT ${scalarSql(value, written)} AS v`)
  return {
    from: [
      `LATERAL (${values.length === 0 ? 'SELECT NULL AS v WHERE FALSE' : values.join(' UNION ALL ')}) AS ${alias}`,
    ],
    where: [],
    conditions: [],
    item: `${alias}.v`,
    reconstructed: [],
  }
}

export const blockOf = (relation: Relation, grouping: Grouping, parts: Parts): Block => {
  switch (relation.kind) {
    case 'scan':
      return scanBlock(relation, grouping, parts)
    case 'filter':
      return filterBlock(relation, grouping, parts)
    case 'latest':
      return latestBlock(relation, grouping, parts)
    case 'each':
      return eachBlock(relation, grouping, parts)
    case 'distinct':
      return distinctBlock(relation, grouping, parts)
    case 'for':
      return forBlock(relation, grouping, parts)
    case 'concatenate':
      return concatenateBlock(relation, grouping, parts)
    case 'steps':
      return stepsBlock(relation, parts)
    case 'list':
      return listBlock(relation, parts)
  }
}

const exists = (from: readonly string[], where: readonly string[]): string =>
  `EXISTS (SELECT 1 FROM ${from.join(', ')}${where.length === 0 ? '' : ` WHERE ${where.join(' AND ')}`})`

/** A semi-join; three-valued only where the condition can be unknown. */
const someSql = (typed: Extract<Typed, { kind: 'some' }>, parts: Parts): string => {
  const blocks = typed.iterators.map(({ name, over }) => {
    const block = blockOf(over, none, parts)
    if (over.of.kind !== 'row') parts.writing.names.set(name, block.item)
    if (over.kind === 'steps') parts.writing.sure.add(name)
    return block
  })
  const all = conjuncts(typed.condition)
  const from = blocks.flatMap((block) => block.from)
  const seen = [
    ...blocks.flatMap((block) => [...block.where, ...block.conditions]),
    ...all.filter(isJoin).map((each) => joinSql(each, parts)),
  ]
  const rest = all.filter((each) => !isJoin(each)).map((each) => scalarSql(each, parts))
  const known = new Set([...knownColumns(all), ...parts.writing.sure])
  if (!all.some((each) => isNullable(each, known))) return exists(from, [...seen, ...rest])
  return `(CASE WHEN ${exists(from, [...seen, ...rest])} THEN TRUE WHEN ${exists(from, [...seen, `(${rest.join(' AND ')}) IS NULL`])} THEN NULL ELSE FALSE END)`
}

/** An aggregate as one value of an outer row. */
const nestedAggregate = (typed: Extract<Typed, { kind: 'aggregate' }>, grouping: Grouping, parts: Parts): string => {
  const block = blockOf(typed.over, grouping, partsOf(parts.writing, grouping))
  return `(SELECT ${aggregateText(typed, block.item, 'TRUE')} FROM ${block.from.join(', ')}${sure(block)})`
}
