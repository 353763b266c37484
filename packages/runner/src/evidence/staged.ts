import type { ColumnType, Contract, FormulaText, Mapping, QualityRule } from '@isometric/core/construct'
import type { Outcome } from '@isometric/core/issue'
import type { Engine } from '../engine/index.ts'
import { storedAs, valueOf } from './cell.ts'
import { beginsPlainly, hasPlainEdges } from './edge.ts'
import { blanks, cellsFor, cellsOf, inDocument, silence, type FormulaSql } from './formula.ts'
import type { Matched } from './matched.ts'
import type { Reading } from './reading.ts'
import { plainValueOf } from './plain.ts'
import { listed, quoted } from './sql-text.ts'

/**
 * The table every check runs on: `record`, the columns `v0…` in their stored types, `faults` (null: the row is sound),
 * for each column whose formula may fall silent `u0…`: whether it did, and for each rule of the contract `b0…`: whether
 * the row breaks it.
 */
export const stagedTable = 'staged'

/** What it is made of: `record` is a column, or else the row's place in the table. */
const stagedRows = 'staged_rows'

const viewSql = (numbered: boolean): string =>
  `CREATE OR REPLACE TEMP VIEW ${stagedTable} AS SELECT ${numbered ? '*' : 'rowid + 1 AS record, *'} FROM ${stagedRows}`

/** A condition over the row itself; rules about keys are answered elsewhere. */
export type RowRule = QualityRule & { readonly holds: FormulaText }
export const rowRules = (contract: Contract): readonly RowRule[] =>
  contract.quality.flatMap((rule) => (rule.holds === undefined ? [] : [{ ...rule, holds: rule.holds }]))

const blankEdge = quoted('^[\\s\u00a0]|[\\s\u00a0]$|^$')
const onlyBlanks = quoted('[\\s\u00a0]*')

/** Trimming every value costs more than all checks together, so only what has a blank at an end is trimmed. */
const trimmed = (text: string): string =>
  `CASE WHEN ${hasPlainEdges(text)} THEN ${text} WHEN regexp_matches(${text}, ${blankEdge}) THEN nullif(trim(${text}, ${blanks}), '') ELSE ${text} END`

/** The value where it plainly is one; only where it is not, its text is looked at. */
const plainly = ({ text, native, column, manner, empty, values, computed }: Matched): string | undefined =>
  computed === undefined && values === undefined && empty.length === 0
    ? plainValueOf(text, native, column.type, manner)
    : undefined

const plainValues = (match: Matched, i: number): readonly string[] => {
  const value = plainly(match)
  return value === undefined ? [] : [`${value} AS q${i}`]
}

const sourceText = (match: Matched, i: number): string => {
  const text = match.computed === undefined ? match.text : `CAST(k${i} AS VARCHAR)`
  return `${plainly(match) === undefined ? text : `CASE WHEN q${i} IS NULL THEN ${text} END`} AS x${i}`
}

/** The source's text with what means “nothing” as NULL; blanks at the ends belong only to a text. */
const rawText = ({ column, empty }: Matched, i: number): string => {
  const text = `x${i}`
  const keepsBlanks = column.type.kind === 'text' && column.role !== 'personal'
  const value = keepsBlanks
    ? `CASE WHEN ${beginsPlainly(text)} THEN ${text} WHEN NOT regexp_full_match(${text}, ${onlyBlanks}) THEN ${text} END`
    : trimmed(text)
  if (empty.length === 0) return `${value} AS r${i}`
  return `CASE WHEN coalesce(${trimmed(text)}, '') NOT IN ${listed(empty)} THEN ${value} END AS r${i}`
}

const translated = (raw: string, { values }: Matched): string => {
  if (values === undefined) return raw
  const cases = Object.entries(values).map(
    ([from, to]) => `WHEN ${quoted(from)} THEN ${to === null ? 'NULL' : quoted(to)}`,
  )
  return `CASE coalesce(${raw}, '') ${cases.join(' ')} END`
}

const unlisted = (raw: string, { values }: Matched): string =>
  values === undefined ? 'false' : `(${raw} IS NOT NULL AND ${raw} NOT IN ${listed(Object.keys(values))})`

/** What a formula gives is checked like what a file gives: levels are levels, and infinity is no number. */
const typed = (match: Matched, i: number): string => {
  const { column, manner, computed } = match
  const stored = storedAs(column.type)
  if (computed === undefined || stored === 'VARCHAR') {
    const value = valueOf(`t${i}`, column.type, manner)
    return `${plainly(match) === undefined ? value : `CASE WHEN q${i} IS NULL THEN ${value} ELSE q${i} END`} AS v${i}`
  }
  const value = `try_cast(k${i} AS ${stored})`
  return `${stored === 'DOUBLE' ? `CASE WHEN isfinite(${value}) THEN ${value} END` : value} AS v${i}`
}

const isLevel = (type: ColumnType): boolean => type.kind === 'nominal' || type.kind === 'ordinal'

