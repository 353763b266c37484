import {
  spanInDocument,
  type Alternative,
  type Column,
  type Contract,
  type FormulaText,
  type RowChange,
  type Scenario,
  type SetColumn,
} from '../construct/index.ts'
import { readFormula, typeText, type Formula, type Type } from '../formula/index.ts'
import { isError, issueOf, nearest, type Code, type Issue, type ParametersOf } from '../issue/index.ts'
import { sameUnit, unitText } from '../unit/index.ts'
import { childrenOf } from './lookback.ts'
import { contextOf } from './method.ts'
import { typeOfColumn } from './type-of-column.ts'
import type { Typed } from './typed.ts'

/** What is looked at while the changes of one contract are checked. */
type Desk = { readonly scenario: Scenario; readonly contract: Contract; readonly issues: Issue[] }

const sayIn = ({ scenario, issues }: Desk, text: FormulaText, found: readonly Issue[]): void => {
  for (const issue of found)
    issues.push({ ...issue, span: spanInDocument(text, issue.span), document: scenario.source.name })
}

const sayAt = <C extends Code>(
  { scenario, issues }: Desk,
  path: string,
  code: C,
  parameters: ParametersOf<C>,
): void => {
  const { keys, places, name } = scenario.source
  const span = keys[path] ?? places[path] ?? { from: 0, to: 0 }
  issues.push({ ...issueOf(code, parameters, span), document: name })
}

/** A row by itself: it refers to no other, and no period is around it. */
const rowOf = (contract: Contract): Contract => ({
  ...contract,
  describes: { kind: 'state' },
  columns: contract.columns.map((column) => {
    const { of: _, ...own } = column
    return own
  }),
})

const namesIn = (formula: Formula): readonly Extract<Formula, { kind: 'name' }>[] =>
  formula.kind === 'name' ? [formula] : childrenOf(formula).flatMap(namesIn)

const isPersonal = (contract: Contract, name: string): boolean =>
  contract.columns.some((column) => column.name === name && column.role === 'personal')

/** Names that a row by itself cannot answer. */
const namesNotAsked = (formula: Formula, { contract }: Desk): readonly Issue[] =>
  namesIn(formula).flatMap(({ name, span }) => {
    const isColumn = contract.columns.some((column) => column.name === name)
    if (isPersonal(contract, name)) return [issueOf('scenario-asks-person', { column: name }, span)]
    return !isColumn && (name === 'period' || name === 'age') ? [issueOf('scenario-names-period', { name }, span)] : []
  })

