import { issueOf, nearest, type Issue, type Span } from '../issue/index.ts'
import { calculate, isFailure, opposite, type Failure, type Operator } from './arithmetic.ts'
import { applied, functionNamed, refusalIssue, unknownFunction } from './call.ts'
import { equal, inRange, order } from './compare.ts'
import { isRefusal, type Refusal } from './function/index.ts'
import { kindText } from './kind-text.ts'
import { readMoment } from './moment.ts'
import { printFormula } from './print.ts'
import { propertyOf } from './property.ts'
import { strayNot } from './read.ts'
import type { CompareOp, Formula, Iterator, Test } from './tree.ts'
import { isList, kindOf, type DateValue, type RangeValue, type Value } from './value.ts'

/** What a formula's names and functions mean here. */
export type Environment = {
  /** The value of a name, or undefined where nothing has it. */
  readonly name: (name: string) => Value | undefined
  /** The names there are, to suggest one for a mistyped one. */
  readonly names?: () => Iterable<string>
  /**
   * Gives a function its meaning before the built-ins are tried: windows, aggregates of rows. `evaluateArg` evaluates
   * an argument, `more` adding names. Undefined: not mine.
   */
  readonly call?: (name: string, args: readonly Formula[], evaluateArg: EvaluateArg) => Value | Refusal | undefined
  /** The levels, lowest first, where two texts are levels of one ordinal scale: their order is not that of their spelling. */
  readonly levels?: (left: Formula, right: Formula) => readonly string[] | undefined
}
export type EvaluateArg = (formula: Formula, more?: Readonly<Record<string, Value>>) => Value

/** A null without an issue is an unknown; an error is a null with one. */
export type Evaluated = { readonly value: Value; readonly issues: readonly Issue[] }

type Scope = {
  readonly environment: Environment
  readonly look: (name: string) => Value | undefined
  readonly report: (issue: Issue) => null
}

const withNames = (scope: Scope, names: Readonly<Record<string, Value>>): Scope => ({
  ...scope,
  look: (name) => (Object.hasOwn(names, name) ? names[name] : scope.look(name)),
})

/** The same problem of the same place is said once, however many rows have it. */
const reporter =
  (issues: Map<string, Issue>) =>
  (issue: Issue): null => {
    const key = `${issue.code} ${issue.span.from} ${issue.span.to}`
    if (!issues.has(key)) issues.set(key, issue)
    return null
  }

/** The value of a formula on values: the reference that every engine agrees with (DMN 1.5 chapter 10, language.md 2). */
export const evaluate = (formula: Formula, environment: Environment): Evaluated => {
  const issues = new Map<string, Issue>()
  const value = valueOf({ environment, look: environment.name, report: reporter(issues) }, formula)
  return { value, issues: [...issues.values()] }
}

/** Whether one of the tests holds of a value; null where that is unknown. */
export const evaluateTests = (tests: readonly Test[], value: Value, environment: Environment): Evaluated => {
  const issues = new Map<string, Issue>()
  const scope: Scope = { environment, look: environment.name, report: reporter(issues) }
  const of: Formula = { kind: 'name', name: '?', span: { from: 0, to: 0 } }
  return { value: anyTest(scope, of, value, tests), issues: [...issues.values()] }
}

const wrongType = (scope: Scope, span: Span, what: string, got: Value, remedy?: string): null =>
  scope.report(issueOf('wrong-type', { what, got: kindText(got), remedy }, span))

