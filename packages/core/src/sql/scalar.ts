import { functions, type Type } from '../formula/index.ts'
import { columnOf, conjuncts, isPeriodConstant, referenceOf, type Bound, type Typed } from '../check/index.ts'
import type { Column } from '../construct/index.ts'
import { textLiteral } from './dialect.ts'
import { literalSql } from './literal.ts'
import { columnSql, contractNamed, periodColumn, type Writing } from './writing.ts'

/** How the parts of a value that look at relations are written; given, so that scalars and relations need not know each other. */
export type Parts = {
  readonly some: (typed: Extract<Typed, { kind: 'some' }>) => string
  readonly aggregate: (typed: Extract<Typed, { kind: 'aggregate' }>) => string
  /** All rows of a table as the period `p` knows them, without a window. */
  readonly rows: (
    contract: string,
    alias: string,
  ) => { readonly from: readonly string[]; readonly where: readonly string[] }
  readonly writing: Writing
}

const columnName = (typed: Typed): string | undefined =>
  typed.kind === 'column' ? `${typed.row}.${typed.column}` : undefined

/** Columns that parts of a condition ask about whether they are null. */
const askedColumns = (parts: readonly Typed[], op: '=' | '!='): readonly string[] =>
  parts.flatMap((each) =>
    each.kind === 'compare' && each.op === op && isNull(each.right) ? (columnName(each.left) ?? []) : [],
  )

/** Columns that parts of a condition demand to be known (`x != null`): where they are null the whole is false. */
export const knownColumns = (conditions: readonly Typed[]): ReadonlySet<string> =>
  new Set(askedColumns(conditions, '!='))

/** The parts of which one must hold. */
const disjuncts = (condition: Typed): readonly Typed[] =>
  condition.kind === 'or' ? [...disjuncts(condition.left), ...disjuncts(condition.right)] : [condition]

const nothing: ReadonlySet<string> = new Set()

/** Whether a value can be null although nothing was excluded yet; `known` columns and variables are not. */
export const isNullable = (typed: Typed, known: ReadonlySet<string> = nothing): boolean => {
  const again = (of: Typed): boolean => isNullable(of, known)
  switch (typed.kind) {
    case 'constant':
      return typed.value === null
    case 'parameter':
      return typed.perLevelOf !== undefined
    case 'period':
      return false
    case 'column':
      return typed.optional && !known.has(columnName(typed) ?? '')
    case 'compare':
      return typed.op !== '=' && typed.op !== '!=' && (again(typed.left) || again(typed.right))
    // Where `x` is null, `x != null and …` is false and `x = null or …` is true, whatever the rest says.
    case 'and': {
      const all = new Set([...known, ...askedColumns(conjuncts(typed), '!=')])
      return isNullable(typed.left, all) || isNullable(typed.right, all)
    }
    case 'or': {
      const all = new Set([...known, ...askedColumns(disjuncts(typed), '=')])
      return isNullable(typed.left, all) || isNullable(typed.right, all)
    }
    case 'not':
    case 'negate':
      return again(typed.of)
    case 'some':
      return isNullable(typed.condition, new Set([...known, ...typed.iterators.flatMap(sureNames)]))
    case 'arithmetic':
      return typed.op === '/' || again(typed.left) || again(typed.right)
    case 'aggregate':
      return typed.name !== 'count' && typed.name !== 'sum' && typed.name !== 'covered'
    case 'call':
      return typed.args.some(again)
    case 'variable':
      return !known.has(typed.name)
    case 'if':
      return again(typed.condition) || again(typed.then) || again(typed.otherwise)
    case 'lookup':
    case 'age':
    case 'range':
      return true
  }
}

/** An iterator over the steps of a range never stands for nothing. */
export const sureNames = ({ name, over }: Bound): readonly string[] => (over.kind === 'steps' ? [name] : [])

const isLevel = (type: Type): type is Extract<Type, { kind: 'level' }> =>
  type.kind === 'level' && type.scale === 'ordinal'

