import type { Type } from './type.ts'
import { typeText } from './type.ts'
import { kindText } from './kind-text.ts'
import {
  isList,
  kindOf,
  type ContextValue,
  type DateTimeValue,
  type DateValue,
  type DaysValue,
  type MonthsValue,
  type RangeValue,
  type TimeValue,
  type Value,
} from './value.ts'
import { isRefusal, refuse, type FormulaFunction, type Refusal } from './function.ts'

/** What a function takes in one place: how to say it, which types promise it, and the value itself. */
export type Operand<T> = {
  readonly text: string
  readonly fits: (type: Type) => boolean
  readonly read: (value: Exclude<Value, null>) => T | undefined
  readonly optional?: true
}

const kinds =
  (...accepted: readonly Type['kind'][]) =>
  (type: Type): boolean =>
    accepted.includes(type.kind)

/** A list of one stands for what it holds, where one thing is asked for (DMN 10.3.2.9.4). */
const single = (value: Exclude<Value, null>): Exclude<Value, null> => {
  const only = isList(value) && value.length === 1 ? value[0] : undefined
  return only === undefined || only === null ? value : only
}
const operand = <T>(
  text: string,
  fits: (type: Type) => boolean,
  read: (value: Exclude<Value, null>) => T | undefined,
): Operand<T> => ({
  text,
  fits,
  read: (value) => read(value) ?? read(single(value)),
})

type Record = Exclude<Value, null | boolean | number | string | readonly Value[]>
const recordOf = (value: Exclude<Value, null>): Record | undefined =>
  typeof value === 'object' && !isList(value) ? value : undefined

export const aNumber: Operand<number> = operand('a number', kinds('number'), (value) =>
  typeof value === 'number' ? value : undefined,
)
export const aText: Operand<string> = operand('a text', kinds('text', 'level'), (value) =>
  typeof value === 'string' ? value : undefined,
)
export const aTruth: Operand<boolean> = operand('true or false', kinds('boolean'), (value) =>
  typeof value === 'boolean' ? value : undefined,
)
export const aDate: Operand<DateValue> = operand('a date', kinds('date'), (value) => {
  const record = recordOf(value)
  return record?.kind === 'date' ? record : undefined
})
export const aTime: Operand<TimeValue> = operand('a time', kinds('time'), (value) => {
  const record = recordOf(value)
  return record?.kind === 'time' ? record : undefined
})
export const aDay: Operand<DateValue | DateTimeValue> = operand(
  'a date or a date and time',
  kinds('date', 'date and time'),
  (value) => {
    const record = recordOf(value)
    return record?.kind === 'date' || record?.kind === 'date and time' ? record : undefined
  },
)
export const aSpan: Operand<DaysValue | MonthsValue> = operand('a duration', kinds('duration'), (value) => {
  const record = recordOf(value)
  return record?.kind === 'days' || record?.kind === 'months' ? record : undefined
})
export const days: Operand<DaysValue> = operand(
  'a duration of days and time',
  (type) => type.kind === 'duration' && type.of === 'days',
  (value) => {
    const record = recordOf(value)
    return record?.kind === 'days' ? record : undefined
  },
)
export const aRange: Operand<RangeValue> = operand('a range', kinds('range'), (value) => {
  const record = recordOf(value)
  return record?.kind === 'range' ? record : undefined
})
export const aContext: Operand<ContextValue> = operand('a context', kinds('context', 'row'), (value) => {
  const record = recordOf(value)
  return record?.kind === 'context' ? record : undefined
})
/** Anything that is not null; a single thing stands for a list of one. */
export const aList: Operand<readonly Value[]> = {
  text: 'a list',
  fits: () => true,
  read: (value) => (isList(value) ? value : [value]),
}
/** Whatever there is, null too where a function says what null means to it. */
export const anything: Operand<Value> = { text: 'a value', fits: () => true, read: (value) => value }

/** One of several kinds. */
export const either = <A, B>(one: Operand<A>, other: Operand<B>): Operand<A | B> => ({
  text: `${one.text} or ${other.text}`,
  fits: (type) => one.fits(type) || other.fits(type),
  read: (value) => one.read(value) ?? other.read(value),
})

/** An operand that may be left out; written out as null it is unknown, and so is the answer. */
export const optional = <T>(taken: Operand<T>): Operand<T | undefined> => ({ ...taken, optional: true })

/** A whole number, such as a position or a count of digits; what stands after the point is dropped, as DMN does. */
export const aWhole: Operand<number> = {
  ...aNumber,
  text: 'a whole number',
  read: (value) => (typeof value === 'number' ? Math.trunc(value) : undefined),
}

const open = (type: Type): boolean => type.kind === 'unknown' || type.kind === 'null'

type Operands<T extends readonly unknown[]> = { readonly [K in keyof T]: Operand<T[K]> }

