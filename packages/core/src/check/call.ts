import type { Contract } from '../construct/index.ts'
import { functions, isRefusal, kindOf, type Formula, type Type, typeOfValue } from '../formula/index.ts'
import { nearest } from '../issue/index.ts'
import { isAggregate, resolveAggregate } from './aggregate.ts'
import { aligned, conditionOf, isInstantWithDate } from './compare.ts'
import { ageOf, scanOf } from './name.ts'
import { scanUnder } from './relation.ts'
import { poison, relationOf, report, valueOf, type Context, type Resolved, type Scope } from './scope.ts'
import type { Relation, Typed, Window } from './typed.ts'

type Call = Formula & { readonly kind: 'call' }
type Resolver = (formula: Call, scope: Scope, context: Context) => Resolved

const nothing = (formula: Call): Resolved => valueOf(poison(formula.span))

const wrong = (formula: Call, wants: string, context: Context): Resolved => {
  report(context, 'wrong-arguments', { name: formula.name, wants }, formula.span)
  return nothing(formula)
}

/** The table a window function is given: it must be named, not filtered. */
const tableArgument = (formula: Call, context: Context): Contract | undefined => {
  const [argument] = formula.args
  if (argument === undefined || argument.kind !== 'name') {
    report(
      context,
      argument === undefined ? 'wrong-arguments' : 'window-of-list',
      { name: formula.name, wants: 'a table' },
      argument?.span ?? formula.span,
    )
    return undefined
  }
  const contract = context.contracts[argument.name]
  if (contract === undefined) {
    report(
      context,
      'unknown-table',
      { name: argument.name, near: nearest(argument.name, context.declared) },
      argument.span,
    )
    return undefined
  }
  if (!context.declared.includes(contract.name))
    report(context, 'table-not-declared', { name: contract.name }, argument.span)
  return contract
}

const needsRecords: readonly string[] = ['opened', 'closed', 'open']

/** False after reporting that a window has no meaning on this kind of table. */
const windowFits = (formula: Call, contract: Contract, context: Context): boolean => {
  const { kind } = contract.describes
  const { name, span } = formula
  if (kind === 'part' && name !== 'known')
    report(
      context,
      'window-on-part',
      { name, table: contract.name, parent: contract.describes.kind === 'part' ? contract.describes.of : '' },
      span,
    )
  else if (kind === 'state' && name !== 'known')
    report(context, 'window-on-state', { name, table: contract.name }, span)
  else if (needsRecords.includes(name) && kind !== 'records')
    report(context, 'window-needs-records', { name, table: contract.name }, span)
  else if (name === 'closed' && contract.describes.kind === 'records' && contract.describes.to === undefined)
    report(context, 'window-needs-records', { name, table: contract.name }, span)
  else return true
  return false
}

/** Does not depend on any row: a literal, a parameter, the period, and what is made of them. */
export const isPeriodConstant = (typed: Typed): boolean => {
  switch (typed.kind) {
    case 'constant':
    case 'period':
      return true
    case 'parameter':
      return typed.perLevelOf === undefined
    case 'arithmetic':
      return isPeriodConstant(typed.left) && isPeriodConstant(typed.right)
    case 'negate':
      return isPeriodConstant(typed.of)
    case 'call':
      return typed.args.every(isPeriodConstant)
    case 'age':
    case 'aggregate':
    case 'and':
    case 'column':
    case 'compare':
    case 'if':
    case 'lookup':
    case 'not':
    case 'or':
    case 'range':
    case 'some':
    case 'variable':
      return false
  }
}

const constantArgument = (
  formula: Call,
  scope: Scope,
  kinds: readonly string[],
  context: Context,
): Typed | undefined => {
  const argument = formula.args[1]
  const value = argument === undefined ? undefined : context.value(argument, scope, formula.name)
  if (value !== undefined && isPeriodConstant(value) && kinds.includes(value.type.kind)) return value
  if (value === undefined || value.type.kind !== 'unknown')
    report(context, 'not-constant', { what: `The second operand of “${formula.name}”` }, argument?.span ?? formula.span)
  return undefined
}