/** An ordinal value as the place of its level, so that order is the levels' and not the spelling's. */
export const placeSql = (sql: string, type: Type): string =>
  isLevel(type) ? `list_position([${type.levels.map(textLiteral).join(', ')}], ${sql})` : sql
export const levelSql = (place: string, type: Type): string =>
  isLevel(type) ? `([${type.levels.map(textLiteral).join(', ')}])[CAST(${place} AS BIGINT)]` : place

const isNull = (typed: Typed): boolean => typed.kind === 'constant' && typed.value === null

const compareSql = (typed: Extract<Typed, { kind: 'compare' }>, parts: Parts): string => {
  const [left, right] = [scalarSql(typed.left, parts), scalarSql(typed.right, parts)]
  if (typed.op === '=' || typed.op === '!=') {
    if (isNull(typed.right) || isNull(typed.left))
      return `${isNull(typed.right) ? left : right} IS ${typed.op === '=' ? '' : 'NOT '}NULL`
    if (typed.crossRow && typed.op === '=') return `coalesce(${left} = ${right}, FALSE)`
    return `${left} IS ${typed.op === '=' ? 'NOT ' : ''}DISTINCT FROM ${right}`
  }
  const type = isLevel(typed.left.type) ? typed.left.type : typed.right.type
  return `${placeSql(left, type)} ${typed.op} ${placeSql(right, type)}`
}

const local = (sql: string, zone: string): string => `timezone(${textLiteral(zone)}, timezone('UTC', ${sql}))`
const utc = (sql: string, zone: string): string => `timezone('UTC', timezone(${textLiteral(zone)}, ${sql}))`
const micros = (seconds: string): string => `to_microseconds(CAST(round(${seconds} * 1000000) AS BIGINT))`

/** A point in time moved by a duration; months are calendar months of the organisation's zone. */
const movedSql = (
  point: string,
  type: Type,
  by: string,
  duration: Extract<Type, { kind: 'duration' }>,
  sign: '+' | '-',
  zone: string,
): string => {
  if (duration.of === 'days')
    return type.kind === 'date'
      ? `CAST(CAST(${point} AS TIMESTAMP) ${sign} ${micros(by)} AS DATE)`
      : `(${point} ${sign} ${micros(by)})`
  const months = `to_months(CAST(${by} AS INTEGER))`
  return type.kind === 'date'
    ? `CAST(${point} ${sign} ${months} AS DATE)`
    : utc(`(${local(point, zone)} ${sign} ${months})`, zone)
}

const arithmeticSql = (typed: Extract<Typed, { kind: 'arithmetic' }>, parts: Parts): string => {
  const [left, right] = [scalarSql(typed.left, parts), scalarSql(typed.right, parts)]
  const [a, b] = [typed.left.type, typed.right.type]
  const zone = parts.writing.ground.calendar.timeZone
  if (typed.op === '-' && a.kind === 'date' && b.kind === 'date') return `((${left} - ${right}) * 86400.0)`
  if (typed.op === '-' && a.kind === 'date and time' && b.kind === 'date and time')
    return `((epoch_us(${left}) - epoch_us(${right})) / 1000000.0)`
  if (
    (typed.op === '+' || typed.op === '-') &&
    (a.kind === 'date' || a.kind === 'date and time') &&
    b.kind === 'duration'
  )
    return movedSql(left, a, right, b, typed.op, zone)
  if (typed.op === '+' && a.kind === 'duration' && (b.kind === 'date' || b.kind === 'date and time'))
    return movedSql(right, b, left, a, '+', zone)
  if (typed.op === '/') return `(CAST(${left} AS DOUBLE) / nullif(${right}, 0))`
  if (typed.op === '**') return `pow(${left}, ${right})`
  return a.kind === 'text' ? `(${left} || ${right})` : `(${left} ${typed.op} ${right})`
}

