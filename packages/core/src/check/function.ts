import {
  functions,
  isRefusal,
  scaleOf,
  typeText,
  type Formula,
  type Test,
  type Type,
  typeOfValue,
} from '../formula/index.ts'
import { issueOf, nearest, type Code, type Issue, type ParametersOf, type Span } from '../issue/index.ts'
import type { Scale } from '../term/index.ts'
import { isPure, sameUnit, unitOf, unitText, type Unit, type UnitOrAny } from '../unit/index.ts'
import { typeOfArithmetic } from './arithmetic.ts'
import { literalValue } from './literal.ts'
import type { CheckedParameter } from './checked.ts'
import type { Context } from './scope.ts'
import type { Typed } from './typed.ts'

/** What a function or criterion may name: measures already measured, and parameters. */
export type MeasureScope = {
  readonly measures: Readonly<Record<string, Type>>
  /** Measures that are themselves ratios of others. */
  readonly ratios: ReadonlySet<string>
  readonly parameters: Readonly<Record<string, CheckedParameter>>
  readonly tables: readonly string[]
  readonly used: Set<string>
  readonly accept: Readonly<Record<string, string>>
  readonly accepted: Set<string>
  readonly issues: Issue[]
  /** In a criterion a bare number beside a percent measure is in percent; where those numbers stand. */
  readonly percentSpans: number[] | null
}

const say = <C extends Code>(scope: MeasureScope, code: C, parameters: ParametersOf<C>, span: Span): void => {
  if (scope.accept[code] === undefined) scope.issues.push(issueOf(code, parameters, span))
  else scope.accepted.add(code)
}

const unknown: Type = { kind: 'unknown' }
const truth: Type = { kind: 'boolean' }
const plain: Type = { kind: 'number', scale: 'ratio', unit: 'any' }
const isPercent = (type: Type): boolean => type.kind === 'number' && type.percent === true

/** Notes the bare numbers of `formula` as percent, where it stands beside a percent measure. */
const inPercent = (formula: Formula, other: Type, scope: MeasureScope): void => {
  if (scope.percentSpans === null || !isPercent(other)) return
  if (formula.kind === 'number') scope.percentSpans.push(formula.span.from)
  if (formula.kind === 'negate') inPercent(formula.of, other, scope)
  if (formula.kind === 'range')
    for (const end of [formula.from, formula.to]) if (end !== null) inPercent(end, other, scope)
  if (formula.kind === 'list') for (const item of formula.items) inPercent(item, other, scope)
}

const nameType = (formula: Formula & { readonly kind: 'name' }, scope: MeasureScope): Type => {
  const measure = scope.measures[formula.name]
  if (measure !== undefined) return measure
  const parameter = scope.parameters[formula.name]
  if (parameter !== undefined) {
    scope.used.add(formula.name)
    return parameter.type
  }
  if (scope.tables.includes(formula.name)) say(scope, 'table-in-function', { name: formula.name }, formula.span)
  else
    say(
      scope,
      'unknown-measure',
      {
        name: formula.name,
        near: nearest(formula.name, [...Object.keys(scope.measures), ...Object.keys(scope.parameters)]),
      },
      formula.span,
    )
  return unknown
}

/** A number that is written down; the power of a unit is asked for it. */
const writtenNumber = (formula: Formula): number | null =>
  formula.kind === 'number'
    ? formula.value
    : formula.kind === 'negate' && formula.of.kind === 'number'
      ? -formula.of.value
      : null

const typedAs = (formula: Formula, type: Type): Typed => ({
  kind: 'constant',
  value: writtenNumber(formula),
  type,
  span: formula.span,
})

/** Arithmetic reports through a method's context; only these of its parts are asked. */
const arithmeticContext = (scope: MeasureScope): Context => ({
  contracts: {},
  declared: [],
  parameters: {},
  accept: scope.accept,
  issues: scope.issues,
  periodDays: 0,
  unitDeclared: false,
  used: { parameters: scope.used, tables: new Set(), accepted: scope.accepted },
  fresh: () => '',
  resolve: () => {
    throw new Error('a function has no rows')
  },
  value: () => {
    throw new Error('a function has no rows')
  },
  relation: () => undefined,
})

const arithmeticType = (formula: Formula & { readonly kind: 'arithmetic' }, scope: MeasureScope): Type => {
  const [left, right] = [typeOf(formula.left, scope), typeOf(formula.right, scope)]
  if (formula.op === '+' || formula.op === '-') {
    inPercent(formula.left, right, scope)
    inPercent(formula.right, left, scope)
  }
  return typeOfArithmetic(
    formula.op,
    typedAs(formula.left, left),
    typedAs(formula.right, right),
    formula.span,
    arithmeticContext(scope),
  )
}

