import type { Json } from '@isometric/core/record'

const isFormula = (value: object): value is { readonly text: string } => 'text' in value && 'offsets' in value

/** A document as plain JSON: what it says, without the places it says it at. */
export const plainOf = (value: unknown): Json => {
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string')
    return value
  if (Array.isArray(value)) return value.map(plainOf)
  if (typeof value !== 'object') return null
  if (isFormula(value)) return value.text
  const kept = Object.entries(value).filter(([key, item]) => key !== 'source' && item !== undefined)
  return Object.fromEntries(kept.map(([key, item]) => [key, plainOf(item)]))
}