/** How many operands there must and may be. */
const fitsCount = (takes: readonly Operand<unknown>[], count: number): boolean =>
  count <= takes.length && count >= takes.filter((taken) => taken.optional !== true).length

const countText = (takes: readonly Operand<unknown>[], count: number): Refusal =>
  refuse(
    `takes ${takes.length === 0 ? 'nothing' : takes.map((taken) => (taken.optional === true ? `${taken.text} if wanted` : taken.text)).join(', ')}, not ${count} operand${count === 1 ? '' : 's'}`,
  )

type Spec<T extends readonly unknown[]> = Pick<
  FormulaFunction,
  'name' | 'clause' | 'parameters' | 'sql' | 'examples'
> & {
  readonly takes: Operands<T>
  readonly gives: Type | ((types: readonly Type[]) => Type | Refusal)
  readonly compute: (...operands: T) => Value | Refusal
}

const refusedType = (takes: readonly Operand<unknown>[], types: readonly Type[]): Refusal | undefined => {
  if (!fitsCount(takes, types.length)) return countText(takes, types.length)
  const wrong = types.findIndex((type, i) => !open(type) && takes[i]?.fits(type) !== true)
  const [taken, type] = [takes[wrong], types[wrong]]
  return taken === undefined || type === undefined ? undefined : refuse(`needs ${taken.text}, not ${typeText(type)}`)
}

const readAll = (takes: readonly Operand<unknown>[], values: readonly Value[]): readonly unknown[] | Refusal | null => {
  const read: unknown[] = []
  for (const [i, taken] of takes.entries()) {
    const value = values[i]
    const known = value === undefined || value === null ? undefined : taken.read(value)
    if (value !== undefined && value !== null && known === undefined)
      return refuse(`needs ${taken.text}, not ${kindText(value)}`)
    read.push(known)
  }
  return values.includes(null) ? null : read
}

/** A function of single values: null in any of them is null out, a value of another kind is refused. */
export const scalar = <const T extends readonly unknown[]>(spec: Spec<T>): FormulaFunction => {
  const takes: readonly Operand<unknown>[] = spec.takes
  const { name, clause, parameters, sql, examples } = spec
  return {
    name,
    clause,
    parameters,
    examples,
    ...(sql === undefined ? {} : { sql }),
    typeOf: (types) => refusedType(takes, types) ?? (typeof spec.gives === 'function' ? spec.gives(types) : spec.gives),
    value: (values) => {
      if (!fitsCount(takes, values.length)) return countText(takes, values.length)
      const read = readAll(takes, values)
      if (read === null || isRefusal(read)) return read
      // The list was read operand by operand in the order of `takes`: this is T.
      return spec.compute(...(read as unknown as T))
    },
  }
}

/** The items of `f(list)` or of `f(a, b, c)`. */
export const itemsOf = (values: readonly Value[]): readonly Value[] => {
  const [only] = values
  return values.length === 1 && only !== undefined ? (isList(only) ? only : [only]) : values
}

/** What the items of `f(list)` or `f(a, b, c)` are. */
export const itemType = (types: readonly Type[]): Type => {
  const [first] = types
  if (first === undefined) return { kind: 'unknown' }
  return types.length === 1 && first.kind === 'list' ? first.of : first
}

type Aggregate = Pick<FormulaFunction, 'name' | 'clause' | 'examples' | 'sql'> & {
  readonly gives: (item: Type) => Type | Refusal
  /** Given what is left without nulls, and all of it. */
  readonly compute: (known: readonly Exclude<Value, null>[], all: readonly Value[]) => Value | Refusal
}

const isKnown = (value: Value): value is Exclude<Value, null> => value !== null

/** A function of a list, or of its items side by side. Null for a list is unknown; nulls in it are skipped (language.md 2). */
export const aggregate = ({ name, clause, examples, sql, gives, compute }: Aggregate): FormulaFunction => ({
  name,
  clause,
  parameters: [['list'], ['items…']],
  examples,
  ...(sql === undefined ? {} : { sql }),
  typeOf: (types) => (types.length === 0 ? refuse('needs a list') : gives(itemType(types))),
  value: (values) => {
    if (values.length === 0) return refuse('needs a list')
    if (values.length === 1 && values[0] === null) return null
    const all = itemsOf(values)
    return compute(all.filter(isKnown), all)
  },
})

/** All items read as one kind, or the sentence about the first that is not. */
export const allAre = <T>(taken: Operand<T>, items: readonly Exclude<Value, null>[]): readonly T[] | Refusal => {
  const read: T[] = []
  for (const item of items) {
    const known = isList(item) ? undefined : taken.read(item)
    if (known === undefined) return refuse(`needs ${taken.text} in every place, not ${kindText(item)}`)
    read.push(known)
  }
  return read
}

export const sameKind = (items: readonly Value[]): boolean => new Set(items.map(kindOf)).size <= 1