const compareTypes = (left: Type, right: Type, span: Span, scope: MeasureScope): void => {
  if (left.kind === 'number' && right.kind === 'number' && !sameUnit(left.unit, right.unit))
    say(
      scope,
      'unit-mismatch',
      { left: unitText(left.unit) || 'a pure number', right: unitText(right.unit) || 'a pure number', verb: 'compare' },
      span,
    )
  else if (left.kind === 'duration' && right.kind === 'duration' && left.of !== right.of)
    say(scope, 'months-with-days', {}, span)
  else if (
    left.kind !== right.kind &&
    ![left.kind, right.kind].some((kind) => kind === 'unknown' || kind === 'null') &&
    !isLevelWithText(left, right)
  )
    say(scope, 'cannot-compare', { left: typeText(left), right: typeText(right) }, span)
}

const isLevelWithText = (left: Type, right: Type): boolean =>
  (left.kind === 'level' && right.kind === 'text') || (left.kind === 'text' && right.kind === 'level')

const comparing = (of: Formula, type: Type, other: Formula, span: Span, scope: MeasureScope): void => {
  const otherType = typeOf(other, scope)
  inPercent(of, otherType, scope)
  inPercent(other, type, scope)
  compareTypes(type, otherType.kind === 'range' || otherType.kind === 'list' ? otherType.of : otherType, span, scope)
}

const testTypes = (of: Formula, type: Type, test: Test, span: Span, scope: MeasureScope): void => {
  if (test.kind !== 'any') comparing(of, type, test.value, span, scope)
}

const conditionType = (formula: Formula, scope: MeasureScope): void => {
  const type = typeOf(formula, scope)
  if (type.kind !== 'boolean' && type.kind !== 'unknown')
    say(scope, 'not-a-condition', { type: typeText(type) }, formula.span)
}

const measureArgument = (formula: Formula & { readonly kind: 'call' }, scope: MeasureScope): Type | undefined => {
  const [argument] = formula.args
  if (argument?.kind === 'name') return nameType(argument, scope)
  say(scope, 'wrong-arguments', { name: formula.name, wants: 'the name of a measure first' }, formula.span)
  return undefined
}

const shareType = (formula: Formula & { readonly kind: 'call' }, scope: MeasureScope): Type => {
  const [part, whole] = formula.args.map((argument) => typeOf(argument, scope))
  if (part === undefined || whole === undefined)
    say(scope, 'wrong-arguments', { name: 'share', wants: 'a part and a whole' }, formula.span)
  else if (part.kind === 'number' && whole.kind === 'number' && !sameUnit(part.unit, whole.unit))
    say(
      scope,
      'unit-mismatch',
      { left: unitText(whole.unit), right: unitText(part.unit), verb: 'take the share of' },
      formula.span,
    )
  return { kind: 'number', scale: 'ratio', unit: {} }
}

const seriesType = (formula: Formula & { readonly kind: 'call' }, scope: MeasureScope): Type | undefined => {
  const { name } = formula
  if (name === 'share') return shareType(formula, scope)
  if (name === 'previous' || name === 'change') return measureArgument(formula, scope) ?? unknown
  if (name === 'last') return { kind: 'list', of: measureArgument(formula, scope) ?? unknown }
  if (name === 'rising' || name === 'falling' || name === 'steady')
    return measureArgument(formula, scope) === undefined ? unknown : truth
  if (name === 'trend')
    return measureArgument(formula, scope) === undefined
      ? unknown
      : { kind: 'level', scale: 'nominal', levels: ['up', 'down', 'none'] }
  return undefined
}

const methodOnly = [
  'ever',
  'recent',
  'opened',
  'closed',
  'open',
  'latest',
  'known',
  'age',
  'covered',
  'overlap',
  'steps',
  'distinct values',
]

/** The measure an average runs over: `mean(last(m, 3))`. */
const averagedMeasure = (formula: Formula & { readonly kind: 'call' }): string | undefined => {
  const [argument] = formula.args
  const [inner] = argument?.kind === 'call' && argument.name === 'last' ? argument.args : []
  return (formula.name === 'mean' || formula.name === 'stddev') && inner?.kind === 'name' ? inner.name : undefined
}

const builtInType = (formula: Formula & { readonly kind: 'call' }, scope: MeasureScope): Type => {
  const known = functions.find((each) => each.name === formula.name)
  if (methodOnly.includes(formula.name)) say(scope, 'only-in-method', { name: formula.name }, formula.nameSpan)
  else if (known === undefined)
    say(
      scope,
      'unknown-function',
      {
        name: formula.name,
        near: nearest(
          formula.name,
          functions.map((each) => each.name),
        ),
      },
      formula.nameSpan,
    )
  const averaged = averagedMeasure(formula)
  if (averaged !== undefined && scope.ratios.has(averaged))
    say(scope, 'mean-of-ratios', { measure: averaged }, formula.span)
  const types = formula.args.map((argument) => typeOf(argument, scope))
  if (known === undefined || methodOnly.includes(formula.name)) return unknown
  const type = known.typeOf(types)
  if (!isRefusal(type)) return type
  say(scope, 'cannot-apply', { name: formula.name, refused: type.refused }, formula.span)
  return unknown
}

