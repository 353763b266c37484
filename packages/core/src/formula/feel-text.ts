import { dateText, dateTimeText, daysText, monthsText, timeText } from './moment.ts'
import { quoted } from './text.ts'
import { isList, type Value } from './value.ts'

/** Digits as they are written, never with an exponent. @example numberText(1e21) //=> '1000000000000000000000' */
export const numberText = (value: number): string => {
  const text = String(Object.is(value, -0) ? 0 : value)
  const [, sign = '', whole = '', fraction = '', exponent] = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? []
  if (exponent === undefined) return text
  const shift = Number(exponent)
  const digits = whole + fraction
  if (shift < 0) return `${sign}0.${'0'.repeat(-shift - 1)}${digits}`
  return `${sign}${digits.padEnd(shift + 1, '0')}`
}

/** A value as a reader writes it: dates and durations in their canonical text, texts without quotes at the outside. */
export const feelText = (value: Value): string => (typeof value === 'string' ? value : literalText(value))

/** Inside a list, a range or a context a text stands in quotes. */
const literalText = (value: Value): string => {
  if (value === null) return 'null'
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'number') return numberText(value)
  if (typeof value === 'boolean') return String(value)
  if (isList(value)) return `[${value.map(literalText).join(', ')}]`
  switch (value.kind) {
    case 'date':
      return dateText(value)
    case 'time':
      return timeText(value)
    case 'date and time':
      return dateTimeText(value)
    case 'days':
      return daysText(value)
    case 'months':
      return monthsText(value)
    case 'range':
      return `${value.fromIncluded ? '[' : '('}${literalText(value.from)}..${literalText(value.to)}${value.toIncluded ? ']' : ')'}`
    case 'context':
      return `{${Object.entries(value.entries)
        .map(([key, item]) => `${/^[\p{L}_][\p{L}\p{N}_ ]*$/u.test(key) ? key : quoted(key)}: ${literalText(item)}`)
        .join(', ')}}`
  }
}
