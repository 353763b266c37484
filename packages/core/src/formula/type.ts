import type { Scale } from '../term/index.ts'
import { unitText, type UnitOrAny } from '../unit/index.ts'

/** What is known of a formula's value before any data arrive: its type, scale and unit (language.md 3). */
export type Type =
  | { readonly kind: 'null' }
  /** Nothing is known; every use is allowed and checked when evaluated. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'text' }
  /** Money is a number whose unit is its currency. `percent`: shown ×100, held as the ratio. */
  | { readonly kind: 'number'; readonly scale: Scale; readonly unit: UnitOrAny; readonly percent?: true }
  | { readonly kind: 'level'; readonly scale: 'nominal' | 'ordinal'; readonly levels: readonly string[] }
  | { readonly kind: 'date' }
  | { readonly kind: 'time' }
  | { readonly kind: 'date and time' }
  /** Days and time are seconds, years and months are months; the two never mix. */
  | { readonly kind: 'duration'; readonly of: 'days' | 'months' }
  | { readonly kind: 'range'; readonly of: Type }
  | { readonly kind: 'list'; readonly of: Type }
  | { readonly kind: 'context'; readonly entries: Readonly<Record<string, Type>> }
  /** One row of a contract's table. */
  | { readonly kind: 'row'; readonly contract: string }

/** `number of rule on a ratio scale`, for sentences. */
export const typeText = (type: Type): string => {
  switch (type.kind) {
    case 'number':
      return unitText(type.unit) === '' ? 'number' : `number of ${unitText(type.unit)}`
    case 'level':
      return `${type.scale} level`
    case 'duration':
      return type.of === 'days' ? 'duration' : 'duration of months'
    case 'range':
      return `range of ${typeText(type.of)}`
    case 'list':
      return `list of ${typeText(type.of)}`
    case 'row':
      return `row of ${type.contract}`
    case 'null':
    case 'unknown':
    case 'boolean':
    case 'text':
    case 'date':
    case 'time':
    case 'date and time':
    case 'context':
      return type.kind
  }
}

/** The scale a value is on: dates are interval, durations ratio, texts and truths nominal. */
export const scaleOf = (type: Type): Scale | null => {
  switch (type.kind) {
    case 'number':
    case 'level':
      return type.scale
    case 'boolean':
    case 'text':
      return 'nominal'
    case 'date':
    case 'time':
    case 'date and time':
      return 'interval'
    case 'duration':
      return 'ratio'
    case 'null':
    case 'unknown':
    case 'range':
    case 'list':
    case 'context':
    case 'row':
      return null
  }
}

export const number = (unit: UnitOrAny = 'any', scale: Scale = 'ratio'): Type => ({ kind: 'number', scale, unit })
export const boolean: Type = { kind: 'boolean' }
export const text: Type = { kind: 'text' }
export const unknown: Type = { kind: 'unknown' }
