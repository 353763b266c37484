import { typeText, type Formula, typeOfValue } from '../formula/index.ts'
import { resolveArithmetic, resolveNegate } from './arithmetic.ts'
import { resolveCall } from './call.ts'
import { conditionOf, resolveBetween, resolveCompare, resolveIn } from './compare.ts'
import { literalValue } from './literal.ts'
import { resolveName, resolvePath } from './name.ts'
import {
  relationIn,
  resolveFilter,
  resolveFor,
  resolveList,
  resolveQuantified,
  resolveRange,
  valueIn,
} from './relation.ts'
import { poison, report, valueOf, type Context, type Resolved, type Scope } from './scope.ts'
import type { Typed } from './typed.ts'

const constant = (formula: Formula): Resolved => {
  const { value } = literalValue(formula)
  return valueOf({ kind: 'constant', value, type: typeOfValue(value), span: formula.span })
}

const resolveLogic = (formula: Formula & { readonly kind: 'and' | 'or' }, scope: Scope, context: Context): Resolved =>
  valueOf({
    kind: formula.kind,
    left: conditionOf(formula.left, scope, context),
    right: conditionOf(formula.right, scope, context),
    type: { kind: 'boolean' },
    span: formula.span,
  })

/** A text beside a level becomes that level's text: `if` of both is a text. */
const unified = (then: Typed, otherwise: Typed): Typed['type'] =>
  then.type.kind === 'null' || then.type.kind === 'unknown'
    ? otherwise.type
    : then.type.kind === 'level' && otherwise.type.kind === 'text'
      ? otherwise.type
      : then.type

const resolveIf = (formula: Formula & { readonly kind: 'if' }, scope: Scope, context: Context): Resolved => {
  const condition = conditionOf(formula.condition, scope, context)
  const [then, otherwise] = [
    context.value(formula.then, scope, 'then'),
    context.value(formula.otherwise, scope, 'else'),
  ]
  const type = unified(then, otherwise)
  const isUnlike =
    otherwise.type.kind !== type.kind &&
    ![then.type.kind, otherwise.type.kind].some((kind) => kind === 'null' || kind === 'unknown' || kind === 'level')
  if (isUnlike)
    report(context, 'cannot-compare', { left: typeText(then.type), right: typeText(otherwise.type) }, formula.span)
  // oxlint-disable-next-line unicorn/no-thenable -- the language's own word; a formula is never awaited
  return valueOf({ kind: 'if', condition, then, otherwise, type, span: formula.span })
}

/** Resolves one node of a method; every kind of formula has its place here. */
export const resolveNode = (formula: Formula, scope: Scope, context: Context): Resolved => {
  switch (formula.kind) {
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
    case 'at':
      return constant(formula)
    case 'name':
      return resolveName(formula, scope, context)
    case 'path':
      return resolvePath(formula, scope, context)
    case 'arithmetic':
      return resolveArithmetic(formula, scope, context)
    case 'negate':
      return resolveNegate(formula, scope, context)
    case 'compare':
      return resolveCompare(formula, scope, context)
    case 'between':
      return resolveBetween(formula, scope, context)
    case 'in':
      return resolveIn(formula, scope, context)
    case 'and':
    case 'or':
      return resolveLogic(formula, scope, context)
    case 'not':
      return valueOf({
        kind: 'not',
        of: conditionOf(formula.of, scope, context),
        type: { kind: 'boolean' },
        span: formula.span,
      })
    case 'if':
      return resolveIf(formula, scope, context)
    case 'list':
      return resolveList(formula, scope, context)
    case 'range':
      return resolveRange(formula, scope, context)
    case 'filter':
      return resolveFilter(formula, scope, context)
    case 'quantified':
      return resolveQuantified(formula, scope, context)
    case 'for':
      return resolveFor(formula, scope, context)
    case 'call':
      return resolveCall(formula, scope, context)
    case 'context':
      report(context, 'no-set-plan', { what: 'A context' }, formula.span)
      return valueOf(poison(formula.span))
    case 'unsupported': // the reader has said so
      return valueOf(poison(formula.span))
  }
}

/** A context whose resolvers reach one another. */
export const contextOf = (settings: Omit<Context, 'resolve' | 'value' | 'relation' | 'fresh'>): Context => {
  let last = 0
  const context: Context = {
    ...settings,
    fresh: (prefix) => `${prefix}${++last}`,
    resolve: (formula, scope) => resolveNode(formula, scope, context),
    value: (formula, scope, what) => valueIn(formula, scope, what, context),
    relation: (formula, scope, what) => relationIn(formula, scope, what, context),
  }
  return context
}

/** The whole method, from no row at all. */
export const resolveMethod = (formula: Formula, context: Context): Typed =>
  context.value(formula, { variables: {}, outer: [] }, 'a method')