const callType = (formula: Formula & { readonly kind: 'call' }, scope: MeasureScope): Type => {
  if (
    formula.args.every((argument) => argument.kind === 'string' || argument.kind === 'number') &&
    formula.args.length > 0
  ) {
    const { value, issues } = literalValue(formula)
    if (issues.length === 0 && value !== null) return typeOfValue(value)
  }
  return seriesType(formula, scope) ?? builtInType(formula, scope)
}

/** Type, scale and unit of a function or criterion over measures; reports what is wrong as it goes. */
export const typeOf = (formula: Formula, scope: MeasureScope): Type => {
  switch (formula.kind) {
    case 'null':
      return { kind: 'null' }
    case 'boolean':
      return truth
    case 'number':
      return plain
    case 'string':
      return { kind: 'text' }
    case 'at':
      return typeOfValue(literalValue(formula).value)
    case 'name':
      return nameType(formula, scope)
    case 'arithmetic':
      return arithmeticType(formula, scope)
    case 'negate':
      return typeOf(formula.of, scope)
    case 'compare':
      comparing(formula.left, typeOf(formula.left, scope), formula.right, formula.span, scope)
      return truth
    case 'between': {
      const type = typeOf(formula.of, scope)
      for (const end of [formula.low, formula.high]) comparing(formula.of, type, end, formula.span, scope)
      return truth
    }
    case 'in': {
      const type = typeOf(formula.of, scope)
      for (const test of formula.tests) testTypes(formula.of, type, test, formula.span, scope)
      return truth
    }
    case 'and':
    case 'or':
      conditionType(formula.left, scope)
      conditionType(formula.right, scope)
      return truth
    case 'not':
      conditionType(formula.of, scope)
      return truth
    case 'if': {
      conditionType(formula.condition, scope)
      const [then, otherwise] = [typeOf(formula.then, scope), typeOf(formula.otherwise, scope)]
      return then.kind === 'null' ? otherwise : then
    }
    case 'list':
      return { kind: 'list', of: formula.items.map((item) => typeOf(item, scope))[0] ?? unknown }
    case 'range': {
      const ends = [formula.from, formula.to].map((end) => (end === null ? unknown : typeOf(end, scope)))
      return { kind: 'range', of: ends.find((end) => end.kind !== 'unknown') ?? unknown }
    }
    case 'call':
      return callType(formula, scope)
    case 'path':
    case 'filter':
    case 'for':
    case 'quantified':
    case 'context':
      say(scope, 'only-in-method', { name: formula.kind }, formula.span)
      return unknown
    case 'unsupported':
      return unknown
  }
}

/**
 * A rate for so many: `report/1000 person year`, where the formula is `1000 * …` of reports per person year. It is a
 * unit of its own, so that nothing adds it to a rate for each.
 */
const manyOf = (declared: string, unit: UnitOrAny, formula: Formula | undefined): Unit | undefined => {
  const [, over = '', many = '', under = ''] = /^([^/]*)\/(10+) ([^/]+)$/.exec(declared) ?? []
  if (formula?.kind !== 'arithmetic' || many === '' || unitText(unit) !== `${over}/${under}`) return undefined
  return factorOf(formula) === Number(many) ? { ...unitOf(over), [`${many} ${under}`]: -1 } : undefined
}

/** The number that a product or quotient begins with. */
const factorOf = (formula: Formula): number | undefined => {
  if (formula.kind === 'number') return formula.value
  const isProduct = formula.kind === 'arithmetic' && (formula.op === '*' || formula.op === '/')
  return isProduct ? factorOf(formula.left) : undefined
}

/**
 * The measure's type with its declared unit applied: `percent` shows a pure number ×100. A method that counts pairings
 * or adds pure numbers may name what it counts; a function has the unit its operands give it.
 */
export const withUnit = (
  type: Type,
  declared: string | undefined,
  of: 'method' | 'function',
  span: Span,
  issues: Issue[],
  formula?: Formula,
): Type => {
  if (declared === undefined || type.kind === 'unknown') return type
  if (type.kind !== 'number') {
    if (!(type.kind === 'duration' && declared === 's'))
      issues.push(issueOf('declared-unit-differs', { declared, inferred: typeText(type) }, span))
    return type
  }
  if (declared === 'percent') {
    if (!isPure(type.unit)) issues.push(issueOf('percent-of-unit', { inferred: unitText(type.unit) }, span))
    return { ...type, unit: {}, percent: true }
  }
  if (isPure(type.unit) && (of === 'method' || declared === '1' || type.unit === 'any'))
    return { ...type, unit: declared === '1' ? {} : { [declared]: 1 } }
  const many = manyOf(declared, type.unit, formula)
  if (many !== undefined) return { ...type, unit: many }
  if (unitText(type.unit) !== declared)
    issues.push(issueOf('declared-unit-differs', { declared, inferred: unitText(type.unit) || 'a pure number' }, span))
  return type
}

/** A scale is inferred; one that is declared must be the same. */
export const checkScale = (type: Type, declared: Scale | undefined, span: Span, issues: Issue[]): void => {
  const inferred = scaleOf(type)
  if (declared !== undefined && inferred !== null && inferred !== declared)
    issues.push(issueOf('declared-scale-differs', { declared, inferred: `${inferred}` }, span))
}