const valueOf = (scope: Scope, formula: Formula): Value => {
  switch (formula.kind) {
    case 'null':
    case 'unsupported':
      return null
    case 'boolean':
    case 'string':
      return formula.value
    case 'number':
      return Number.isFinite(formula.value)
        ? formula.value
        : scope.report(issueOf('unsupported-number', { text: formula.text }, formula.span))
    case 'at':
      return momentOf(scope, formula)
    case 'name':
      return nameOf(scope, formula)
    case 'path':
      return pathOf(scope, valueOf(scope, formula.of), formula)
    case 'arithmetic':
      return arithmeticOf(scope, formula)
    case 'negate':
      return negateOf(scope, formula)
    case 'compare':
      return compareOf(scope, formula.op, formula, valueOf(scope, formula.left), valueOf(scope, formula.right), [
        formula.left,
        formula.right,
      ])
    case 'between':
      return betweenOf(scope, formula)
    case 'in':
      return anyTest(scope, formula.of, valueOf(scope, formula.of), formula.tests)
    case 'and':
      return conjunctionOf(scope, formula, false)
    case 'or':
      return conjunctionOf(scope, formula, true)
    case 'not':
      return notOf(scope, formula)
    case 'if':
      return ifOf(scope, formula)
    case 'list':
      return formula.items.map((item) => valueOf(scope, item))
    case 'range':
      return rangeOf(scope, formula)
    case 'context':
      return contextOf(scope, formula)
    case 'filter':
      return filterOf(scope, formula)
    case 'quantified':
      return quantifiedOf(scope, formula)
    case 'for':
      return forOf(scope, formula)
    case 'call':
      return callOf(scope, formula)
  }
}

type Of<K extends Formula['kind']> = Formula & { readonly kind: K }

const momentOf = (scope: Scope, { text, span }: Of<'at'>): Value => {
  const moment = readMoment(text)
  if (moment === 'shape')
    return scope.report(issueOf('invalid-literal', { text, as: 'a date, a time, a date and time or a duration' }, span))
  return moment === 'year' ? scope.report(issueOf('unsupported-year', { text }, span)) : moment
}

const nameOf = (scope: Scope, { name, span }: Of<'name'>): Value => {
  const value = scope.look(name)
  if (value !== undefined) return value
  const near = nearest(name, scope.environment.names?.() ?? [])
  return scope.report(strayNot(name, span) ?? issueOf('unknown-name', { name, near }, span))
}

const pathOf = (scope: Scope, of: Value, formula: Of<'path'>): Value => {
  if (of === null) return null
  if (isList(of)) return of.map((item) => pathOf(scope, item, formula))
  return propertyOf(of, formula.name) ?? missingPart(scope, of, formula)
}
/** Null is a part that is there and unknown; no part at all is a mistake. */
const missingPart = (scope: Scope, of: Exclude<Value, null>, { name, nameSpan }: Of<'path'>): Value => {
  if (propertyOf(of, name) === null) return null
  const known = typeof of === 'object' && !isList(of) && of.kind === 'context' ? Object.keys(of.entries) : []
  return scope.report(issueOf('unknown-name', { name, near: nearest(name, known) }, nameSpan))
}

const verbs: Readonly<Record<Operator, string>> = {
  '+': 'added to',
  '-': 'subtracted from',
  '*': 'multiplied with',
  '/': 'divided by',
  '**': 'raised to',
}

/** Two kinds an operator cannot join, in the order the verb wants them. */
const unlikeText = (op: Operator, left: Value, right: Value): string => {
  const [one, other] = op === '+' || op === '-' ? [right, left] : [left, right]
  return `${kindText(one)} cannot be ${verbs[op]} ${kindText(other)}`
}

const failureIssue = (formula: Of<'arithmetic'>, failure: Failure['failed'], left: Value, right: Value): Issue => {
  const written = printFormula(formula)
  switch (failure) {
    case 'zero':
      return issueOf('division-by-zero', { written }, formula.span)
    case 'year':
      return issueOf('unsupported-year', { text: written }, formula.span)
    case 'number':
      return issueOf('unsupported-number', { text: written }, formula.span)
    case 'undefined':
      return issueOf('not-computable', { written, why: 'the root of a negative number is not a number' }, formula.span)
    case 'unlike':
      return dateBesideInstant(left, right)
        ? issueOf('unsupported-date-with-instant', { written }, formula.span)
        : issueOf('unlike-operands', { what: unlikeText(formula.op, left, right) }, formula.span)
  }
}

const arithmeticOf = (scope: Scope, formula: Of<'arithmetic'>): Value => {
  const left = valueOf(scope, formula.left)
  const right = valueOf(scope, formula.right)
  if (left === null || right === null) return null
  const value = calculate(formula.op, left, right)
  return isFailure(value) ? scope.report(failureIssue(formula, value.failed, left, right)) : value
}