const seconds: Readonly<Record<string, string>> = {
  days: 'trunc(? / 86400)',
  hours: 'trunc((? % 86400) / 3600)',
  minutes: 'trunc((? % 3600) / 60)',
  seconds: '(? % 60)',
}
const months: Readonly<Record<string, string>> = { years: 'trunc(? / 12)', months: '(? % 12)' }

const partSql = (part: string, of: Typed, parts: Parts): string => {
  const sql = scalarSql(of, parts)
  if (of.type.kind === 'range') return `${sql}.${part}`
  if (of.type.kind === 'duration')
    return (of.type.of === 'days' ? seconds : months)[part]?.replaceAll('?', sql) ?? 'NULL'
  const point = of.type.kind === 'date and time' ? local(sql, parts.writing.ground.calendar.timeZone) : sql
  return `${part === 'weekday' ? 'isodow' : part}(${point})`
}

const ofDates = (type: Type): boolean => type.kind === 'range' && type.of.kind === 'date'

const dayAfter = (sql: string): string => `CAST(${sql} + to_days(1) AS DATE)`

/** The first day within a range of dates and the first day after it, whichever way its ends are written; of instants its ends. */
const halfOpenSql = (range: Typed, parts: Parts): { readonly from: string; readonly to: string } => {
  const days = ofDates(range.type)
  if (range.kind !== 'range') {
    const sql = scalarSql(range, parts)
    return days ? { from: `${sql}.first`, to: `${sql}.after` } : { from: `${sql}.from`, to: `${sql}.to` }
  }
  const [from, to] = [range.from, range.to].map((end) => (end === null ? 'NULL' : scalarSql(end, parts)))
  return {
    from: days && !range.fromIncluded ? dayAfter(`${from}`) : `${from}`,
    to: days && range.toIncluded ? dayAfter(`${to}`) : `${to}`,
  }
}

/** The beginning and end of a range of dates or instants, clipped to the period, in seconds. */
export const clippedSql = (from: string, to: string, type: Type): { readonly from: string; readonly to: string } => {
  const [start, end] = ofDates(type) ? ['p.start_date', 'p.end_date'] : ['p.start_at', 'p.end_at']
  const inSeconds = (sql: string): string => `(epoch_us(CAST(${sql} AS TIMESTAMP)) / 1000000.0)`
  return {
    from: inSeconds(`greatest(coalesce(${from}, ${start}), ${start})`),
    to: inSeconds(`least(coalesce(${to}, ${end}), ${end})`),
  }
}

const overlapSql = (a: Typed, b: Typed, parts: Parts): string => {
  const ends = [a, b].map((range) => {
    const { from, to } = halfOpenSql(range, parts)
    return clippedSql(from, to, range.type)
  })
  return `greatest(0.0, least(${ends.map((end) => end.to).join(', ')}) - greatest(${ends.map((end) => end.from).join(', ')}))`
}

const callSql = (typed: Extract<Typed, { kind: 'call' }>, parts: Parts): string => {
  const [first, second] = typed.args
  if (typed.name.startsWith('part ') && first !== undefined) return partSql(typed.name.slice(5), first, parts)
  if (typed.name === 'list') return `[${typed.args.map((arg) => scalarSql(arg, parts)).join(', ')}]`
  if (typed.name === 'overlap' && first !== undefined && second !== undefined) return overlapSql(first, second, parts)
  const args = typed.args.map((arg) => scalarSql(arg, parts))
  if (typed.name === 'date' && first?.type.kind === 'date and time')
    return `CAST(${local(args[0] ?? 'NULL', parts.writing.ground.calendar.timeZone)} AS DATE)`
  const different = parts.writing.dialect.functions[typed.name]
  if (different !== undefined) return different(args)
  const known = functions.find((each) => each.name === typed.name)?.sql
  if (known === undefined) throw new Error(`the checker let “${typed.name}” pass, which has no SQL`)
  return known(
    args,
    typed.args.map((arg) => arg.type),
  )
}

