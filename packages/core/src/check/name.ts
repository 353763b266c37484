import type { Contract } from '../construct/index.ts'
import { strayNot, type Formula, type Type } from '../formula/index.ts'
import { nearest, type Span } from '../issue/index.ts'
import { poison, relationOf, report, valueOf, type Context, type Resolved, type Scope } from './scope.ts'
import { columnOf, referenceOf, typeOfColumn } from './type-of-column.ts'
import type { Relation, Typed, Window } from './typed.ts'

/** A column of a row; a column that refers to another contract is still its own value. */
export const columnValue = (row: string, contract: Contract, name: string, span: Span): Typed | undefined => {
  const column = columnOf(contract, name)
  return column === undefined
    ? undefined
    : {
        kind: 'column',
        row,
        contract: contract.name,
        column: name,
        optional: column.optional || column.is !== undefined,
        type: typeOfColumn(column),
        span,
      }
}

/** A mention of a table sees the rows of its window. */
export const scanOf = (context: Context, contract: Contract, window: Window): Relation => {
  context.used.tables.add(contract.name)
  context.mentioned?.(contract.name, window)
  return {
    kind: 'scan',
    item: context.fresh('r'),
    of: { kind: 'row', contract: contract.name },
    contract: contract.name,
    window,
  }
}

const tableNamed = (name: string, span: Span, context: Context): Contract | undefined => {
  const contract = context.contracts[name]
  if (contract !== undefined && !context.declared.includes(name)) report(context, 'table-not-declared', { name }, span)
  return contract
}

const knownNames = (scope: Scope, context: Context): readonly string[] => [
  ...(scope.row?.contract.columns.map((column) => column.name) ?? []),
  ...Object.keys(scope.variables),
  ...Object.keys(context.parameters),
  'period',
  ...(scope.row === undefined ? context.declared : []),
]

const explainUnknown = (name: string, span: Span, scope: Scope, context: Context): void => {
  const row = scope.row?.contract
  const isOuter = scope.outer.some((contract) => columnOf(contract, name) !== undefined)
  const near = nearest(name, knownNames(scope, context))
  const stray = strayNot(name, span)
  if (stray !== undefined) context.issues.push(stray)
  else if (row !== undefined && isOuter) report(context, 'outer-row', { name, table: row.name }, span)
  else if (row !== undefined) report(context, 'unknown-column', { name, table: row.name, near }, span)
  else report(context, 'unknown-name', { name, near }, span)
}

const parameterValue = (name: string, span: Span, scope: Scope, context: Context): Typed | undefined => {
  const parameter = context.parameters[name]
  if (parameter === undefined) return undefined
  context.used.parameters.add(name)
  const of =
    parameter.by === undefined || scope.row === undefined
      ? undefined
      : columnValue(scope.row.name, scope.row.contract, parameter.by, span)
  if (parameter.by !== undefined && of === undefined) {
    report(context, 'parameter-without-row', { name, by: parameter.by }, span)
    return poison(span)
  }
  return { kind: 'parameter', name, type: parameter.type, span, ...(of === undefined ? {} : { perLevelOf: of }) }
}

const isPeriod = (name: string): boolean => name === 'period'

/** A named value. A named range, such as one of `steps`, is taken apart, so that `x in d` can be told of it. */
const namedValue = (name: string, type: Type, span: Span): Typed => {
  const whole: Typed = { kind: 'variable', name, type, span }
  if (type.kind !== 'range') return whole
  const end = (part: 'from' | 'to'): Typed => ({
    kind: 'call',
    name: `part ${part}`,
    args: [whole],
    type: type.of,
    span,
  })
  return { kind: 'range', from: end('from'), fromIncluded: true, to: end('to'), toIncluded: false, type, span }
}

/** A bare name: a column of the filtered row, a named row or value, a parameter, the period, or a table. */
export const resolveName = (formula: Formula & { readonly kind: 'name' }, scope: Scope, context: Context): Resolved => {
  const { name, span } = formula
  const column = scope.row === undefined ? undefined : columnValue(scope.row.name, scope.row.contract, name, span)
  if (column !== undefined) return valueOf(column)
  if (name === 'item' && scope.item !== undefined) return valueOf(namedValue(scope.item.name, scope.item.type, span))
  const variable = scope.variables[name]
  if (variable !== undefined) return valueOf(namedValue(variable.name, variable.type, span))
  const parameter = parameterValue(name, span, scope, context)
  if (parameter !== undefined) return valueOf(parameter)
  if (isPeriod(name)) return valueOf(wholePeriod(span))
  if (name === 'age' && scope.row !== undefined)
    return valueOf(ageOf(scope.row.name, scope.row.contract, span, context))
  const table = tableNamed(name, span, context)
  if (table !== undefined) return relationOf(scanOf(context, table, { kind: 'default' }))
  explainUnknown(name, span, scope, context)
  return valueOf(poison(span))
}

export const periodBound = (bound: 'start' | 'end' | 'year start' | 'year end', span: Span): Typed => ({
  kind: 'period',
  bound,
  type: { kind: 'date and time' },
  span,
})

const rangeOfPeriod = (from: 'start' | 'year start', to: 'end' | 'year end', span: Span): Typed => ({
  kind: 'range',
  from: periodBound(from, span),
  to: periodBound(to, span),
  fromIncluded: true,
  toIncluded: false,
  type: { kind: 'range', of: { kind: 'date and time' } },
  span,
})
const wholePeriod = (span: Span): Typed => rangeOfPeriod('start', 'end', span)

