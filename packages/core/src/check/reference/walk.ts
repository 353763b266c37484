import {
  applied,
  evaluate,
  functionNamed,
  isRefusal,
  type Formula,
  type CompareOp,
  type Iterator,
  type Test,
} from '../../formula/index.ts'
import { aggregated } from './aggregate.ts'
import { isAggregate } from '../aggregate.ts'
import { ageOf, columnThing, groupOf, isUnreferenced, memberOf, type Compute } from './column.ts'
import { isRowAggregate } from './contributing.ts'
import { momentOf, type KnownRow } from './evidence.ts'
import { wholePeriod, yearAround } from './period.ts'
import { groupText, type Run, type Scope } from './run.ts'
import { arithmetic, compare, insideRange } from './scalar.ts'
import { covered, overlap, steps } from './spans.ts'
import {
  anyTrue,
  bothTrue,
  eitherTrue,
  hasDate,
  isUnknown,
  itemsOf,
  list,
  notTrue,
  plainOf,
  rowThing,
  thing,
  thingOf,
  truthOf,
  unknown,
  type Thing,
  type Truth,
} from './thing.ts'
import { isLatest, rowsSeen, type MentionWindow } from './window.ts'

type Of<K extends Formula['kind']> = Formula & { readonly kind: K }

/** What a formula of a method stands for at a place; one small case for each kind of formula. */
export const walk = (formula: Formula, scope: Scope, run: Run): Thing => {
  switch (formula.kind) {
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
    case 'at':
      return thing(evaluate(formula, { name: () => undefined }).value)
    case 'name':
      return named(formula, scope, run)
    case 'path':
      return pathed(formula, scope, run)
    case 'arithmetic':
      return arithmetic(formula.op, walk(formula.left, scope, run), walk(formula.right, scope, run), scope.isTop)
    case 'negate':
      return arithmetic('*', thing(-1), walk(formula.of, scope, run), scope.isTop)
    case 'compare':
      return compared(formula.op, walk(formula.left, scope, run), walk(formula.right, scope, run))
    case 'between': {
      const of = walk(formula.of, scope, run)
      return thing(
        bothTrue(compare('>=', of, walk(formula.low, scope, run)), compare('<=', of, walk(formula.high, scope, run))),
      )
    }
    case 'in': {
      const of = walk(formula.of, scope, run)
      return thing(anyTrue(formula.tests.map((test) => tested(of, test, scope, run))))
    }
    case 'and':
    case 'or':
      return thing(joined(formula, scope, run))
    case 'not':
      return thing(notTrue(truthOf(walk(formula.of, scope, run))))
    case 'if': {
      const found = walk(formula.condition, scope, run)
      const condition = truthOf(found)
      if (condition === null) return found
      return walk(condition ? formula.then : formula.otherwise, scope, run)
    }
    case 'list':
      return list(formula.items.map((item) => walk(item, scope, run)))
    case 'range':
      return ranged(formula, scope, run)
    case 'filter':
      return filtered(formula, walk(formula.of, scope, run), scope, run)
    case 'quantified':
      return quantified(formula, scope, run)
    case 'for':
      return list(combinations(formula.iterators, inRows(scope), run).map((inner) => walk(formula.result, inner, run)))
    case 'call':
      return called(formula, scope, run)
    case 'context':
    case 'unsupported':
      throw new Error(`${formula.kind} is no method: the checker lets none pass`)
  }
}

/** From left to right: where the left decides, the right is not looked at. */
const joined = (formula: Of<'and' | 'or'>, scope: Scope, run: Run): Truth => {
  const left = truthOf(walk(formula.left, scope, run))
  if (left === (formula.kind === 'or')) return left
  const right = truthOf(walk(formula.right, scope, run))
  return formula.kind === 'and' ? bothTrue(left, right) : eitherTrue(left, right)
}

const compared = (op: CompareOp, left: Thing, right: Thing): Thing =>
  left.is === 'absent' ? left : right.is === 'absent' ? right : thing(compare(op, left, right))

const inRows = (scope: Scope): Scope => ({ ...scope, isTop: false })

