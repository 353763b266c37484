import type { Row } from '../engine/index.ts'

/** A number an engine answered; a count of nothing is 0 there, so nothing here means our question was wrong. */
export const numberIn = (row: Row | undefined, name: string): number => {
  const value = row?.[name]
  if (typeof value !== 'number') throw new Error(`the engine gave no number called ${name}`)
  return value
}

export const textIn = (row: Row | undefined, name: string): string | null => {
  const value = row?.[name]
  return typeof value === 'string' ? value : null
}