const resolved = (text: FormulaText, desk: Desk): Typed | undefined => {
  const row = rowOf(desk.contract)
  const read = readFormula(
    text.text,
    row.columns.map(({ name }) => name),
  )
  if (!read.ok) {
    sayIn(desk, text, read.issues)
    return undefined
  }
  const strange = namesNotAsked(read.value, desk)
  const issues: Issue[] = [...read.issues]
  const context = contextOf({
    contracts: {},
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
    { row: { name: 'row', contract: row }, variables: {}, outer: [] },
    'a formula over a row',
  )
  const isSaid = ({ span }: Issue): boolean => strange.some((other) => other.span.from === span.from)
  const all = [...strange, ...issues.filter((issue) => !isSaid(issue))]
  sayIn(desk, text, all)
  return all.some(isError) ? undefined : value
}

const checkCondition = (text: FormulaText, desk: Desk): void => {
  const condition = resolved(text, desk)
  if (condition === undefined || ['boolean', 'unknown', 'null'].includes(condition.type.kind)) return
  sayIn(desk, text, [issueOf('not-a-condition', { type: typeText(condition.type) }, condition.span)])
}

/** What a formula can come to: the ends of its branches. */
const endsOf = (typed: Typed): readonly Typed[] =>
  typed.kind === 'if' ? [...endsOf(typed.then), ...endsOf(typed.otherwise)] : [typed]

const isLevelOf = (typed: Typed, levels: readonly string[]): boolean => {
  if (typed.kind === 'constant')
    return typed.value === null || (typeof typed.value === 'string' && levels.includes(typed.value))
  return typed.type.kind === 'level' && typed.type.levels.every((level) => levels.includes(level))
}

const levelIssues = (value: Typed, column: Column, levels: readonly string[]): readonly Issue[] =>
  endsOf(value)
    .filter((end) => !isLevelOf(end, levels))
    .map((end) => {
      const said = end.kind === 'constant' ? end.value : undefined
      return typeof said === 'string'
        ? issueOf('unknown-level', { level: said, levels: levels.join(', '), near: nearest(said, levels) }, end.span)
        : issueOf('scenario-level', { column: column.name, levels: levels.join(', ') }, end.span)
    })

const fits = (found: Type, wanted: Type): boolean =>
  found.kind === wanted.kind || found.kind === 'null' || (found.kind === 'level' && wanted.kind === 'text')

const valueIssues = (value: Typed, column: Column): readonly Issue[] => {
  const wanted = typeOfColumn(column)
  const nothing = endsOf(value).find(({ type }) => type.kind === 'null')
  if (nothing !== undefined && !column.optional)
    return [issueOf('scenario-nothing', { column: column.name }, nothing.span)]
  if (wanted.kind === 'level') return levelIssues(value, column, wanted.levels)
  if (!fits(value.type, wanted))
    return [issueOf('record-type', { found: typeText(value.type), wanted: typeText(wanted) }, value.span)]
  if (wanted.kind === 'duration' && value.type.kind === 'duration' && value.type.of === 'months')
    return [issueOf('months-with-days', {}, value.span)]
  const isUnlike = wanted.kind === 'number' && value.type.kind === 'number' && !sameUnit(value.type.unit, wanted.unit)
  return isUnlike && value.type.kind === 'number'
    ? [
        issueOf(
          'unit-mismatch',
          {
            left: unitText(value.type.unit) || 'a pure number',
            right: unitText(wanted.unit) || 'a pure number',
            verb: 'equate',
          },
          value.span,
        ),
      ]
    : []
}

/** The stored columns a computed one is made from. */
const madeFrom = (column: Column, { columns }: Contract): readonly string[] => {
  const read = readFormula(
    column.is?.text ?? '',
    columns.map(({ name }) => name),
  )
  const names = read.ok ? namesIn(read.value).map(({ name }) => name) : []
  return [...new Set(names)].filter((name) => columns.some((each) => each.name === name && each.is === undefined))
}

const checkSet = ({ name, to }: SetColumn, desk: Desk): void => {
  const { contract } = desk
  const column = contract.columns.find((each) => each.name === name)
  if (column === undefined) {
    const settable = contract.columns.filter(({ is }) => is === undefined).map((each) => each.name)
    sayAt(desk, to.path, 'unknown-column', { name, table: contract.name, near: nearest(name, settable) })
    return
  }
  if (contract.key.includes(name)) sayAt(desk, to.path, 'scenario-sets-key', { column: name, table: contract.name })
  if (column.is !== undefined)
    sayAt(desk, to.path, 'scenario-sets-computed', { column: name, from: madeFrom(column, contract) })
  if (column.role === 'personal') sayAt(desk, to.path, 'scenario-asks-person', { column: name })
  const value = resolved(to, desk)
  if (value !== undefined) sayIn(desk, to, valueIssues(value, column))
}

const checkChange = (change: RowChange, desk: Desk): void => {
  if (change.where !== undefined) checkCondition(change.where, desk)
  if (change.kind === 'set') for (const column of change.columns) checkSet(column, desk)
}

const alternativeIssues = (
  scenario: Scenario,
  { name, changes }: Alternative,
  contracts: Readonly<Record<string, Contract>>,
): readonly Issue[] =>
  Object.entries(changes).flatMap(([table, all]) => {
    const issues: Issue[] = []
    const path = `alternatives.${name}.evidence.${table}`
    const contract = Object.hasOwn(contracts, table) ? contracts[table] : undefined
    if (contract !== undefined) {
      for (const change of all) checkChange(change, { scenario, contract, issues })
      return issues
    }
    const span = scenario.source.keys[path] ?? { from: 0, to: 0 }
    const near = nearest(table, Object.keys(contracts))
    return [{ ...issueOf('unknown-contract', { name: table, near }, span), document: scenario.source.name }]
  })

/**
 * Everything that is wrong with a scenario: tables and columns that are not there, conditions that are none, values that
 * do not fit their column in type, level or unit, and what must not be changed or asked (keys, computed columns, persons).
 */
export const checkScenario = (scenario: Scenario, contracts: Readonly<Record<string, Contract>>): readonly Issue[] =>
  scenario.alternatives
    .flatMap((alternative) => alternativeIssues(scenario, alternative, contracts))
    .toSorted((a, b) => a.span.from - b.span.from)

/** Tables that a construct does not read: to change them changes nothing of it. */
export const unreadBy = (scenario: Scenario, construct: string, reads: readonly string[]): readonly Issue[] =>
  scenario.alternatives.flatMap(({ name, changes }) =>
    Object.keys(changes)
      .filter((table) => !reads.includes(table))
      .map((table) => ({
        ...issueOf(
          'scenario-not-read',
          { table, construct, reads },
          scenario.source.keys[`alternatives.${name}.evidence.${table}`] ?? { from: 0, to: 0 },
        ),
        document: scenario.source.name,
      })),
  )
