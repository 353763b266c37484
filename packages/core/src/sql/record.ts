import type { Column, ColumnType, Contract, FormulaText } from '../construct/index.ts'
import { contextOf, typeOfColumn, type Typed } from '../check/index.ts'
import { readFormula, typeText, type Type } from '../formula/index.ts'
import { isError, issueOf, type Issue, type Outcome } from '../issue/index.ts'
import { duckdb } from './dialect/index.ts'
import { partsOf } from './relation.ts'
import { scalarSql } from './scalar.ts'
import { writingOf } from './writing.ts'

/** A column of one record: of a source, where it is text, or of a contract, where it has a type. */
export type RecordColumn = { readonly name: string; readonly sql: string; readonly type?: ColumnType }

const row = 'record'

const contractOf = (columns: readonly RecordColumn[], text: FormulaText): Contract => ({
  kind: 'contract',
  name: 'this record',
  entity: 'record',
  describes: { kind: 'state' },
  delivers: 'full',
  key: [],
  quality: [],
  settle: 'P0D',
  columns: columns.map(({ name, type }): Column => ({
    name,
    type: type ?? { kind: 'text' },
    optional: true,
    changes: false,
  })),
  source: { name: text.path, text: text.text, places: {}, keys: {} },
})

/**
 * The columns a text can speak of: those all of whose words stand in it. A document may have thousands of fields, and
 * reading a formula takes as long as the names it may hold are many.
 * @example namedIn('a b + 1', [{ name: 'a b' }, { name: 'b c' }]).length //=> 1
 */
export const namedIn = <C extends { readonly name: string }>(text: string, columns: readonly C[]): readonly C[] =>
  columns.filter(({ name }) => name.split(' ').every((word) => text.includes(word)))

const resolved = (text: FormulaText, columns: readonly RecordColumn[]): Outcome<Typed> => {
  const read = readFormula(
    text.text,
    columns.map((column) => column.name),
  )
  if (!read.ok) return read
  const issues: Issue[] = [...read.issues]
  const contract = contractOf(columns, text)
  const context = contextOf({
    contracts: { [contract.name]: contract },
    declared: [],
    parameters: {},
    accept: {},
    issues,
    periodDays: 0,
    unitDeclared: true,
    used: { parameters: new Set(), tables: new Set(), accepted: new Set() },
  })
  const value = context.value(
    read.value,
    { row: { name: row, contract }, variables: {}, outer: [] },
    'a formula over a record',
  )
  return issues.some(isError) ? { ok: false, issues } : { ok: true, value, issues }
}

const expectedType = (expected: ColumnType | 'boolean'): Type =>
  expected === 'boolean'
    ? { kind: 'boolean' }
    : typeOfColumn({ name: '', type: expected, optional: true, changes: false })

/** Texts and levels are both kept as text; money and counts are both numbers. */
const fits = (found: Type, expected: Type): boolean =>
  found.kind === expected.kind ||
  found.kind === 'null' ||
  (found.kind === 'text' && expected.kind === 'level') ||
  (found.kind === 'level' && expected.kind === 'text')

const stored: Readonly<Partial<Record<ColumnType['kind'], string>>> = {
  money: 'DECIMAL(18,4)',
  number: 'DOUBLE',
  duration: 'DOUBLE',
  date: 'DATE',
  'date and time': 'TIMESTAMP',
}

/**
 * A formula over the columns of one record as SQL of the type the expected column is kept in: what a mapping computes
 * (columns are text) and what a contract's quality rules test (columns have types). Issues carry spans in the formula.
 */
export const recordSql =
  (timeZone: string) =>
  (text: FormulaText, columns: readonly RecordColumn[], expected: ColumnType | 'boolean'): Outcome<string> => {
    const near = resolved(text, namedIn(text.text, columns))
    // What is unknown is told from all there is.
    const outcome = near.ok ? near : resolved(text, columns)
    if (!outcome.ok) return outcome
    const wanted = expectedType(expected)
    if (!fits(outcome.value.type, wanted))
      return {
        ok: false,
        issues: [
          issueOf('record-type', { found: typeText(outcome.value.type), wanted: typeText(wanted) }, outcome.value.span),
        ],
      }
    const writing = writingOf(
      { periods: [], calendar: { timeZone, firstMonth: 1 }, contracts: {}, parameters: {}, tables: {} },
      duckdb,
    )
    for (const column of columns) writing.names.set(`${row}.${column.name}`, column.sql)
    const sql = scalarSql(outcome.value, partsOf(writing))
    const type = expected === 'boolean' ? undefined : stored[expected.kind]
    return { ok: true, value: type === undefined ? sql : `CAST(${sql} AS ${type})`, issues: outcome.issues }
  }