const negateOf = (scope: Scope, formula: Of<'negate'>): Value => {
  const of = valueOf(scope, formula.of)
  if (of === null) return null
  const value = opposite(of)
  return isFailure(value) ? wrongType(scope, formula.span, 'A minus sign needs a number or a duration', of) : value
}

const holds: Readonly<Record<CompareOp, (order: -1 | 0 | 1) => boolean>> = {
  '=': (n) => n === 0,
  '!=': (n) => n !== 0,
  '<': (n) => n < 0,
  '<=': (n) => n <= 0,
  '>': (n) => n > 0,
  '>=': (n) => n >= 0,
}

/** Two levels of one ordinal scale as their ranks; anything else as it is. */
const ranked = (
  scope: Scope,
  left: Value,
  right: Value,
  [one, other]: readonly [Formula, Formula],
): readonly [Value, Value] => {
  if (typeof left !== 'string' || typeof right !== 'string') return [left, right]
  const levels = scope.environment.levels?.(one, other)
  return levels === undefined ? [left, right] : [levels.indexOf(left), levels.indexOf(right)]
}

const dateBesideInstant = (left: Value, right: Value): boolean => {
  const kinds = [kindOf(left), kindOf(right)]
  return kinds.includes('date') && kinds.includes('date and time')
}

const unlikeKinds = (scope: Scope, at: Formula, left: Value, right: Value): null => {
  if (dateBesideInstant(left, right))
    return scope.report(issueOf('unsupported-date-with-instant', { written: printFormula(at) }, at.span))
  if (isList(left) !== isList(right))
    return scope.report(issueOf('unsupported-singleton-list', { written: printFormula(at) }, at.span))
  return scope.report(
    issueOf('unlike-operands', { what: `${kindText(left)} cannot be compared with ${kindText(right)}` }, at.span),
  )
}

const compareOf = (
  scope: Scope,
  op: CompareOp,
  at: Formula,
  left: Value,
  right: Value,
  sides: readonly [Formula, Formula],
): boolean | null => {
  if (op === '=' || op === '!=') {
    const same = equal(left, right)
    return same === 'unlike' ? unlikeKinds(scope, at, left, right) : same === (op === '=')
  }
  const [one, other] = ranked(scope, left, right, sides)
  const ordered = order(one, other)
  if (ordered === 'unlike') return unlikeKinds(scope, at, left, right)
  return ordered === null ? null : holds[op](ordered)
}

const both = (one: boolean | null, other: boolean | null): boolean | null =>
  one === false || other === false ? false : one === null || other === null ? null : true

const betweenOf = (scope: Scope, formula: Of<'between'>): Value => {
  const of = valueOf(scope, formula.of)
  const low = compareOf(scope, '>=', formula, of, valueOf(scope, formula.low), [formula.of, formula.low])
  return both(low, compareOf(scope, '<=', formula, of, valueOf(scope, formula.high), [formula.of, formula.high]))
}

const anyTest = (scope: Scope, of: Formula, value: Value, tests: readonly Test[]): boolean | null => {
  let unknown = false
  for (const test of tests) {
    const passed = testOf(scope, of, value, test)
    if (passed === true) return true
    if (passed === null) unknown = true
  }
  return unknown ? null : false
}

const testOf = (scope: Scope, of: Formula, value: Value, test: Test): boolean | null => {
  if (test.kind === 'any') return true
  const inside = withNames(scope, { '?': value })
  const tested = valueOf(inside, test.value)
  if (test.kind === 'unary') return compareOf(scope, test.op, test.value, value, tested, [of, test.value])
  if (typeof tested === 'boolean' && typeof value !== 'boolean') return tested
  return memberOf(scope, of, value, tested, test.value)
}

/** `x in list`: an item equals it, or is a range that holds it. Items of another kind are simply not it. */
const isItem = (value: Value, items: readonly Value[]): boolean | null => {
  const answers = items.map((item) =>
    isRange(item) && !isRange(value)
      ? inRange(value, item)
      : isList(item) && !isList(value)
        ? isItem(value, item)
        : equal(value, item),
  )
  return answers.includes(true) ? true : answers.includes(null) ? null : false
}
const isRange = (value: Value): value is RangeValue =>
  typeof value === 'object' && value !== null && !isList(value) && value.kind === 'range'

