import { issueOf, nearest, type Issue, type Span } from '../issue/index.ts'
import { beyond, functions, isRefusal, type FormulaFunction, type Refusal } from './function/index.ts'
import type { Value } from './value.ts'

const byName: ReadonlyMap<string, FormulaFunction> = new Map(functions.map((each) => [each.name, each]))
/** The function of a name, or undefined. */
export const functionNamed = (name: string): FormulaFunction | undefined => byName.get(name)

const isOptional = (parameter: string): boolean => parameter.endsWith('?')
const repeats = (parameter: string): boolean => parameter.endsWith('…')
const bare = (parameter: string): string => parameter.replace(/[?…]$/, '')

const takes = (form: readonly string[], count: number): boolean =>
  count >= form.filter((parameter) => !isOptional(parameter)).length &&
  (count <= form.length || repeats(form.at(-1) ?? ''))

/** Where each argument goes: its place in the form, or undefined where the form has no parameter of that name. */
const placesIn = (form: readonly string[], named: readonly string[]): readonly number[] | undefined => {
  const places = named.map((name) => form.findIndex((parameter) => bare(parameter) === name))
  const required = form.flatMap((parameter, i) => (isOptional(parameter) ? [] : [i]))
  const sound =
    !places.includes(-1) && new Set(places).size === places.length && required.every((i) => places.includes(i))
  return sound ? places : undefined
}

/** The arguments in the order of the parameters, or why no form of the function takes them. */
export const bound = <T>(
  called: FormulaFunction,
  args: readonly T[],
  named: readonly string[] | undefined,
  absent: T,
): readonly T[] | Refusal => {
  if (named === undefined)
    return called.parameters.some((form) => takes(form, args.length)) ? args : { refused: formsText(called) }
  for (const form of called.parameters) {
    const places = placesIn(form, named)
    if (places === undefined) continue
    return Array.from({ length: Math.max(-1, ...places) + 1 }, (_, i) => args[places.indexOf(i)] ?? absent)
  }
  return { refused: formsText(called) }
}

const formsText = (called: FormulaFunction): string =>
  `takes ${called.parameters.map((form) => `(${form.map((parameter) => (repeats(parameter) ? parameter : isOptional(parameter) ? `[${bare(parameter)}]` : parameter)).join(', ')})`).join(' or ')}`

/** A refusal as an issue at the place of the call. */
export const refusalIssue = (name: string, written: string, refusal: Refusal, span: Span): Issue => {
  const about = refusal.about ?? ''
  if (refusal.code === 'unsupported-year') return issueOf('unsupported-year', { text: about }, span)
  if (refusal.code === 'unsupported-number') return issueOf('unsupported-number', { text: about }, span)
  if (refusal.code === 'unsupported-pattern') return issueOf('unsupported-pattern', { pattern: about }, span)
  if (refusal.code === 'unsupported-context') return issueOf('unsupported-context', {}, span)
  if (refusal.code === 'not-computable') return issueOf('not-computable', { written, why: about }, span)
  if (refusal.code === 'division-by-zero') return issueOf('division-by-zero', { written }, span)
  return issueOf('refused-arguments', { name, refused: refusal.refused }, span)
}

export const unknownFunction = (name: string, span: Span): Issue =>
  issueOf('unknown-function', { name, near: nearest(name, byName.keys()) }, span)

/** The value of a built-in with arguments already evaluated. */
export const applied = (
  called: FormulaFunction,
  args: readonly Value[],
  named: readonly string[] | undefined,
): Value | Refusal => {
  const inOrder = bound<Value>(called, args, named, null)
  if (isRefusal(inOrder)) return inOrder
  const value = called.value(inOrder)
  if (typeof value === 'number' && !Number.isFinite(value)) return beyond('unsupported-number', String(value))
  return value
}