const ageSql = (row: string, contract: string, writing: Writing): string => {
  const { describes, columns } = contractNamed(contract, writing)
  if (describes.kind !== 'records') throw new Error('age of what is no record')
  const from = columnSql(row, describes.from, writing)
  return columns.find((column) => column.name === describes.from)?.type.kind === 'date'
    ? `((p.end_date - ${from}) * 86400.0)`
    : `((epoch_us(p.end_at) - epoch_us(${from})) / 1000000.0)`
}

/** A column of the row a reference points to. A reference to a picture reads the one shown for the period. */
type Referred = { readonly alias: string; readonly found: string; readonly reference: string }

/** The row of a table that a value refers to, as `FROM … WHERE …`. */
const referredRow = (contract: string, value: Typed, parts: Parts): Referred => {
  const { writing } = parts
  const target = contractNamed(contract, writing)
  const alias = `k${writing.names.size + 1}`
  writing.names.set(alias, alias)
  const { from, where } = parts.rows(target.name, alias)
  const reference = scalarSql(value, parts)
  const match = `${columnSql(alias, target.key[0] ?? '', writing)} = ${reference}`
  return { alias, reference, found: `FROM ${from.join(', ')} WHERE ${[...where, match].join(' AND ')}` }
}

const lookupSql = (typed: Extract<Typed, { kind: 'lookup' }>, parts: Parts): string => {
  const { alias, found } = referredRow(typed.contract, typed.reference, parts)
  return `(SELECT any_value(${columnSql(alias, typed.column, parts.writing)}) ${found})`
}

const parameterSql = (typed: Extract<Typed, { kind: 'parameter' }>, parts: Parts): string => {
  const parameter = parts.writing.ground.parameters[typed.name]
  if (typed.perLevelOf === undefined) return literalSql(parameter?.value ?? null)
  const cases = Object.entries(parameter?.values ?? {}).map(
    ([level, value]) => `WHEN ${textLiteral(level)} THEN ${literalSql(value)}`,
  )
  return `(CASE ${scalarSql(typed.perLevelOf, parts)} ${cases.join(' ')} END)`
}

const periodSql = (typed: Extract<Typed, { kind: 'period' }>, writing: Writing): string =>
  typed.bound === 'start' || typed.bound === 'end'
    ? `p.${typed.bound}_${typed.type.kind === 'date' ? 'date' : 'at'}`
    : periodColumn(typed, writing)

/** A range of dates also says which days it holds, because the ends alone do not. */
const rangeSql = (typed: Extract<Typed, { kind: 'range' }>, parts: Parts): string => {
  const end = (of: Typed | null): string => (of === null ? 'NULL' : scalarSql(of, parts))
  const ends = `'from': ${end(typed.from)}, 'to': ${end(typed.to)}`
  if (!ofDates(typed.type)) return `{${ends}}`
  const { from, to } = halfOpenSql(typed, parts)
  return `{${ends}, 'first': ${from}, 'after': ${to}}`
}

/** A checked value as SQL over the aliases of its rows and `p`, the period. */
export const scalarSql = (typed: Typed, parts: Parts): string => {
  const { writing } = parts
  if (
    typed.kind !== 'constant' &&
    typed.kind !== 'parameter' &&
    typed.kind !== 'period' &&
    typed.kind !== 'negate' &&
    isPeriodConstant(typed) &&
    mentionsPeriod(typed)
  )
    return periodColumn(typed, writing)
  switch (typed.kind) {
    case 'constant':
      return literalSql(typed.value)
    case 'parameter':
      return parameterSql(typed, parts)
    case 'period':
      return periodSql(typed, writing)
    case 'column':
      return columnSql(typed.row, typed.column, writing)
    case 'lookup':
      return lookupSql(typed, parts)
    case 'variable':
      return writing.names.get(typed.name) ?? typed.name
    case 'age':
      return ageSql(typed.row, typed.contract, writing)
    case 'arithmetic':
      return arithmeticSql(typed, parts)
    case 'negate':
      return `(-${scalarSql(typed.of, parts)})`
    case 'compare':
      return `(${compareSql(typed, parts)})`
    case 'and':
    case 'or':
      return `(${scalarSql(typed.left, parts)} ${typed.kind === 'and' ? 'AND' : 'OR'} ${scalarSql(typed.right, parts)})`
    case 'not':
      return `(NOT ${scalarSql(typed.of, parts)})`
    case 'if': {
      const condition = scalarSql(typed.condition, parts)
      if (!isNullable(typed.condition, writing.sure))
        return `(CASE WHEN ${condition} THEN ${scalarSql(typed.then, parts)} ELSE ${scalarSql(typed.otherwise, parts)} END)`
      return `(CASE WHEN ${condition} THEN ${scalarSql(typed.then, parts)} WHEN NOT ${condition} THEN ${scalarSql(typed.otherwise, parts)} END)`
    }
    case 'call':
      return callSql(typed, parts)
    case 'some':
      return parts.some(typed)
    case 'aggregate':
      return parts.aggregate(typed)
    case 'range':
      return rangeSql(typed, parts)
  }
}