const windowNamed =
  (kind: 'default' | 'ever' | 'opened' | 'closed'): Resolver =>
  (formula, _scope, context) => {
    const contract = tableArgument(formula, context)
    return contract === undefined || !windowFits(formula, contract, context)
      ? nothing(formula)
      : relationOf(scanOf(context, contract, { kind }))
  }

const withArgument =
  (kinds: readonly string[], windowOf: (value: Typed) => Window): Resolver =>
  (formula, scope, context) => {
    const contract = tableArgument(formula, context)
    const value = constantArgument(formula, scope, kinds, context)
    return contract === undefined || value === undefined || !windowFits(formula, contract, context)
      ? nothing(formula)
      : relationOf(scanOf(context, contract, windowOf(value)))
  }

/** The newest row of each subject looks back as far as there are rows; a picture has no further back. */
const everUnder = (formula: Formula, context: Context): Formula => {
  if (formula.kind === 'filter') return { ...formula, of: everUnder(formula.of, context) }
  const describes = formula.kind === 'name' ? context.contracts[formula.name]?.describes.kind : undefined
  return describes === undefined || describes === 'state' || describes === 'part'
    ? formula
    : { kind: 'call', name: 'ever', nameSpan: formula.span, args: [formula], span: formula.span }
}

const latest: Resolver = (formula, scope, context) => {
  const [argument] = formula.args
  const input = argument === undefined ? undefined : context.relation(everUnder(argument, context), scope, '“latest”')
  const scan = input === undefined ? undefined : scanUnder(input)
  const contract = scan === undefined ? undefined : context.contracts[scan.contract]
  if (input === undefined || contract === undefined) return nothing(formula)
  if (contract.subject === undefined) {
    report(context, 'latest-without-subject', { table: contract.name }, formula.span)
    return nothing(formula)
  }
  return relationOf({
    kind: 'latest',
    item: input.item,
    of: input.of,
    input,
    contract: contract.name,
  })
}

const distinctValues: Resolver = (formula, scope, context) => {
  const [argument] = formula.args
  const input = argument === undefined ? undefined : context.relation(argument, scope, '“distinct values”')
  return input === undefined
    ? nothing(formula)
    : relationOf({ kind: 'distinct', item: context.fresh('v'), of: input.of, input })
}

const concatenate: Resolver = (formula, scope, context) => {
  const inputs = formula.args.map((argument) => context.relation(argument, scope, '“concatenate”'))
  const found = inputs.filter((input): input is Relation => input !== undefined)
  const [first] = found
  if (first !== undefined && found.some((input) => isInstantWithDate(first.of, input.of)))
    report(context, 'date-with-instant', { date: 'one list', instant: 'another' }, formula.span)
  return first === undefined || found.length < inputs.length
    ? nothing(formula)
    : relationOf({ kind: 'concatenate', item: context.fresh('v'), of: first.of, inputs: found })
}

const steps: Resolver = (formula, scope, context) => {
  const [range, by] = formula.args.map((argument) => context.value(argument, scope, 'steps'))
  if (range?.kind !== 'range' || by?.type.kind !== 'duration') return wrong(formula, 'a range and a duration', context)
  return relationOf({ kind: 'steps', item: context.fresh('v'), of: range.type, range, by })
}

const overlap: Resolver = (formula, scope, context) => {
  const args = formula.args.map((argument) => context.value(argument, scope, 'overlap'))
  if (args.length !== 2 || args.some((arg) => arg.kind !== 'range'))
    return wrong(formula, 'two ranges, as in [a.begin..a.finish)', context)
  const [a, b] = args
  if (a === undefined || b === undefined) return nothing(formula)
  const ranges = aligned(a, b)
  if (isInstantWithDate(ranges[0].type, ranges[1].type))
    report(context, 'date-with-instant', { date: 'one range', instant: 'the other' }, formula.span)
  return valueOf({
    kind: 'call',
    name: 'overlap',
    args: ranges,
    type: { kind: 'duration', of: 'days' },
    span: formula.span,
  })
}

const age: Resolver = (formula, scope, context) => {
  const [argument] = formula.args
  const of = argument === undefined ? undefined : context.value(argument, scope, 'age')
  const contract = of?.type.kind === 'row' ? context.contracts[of.type.contract] : undefined
  return of?.kind === 'variable' && contract !== undefined
    ? valueOf(ageOf(of.name, contract, formula.span, context))
    : wrong(formula, 'the name of a row', context)
}

