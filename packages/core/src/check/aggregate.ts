import type { Contract } from '../construct/index.ts'
import { scaleOf, typeText, type Formula, type Type } from '../formula/index.ts'
import type { Span } from '../issue/index.ts'
import { pure, unitOf, type Unit } from '../unit/index.ts'
import { columnOf } from './type-of-column.ts'
import { poison, report, valueOf, type Context, type Resolved, type Scope } from './scope.ts'
import { aggregates, type AggregateName, type Relation, type Typed } from './typed.ts'

export const isAggregate = (name: string): name is AggregateName => (aggregates as readonly string[]).includes(name)

const entityOfColumn = (contract: Contract, name: string, context: Context): string => {
  const of = columnOf(contract, name)?.of
  if (of !== undefined) return context.contracts[of]?.entity ?? of
  return contract.key.length === 1 && contract.key[0] === name ? contract.entity : name
}

/** What one element is: the entity of a table's row, or of the thing a column names; undefined for pairings. */
export const entityOf = (relation: Relation, context: Context): string | undefined => {
  switch (relation.kind) {
    case 'scan':
      return context.contracts[relation.contract]?.entity
    case 'filter':
    case 'latest':
    case 'each':
      return entityOf(relation.input, context)
    case 'distinct':
      return distinctEntity(relation.input, context)
    case 'for': {
      const [only, ...more] = relation.iterators
      return only === undefined || more.length > 0 ? undefined : entityOf(only.over, context)
    }
    case 'concatenate':
      return relation.inputs[0] === undefined ? undefined : entityOf(relation.inputs[0], context)
    case 'steps':
      return 'step'
    case 'list':
      return 'item'
  }
}

const distinctEntity = (input: Relation, context: Context): string | undefined => {
  const value = input.kind === 'each' || input.kind === 'for' ? input.value : undefined
  if (value?.kind === 'column' || value?.kind === 'lookup') {
    const contract = context.contracts[value.contract]
    return contract === undefined ? undefined : entityOfColumn(contract, value.column, context)
  }
  return entityOf(input, context)
}

const countUnit = (over: Relation, span: Span, context: Context): Unit => {
  const entity = entityOf(over, context)
  if (entity === undefined && !context.unitDeclared) report(context, 'unit-needed', {}, span)
  return entity === undefined ? pure : unitOf(entity)
}

const elementText = (over: Relation): string => {
  const value = over.kind === 'each' || over.kind === 'for' ? over.value : undefined
  return value?.kind === 'column' || value?.kind === 'lookup' ? `“${value.column}”` : `this ${typeText(over.of)}`
}

const averages: readonly AggregateName[] = ['mean', 'stddev']
const sums: readonly AggregateName[] = ['sum', 'product']

/** Which scale an aggregate needs (language.md 3); reports what is not allowed, with an allowed alternative. */
const checkScale = (name: AggregateName, over: Relation, span: Span, context: Context): void => {
  const scale = scaleOf(over.of)
  const operand = elementText(over)
  if (scale === null || name === 'count' || name === 'mode' || name === 'all' || name === 'any' || name === 'covered')
    return
  if (scale === 'nominal')
    report(
      context,
      'nominal-arithmetic',
      { operand, verb: averages.includes(name) ? 'averaged' : sums.includes(name) ? 'added' : 'ordered' },
      span,
    )
  else if (scale === 'ordinal' && averages.includes(name))
    report(context, 'mean-of-ordinal', { operand, name, instead: 'median, min, max or a count per level' }, span)
  else if (scale === 'ordinal' && sums.includes(name))
    report(context, 'ordinal-arithmetic', { operand, verb: 'added' }, span)
  else if (scale === 'interval' && sums.includes(name))
    report(context, 'interval-ratio', { operand, verb: 'added' }, span)
  else if (averages.includes(name) && over.of.kind === 'duration' && over.of.of === 'months')
    report(context, 'mean-of-months', { name }, span)
}

