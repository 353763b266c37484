import type { Contract } from '../../construct/index.ts'
import type { Formula } from '../../formula/index.ts'
import { isAggregate } from '../aggregate.ts'

/**
 * Which mentions of a method give its rows their group (language.md 5), and which of its filters and aggregates are
 * the outermost. Read off the formula alone.
 */
export type Outline = {
  /** The aggregates a value is made of; none inside another. */
  readonly aggregates: readonly Formula[]
  /** Mentions that are restricted to a group's rows. */
  readonly contributing: ReadonlySet<Formula>
  /** Filters on their way up: rows they drop as unknown are told. */
  readonly filters: ReadonlySet<Formula>
  /** Where the contributing rows are complete: filters or mentions. */
  readonly tops: ReadonlySet<Formula>
  /** False where an outermost table lacks a `by` path: the measure is in the total only. */
  readonly isGrouped: boolean
}

type Tables = Readonly<Record<string, Contract>>
type Call = Formula & { readonly kind: 'call' }
type For = Formula & { readonly kind: 'for' }

export const windowNames: readonly string[] = ['ever', 'recent', 'opened', 'closed', 'open', 'known', 'latest']

/** `min(a, b)` of two values is a choice, not an aggregate of rows. */
export const isRowAggregate = (formula: Formula): formula is Call =>
  formula.kind === 'call' &&
  isAggregate(formula.name) &&
  !((formula.name === 'min' || formula.name === 'max') && formula.args.length > 1)

/** The parts in which the next aggregates of a value stand. */
const partsOf = (formula: Formula): readonly Formula[] => {
  switch (formula.kind) {
    case 'arithmetic':
    case 'compare':
    case 'and':
    case 'or':
      return [formula.left, formula.right]
    case 'negate':
    case 'not':
      return [formula.of]
    case 'if':
      return [formula.condition, formula.then, formula.otherwise]
    case 'call':
      return formula.args
    case 'list':
      return formula.items
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
    case 'at':
    case 'name':
    case 'path':
    case 'between':
    case 'in':
    case 'filter':
    case 'quantified':
    case 'for':
    case 'range':
    case 'context':
    case 'unsupported':
      return []
  }
}

export const topAggregates = (formula: Formula): readonly Call[] =>
  isRowAggregate(formula) ? [formula] : partsOf(formula).flatMap(topAggregates)

const columnAlong = (contract: Contract | undefined, [word, ...more]: readonly string[], tables: Tables): boolean => {
  const column = contract?.columns.find((each) => each.name === word)
  if (column === undefined) return false
  return more.length === 0 || (column.of !== undefined && columnAlong(tables[column.of], more, tables))
}

const hasPaths = (contract: Contract, by: readonly string[], tables: Tables): boolean =>
  by.every((path) => columnAlong(contract, path.split('.'), tables))

/** The mention at the bottom of a list of rows or of their columns. */
const mentionUnder = (
  formula: Formula,
  tables: Tables,
): { readonly mention: Formula; readonly contract: Contract } | undefined => {
  if (formula.kind === 'name') {
    const contract = tables[formula.name]
    return contract === undefined ? undefined : { mention: formula, contract }
  }
  if (formula.kind === 'filter' || formula.kind === 'path') return mentionUnder(formula.of, tables)
  const [argument] = formula.kind === 'call' ? formula.args : []
  if (formula.kind !== 'call' || argument === undefined) return undefined
  if (formula.name === 'distinct values') return mentionUnder(argument, tables)
  const under = windowNames.includes(formula.name) ? mentionUnder(argument, tables) : undefined
  return under === undefined ? undefined : { ...under, mention: formula }
}

/** Whether a list is of rows, not of values that have lost their row. */
const isOfRows = (formula: Formula): boolean => {
  if (formula.kind === 'filter') return isOfRows(formula.of)
  return formula.kind === 'name' || (formula.kind === 'call' && windowNames.includes(formula.name))
}

const none: Omit<Outline, 'aggregates'> = {
  contributing: new Set(),
  filters: new Set(),
  tops: new Set(),
  isGrouped: false,
}

const joined = (parts: readonly Omit<Outline, 'aggregates'>[]): Omit<Outline, 'aggregates'> => ({
  contributing: new Set(parts.flatMap((part) => [...part.contributing])),
  filters: new Set(parts.flatMap((part) => [...part.filters])),
  tops: new Set(parts.flatMap((part) => [...part.tops])),
  isGrouped: parts.length > 0 && parts.every((part) => part.isGrouped),
})

type Asked = { readonly by: readonly string[]; readonly tables: Tables }

