import type { Contract, FormulaText } from '../construct/index.ts'
import { readFormula, typeText, type Type } from '../formula/index.ts'
import { isError, issueOf, type Issue } from '../issue/index.ts'
import { reversedColumn } from './lint/sign-of-delay.ts'
import { contextOf } from './method.ts'
import { typeOfColumn } from './type-of-column.ts'

const settings = {
  declared: [],
  parameters: {},
  accept: {},
  periodDays: 0,
  unitDeclared: true,
  used: { parameters: new Set<string>(), tables: new Set<string>(), accepted: new Set<string>() },
}

/** What a file holds: a computed column cannot be made from another computed one. */
const stored = (contract: Contract): Contract => ({
  ...contract,
  columns: contract.columns.filter((column) => column.is === undefined),
})

const inDocument = (issue: Issue, text: FormulaText, contract: Contract): Issue => {
  const at = (offset: number): number => text.offsets[Math.min(offset, text.offsets.length - 1)] ?? 0
  const to = issue.span.to > issue.span.from ? at(issue.span.to - 1) + 1 : at(issue.span.from)
  return { ...issue, span: { from: at(issue.span.from), to }, document: contract.source.name }
}

/** Texts and levels are both text to whoever computes them. */
const fits = (found: Type, wanted: Type): boolean =>
  found.kind === 'unknown' ||
  found.kind === 'null' ||
  found.kind === wanted.kind ||
  (wanted.kind === 'level' && found.kind === 'text') ||
  (wanted.kind === 'text' && found.kind === 'level')

const formulaIssues = (text: FormulaText, wanted: Type, contract: Contract, name = ''): readonly Issue[] => {
  const row = stored(contract)
  const read = readFormula(
    text.text,
    row.columns.map((column) => column.name),
  )
  if (!read.ok) return read.issues.map((issue) => inDocument(issue, text, contract))
  const issues: Issue[] = [...read.issues]
  const context = contextOf({ ...settings, contracts: { [row.name]: row }, issues })
  const { type, span } = context.value(
    read.value,
    { row: { name: 'row', contract: row }, variables: {}, outer: [] },
    'a formula over a row',
  )
  if (!issues.some(isError) && !fits(type, wanted))
    issues.push(issueOf('record-type', { found: typeText(type), wanted: typeText(wanted) }, span))
  issues.push(...reversedColumn(row, name, read.value))
  return issues.map((issue) => inDocument(issue, text, contract))
}

/** What is wrong with a contract's own formulas: computed columns and the conditions of its quality rules. */
export const checkContract = (contract: Contract): readonly Issue[] => [
  ...contract.columns.flatMap((column) =>
    column.is === undefined ? [] : formulaIssues(column.is, typeOfColumn(column), contract, column.name),
  ),
  ...contract.quality.flatMap(({ holds }) =>
    holds === undefined ? [] : formulaIssues(holds, { kind: 'boolean' }, contract),
  ),
]
