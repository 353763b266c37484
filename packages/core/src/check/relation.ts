import type { Contract } from '../construct/index.ts'
import { typeText, type Formula, type Iterator, type Type } from '../formula/index.ts'
import type { Span } from '../issue/index.ts'
import { conditionOf } from './compare.ts'
import { columnOf } from './type-of-column.ts'
import { checkReach } from './reach.ts'
import { poison, relationOf, report, valueOf, type Context, type Resolved, type Scope } from './scope.ts'
import type { Bound, Relation, Typed } from './typed.ts'

/** The scope inside `t[…]`: bare names are columns of `t`; the row further out is out of sight. */
const insideFilter = (relation: Relation, scope: Scope, context: Context): Scope => {
  const contract = relation.of.kind === 'row' ? context.contracts[relation.of.contract] : undefined
  const outer = scope.row === undefined ? scope.outer : [...scope.outer, scope.row.contract]
  return contract === undefined
    ? {
        variables: scope.variables,
        outer,
        item: { name: relation.item, type: relation.of },
        ...(scope.row === undefined ? {} : { row: scope.row }),
      }
    : { variables: scope.variables, outer, row: { name: relation.item, contract } }
}

export const resolveFilter = (
  formula: Formula & { readonly kind: 'filter' },
  scope: Scope,
  context: Context,
): Resolved => {
  const input = context.relation(formula.of, scope, 'A filter')
  if (input === undefined) return valueOf(poison(formula.span))
  const condition = conditionOf(formula.condition, insideFilter(input, scope, context), context)
  checkReach(input, condition, context)
  return relationOf({ kind: 'filter', item: input.item, of: input.of, input, condition })
}

const checkShadow = (name: string, span: Span, context: Context): void => {
  const hidden = context.declared
    .map((table) => context.contracts[table])
    .find((contract): contract is Contract => contract !== undefined && columnOf(contract, name) !== undefined)
  if (hidden !== undefined) report(context, 'shadowed-name', { name, table: hidden.name }, span)
}

/** `for i in 1..3`: whole numbers written out. */
const countedRange = (over: Formula): readonly number[] | undefined => {
  const [from, to] = over.kind === 'range' ? [over.from, over.to] : [undefined, undefined]
  if (from?.kind !== 'number' || to?.kind !== 'number' || to.value - from.value > 1000) return undefined
  return Array.from({ length: Math.max(0, to.value - from.value + 1) }, (_, i) => from.value + i)
}

const overOf = (iterator: Iterator, scope: Scope, context: Context): Relation | undefined => {
  const counted = countedRange(iterator.over)
  if (counted === undefined) return context.relation(iterator.over, scope, `“${iterator.name}”`)
  const type: Type = { kind: 'number', scale: 'ratio', unit: 'any' }
  return {
    kind: 'list',
    item: context.fresh('v'),
    of: type,
    values: counted.map((value) => ({ kind: 'constant', value, type, span: iterator.over.span })),
  }
}

type Iterating = { readonly bounds: readonly Bound[]; readonly scope: Scope }

/** Iterators in order: a later one may use an earlier one. Undefined where one has nothing to go over. */
const iterate = (iterators: readonly Iterator[], scope: Scope, context: Context): Iterating | undefined => {
  let inner = scope
  const bounds: Bound[] = []
  for (const iterator of iterators) {
    checkShadow(iterator.name, iterator.nameSpan, context)
    const over = overOf(iterator, inner, context)
    if (over === undefined) return undefined
    bounds.push({ name: over.item, over })
    inner = { ...inner, variables: { ...inner.variables, [iterator.name]: { name: over.item, type: over.of } } }
  }
  return { bounds, scope: inner }
}

const truth: Type = { kind: 'boolean' }
const not = (of: Typed): Typed => (of.kind === 'not' ? of.of : { kind: 'not', of, type: truth, span: of.span })

/** `every x satisfies c` is `not(some x satisfies not(c))`. */
export const resolveQuantified = (
  formula: Formula & { readonly kind: 'quantified' },
  scope: Scope,
  context: Context,
): Resolved => {
  const iterating = iterate(formula.iterators, scope, context)
  if (iterating === undefined) return valueOf(poison(formula.span))
  const condition = conditionOf(formula.condition, iterating.scope, context)
  if (formula.quantifier === 'every') report(context, 'every-over-nothing', {}, formula.span)
  const some = (of: Typed): Typed => ({
    kind: 'some',
    iterators: iterating.bounds,
    condition: of,
    type: truth,
    span: formula.span,
  })
  return valueOf(formula.quantifier === 'some' ? some(condition) : not(some(not(condition))))
}

export const resolveFor = (formula: Formula & { readonly kind: 'for' }, scope: Scope, context: Context): Resolved => {
  const iterating = iterate(formula.iterators, scope, context)
  if (iterating === undefined) return valueOf(poison(formula.span))
  const value = context.value(formula.result, iterating.scope, 'return')
  return relationOf({ kind: 'for', item: context.fresh('v'), of: value.type, iterators: iterating.bounds, value })
}

export const resolveList = (formula: Formula & { readonly kind: 'list' }, scope: Scope, context: Context): Resolved => {
  const values = formula.items.map((item) => context.value(item, scope, 'a list'))
  return relationOf({ kind: 'list', item: context.fresh('v'), of: values[0]?.type ?? { kind: 'unknown' }, values })
}

export const resolveRange = (
  formula: Formula & { readonly kind: 'range' },
  scope: Scope,
  context: Context,
): Resolved => {
  const end = (of: Formula | null): Typed | null =>
    of === null || of.kind === 'null' ? null : context.value(of, scope, 'a range')
  const [from, to] = [end(formula.from), end(formula.to)]
  const of = from?.type ?? to?.type ?? { kind: 'unknown' as const }
  return valueOf({
    kind: 'range',
    from,
    to,
    fromIncluded: formula.fromIncluded,
    toIncluded: formula.toIncluded,
    type: { kind: 'range', of },
    span: formula.span,
  })
}

/** The relation a formula stands for, or undefined after reporting that it stands for one value. */
export const relationIn = (formula: Formula, scope: Scope, what: string, context: Context): Relation | undefined => {
  const resolved = context.resolve(formula, scope)
  if (resolved.kind === 'relation') return resolved.relation
  if (resolved.value.type.kind !== 'unknown')
    report(context, 'not-a-table', { what, type: typeText(resolved.value.type) }, formula.span)
  return undefined
}

/** The value a formula stands for, or a poisoned one after reporting that it stands for many. */
export const valueIn = (formula: Formula, scope: Scope, what: string, context: Context): Typed => {
  const resolved = context.resolve(formula, scope)
  if (resolved.kind === 'value') return resolved.value
  report(context, 'table-as-value', { what }, formula.span)
  return poison(formula.span)
}

/** The scan at the bottom of filters, if the relation is one table's rows. */
export const scanUnder = (relation: Relation): (Relation & { readonly kind: 'scan' }) | undefined => {
  switch (relation.kind) {
    case 'scan':
      return relation
    case 'filter':
    case 'latest':
      return scanUnder(relation.input)
    case 'concatenate':
    case 'distinct':
    case 'each':
    case 'for':
    case 'list':
    case 'steps':
      return undefined
  }
}