/** `age`: period end minus the beginning of a row of records. */
export const ageOf = (row: string, contract: Contract, span: Span, context: Context): Typed => {
  if (contract.describes.kind === 'records')
    return { kind: 'age', row, contract: contract.name, type: { kind: 'duration', of: 'days' }, span }
  report(context, 'window-needs-records', { name: 'age', table: contract.name }, span)
  return poison(span)
}

const dateParts = ['year', 'month', 'day', 'weekday', 'hour', 'minute', 'second']
const durationParts = ['years', 'months', 'days', 'hours', 'minutes', 'seconds']

const partOf = (of: Typed, name: string, span: Span): Typed | undefined => {
  const known =
    of.type.kind === 'date' || of.type.kind === 'date and time'
      ? dateParts
      : of.type.kind === 'duration'
        ? durationParts
        : []
  return known.includes(name)
    ? { kind: 'call', name: `part ${name}`, args: [of], type: { kind: 'number', scale: 'ratio', unit: 'any' }, span }
    : undefined
}

const pathOfPeriod = (path: string, span: Span): Typed | undefined => {
  switch (path) {
    case 'period.start':
      return periodBound('start', span)
    case 'period.end':
      return periodBound('end', span)
    case 'period.year':
      return rangeOfPeriod('year start', 'year end', span)
    case 'period.year.start':
      return periodBound('year start', span)
    case 'period.year.end':
      return periodBound('year end', span)
    default:
      return undefined
  }
}

/** The dotted words of a path of plain names: `period.year.start`. */
const wordsOf = (formula: Formula): string | undefined => {
  if (formula.kind === 'name') return formula.name
  const before = formula.kind === 'path' ? wordsOf(formula.of) : undefined
  return before === undefined || formula.kind !== 'path' ? undefined : `${before}.${formula.name}`
}

const columnOfRow = (
  of: Typed & { readonly kind: 'variable' },
  contract: Contract,
  formula: Formula & { readonly kind: 'path' },
  context: Context,
): Typed => {
  const value =
    formula.name === 'age'
      ? ageOf(of.name, contract, formula.span, context)
      : columnValue(of.name, contract, formula.name, formula.span)
  if (value !== undefined) return value
  report(
    context,
    'unknown-column',
    {
      name: formula.name,
      table: contract.name,
      near: nearest(
        formula.name,
        contract.columns.map((column) => column.name),
      ),
    },
    formula.nameSpan,
  )
  return poison(formula.span)
}

const followReference = (
  of: Typed & { readonly kind: 'column' | 'lookup' },
  formula: Formula & { readonly kind: 'path' },
  context: Context,
): Typed | undefined => {
  const contract = context.contracts[of.contract]
  const column = contract === undefined ? undefined : columnOf(contract, of.column)
  if (contract === undefined || column?.of === undefined) return undefined
  const reference = referenceOf(column, context.contracts)
  if (reference === undefined) {
    report(context, 'reference-broken', { contract: contract.name, column: column.name, of: column.of }, formula.span)
    return poison(formula.span)
  }
  const target = columnOf(reference.contract, formula.name)
  if (target === undefined) {
    report(
      context,
      'unknown-column',
      {
        name: formula.name,
        table: reference.contract.name,
        near: nearest(
          formula.name,
          reference.contract.columns.map((c) => c.name),
        ),
      },
      formula.nameSpan,
    )
    return poison(formula.span)
  }
  context.used.tables.add(reference.contract.name)
  return {
    kind: 'lookup',
    reference: of,
    contract: reference.contract.name,
    column: target.name,
    type: typeOfColumn(target),
    span: formula.span,
  }
}

/** The column `name` of whatever a value is: a named row, a reference, a date's part, a range's end. */
export const memberOf = (of: Typed, formula: Formula & { readonly kind: 'path' }, context: Context): Typed => {
  if (of.kind === 'variable' && of.type.kind === 'row') {
    const contract = context.contracts[of.type.contract]
    if (contract !== undefined) return columnOfRow(of, contract, formula, context)
  }
  const followed = of.kind === 'column' || of.kind === 'lookup' ? followReference(of, formula, context) : undefined
  const found = followed ?? partOf(of, formula.name, formula.span)
  if (found !== undefined) return found
  if (of.kind === 'range' && formula.name === 'start' && of.from !== null) return of.from
  if (of.kind === 'range' && formula.name === 'end' && of.to !== null) return of.to
  if (of.type.kind !== 'unknown')
    report(context, 'not-a-row', { name: formula.name, type: of.type.kind }, formula.nameSpan)
  return poison(formula.span)
}

/** A value for each element: `t.column`, and further along a reference. */
const eachOf = (relation: Relation, formula: Formula & { readonly kind: 'path' }, context: Context): Relation => {
  const element: Typed =
    relation.kind === 'each' && relation.of.kind !== 'row'
      ? relation.value
      : { kind: 'variable', name: relation.item, type: relation.of, span: formula.span }
  const value = memberOf(element, formula, context)
  const input = relation.kind === 'each' && relation.of.kind !== 'row' ? relation.input : relation
  return { kind: 'each', item: context.fresh('v'), of: value.type, input, value }
}

export const resolvePath = (formula: Formula & { readonly kind: 'path' }, scope: Scope, context: Context): Resolved => {
  const words = wordsOf(formula)
  const ofPeriod = words === undefined ? undefined : pathOfPeriod(words, formula.span)
  if (ofPeriod !== undefined) return valueOf(ofPeriod)
  const of = context.resolve(formula.of, scope)
  return of.kind === 'relation'
    ? relationOf(eachOf(of.relation, formula, context))
    : valueOf(memberOf(of.value, formula, context))
}