const memberOf = (scope: Scope, of: Formula, value: Value, tested: Value, at: Formula): boolean | null => {
  if (isList(tested)) return (isList(value) && equal(value, tested) === true) || isItem(value, tested)
  if (!isRange(tested) || isRange(value)) return compareOf(scope, '=', at, value, tested, [of, at])
  const ends = at.kind === 'range' ? [at.from ?? at, at.to ?? at] : [at, at]
  const [fromSide = at, toSide = at] = ends
  const low =
    tested.from === null
      ? null
      : compareOf(scope, tested.fromIncluded ? '>=' : '>', at, value, tested.from, [of, fromSide])
  return both(
    low,
    tested.to === null ? null : compareOf(scope, tested.toIncluded ? '<=' : '<', at, value, tested.to, [of, toSide]),
  )
}

const truthOf = (scope: Scope, formula: Formula, what: string): boolean | null => {
  const value = valueOf(scope, formula)
  return value === null || typeof value === 'boolean'
    ? value
    : wrongType(scope, formula.span, `${what} needs true or false`, value)
}

/** `and` and `or` of three values; `decisive` alone settles the answer (DMN table 50). */
const conjunctionOf = (scope: Scope, formula: Of<'and' | 'or'>, decisive: boolean): Value => {
  const word = `“${formula.kind}”`
  const left = truthOf(scope, formula.left, word)
  if (left === decisive) return decisive
  const right = truthOf(scope, formula.right, word)
  return right === decisive ? decisive : left === null || right === null ? null : !decisive
}

const notOf = (scope: Scope, formula: Of<'not'>): Value => {
  const of = truthOf(scope, formula.of, '“not”')
  return of === null ? null : !of
}

const ifOf = (scope: Scope, formula: Of<'if'>): Value => {
  const value = valueOf(scope, formula.condition)
  if (value === null) return scope.report(issueOf('unsupported-unknown-condition', {}, formula.condition.span))
  if (typeof value !== 'boolean') return wrongType(scope, formula.condition.span, '“if” needs true or false', value)
  return valueOf(scope, value ? formula.then : formula.otherwise)
}

const rangeOf = (scope: Scope, formula: Of<'range'>): Value => {
  const from = formula.from === null ? null : valueOf(scope, formula.from)
  const to = formula.to === null ? null : valueOf(scope, formula.to)
  const ordered = order(from, to)
  if (ordered === 'unlike')
    return scope.report(
      issueOf('unlike-operands', { what: `A range cannot go from ${kindText(from)} to ${kindText(to)}` }, formula.span),
    )
  return { kind: 'range', from, to, fromIncluded: formula.fromIncluded, toIncluded: formula.toIncluded }
}

/** An entry may use the entries before it (DMN 10.3.2.6). */
const contextOf = (scope: Scope, formula: Of<'context'>): Value => {
  const entries: Record<string, Value> = {}
  for (const { key, value } of formula.entries) {
    if (Object.hasOwn(entries, key)) return scope.report(issueOf('repeated-key', { key }, formula.span))
    entries[key] = valueOf(withNames(scope, { ...entries }), value)
  }
  return { kind: 'context', entries }
}

const asList = (value: Value): readonly Value[] => (isList(value) ? value : [value])

/** Inside a filter the names of the item come first, then what stands around. */
const withItem = (scope: Scope, item: Value): Scope => {
  const outer = withNames(scope, { item })
  return item !== null && typeof item === 'object' && !isList(item) && item.kind === 'context'
    ? withNames(outer, item.entries)
    : outer
}

const filterOf = (scope: Scope, formula: Of<'filter'>): Value => {
  const of = valueOf(scope, formula.of)
  if (of === null) return null
  return asList(of).filter((item) => {
    const kept = valueOf(withItem(scope, item), formula.condition)
    if (typeof kept === 'number')
      scope.report(issueOf('unsupported-positional-filter', { written: printFormula(formula) }, formula.condition.span))
    else if (kept !== null && typeof kept !== 'boolean')
      wrongType(scope, formula.condition.span, 'A filter needs true or false', kept)
    return kept === true
  })
}

const mostSteps = 1_000_000