/** A computed column sees its own row and nothing else. */
const computeIn =
  (run: Run): Compute =>
  (formula, row) =>
    walk(formula, { row, variables: {}, isTop: false }, run)

const parameterThing = (name: string, scope: Scope, run: Run): Thing | undefined => {
  const parameter = run.evidence.input.parameters[name]
  if (parameter === undefined) return undefined
  if (parameter.by === undefined) return thingOf(parameter.value ?? null)
  const level = scope.row === undefined ? undefined : columnThing(scope.row, parameter.by, run, computeIn(run))
  const value = level === undefined ? null : plainOf(level, false)
  return thingOf(typeof value === 'string' ? (parameter.values?.[value] ?? null) : null)
}

const mentionOf = (formula: Formula, name: string, window: MentionWindow, run: Run): Thing | undefined => {
  const contract = run.evidence.input.contracts[name]
  if (contract === undefined) return undefined
  const rows = run.memory.mentions.get(formula) ?? rowsSeen(contract, window, run.evidence)
  run.memory.mentions.set(formula, rows)
  return contributed(formula, rows, run)
}

/** The rows of a mention; where it gives the groups, only those of the group asked for. */
const contributed = (formula: Formula, rows: readonly KnownRow[], run: Run): Thing => {
  const things = rows.map(rowThing)
  if (!run.outline.contributing.has(formula)) return list(things)
  const { by } = run.evidence.input
  return list(
    things.filter((each) => {
      if (each.is !== 'row') return false
      const group = groupOf(each.binding, by, run, computeIn(run))
      run.notes.groups.set(groupText(group), group)
      return run.group === undefined || groupText(group) === groupText(run.group)
    }),
  )
}

/** A bare name: a column of the filtered row, `item`, a named row or value, a parameter, the period, `age`, a table. */
const named = (formula: Of<'name'>, scope: Scope, run: Run): Thing => {
  const { name } = formula
  const found =
    (scope.row === undefined ? undefined : columnThing(scope.row, name, run, computeIn(run))) ??
    (name === 'item' ? scope.item : undefined) ??
    scope.variables[name] ??
    parameterThing(name, scope, run) ??
    (name === 'period' ? wholePeriod(run.evidence) : undefined) ??
    (name === 'age' && scope.row !== undefined ? ageOf(scope.row, run) : undefined) ??
    mentionOf(formula, name, { kind: 'default' }, run)
  if (found === undefined) throw new Error(`nothing is called ${name}: the checker lets none pass`)
  return toldTop(formula, found, run)
}

const isPeriodYear = (formula: Of<'path'>): boolean =>
  formula.name === 'year' && formula.of.kind === 'name' && formula.of.name === 'period'

const pathed = (formula: Of<'path'>, scope: Scope, run: Run): Thing =>
  isPeriodYear(formula)
    ? yearAround(run.evidence)
    : memberOf(walk(formula.of, scope, run), formula.name, run, computeIn(run))

const ranged = (formula: Of<'range'>, scope: Scope, run: Run): Thing => {
  const end = (of: Formula | null): Thing | null => (of === null || of.kind === 'null' ? null : walk(of, scope, run))
  return {
    is: 'range',
    from: end(formula.from),
    to: end(formula.to),
    fromIncluded: formula.fromIncluded,
    toIncluded: formula.toIncluded,
  }
}

const matches = (of: Thing, one: Thing): Truth =>
  one.is === 'range'
    ? insideRange(of, one)
    : one.is === 'list'
      ? anyTrue(one.items.map((item) => matches(of, item)))
      : compare('=', of, one)

const tested = (of: Thing, test: Test, scope: Scope, run: Run): Truth => {
  if (test.kind === 'any') return true
  const value = walk(test.value, scope, run)
  return test.kind === 'unary' ? compare(test.op, of, value) : matches(of, value)
}

/** Rows that reach an aggregate although their group's reference finds nothing are told. */
const toldTop = (formula: Formula, found: Thing, run: Run): Thing => {
  if (!run.outline.tops.has(formula) || found.is !== 'list') return found
  for (const item of found.items)
    if (item.is === 'row' && isUnreferenced(item.binding, run.evidence.input.by, run, computeIn(run)))
      run.notes.unreferenced.add(idOf(item.binding.row))
  return found
}

