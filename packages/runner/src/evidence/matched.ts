import { isError, issueOf, nearest, type Issue, type Outcome } from '@isometric/core/issue'
import type { Column, Contract, FormulaText, MappedColumn, Mapping } from '@isometric/core/construct'
import { type Manner } from './cell.ts'
import { cellsOf, inDocument, silence, type FormulaSql } from './formula.ts'
import type { Native } from './plain.ts'
import { nowhere, plainName, refused, type Field, type Reading } from './reading.ts'

/** Where a stored column of the contract comes from. */
export type Matched = {
  readonly column: Column
  /** SQL of the source's text; NULL where the source does not have this column. */
  readonly text: string
  /** The source's value, where it is no text. */
  readonly native?: Native | undefined
  /** SQL already of the stored type, from a formula. */
  readonly computed?: string
  /** The column's formula, and SQL telling that it gives null without saying so; only where null goes unnoticed. */
  readonly unasked?: { readonly formula: FormulaText; readonly sql: string }
  readonly values?: Readonly<Record<string, string | null>>
  readonly empty: readonly string[]
  readonly manner: Manner
}

/** A column the source does not have. */
const nothing = 'NULL::VARCHAR'

/** The columns a file has to hold: those with a formula of their own are computed when measured. */
export const storedColumns = (contract: Contract): readonly Column[] =>
  contract.columns.filter(({ is }) => is === undefined)

/** Names by which a file is told from another: what its rows will be made from. */
export const wantedNames = (contract: Contract, mapping: Mapping | undefined): readonly string[] =>
  mapping === undefined
    ? storedColumns(contract).map(({ name }) => name)
    : mapping.columns.flatMap(({ from }) => (from === undefined ? [] : [from]))

/** A fault of the mapping: at the value a path leads to, or else at the path's last key. */
const inMapping = ({ source }: Mapping, path: string, issue: Issue): Issue => ({
  ...issue,
  span: source.places[path] ?? source.keys[path] ?? nowhere,
  document: source.name,
})
const atKey = ({ source }: Mapping, path: string, issue: Issue): Issue => ({
  ...issue,
  span: source.keys[path] ?? nowhere,
  document: source.name,
})

type Found<T> = { readonly found: readonly T[]; readonly issues: readonly Issue[] }

const joined = <T>(parts: readonly (T | Issue)[], isIssue: (part: T | Issue) => part is Issue): Found<T> => ({
  found: parts.filter((part): part is T => !isIssue(part)),
  issues: parts.filter(isIssue),
})
const isIssue = <T extends object>(part: T | Issue): part is Issue => 'severity' in part

/** An optional column may be left out; of documents, also a required one while there is not a single record. */
const mayBeAbsent = (column: Column, reading: Reading): boolean => column.optional || reading.empty === true

/** A name that comes twice in a header was told apart by its number. */
const nth = / \(\d+\)$/

const fieldsFor = (column: Column, reading: Reading): readonly Field[] =>
  reading.fields.filter(({ name }) => plainName(name.replace(nth, '')) === plainName(column.name))

/** One sentence for all columns that are missing: a file of another kind misses most of them. */
const missing = (columns: readonly Column[], reading: Reading): readonly Issue[] => {
  if (columns.length === 0) return []
  const has = reading.fields.map(({ name }) => name)
  const near = [...new Set(columns.flatMap(({ name }) => nearest(name, has) ?? []))]
  return [issueOf('column-missing', { columns: columns.map(({ name }) => name), has, near }, nowhere)]
}

const byHeader = (contract: Contract, reading: Reading, timeZone: string): Found<Matched> => {
  const columns = storedColumns(contract).map((column) => ({ column, fields: fieldsFor(column, reading) }))
  const twice = columns
    .filter(({ fields }) => fields.length > 1)
    .map(({ column, fields }) =>
      issueOf('column-twice', { column: column.name, has: fields.map(({ name }) => name) }, nowhere),
    )
  const absentOnes = columns.filter(({ column, fields }) => fields.length === 0 && !mayBeAbsent(column, reading))
  const found = columns.map(({ column, fields }) => ({
    column,
    text: fields[0]?.sql ?? nothing,
    native: fields[0]?.native,
    empty: [],
    manner: { formats: [], timeZone },
  }))
  return {
    found,
    issues: [
      ...twice,
      ...missing(
        absentOnes.map(({ column }) => column),
        reading,
      ),
    ],
  }
}

const fieldNamed = (fields: readonly Field[], name: string): Field | undefined =>
  fields.find((field) => field.name === name) ?? fields.find((field) => plainName(field.name) === plainName(name))

const mannerOf = (mapped: MappedColumn, reading: Reading, timeZone: string): Manner => ({
  formats: mapped.format ?? [],
  timeZone: mapped.timeZone ?? timeZone,
  decimal: reading.decimal,
})

/** Warnings of a formula that computes. Where a pattern cuts lines, an empty group is a text: comparing with it is sound. */
const remarks = (
  issues: readonly Issue[],
  formula: FormulaText,
  mapping: Mapping,
  { verbatim }: Reading,
): readonly Issue[] =>
  inDocument(
    issues.filter(({ code }) => verbatim !== true || code !== 'blank-is-null'),
    formula,
    mapping,
  )

