import { spanInDocument, type ColumnType, type FormulaText, type Mapping } from '@isometric/core/construct'
import { readFormula, type Formula } from '@isometric/core/formula'
import { namedIn } from '@isometric/core/sql'
import type { Issue, Outcome, Span } from '@isometric/core/issue'
import { beginsPlainly } from './edge.ts'
import type { Reading } from './reading.ts'
import { listed, quoted } from './sql-text.ts'

/** What a formula may speak of: a name, SQL giving its value, and its type where it is not a text. */
export type Cell = { readonly name: string; readonly sql: string; readonly type?: ColumnType }

/**
 * Compiles FEEL over a source's columns (all VARCHAR) or a contract's (typed, where `type` is given) to SQL of
 * `expected`'s stored type.
 */
export type FormulaSql = (
  formula: FormulaText,
  columns: readonly Cell[],
  expected: ColumnType | 'boolean',
) => Outcome<string>

/** The names of a source's columns as words of FEEL. @example cleanName('CVSS.nvd.V3Score') //=> 'CVSS nvd V3Score' */
export const cleanName = (name: string): string => {
  const words = name.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim()
  return /^\p{L}/u.test(words) ? words : `column ${words}`.trim()
}

/** Blanks, also those people do not see. */
export const blanks = quoted(' \t\n\r\u00a0')
const anythingElse = quoted('[^\\s\u00a0]')

const cell = (field: number): string => `cell_${field}`

/**
 * The columns of a source for a formula: a cell with nothing but blanks in it is null, as it is for `from`, and so is
 * one that holds a text of the column's own `empty`.
 */
export const cellsOf = (reading: Reading, empty: readonly string[] = []): readonly Cell[] =>
  reading.fields.map(({ name }, i) => ({
    name: cleanName(name),
    sql:
      empty.length === 0
        ? cell(i)
        : `CASE WHEN trim(${cell(i)}, ${blanks}) NOT IN ${listed(empty)} THEN ${cell(i)} END`,
  }))

/** SQL without its texts: what is left of it are names and operators. */
const withoutTexts = (sql: string): string => sql.replaceAll(/'(?:[^']|'')*'/g, "''")

/** The fields that the SQL of formulas speaks of, by their numbers. */
const mentioned = (sql: string): readonly number[] => [
  ...new Set([...withoutTexts(sql).matchAll(/\bcell_(\d+)\b/g)].map(([, field]) => Number(field))),
]

const known = (text: string): string =>
  `CASE WHEN ${beginsPlainly(text)} THEN ${text} WHEN regexp_matches(${text}, ${anythingElse}) THEN ${text} END`

/** What a query has to give besides so that the SQL of formulas can run on it. */
export const cellsFor = (sql: string, { fields, verbatim }: Reading): readonly string[] =>
  mentioned(sql).flatMap((i) => {
    const text = fields[i]?.sql
    return text === undefined ? [] : [`${verbatim === true ? text : known(text)} AS ${cell(i)}`]
  })

const sliced = (formula: FormulaText, { from, to }: Span): FormulaText => ({
  ...formula,
  text: formula.text.slice(from, to),
  offsets: formula.offsets.slice(from, to + 1),
})

/**
 * SQL telling that a formula gives null although everything it reads is known: a text was not what it took it for.
 * Where the formula itself says null, null is meant.
 */
export const silence = (
  formula: FormulaText,
  cells: readonly Cell[],
  expected: ColumnType | 'boolean',
  formulaSql: FormulaSql,
): string => {
  const answered = (part: Formula, type: ColumnType | 'boolean', then: (sql: string) => string): string => {
    const sql = formulaSql(sliced(formula, part.span), cells, type)
    return sql.ok ? then(sql.value) : 'false'
  }
  const isKnown = (sql: string): string =>
    mentioned(sql)
      .map((i) => ` AND ${cells[i]?.sql ?? 'NULL'} IS NOT NULL`)
      .join('')
  const within = (part: Formula): string => {
    if (part.kind === 'null' || part.kind === 'name') return 'false'
    if (part.kind !== 'if') return answered(part, expected, (sql) => `(TRY(${sql}) IS NULL${isKnown(sql)})`)
    return answered(
      part.condition,
      'boolean',
      (sql) =>
        `CASE WHEN TRY(${sql}) THEN ${within(part.then)} WHEN NOT TRY(${sql}) THEN ${within(part.otherwise)} ELSE true${isKnown(sql)} END`,
    )
  }
  const read = readFormula(
    formula.text,
    namedIn(formula.text, cells).map(({ name }) => name),
  )
  return read.ok ? within(read.value) : 'false'
}

/** Issues of a formula, with the place in the document it is written in. */
export const inDocument = (
  issues: readonly Issue[],
  formula: FormulaText,
  { source }: Pick<Mapping, 'source'>,
): readonly Issue[] =>
  issues.map((issue) => ({
    ...issue,
    span: spanInDocument(formula, issue.span),
    document: formula.document ?? source.name,
  }))