/** A fault names the column by its number, the reason by its code, and the text unless it is about a person. */
const fault = (match: Matched, i: number, personal: boolean): string => {
  const text = personal ? 'NULL' : `left(r${i}, 200)`
  const as = (code: string): string => `{'c': ${i}, 'r': '${code}', 't': ${text}}`
  const wrong = isLevel(match.column.type) ? 'not-a-level' : 'wrong-cell'
  return `CASE WHEN v${i} IS NOT NULL THEN NULL WHEN ${unlisted(`r${i}`, match)} THEN ${as('unlisted-value')} WHEN t${i} IS NOT NULL THEN ${as(wrong)}${
    match.column.optional ? '' : ` WHEN true THEN ${as('missing-value')}`
  } END`
}

const sound = (match: Matched, i: number): string => {
  const missing = match.column.optional ? ` OR (t${i} IS NULL AND NOT ${unlisted(`r${i}`, match)})` : ''
  return `(v${i} IS NOT NULL${missing})`
}

const faults = ({ matches, personal, reading }: Stage): string => {
  const text =
    reading.faultText === undefined || matches.some(personal) ? 'NULL::VARCHAR' : `left(${reading.faultText}, 200)`
  const all = matches.map((match, i) => fault(match, i, personal(match)))
  return `CASE WHEN fault IS NOT NULL THEN [{'c': -1, 'r': fault, 't': ${text}}]
    WHEN ${matches.map(sound).join(' AND ')} THEN NULL
    ELSE list_filter([${all.join(', ')}], lambda f: f IS NOT NULL) END`
}

/** Whether a money column's text had more decimals than are kept. */
const rounded = (matches: readonly Matched[]): string => {
  const tests = matches.flatMap(({ column }, i) =>
    column.type.kind === 'money' ? [`coalesce(regexp_matches(t${i}, '[.,]\\d{4}\\d*[1-9]'), false)`] : [],
  )
  return tests.length === 0 ? 'false' : tests.join(' OR ')
}

/** How a fault names the rule it breaks: below the columns and the whole record (−1). */
export const ruleFault = (rule: number): number => -2 - rule

export type Stage = {
  readonly reading: Reading
  readonly matches: readonly Matched[]
  readonly contract: Contract
  readonly mapping: Mapping | undefined
  readonly personal: (match: Matched) => boolean
  readonly formulaSql: FormulaSql
}

/** The mapping's condition over the source's columns, and SQL telling that it is unknown without cause. */
type Condition = { readonly sql: string; readonly unasked: string }
const whereOf = ({ reading, mapping, formulaSql }: Stage): Outcome<Condition | null> => {
  if (mapping?.where === undefined) return { ok: true, value: null, issues: [] }
  const cells = cellsOf(reading)
  const compiled = formulaSql(mapping.where, cells, 'boolean')
  if (!compiled.ok) return { ok: false, issues: inDocument(compiled.issues, mapping.where, mapping) }
  const unasked = silence(mapping.where, cells, 'boolean', formulaSql)
  return { ok: true, value: { sql: compiled.value, unasked }, issues: [] }
}

/** Counts what the source holds, and on how many records the mapping's condition is unknown without cause. */
export const recordsSql = (stage: Stage): string => {
  const where = whereOf(stage)
  if (!where.ok || where.value === null)
    return `SELECT count(*) AS n, 0 AS unasked, []::BIGINT[] AS firsts FROM ${stagedTable}`
  const { sql, unasked } = where.value
  const needed = cellsFor(`${sql} ${unasked}`, stage.reading)
  const fault = `${stage.reading.fault} AS fault`
  const silent = `CASE WHEN fault IS NOT NULL OR TRY(${sql}) IS NOT NULL THEN false ELSE ${unasked} END AS silent`
  return `SELECT count(*) AS n, count(*) FILTER (silent) AS unasked, ${firstRecords('silent')} AS firsts
    FROM (SELECT *, ${silent} FROM (SELECT ${['record', fault, ...needed].join(', ')} FROM (${stage.reading.from})))`
}

/** The first few records a condition holds on. */
export const firstRecords = (condition: string): string => `min(record, 3) FILTER (${condition})`

const ruleTests = ({ contract, matches, formulaSql }: Stage): Outcome<readonly string[]> => {
  const columns = matches.map(({ column }, i) => ({ name: column.name, sql: `v${i}`, type: column.type }))
  const compiled = rowRules(contract).map(({ holds }) => formulaSql(holds, columns, 'boolean'))
  const issues = compiled.flatMap((outcome, i) => {
    const rule = rowRules(contract)[i]
    return outcome.ok || rule === undefined ? [] : inDocument(outcome.issues, rule.holds, contract)
  })
  if (issues.length > 0) return { ok: false, issues }
  return { ok: true, value: compiled.flatMap((outcome) => (outcome.ok ? [outcome.value] : [])), issues: [] }
}

