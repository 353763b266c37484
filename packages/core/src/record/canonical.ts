export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** Texts of parts that are written already, so that what many values have in common is written once. */
export type Written = ReadonlyMap<Json, string>

/** Records have few different keys, and each is written many times. */
const writtenKeys = new Map<string, string>()
const mostKeys = 10_000

const writtenKey = (key: string): string => {
  const known = writtenKeys.get(key)
  if (known !== undefined) return known
  const text = `${JSON.stringify(key)}:`
  if (writtenKeys.size < mostKeys) writtenKeys.set(key, text)
  return text
}

/** Most objects are written with their keys in order. */
const inOrder = (keys: readonly string[]): readonly string[] => {
  for (let i = 1; i < keys.length; i++) if ((keys[i - 1] ?? '') > (keys[i] ?? '')) return keys.toSorted()
  return keys
}

/**
 * RFC 8785 canonical JSON: keys in UTF-16 order, numbers as ECMAScript prints them, no spaces.
 * @example canonical({ b: 1, a: [true, null] }) //=> '{"a":[true,null],"b":1}'
 */
export const canonical = (value: Json, written?: Written): string => {
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error(`canonical JSON has no ${value}`)
    return String(value)
  }
  if (value === null || typeof value !== 'object') return String(value)
  const known = written?.get(value)
  if (known !== undefined) return known
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonical(item, written)).join(',')}]`
  const members = value as { readonly [key: string]: Json }
  let text = ''
  for (const key of inOrder(Object.keys(members)))
    text += (text === '' ? '' : ',') + writtenKey(key) + canonical(members[key] ?? null, written)
  return `{${text}}`
}
