import { valueOfTyped, type Value } from '@isometric/core/formula'
import type { Issue } from '@isometric/core/issue'
import type { Json } from '@isometric/core/record'
import { problem } from './request.ts'

/** Values by name for a formula, or what could not be read. */
export type Inputs =
  | { readonly ok: true; readonly values: Readonly<Record<string, Value>> }
  | { readonly ok: false; readonly issues: readonly Issue[] }

type JsonRecord = { readonly [key: string]: Json }

const isList = (json: Json): json is readonly Json[] => Array.isArray(json)
const isRecord = (json: Json | undefined): json is JsonRecord =>
  typeof json === 'object' && json !== null && !isList(json)

/** `{ "type": "date", "value": "2026-06-30" }`, and its like for lists and contexts, as in the conformance cases. */
const isTyped = (json: JsonRecord): boolean =>
  typeof json['type'] === 'string' &&
  (json['type'] === 'null' || 'value' in json || 'items' in json || 'entries' in json)

const valueOf = (json: Json): Value | undefined => {
  if (isList(json)) {
    const values = json.map(valueOf)
    return values.every((value) => value !== undefined) ? values : undefined
  }
  if (!isRecord(json) || isTyped(json)) return valueOfTyped(json)
  const read = inputsOf(json)
  return read.ok ? { kind: 'context', entries: read.values } : undefined
}

/** A JSON object as named values: typed ones as they say, any other object as a context. */
export const inputsOf = (json: Json | undefined): Inputs => {
  if (!isRecord(json)) return { ok: false, issues: [problem('input-unreadable', { name: 'inputs' })] }
  const named = Object.entries(json).map(([name, item]) => ({ name, value: valueOf(item) }))
  const issues = named.flatMap(({ name, value }) =>
    value === undefined ? [problem('input-unreadable', { name })] : [],
  )
  if (issues.length > 0) return { ok: false, issues }
  return {
    ok: true,
    values: Object.fromEntries(named.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]]))),
  }
}
