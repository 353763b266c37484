import { isError, issueOf, type Issue } from '../issue/index.ts'
import { unitText } from '../unit/index.ts'
import type { Json } from '../record/index.ts'
import { evaluate } from './evaluate.ts'
import { feelText } from './feel-text.ts'
import { readDate, readDateTime, readDuration, readTime, type Moment, type Unread } from './moment.ts'
import { readFormula } from './read.ts'
import { scaleOf, typeText, type Type } from './type.ts'
import { isList, type Value } from './value.ts'

/** A formula tried on values: null with an issue is an error, null without one an unknown. */
export type Tried = {
  readonly value: Value
  readonly type: string | null
  readonly scale: string | null
  readonly unit: string | null
  readonly issues: readonly Issue[]
}

/** What a value shows of its type: a bare number carries no unit. */
export const typeOfValue = (value: Value): Type => {
  if (value === null) return { kind: 'null' }
  if (typeof value === 'number') return { kind: 'number', scale: 'ratio', unit: 'any' }
  if (typeof value === 'string') return { kind: 'text' }
  if (typeof value === 'boolean') return { kind: 'boolean' }
  if (isList(value)) return { kind: 'list', of: commonType(value) }
  switch (value.kind) {
    case 'days':
      return { kind: 'duration', of: 'days' }
    case 'months':
      return { kind: 'duration', of: 'months' }
    case 'range':
      return { kind: 'range', of: typeOfValue(value.from ?? value.to) }
    case 'context':
      return {
        kind: 'context',
        entries: Object.fromEntries(Object.entries(value.entries).map(([key, item]) => [key, typeOfValue(item)])),
      }
    case 'date':
    case 'time':
    case 'date and time':
      return { kind: value.kind }
  }
}
const commonType = (items: readonly Value[]): Type => {
  const [first, ...rest] = items.filter((item) => item !== null).map(typeOfValue)
  return first !== undefined && rest.every((type) => typeText(type) === typeText(first)) ? first : { kind: 'unknown' }
}

const holdsContext = (value: Value): boolean =>
  isList(value) ? value.some(holdsContext) : typeof value === 'object' && value !== null && value.kind === 'context'

const wholeOf = (expression: string): { readonly from: number; readonly to: number } => ({
  from: 0,
  to: expression.length,
})
const nothing = (issues: readonly Issue[]): Tried => ({ value: null, type: null, scale: null, unit: null, issues })

/** Reads and evaluates a formula on its own. A context as the result is outside the language (language.md 2). */
export const tryFormula = (expression: string, inputs: Readonly<Record<string, Value>>): Tried => {
  const read = readFormula(expression, namesIn(inputs))
  if (!read.ok) return nothing(read.issues)
  const { value, issues } = evaluate(read.value, {
    name: (name) => (Object.hasOwn(inputs, name) ? inputs[name] : undefined),
    names: () => Object.keys(inputs),
  })
  const all = [...read.issues, ...issues]
  if (holdsContext(value)) return nothing([...all, issueOf('unsupported-context', {}, wholeOf(expression))])
  if (value === null) return nothing(all)
  const type = typeOfValue(value)
  const unit = type.kind === 'number' ? unitText(type.unit) : ''
  return { value, type: typeText(type), scale: scaleOf(type), unit: unit === '' ? null : unit, issues: all }
}

/** Every name of the inputs and of what they hold, so that each is read as one name. */
const namesIn = (inputs: Readonly<Record<string, Value>>): readonly string[] =>
  Object.entries(inputs).flatMap(([name, value]) => [name, ...entriesIn(value)])
const entriesIn = (value: Value): readonly string[] => {
  if (isList(value)) return [...new Set(value.flatMap(entriesIn))]
  return typeof value === 'object' && value !== null && value.kind === 'context' ? namesIn(value.entries) : []
}

/** True where a tried formula has an answer, which may be an unknown. */
export const answered = (tried: Tried): boolean => !tried.issues.some(isError)

const readers: Readonly<Record<string, (text: string) => Moment | Unread>> = {
  date: readDate,
  time: readTime,
  dateTime: readDateTime,
  duration: readDuration,
}

const record = (json: Json | undefined): { readonly [key: string]: Json } | undefined =>
  typeof json === 'object' && json !== null && !isArray(json) ? json : undefined
const isArray = (json: Json): json is readonly Json[] => Array.isArray(json)

const typedText = (type: string, text: string): Value | undefined => {
  if (type === 'string') return text
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined
  if (type === 'decimal' || type === 'double' || type === 'integer')
    return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined
  const value = readers[type]?.(text)
  return value === 'shape' || value === 'year' ? undefined : value
}

const typedList = (items: Json | undefined): readonly Value[] | undefined => {
  if (items === undefined || !isArray(items)) return undefined
  const values = items.map(valueOfTyped)
  return values.every((value) => value !== undefined) ? values : undefined
}
const typedContext = (entries: Json | undefined): Value | undefined => {
  const pairs = Object.entries(record(entries) ?? {}).map(([key, item]) => [key, valueOfTyped(item)] as const)
  const known = pairs.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]))
  return record(entries) === undefined || known.length < pairs.length
    ? undefined
    : { kind: 'context', entries: Object.fromEntries(known) }
}

/**
 * A value written as `{ type, value }` with a type of XML Schema (`decimal`, `dateTime`, …), a `list` with `items`, a
 * `context` with `entries`, or `{ type: "null" }`; or as plain JSON. Undefined where it is none of these.
 */
export const valueOfTyped = (json: Json): Value | undefined => {
  if (json === null || typeof json === 'number' || typeof json === 'string' || typeof json === 'boolean') return json
  if (isArray(json)) return typedList(json)
  const { type, value, items, entries } = json
  if (typeof type !== 'string') return undefined
  if (type === 'null') return null
  if (type === 'list') return typedList(items)
  if (type === 'context') return typedContext(entries)
  if (value === null) return null
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? typedText(type, String(value))
    : undefined
}

/** A value as JSON: numbers, texts, truths and lists as they are, dates and durations as canonical FEEL text. */
export const jsonOf = (value: Value): Json => {
  if (value === null || typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean')
    return value
  if (isList(value)) return value.map(jsonOf)
  if (value.kind === 'context')
    return Object.fromEntries(Object.entries(value.entries).map(([key, item]) => [key, jsonOf(item)]))
  return feelText(value)
}