const hasGroups = (formula: Formula, { by, tables }: Asked): boolean => {
  if (formula.kind === 'for') return formula.iterators.some((iterator) => hasGroups(iterator.over, { by, tables }))
  const under = mentionUnder(formula, tables)
  return under !== undefined && hasPaths(under.contract, by, tables)
}

/** Values have lost their rows, so the groups are formed again inside: by every mention that can be grouped. */
const ofBody = (result: Formula, asked: Asked): readonly Omit<Outline, 'aggregates'>[] =>
  topAggregates(result)
    .flatMap((aggregate) => aggregate.args.slice(0, 1))
    .filter((over) => hasGroups(over, asked))
    .map((over) => ofList(over, asked))

const ofFor = (formula: For, asked: Asked): Omit<Outline, 'aggregates'> => {
  const iterator = formula.iterators.find(({ over }) => hasGroups(over, asked)) ?? formula.iterators[0]
  if (iterator === undefined) return none
  const own = ofList(iterator.over, asked)
  if (!own.isGrouped || isOfRows(iterator.over)) return own
  const inner = ofBody(formula.result, asked)
  return { ...own, contributing: joined([own, ...inner]).contributing }
}

/** The outline of one list of rows or values that is aggregated. */
const ofList = (formula: Formula, asked: Asked): Omit<Outline, 'aggregates'> => {
  if (formula.kind === 'for') return ofFor(formula, asked)
  if (formula.kind === 'call' && formula.name === 'concatenate')
    return joined(formula.args.map((arg) => ofList(arg, asked)))
  if (formula.kind === 'filter') {
    const under = ofList(formula.of, asked)
    return {
      ...under,
      filters: new Set([...under.filters, formula]),
      tops: isOfRows(formula) ? new Set([formula]) : under.tops,
    }
  }
  if (formula.kind === 'path') return ofList(formula.of, asked)
  if (formula.kind === 'call' && formula.name === 'distinct values' && formula.args[0] !== undefined)
    return ofList(formula.args[0], asked)
  const under = mentionUnder(formula, asked.tables)
  return under === undefined ? none : ofMention(formula, under.contract, asked)
}

/** `latest(t[c])` is one mention with filters of its own. */
const ofMention = (formula: Formula, contract: Contract, asked: Asked): Omit<Outline, 'aggregates'> => {
  const argument = formula.kind === 'call' && formula.name === 'latest' ? formula.args[0] : undefined
  const isGrouped = hasPaths(contract, asked.by, asked.tables)
  return {
    contributing: isGrouped ? new Set([formula]) : new Set(),
    filters: argument === undefined ? new Set() : ofList(argument, asked).filters,
    tops: new Set([formula]),
    isGrouped,
  }
}

export const outlineOf = (formula: Formula, by: readonly string[], tables: Tables): Outline => {
  const aggregates = topAggregates(formula)
  const parts = aggregates
    .flatMap((aggregate) => aggregate.args.slice(0, 1))
    .map((over) => ofList(over, { by, tables }))
  return { ...joined(parts), aggregates }
}

/** Every mention of a table in a method, wherever it stands. */
export const mentionsIn = (formula: Formula, tables: Tables): readonly Formula[] => {
  const own = mentionUnder(formula, tables)
  if (own?.mention === formula) {
    const [argument, ...more] = formula.kind === 'call' ? formula.args : []
    const inner =
      formula.kind === 'call' && formula.name === 'latest' && argument !== undefined
        ? mentionsIn(argument, tables)
        : [formula]
    return [...inner, ...more.flatMap((arg) => mentionsIn(arg, tables))]
  }
  return allParts(formula).flatMap((part) => mentionsIn(part, tables))
}

const testParts = (tests: (Formula & { readonly kind: 'in' })['tests']): readonly Formula[] =>
  tests.flatMap((test) => (test.kind === 'any' ? [] : [test.value]))

/** All parts of a formula, conditions and iterators included. */
const allParts = (formula: Formula): readonly Formula[] => {
  switch (formula.kind) {
    case 'path':
      return [formula.of]
    case 'between':
      return [formula.of, formula.low, formula.high]
    case 'in':
      return [formula.of, ...testParts(formula.tests)]
    case 'range':
      return [formula.from, formula.to].filter((end) => end !== null)
    case 'filter':
      return [formula.of, formula.condition]
    case 'quantified':
      return [...formula.iterators.map((iterator) => iterator.over), formula.condition]
    case 'for':
      return [...formula.iterators.map((iterator) => iterator.over), formula.result]
    case 'context':
      return formula.entries.map((entry) => entry.value)
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
    case 'at':
    case 'name':
    case 'arithmetic':
    case 'compare':
    case 'negate':
    case 'and':
    case 'or':
    case 'not':
    case 'if':
    case 'list':
    case 'call':
    case 'unsupported':
      return partsOf(formula)
  }
}