const idOf = (row: KnownRow): string => `${row.contract.name} ${row.key}`

const isOfGroup = (item: Thing, run: Run): boolean => {
  if (item.is !== 'row' || run.group === undefined || !run.outline.isGrouped) return true
  return groupText(groupOf(item.binding, run.evidence.input.by, run, computeIn(run))) === groupText(run.group)
}

const noteUnknown = (formula: Formula, item: Thing, run: Run): void => {
  if (!run.outline.filters.has(formula) || !isOfGroup(item, run)) return
  if (item.is === 'row') run.notes.unknownRows.add(idOf(item.binding.row))
  else run.notes.unknownValues += 1
}

/** Keeps what the condition is true of. Inside, a row's columns are bare names; a value is `item`. */
const filtered = (formula: Of<'filter'>, of: Thing, scope: Scope, run: Run): Thing => {
  const kept = itemsOf(of).filter((item) => {
    const inner: Scope =
      item.is === 'row'
        ? { row: { row: item.binding.row }, variables: scope.variables, isTop: false }
        : { ...(scope.row === undefined ? {} : { row: scope.row }), item, variables: scope.variables, isTop: false }
    const truth = truthOf(walk(formula.condition, inner, run))
    if (truth === null) noteUnknown(formula, item, run)
    return truth === true
  })
  return toldTop(formula, list(kept), run)
}

const wholeNumbers = (formula: Formula): readonly Thing[] | undefined => {
  if (formula.kind !== 'range' || formula.from?.kind !== 'number' || formula.to?.kind !== 'number') return undefined
  const { from, to } = { from: formula.from.value, to: formula.to.value }
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => thing(from + i))
}

/** Every combination of the iterators' elements; a later iterator may use an earlier one. */
const combinations = (iterators: readonly Iterator[], scope: Scope, run: Run): readonly Scope[] => {
  const [first, ...rest] = iterators
  if (first === undefined) return [scope]
  const over = wholeNumbers(first.over) ?? itemsOf(walk(first.over, scope, run))
  return over.flatMap((item) => {
    const bound: Thing = item.is === 'row' ? rowThing(item.binding.row) : item
    return combinations(rest, { ...scope, variables: { ...scope.variables, [first.name]: bound } }, run)
  })
}

/** `some` is true if it is true of one, else unknown if unknown of one; `every` is that it is false of none. */
const quantified = (formula: Of<'quantified'>, scope: Scope, run: Run): Thing => {
  const truths = combinations(formula.iterators, inRows(scope), run).map((inner) =>
    truthOf(walk(formula.condition, inner, run)),
  )
  return thing(formula.quantifier === 'some' ? anyTrue(truths) : notTrue(anyTrue(truths.map(notTrue))))
}

const windowOf = (formula: Of<'call'>, scope: Scope, run: Run): MentionWindow | undefined => {
  const second = (): Thing => (formula.args[1] === undefined ? unknown : walk(formula.args[1], inRows(scope), run))
  switch (formula.name) {
    case 'ever':
    case 'opened':
    case 'closed':
      return { kind: formula.name }
    case 'open':
      return { kind: 'default' }
    case 'recent':
      return { kind: 'recent', span: second() }
    case 'known':
      return { kind: 'known', moment: momentOf(plainOf(second(), false), run.evidence) ?? -Infinity }
    default:
      return undefined
  }
}

/** A table looked at through `latest` is seen as far back as there are rows. */
const everOf = (formula: Formula, scope: Scope, run: Run): Thing => {
  if (formula.kind === 'filter') return filtered(formula, everOf(formula.of, scope, run), scope, run)
  const found = formula.kind === 'name' ? mentionOf(formula, formula.name, { kind: 'ever' }, run) : undefined
  return found ?? walk(formula, scope, run)
}

const newestRows = (argument: Formula, scope: Scope, run: Run): readonly KnownRow[] => {
  const rows = itemsOf(everOf(argument, inRows(scope), run)).flatMap((item) =>
    item.is === 'row' ? [item.binding.row] : [],
  )
  return rows.filter((row) => isLatest(row, rows, run.evidence))
}