/** The whole numbers or the days of a range, downwards where it was written without brackets. */
const stepsOf = (scope: Scope, range: RangeValue, iterator: Iterator): readonly Value[] | null => {
  const { from, to, fromIncluded, toIncluded } = range
  const trim = (steps: readonly Value[]): readonly Value[] =>
    steps.slice(fromIncluded ? 0 : 1, toIncluded ? undefined : -1)
  const bracketed = iterator.over.kind !== 'range' || iterator.over.bare !== true
  const ordered = order(from, to)
  if (ordered === null) return null
  if (ordered === 1 && bracketed)
    return scope.report(issueOf('backward-range', { written: printFormula(iterator.over) }, iterator.over.span))
  if (typeof from === 'number' && typeof to === 'number') {
    const count = Math.floor(Math.abs(to - from)) + 1
    if (count > mostSteps)
      return scope.report(issueOf('unsupported-number', { text: printFormula(iterator.over) }, iterator.over.span))
    return trim(Array.from({ length: count }, (_, i) => from + (to < from ? -i : i)))
  }
  if (isDate(from) && isDate(to)) {
    const days = from.date.until(to.date, { largestUnit: 'days' }).days
    if (Math.abs(days) > mostSteps)
      return scope.report(issueOf('unsupported-number', { text: printFormula(iterator.over) }, iterator.over.span))
    return trim(
      Array.from({ length: Math.abs(days) + 1 }, (_, i) => ({
        kind: 'date',
        date: from.date.add({ days: days < 0 ? -i : i }),
      })),
    )
  }
  return wrongType(scope, iterator.over.span, 'Only a range of numbers or dates can be gone through', from)
}
const isDate = (value: Value): value is DateValue =>
  typeof value === 'object' && value !== null && !isList(value) && value.kind === 'date'

const domainOf = (scope: Scope, iterator: Iterator): readonly Value[] | null => {
  const over = valueOf(scope, iterator.over)
  if (over === null) return null
  return isRange(over) ? stepsOf(scope, over, iterator) : asList(over)
}

/** Every combination of the iterators, the last turning fastest; a later one may use an earlier one. False where one is unknown. */
const eachCombination = (scope: Scope, iterators: readonly Iterator[], visit: (scope: Scope) => void): boolean => {
  const [first, ...rest] = iterators
  if (first === undefined) {
    visit(scope)
    return true
  }
  const domain = domainOf(scope, first)
  if (domain === null) return false
  return domain.every((item) => eachCombination(withNames(scope, { [first.name]: item }), rest, visit))
}

const quantifiedOf = (scope: Scope, formula: Of<'quantified'>): Value => {
  const decisive = formula.quantifier === 'some'
  const seen = new Set<boolean | null>()
  const known = eachCombination(scope, formula.iterators, (inner) => {
    if (!seen.has(decisive)) seen.add(truthOf(inner, formula.condition, `“${formula.quantifier}”`))
  })
  if (seen.has(decisive)) return decisive
  return !known || seen.has(null) ? null : !decisive
}

const forOf = (scope: Scope, formula: Of<'for'>): Value => {
  const partial: Value[] = []
  const known = eachCombination(scope, formula.iterators, (inner) => {
    const soFar: Scope = { ...inner, look: (name) => (name === 'partial' ? [...partial] : inner.look(name)) }
    partial.push(valueOf(soFar, formula.result))
  })
  return known ? partial : null
}

const callOf = (scope: Scope, formula: Of<'call'>): Value => {
  const { name, args, named, nameSpan, span } = formula
  const evaluateArg: EvaluateArg = (arg, more) => valueOf(more === undefined ? scope : withNames(scope, more), arg)
  const own = scope.environment.call?.(name, args, evaluateArg)
  const called = own === undefined ? functionNamed(name) : undefined
  if (own === undefined && called === undefined)
    return scope.report(strayNot(name, nameSpan) ?? unknownFunction(name, nameSpan))
  const value =
    own ??
    (called === undefined
      ? null
      : applied(
          called,
          args.map((arg) => valueOf(scope, arg)),
          named,
        ))
  return isRefusal(value) ? scope.report(refusalIssue(name, printFormula(formula), value, span)) : value
}