const rejectedByRule = (contract: Contract): string => {
  const rules = rowRules(contract).flatMap(({ level }, i) => (level === 'reject' ? [i] : []))
  if (rules.length === 0) return ''
  const broken = rules.map(
    (i) => `CASE WHEN b${i} THEN {'c': ${ruleFault(i)}, 'r': 'rule-broken', 't': NULL::VARCHAR} END`,
  )
  return ` REPLACE (CASE WHEN ${rules.map((i) => `b${i}`).join(' OR ')} THEN list_filter([${broken.join(', ')}], lambda f: f IS NOT NULL) ELSE faults END AS faults)`
}

/** Whether a column's formula gave null without cause; looked at only where there is no value. */
const unasked = ({ unasked: silent }: Matched, i: number): readonly string[] =>
  silent === undefined ? [] : [`CASE WHEN v${i} IS NULL THEN ${silent.sql} ELSE false END AS u${i}`]

const wanted = ({ matches, reading }: Stage, where: Condition | null): readonly string[] =>
  cellsFor(
    [where?.sql, ...matches.flatMap(({ text, computed, unasked: silent }) => [text, computed, silent?.sql])].join(' '),
    reading,
  )

/** Gives sound rows that a query over the staged table names by their `record` a fault. */
export const faultRows = async (engine: Engine, fault: string, records: string): Promise<void> => {
  const next = `${stagedRows}_next`
  await engine.run(
    `CREATE TEMP TABLE ${next} AS SELECT * REPLACE (CASE WHEN record IN (${records}) THEN ${fault} ELSE faults END AS faults) FROM ${stagedTable}`,
  )
  await engine.run(`DROP TABLE ${stagedRows}`)
  await engine.run(`ALTER TABLE ${next} RENAME TO ${stagedRows}`)
  await engine.run(viewSql(true))
}

export type Statements = readonly string[]

/** The beginning of a source in a table of its own. */
export const trialSql = (stage: Stage, table: string, limit: number): Outcome<string> => {
  const query = stageQuery(stage, stage.reading.from, limit)
  return query.ok ? { ...query, value: `CREATE TEMP TABLE ${table} AS ${query.value}` } : query
}

/** Statements that read a source once, from text to checked values: by several threads where the source allows it. */
export const stageSql = (stage: Stage, threads: 'one' | 'many'): Outcome<Statements> => {
  // A condition leaves records out, and so the place in the table is not the record's.
  const inOrder = threads === 'many' && stage.mapping?.where === undefined ? stage.reading.inOrder : undefined
  const query = stageQuery(stage, inOrder ?? stage.reading.from)
  return query.ok
    ? {
        ...query,
        value: [`CREATE OR REPLACE TEMP TABLE ${stagedRows} AS ${query.value}`, viewSql(inOrder === undefined)],
      }
    : query
}

/** From text to checked values; `limit` reads only the beginning. */
const stageQuery = (stage: Stage, source: string, limit?: number): Outcome<string> => {
  const { reading, matches, contract } = stage
  const where = whereOf(stage)
  if (!where.ok) return where
  const tests = ruleTests(stage)
  if (!tests.ok) return tests
  const computed = matches.flatMap(({ computed: sql }, i) => (sql === undefined ? [] : [`TRY(${sql}) AS k${i}`]))
  const cells = wanted(stage, where.value)
  const plain = matches.flatMap(plainValues)
  // A rule about values that are unknown is not broken by them.
  const broken = tests.value.map((test, i) => `(faults IS NULL AND coalesce(NOT TRY(${test}), false)) AS b${i}`)
  const steps: readonly ((from: string) => string)[] = [
    (from) => `SELECT *, ${reading.fault} AS fault FROM (${from})${limit === undefined ? '' : ` LIMIT ${limit}`}`,
    (from) => (cells.length === 0 ? from : `SELECT *, ${cells.join(', ')} FROM (${from})`),
    (from) =>
      where.value === null ? from : `SELECT * FROM (${from}) WHERE fault IS NOT NULL OR TRY(${where.value.sql})`,
    (from) => (computed.length === 0 ? from : `SELECT *, ${computed.join(', ')} FROM (${from})`),
    (from) => (plain.length === 0 ? from : `SELECT *, ${plain.join(', ')} FROM (${from})`),
    (from) => `SELECT *, ${matches.map(sourceText).join(', ')} FROM (${from})`,
    (from) => `SELECT *, ${matches.map(rawText).join(', ')} FROM (${from})`,
    (from) =>
      `SELECT *, ${matches.map((match, i) => `${translated(`r${i}`, match)} AS t${i}`).join(', ')} FROM (${from})`,
    (from) => `SELECT *, ${matches.map(typed).join(', ')} FROM (${from})`,
    (from) =>
      `SELECT ${[...(source === reading.from ? ['record'] : []), ...matches.map((_, i) => `v${i}`), `${faults(stage)} AS faults`, `${rounded(matches)} AS rounded`, ...matches.flatMap(unasked)].join(', ')} FROM (${from})`,
    (from) => (broken.length === 0 ? from : `SELECT *, ${broken.join(', ')} FROM (${from})`),
    (from) => `SELECT *${rejectedByRule(contract)} FROM (${from})`,
  ]
  return { ok: true, value: steps.reduce((from, step) => step(from), source), issues: [] }
}