/** Inside a row and beside no named one, the newest rows are the same for every row: a filter sees its own row only. */
const latestOf = (formula: Of<'call'>, argument: Formula, scope: Scope, run: Run): Thing => {
  const isSame = scope.row !== undefined && Object.keys(scope.variables).length === 0
  const rows = (isSame ? run.memory.newest.get(formula) : undefined) ?? newestRows(argument, scope, run)
  if (isSame && !run.notes.isReconstructed) run.memory.newest.set(formula, rows)
  return contributed(formula, rows, run)
}

const aggregateOf = (formula: Of<'call'>, scope: Scope, run: Run): Thing => {
  const { name, args } = formula
  if (!isAggregate(name)) throw new Error(`${name} is no aggregate`)
  const things = args.map((arg) => walk(arg, inRows(scope), run))
  const [over = list([]), parameter] = things
  const listed = args.length > 1 && name !== 'percentile' ? things : itemsOf(over)
  const known = listed.filter((item) => !isUnknown(item))
  if (run.outline.aggregates.includes(formula)) {
    run.notes.kept += listed.length
    run.notes.used += known.length
    run.notes.missing += listed.length - known.length
  }
  if (name === 'covered') return covered(known, wholePeriod(run.evidence))
  const of = parameter === undefined ? 50 : Number(plainOf(parameter, false))
  return aggregated(name, known, of) ?? (scope.isTop ? { is: 'absent', why: 'aggregate-of-nothing' } : unknown)
}

const withoutRepeats = (items: readonly Thing[]): readonly Thing[] => {
  const same = (a: Thing, b: Thing): boolean =>
    a.is === 'row' && b.is === 'row'
      ? idOf(a.binding.row) === idOf(b.binding.row)
      : a.is !== 'row' && b.is !== 'row' && compare('=', anonymous(a), anonymous(b)) === true
  return items.filter((item, i) => items.findIndex((other) => same(item, other)) === i).map(anonymous)
}

/** A value that no longer is the column of a row. */
const anonymous = (of: Thing): Thing => {
  if (of.is !== 'value') return of
  const { origin: _, ...rest } = of
  return rest
}

/** A function of the language, on values; of an unknown it is unknown. */
const builtIn = (formula: Of<'call'>, args: readonly Thing[]): Thing => {
  const known = functionNamed(formula.name)
  if (known === undefined) throw new Error(`no function is called ${formula.name}: the checker lets none pass`)
  const absent = args.find((arg) => arg.is === 'absent')
  if (absent !== undefined) return absent
  const values = args.map((arg) => plainOf(arg, args.some(hasDate)))
  const value = applied(known, values, formula.named)
  if (!isRefusal(value)) return thingOf(value)
  if (values.includes(null)) return unknown
  throw new Error(`${formula.name} ${value.refused}: the checker lets none pass`)
}

const called = (formula: Of<'call'>, scope: Scope, run: Run): Thing => {
  const { name, args } = formula
  const [first] = args
  const window = windowOf(formula, scope, run)
  if (window !== undefined && first?.kind === 'name')
    return toldTop(formula, mentionOf(formula, first.name, window, run) ?? unknown, run)
  if (name === 'latest' && first !== undefined) return toldTop(formula, latestOf(formula, first, scope, run), run)
  if (isRowAggregate(formula)) return aggregateOf(formula, scope, run)
  const things = args.map((arg) => walk(arg, scope, run))
  const [a = unknown, b = unknown] = things
  if (name === 'distinct values') return list(withoutRepeats(itemsOf(a)))
  if (name === 'concatenate') return list(things.flatMap(itemsOf))
  if (name === 'steps') return list(steps(a, b))
  if (name === 'overlap') return overlap(a, b, wholePeriod(run.evidence))
  if (name === 'age' && a.is === 'row') return ageOf(a.binding, run)
  return builtIn(formula, things)
}

/** A method's value, from outside every row. */
export const valueOfMethod = (formula: Formula, run: Run): Thing => walk(formula, { variables: {}, isTop: true }, run)
