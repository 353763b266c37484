import type { Band, Card, CardCriteria, Result } from '../term/index.ts'
import { bandText, criteriaWords } from './criteria-words.ts'
import { en } from './message/index.ts'
import { clean, quantityOf } from './quantity.ts'

const { criterion: words } = en

type Sign = '<' | '<=' | '>' | '>=' | '='
type Comparison = { readonly sign: Sign; readonly limit: string }

/** A condition that compares the indicator with one other thing, which may be a number or a name. */
const comparisonIn = (condition: string, measure: string): Comparison | undefined => {
  const [, left, sign, limit] = /^([^<>=!]+?)\s*(<=|>=|<|>|=)\s*([^<>=!()[\]]+)$/.exec(condition.trim()) ?? []
  const known = (['<', '<=', '>', '>=', '='] as const).find((each) => each === sign)
  if (left !== measure || known === undefined || limit === undefined) return undefined
  return /\b(and|or|if)\b/.test(limit) ? undefined : { sign: known, limit: limit.trim() }
}

const bandOf = (sign: Sign, limit: number): Band => ({
  from: sign.startsWith('<') ? null : limit,
  to: sign.startsWith('>') ? null : limit,
  fromIncluded: sign === '>=' || sign === '=',
  toIncluded: sign === '<=' || sign === '=',
})

const signed: Readonly<Record<Sign, (value: string) => string>> = {
  '<': words.below,
  '<=': words.atMost,
  '>': words.above,
  '>=': words.atLeast,
  '=': words.exactly,
}

const numberIn = (text: string): number | undefined => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined)

/** What the name stood for in the period, in the unit of the indicator; a parameter is written as criteria write numbers. */
const valueOf = (name: string, { measures, indicator }: Result, { parameters }: Card): number | undefined => {
  const measured = measures[name]
  if (typeof measured === 'number') return measured
  const set = numberIn(parameters.find((parameter) => parameter.name === name)?.value ?? '')
  return set !== undefined && indicator.unit === 'percent' ? set / 100 : set
}

const isWithin = (value: number, { from, to, fromIncluded, toIncluded }: Band): boolean =>
  (from === null || value > from || (fromIncluded && value === from)) &&
  (to === null || value < to || (toIncluded && value === to))

/** Whether a value lies in one of the bands, which are in the shown unit of percent. */
const isInBands = (value: number, bands: readonly Band[], unit: string | null): boolean =>
  bands.some((band) => isWithin(unit === 'percent' ? clean(value * 100) : value, band))

/** What is asked in words, and whether the value alone fulfils it. */
export type Asked = { readonly text: string; readonly isFulfilled: boolean }

const compared = (criteria: CardCriteria, result: Result, card: Card, value: number): Asked | undefined => {
  const { measure, unit } = result.indicator
  const comparison = comparisonIn(criteria.met, measure)
  if (comparison === undefined) return undefined
  const { sign, limit } = comparison
  const number = numberIn(limit)
  if (number !== undefined) {
    const band = bandOf(sign, number)
    return { text: bandText(band, unit), isFulfilled: isInBands(value, [band], unit) }
  }
  const other = valueOf(limit, result, card)
  if (other === undefined) return undefined
  return {
    text: signed[sign](words.named(limit, quantityOf(other, unit).text)),
    isFulfilled: isWithin(value, bandOf(sign, other)),
  }
}

/** “at least the target, 99.5 %”; nothing where the condition says more than comparisons of the indicator do. */
export const askedOf = (criteria: CardCriteria, result: Result, card: Card): Asked | undefined => {
  const { value, unit } = result.indicator
  if (typeof value !== 'number') return undefined
  if (criteria.bands === undefined) return compared(criteria, result, card, value)
  return { text: criteriaWords(criteria, unit).met, isFulfilled: isInBands(value, criteria.bands.met, unit) }
}