const mentionsPeriod = (typed: Typed): boolean => {
  switch (typed.kind) {
    case 'period':
      return true
    case 'arithmetic':
      return mentionsPeriod(typed.left) || mentionsPeriod(typed.right)
    case 'negate':
      return mentionsPeriod(typed.of)
    case 'call':
      return typed.args.some(mentionsPeriod)
    case 'age':
    case 'aggregate':
    case 'and':
    case 'column':
    case 'compare':
    case 'constant':
    case 'if':
    case 'lookup':
    case 'not':
    case 'or':
    case 'parameter':
    case 'range':
    case 'some':
    case 'variable':
      return false
  }
}

type Reached = { readonly typed: Typed; readonly column: Column }

/** The column a path ends in, and what it is worth for the row. */
const pathOf = (contract: string, row: string, path: string, writing: Writing): Reached => {
  const [head = path, ...more] = path.split('.')
  const start = contractNamed(contract, writing)
  const column = columnOf(start, head)
  if (column === undefined) throw new Error(`the checker let “${path}” pass`)
  const none = { from: 0, to: 0 }
  const value: Typed = {
    kind: 'column',
    row,
    contract,
    column: head,
    optional: column.optional,
    type: { kind: 'text' },
    span: none,
  }
  return more.reduce<Reached>(
    (at, word) => {
      const reference = referenceOf(at.column, writing.ground.contracts)
      const next = reference === undefined ? undefined : columnOf(reference.contract, word)
      if (reference === undefined || next === undefined) throw new Error(`the checker let “${path}” pass`)
      return {
        typed: {
          kind: 'lookup',
          reference: at.typed,
          contract: reference.contract.name,
          column: word,
          type: { kind: 'text' },
          span: none,
        },
        column: next,
      }
    },
    { typed: value, column },
  )
}

/** The beginnings of a path that refer to another table: of `asset.owner.name`, `asset` and `asset.owner`. */
const referencesOf = (path: string): readonly string[] => {
  const words = path.split('.')
  return words.slice(1).map((_, i) => words.slice(0, i + 1).join('.'))
}

/** Whether a `by` path of the row names something that its table does not have; undefined where no path refers. */
export const unreferencedSql = (
  contract: string,
  row: string,
  by: readonly string[],
  parts: Parts,
): string | undefined => {
  const missing = by.flatMap(referencesOf).map((path) => {
    const { typed, column } = pathOf(contract, row, path, parts.writing)
    const target = referenceOf(column, parts.writing.ground.contracts)?.contract.name ?? ''
    const { found, reference } = referredRow(target, typed, parts)
    return `(${reference} IS NOT NULL AND NOT EXISTS (SELECT 1 ${found}))`
  })
  return missing.length === 0 ? undefined : `(${missing.join(' OR ')})`
}

/** A `by` path of a row, as text: dimensions may be truths or numbers too. */
export const groupSql = (contract: string, row: string, path: string, parts: Parts): string =>
  `CAST(${scalarSql(pathOf(contract, row, path, parts.writing).typed, parts)} AS VARCHAR)`