const checkMeanOfRatios = (name: AggregateName, over: Relation, span: Span, context: Context): void => {
  const value = over.kind === 'for' ? over.value : undefined
  const isRatio = value?.kind === 'arithmetic' && value.op === '/' && value.left.type.kind === value.right.type.kind
  if (averages.includes(name) && isRatio) report(context, 'mean-of-ratios', { measure: 'the value returned' }, span)
}

/** The pairs of a `for` over two tables, each adding its own overlap. */
const checkOverlaps = (name: AggregateName, over: Relation, span: Span, context: Context): void => {
  if (
    name === 'sum' &&
    over.kind === 'for' &&
    over.iterators.length > 1 &&
    over.value.kind === 'call' &&
    over.value.name === 'overlap'
  )
    report(context, 'pairwise-overlap', {}, span)
}

const typeOfAggregate = (name: AggregateName, over: Relation, span: Span, context: Context): Type => {
  switch (name) {
    case 'count':
      return { kind: 'number', scale: 'ratio', unit: countUnit(over, span, context) }
    case 'covered':
      return { kind: 'duration', of: 'days' }
    case 'all':
    case 'any':
      return { kind: 'boolean' }
    case 'stddev':
    case 'mean':
    case 'sum':
    case 'product':
    case 'min':
    case 'max':
    case 'median':
    case 'mode':
    case 'percentile':
      return over.of
  }
}

export const aggregateOf = (
  name: AggregateName,
  over: Relation,
  span: Span,
  context: Context,
  parameter?: number,
): Typed => {
  checkScale(name, over, span, context)
  checkMeanOfRatios(name, over, span, context)
  checkOverlaps(name, over, span, context)
  const isRows = over.of.kind === 'row'
  if (isRows && name !== 'count') {
    report(context, 'wrong-arguments', { name, wants: 'a column: name it after the table, as in table.column' }, span)
    return poison(span)
  }
  if (name === 'covered' && over.of.kind !== 'range' && over.of.kind !== 'unknown') {
    report(
      context,
      'wrong-arguments',
      { name, wants: 'a list of ranges, as in for w in table return [w.begin..w.finish)' },
      span,
    )
    return poison(span)
  }
  return {
    kind: 'aggregate',
    name,
    over,
    type: typeOfAggregate(name, over, span, context),
    span,
    ...(parameter === undefined ? {} : { parameter }),
  }
}

const listOf = (args: readonly Formula[], scope: Scope, context: Context): Relation => {
  const values = args.map((arg) => context.value(arg, scope, 'a list'))
  return { kind: 'list', item: context.fresh('v'), of: values[0]?.type ?? { kind: 'unknown' }, values }
}

/** `sum(t.c)`, `min(a, b)`, `percentile(t.c, 95)`. */
export const resolveAggregate = (
  name: AggregateName,
  formula: Formula & { readonly kind: 'call' },
  scope: Scope,
  context: Context,
): Resolved => {
  const [first, second, ...more] = formula.args
  if (first === undefined) {
    report(context, 'wrong-arguments', { name, wants: 'a table or a list' }, formula.span)
    return valueOf(poison(formula.span))
  }
  if (name === 'percentile') return percentileOf(first, second, formula, scope, context)
  const over =
    second === undefined
      ? context.relation(first, scope, `“${name}”`)
      : listOf([first, second, ...more], scope, context)
  return valueOf(over === undefined ? poison(formula.span) : aggregateOf(name, over, formula.span, context))
}

const percentileOf = (
  first: Formula,
  second: Formula | undefined,
  formula: Formula & { readonly kind: 'call' },
  scope: Scope,
  context: Context,
): Resolved => {
  const over = context.relation(first, scope, '“percentile”')
  const parameter = second?.kind === 'number' && second.value >= 0 && second.value <= 100 ? second.value : undefined
  if (parameter === undefined)
    report(
      context,
      'wrong-arguments',
      { name: 'percentile', wants: 'a table or list and a number from 0 to 100' },
      formula.span,
    )
  return valueOf(
    over === undefined || parameter === undefined
      ? poison(formula.span)
      : aggregateOf('percentile', over, formula.span, context, parameter),
  )
}
