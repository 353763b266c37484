import { evaluate, type Formula, type Type, type Value } from '../formula/index.ts'

const nowhere = { name: (): undefined => undefined }

/** The type of a value that is already known. A bare number takes the unit it meets. */
export const typeOfValue = (value: Value): Type => {
  if (value === null) return { kind: 'null' }
  if (typeof value === 'boolean') return { kind: 'boolean' }
  if (typeof value === 'number') return { kind: 'number', scale: 'ratio', unit: 'any' }
  if (typeof value === 'string') return { kind: 'text' }
  if (!('kind' in value))
    return { kind: 'list', of: value[0] === undefined ? { kind: 'unknown' } : typeOfValue(value[0]) }
  switch (value.kind) {
    case 'date':
    case 'time':
    case 'date and time':
      return { kind: value.kind }
    case 'days':
      return { kind: 'duration', of: 'days' }
    case 'months':
      return { kind: 'duration', of: 'months' }
    case 'range':
      return { kind: 'range', of: typeOfValue(value.from ?? value.to) }
    case 'context':
      return {
        kind: 'context',
        entries: Object.fromEntries(Object.entries(value.entries).map(([key, entry]) => [key, typeOfValue(entry)])),
      }
  }
}

/** What a formula of literals alone is worth. */
export const literalValue = (formula: Formula): ReturnType<typeof evaluate> => evaluate(formula, nowhere)