/** What is to be said of the mapping's condition; what makes it fail is found when it is used. */
const ofCondition = (mapping: Mapping, reading: Reading, formulaSql: FormulaSql): readonly Issue[] => {
  if (mapping.where === undefined) return []
  const sql = formulaSql(mapping.where, cellsOf(reading), 'boolean')
  return sql.ok ? remarks(sql.issues, mapping.where, mapping, reading) : []
}

const compiled = (
  mapped: MappedColumn,
  formula: FormulaText,
  column: Column,
  mapping: Mapping,
  reading: Reading,
  formulaSql: FormulaSql,
): Outcome<Pick<Matched, 'text' | 'computed' | 'unasked'>> => {
  const cells = cellsOf(reading, mapped.empty)
  // A result that is translated or read by a format is a text first.
  const asText = mapped.values !== undefined || mapped.format !== undefined
  const type = asText ? ({ kind: 'text' } as const) : column.type
  const sql = formulaSql(formula, cells, type)
  if (!sql.ok) return refused(...inDocument(sql.issues, formula, mapping))
  const value = {
    ...(asText ? { text: `(${sql.value})` } : { text: nothing, computed: `(${sql.value})` }),
    ...(column.optional ? { unasked: { formula, sql: silence(formula, cells, type, formulaSql) } } : {}),
  }
  return { ok: true, value, issues: remarks(sql.issues, formula, mapping, reading) }
}

const byMapping = (
  contract: Contract,
  mapping: Mapping,
  reading: Reading,
  timeZone: string,
  formulaSql: FormulaSql,
): Found<Matched> => {
  const names = reading.fields.map(({ name }) => name)
  const match = (column: Column): readonly (Matched | Issue)[] => {
    const mapped = mapping.columns.find((entry) => entry.column === column.name)
    if (mapped === undefined)
      return column.optional
        ? [{ column, text: nothing, empty: [], manner: { formats: [], timeZone } }]
        : [
            atKey(
              mapping,
              'columns',
              issueOf('column-unmapped', { column: column.name, mapping: mapping.name }, nowhere),
            ),
          ]
    const rest = {
      column,
      empty: mapped.empty ?? [],
      manner: mannerOf(mapped, reading, timeZone),
      ...(mapped.values === undefined ? {} : { values: mapped.values }),
    }
    if (mapped.is !== undefined) {
      const result = compiled(mapped, mapped.is, column, mapping, reading, formulaSql)
      return result.ok ? [{ ...rest, ...result.value }, ...result.issues] : result.issues
    }
    const from = mapped.from ?? column.name
    const field = fieldNamed(reading.fields, from)
    if (field === undefined && reading.sparse === true && mayBeAbsent(column, reading))
      return [{ ...rest, text: nothing }]
    if (field === undefined)
      return [
        inMapping(
          mapping,
          `columns.${column.name}.from`,
          issueOf(
            'source-column-missing',
            { column: column.name, from, has: names, near: nearest(from, names) },
            nowhere,
          ),
        ),
      ]
    return [{ ...rest, text: field.sql, native: field.native }]
  }
  const stored = storedColumns(contract)
  const known = stored.map(({ name }) => name)
  const unknown = mapping.columns
    .filter(({ column }) => !known.includes(column))
    .map(({ column }) =>
      atKey(
        mapping,
        `columns.${column}`,
        issueOf('column-unknown', { column, contract: contract.name, near: nearest(column, known) }, nowhere),
      ),
    )
  return joined([...stored.flatMap(match), ...unknown], isIssue)
}

const ignored = (contract: Contract, reading: Reading): readonly Issue[] => {
  const known = new Set(storedColumns(contract).map(({ name }) => plainName(name)))
  const columns = reading.fields.map(({ name }) => name).filter((name) => !known.has(plainName(name)))
  return columns.length === 0 ? [] : [issueOf('columns-ignored', { columns }, nowhere)]
}

/** What a mapping asks for and no document has: empty everywhere, or renamed. */
const absent = (mapping: Mapping, reading: Reading): readonly Issue[] => {
  if (reading.sparse !== true || reading.empty === true) return []
  const fields = mapping.columns.flatMap(({ from }) =>
    from === undefined || fieldNamed(reading.fields, from) !== undefined ? [] : [from],
  )
  return fields.length === 0 ? [] : [issueOf('fields-absent', { fields }, nowhere)]
}

/** Finds the source of each column of the contract, by the file's header or by a mapping. */
export const matched = (
  contract: Contract,
  mapping: Mapping | undefined,
  reading: Reading,
  timeZone: string,
  formulaSql: FormulaSql,
): Outcome<readonly Matched[]> => {
  const { found, issues } =
    mapping === undefined
      ? byHeader(contract, reading, timeZone)
      : byMapping(contract, mapping, reading, timeZone, formulaSql)
  if (issues.some(isError)) return refused(...issues)
  const more =
    mapping === undefined
      ? ignored(contract, reading)
      : [...ofCondition(mapping, reading, formulaSql), ...absent(mapping, reading)]
  return { ok: true, value: found, issues: [...issues, ...more] }
}
