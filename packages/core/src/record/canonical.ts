export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** Texts of parts that are written already, so that what many values have in common is written once. */
export type Written = ReadonlyMap<Json, string>

/**
 * RFC 8785 canonical JSON: keys in UTF-16 order, numbers as ECMAScript prints them, no spaces.
 * @example canonical({ b: 1, a: [true, null] }) //=> '{"a":[true,null],"b":1}'
 */
export const canonical = (value: Json, written?: Written): string => {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`canonical JSON has no ${value}`)
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const known = written?.get(value)
  if (known !== undefined) return known
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonical(item, written)).join(',')}]`
  const members = value as { readonly [key: string]: Json }
  return `{${Object.keys(members)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(members[key] ?? null, written)}`)
    .join(',')}}`
}