const not: Resolver = (formula, scope, context) => {
  const [argument] = formula.args
  if (argument === undefined) return wrong(formula, 'a condition', context)
  return valueOf({
    kind: 'not',
    of: conditionOf(argument, scope, context),
    type: { kind: 'boolean' },
    span: formula.span,
  })
}

const special: Readonly<Record<string, Resolver>> = {
  not,
  ever: windowNamed('ever'),
  opened: windowNamed('opened'),
  closed: windowNamed('closed'),
  open: windowNamed('default'),
  recent: withArgument(['duration'], (span) => ({ kind: 'recent', span })),
  known: withArgument(['date', 'date and time'], (at) => ({ kind: 'known', at })),
  latest,
  'distinct values': distinctValues,
  concatenate,
  steps,
  overlap,
  age,
}

const seriesFunctions = ['previous', 'last', 'change', 'rising', 'falling', 'steady', 'trend', 'share']

/** A level is text to functions that work on text. */
const asText = (type: Type): Type => (type.kind === 'level' ? { kind: 'text' } : type)

const literal = (formula: Call, context: Context, args: readonly Typed[]): Resolved | undefined => {
  const known = functions.find((each) => each.name === formula.name)
  const values = args.flatMap((arg) => (arg.kind === 'constant' ? [arg.value] : []))
  if (known === undefined || values.length < args.length || values.some((value) => kindOf(value) === 'null'))
    return undefined
  const value = known.value(values)
  const type = known.typeOf(args.map((arg) => arg.type))
  if (isRefusal(value) || isRefusal(type)) {
    report(
      context,
      'cannot-apply',
      { name: formula.name, refused: isRefusal(value) ? value.refused : isRefusal(type) ? type.refused : '' },
      formula.span,
    )
    return nothing(formula)
  }
  // What `duration("P6M")` is, months or seconds, only its value tells.
  return valueOf({ kind: 'constant', value, type: typeOfValue(value), span: formula.span })
}

/** A list written out is one value to a function that takes a list. */
const argumentOf = (argument: Formula, formula: Call, scope: Scope, context: Context): Typed => {
  if (argument.kind !== 'list') return context.value(argument, scope, `“${formula.name}”`)
  const args = argument.items.map((item) => context.value(item, scope, 'a list'))
  return {
    kind: 'call',
    name: 'list',
    args,
    type: { kind: 'list', of: args[0]?.type ?? { kind: 'unknown' } },
    span: argument.span,
  }
}

const builtIn = (formula: Call, scope: Scope, context: Context): Resolved => {
  const known = functions.find((each) => each.name === formula.name)
  if (known === undefined) {
    const names = [...functions.map((each) => each.name), ...Object.keys(special)]
    report(context, 'unknown-function', { name: formula.name, near: nearest(formula.name, names) }, formula.nameSpan)
    return nothing(formula)
  }
  const args = formula.args.map((argument) => argumentOf(argument, formula, scope, context))
  const folded = literal(formula, context, args)
  if (folded !== undefined) return folded
  const type = known.typeOf(args.map((arg) => asText(arg.type)))
  if (isRefusal(type)) {
    report(context, 'cannot-apply', { name: formula.name, refused: type.refused }, formula.span)
    return nothing(formula)
  }
  if (known.sql === undefined) report(context, 'no-set-plan', { what: `“${formula.name}” over rows` }, formula.span)
  return valueOf({ kind: 'call', name: formula.name, args, type, span: formula.span })
}

export const resolveCall = (formula: Call, scope: Scope, context: Context): Resolved => {
  const resolver = special[formula.name]
  if (resolver !== undefined) return resolver(formula, scope, context)
  if (seriesFunctions.includes(formula.name)) {
    report(context, 'not-in-method', { name: formula.name }, formula.nameSpan)
    return nothing(formula)
  }
  const isScalarChoice = (formula.name === 'min' || formula.name === 'max') && formula.args.length > 1
  return isAggregate(formula.name) && !isScalarChoice
    ? resolveAggregate(formula.name, formula, scope, context)
    : builtIn(formula, scope, context)
}
