import type { ColumnType } from '@isometric/core/construct'
import { listed, quoted } from './sql-text.ts'

/** How texts of one column are to be understood beyond the contract's type: what a mapping says, and the zone. */
export type Manner = {
  readonly formats: readonly string[]
  /** IANA zone in which times without an offset were written. */
  readonly timeZone: string
  /** The declared decimal sign; with one, groups of three digits may be set apart by the other signs in use. */
  readonly decimal?: string | undefined
}

/** The type a column is stored in: dates and instants as themselves, durations as seconds. */
export const storedAs = (type: ColumnType): string => {
  switch (type.kind) {
    case 'text':
    case 'nominal':
    case 'ordinal':
      return 'VARCHAR'
    case 'boolean':
      return 'BOOLEAN'
    case 'number':
    case 'duration':
      return 'DOUBLE'
    case 'date':
      return 'DATE'
    case 'date and time':
      return 'TIMESTAMP'
    case 'money':
      return 'DECIMAL(18,4)'
  }
}

export const fits = (text: string, pattern: string): string => `regexp_full_match(${text}, ${quoted(pattern)})`

/** Signs that set groups of three digits apart, beside a decimal sign. */
const grouping: Readonly<Record<string, string>> = { '.': `[,' \u00a0\u202f]`, ',': `[.' \u00a0\u202f]` }

/** A number's text with a point and nothing else, or NULL where it is not strictly a number. */
const plainNumber = (text: string, decimal: string | undefined): string => {
  const exponent = '([eE][+-]?\\d+)?'
  if (decimal === undefined)
    return `CASE WHEN ${fits(text, `[+-]?(\\d+(\\.\\d*)?|\\.\\d+)${exponent}`)} THEN ltrim(${text}, '+') END`
  const group = grouping[decimal] ?? '[]'
  const sign = decimal === '.' ? '\\.' : decimal
  const whole = `(\\d+|\\d{1,3}(${group}\\d{3})+)`
  const bare = `regexp_replace(${text}, ${quoted(group)}, '', 'g')`
  return `CASE WHEN ${fits(text, `[+-]?(${whole}(${sign}\\d*)?|${sign}\\d+)${exponent}`)} THEN ltrim(replace(${bare}, ${quoted(decimal)}, '.'), '+') END`
}

/** Too large for a double is not a number: infinity is never measured. */
const doubleOf = (text: string, decimal: string | undefined): string => {
  const value = `try_cast(${plainNumber(text, decimal)} AS DOUBLE)`
  return `CASE WHEN isfinite(${value}) THEN ${value} END`
}

const moneyOf = (text: string, decimal: string | undefined): string =>
  `try_cast(${plainNumber(text, decimal)} AS DECIMAL(18,4))`

const booleanOf = (text: string): string =>
  `CASE WHEN lower(${text}) IN ('true', 'yes', 'y', '1') THEN true WHEN lower(${text}) IN ('false', 'no', 'n', '0') THEN false END`

const zoned = (format: string): boolean => /%z|%Z/.test(format)

/** The instant as a timestamp in UTC, without a calendar's detour. */
export const utc = (instant: string): string => `make_timestamp(epoch_us(${instant}))`

/** A local time as an instant; NULL for a time the zone's clock leaps over. Asking a calendar costs more than all else. */
export const instantOfLocal = (local: string, zone: string): string => {
  if (zone === 'UTC') return local
  const at = `timezone(${quoted(zone)}, ${local})`
  return `CASE WHEN timezone(${quoted(zone)}, ${at}) = ${local} THEN ${utc(at)} END`
}

const dateOf = (text: string, { formats, timeZone }: Manner): string => {
  if (formats.length === 0) {
    const midnight = '\\d{4}-\\d{2}-\\d{2}([T ]00:00(:00(\\.0+)?)?)?'
    return `CASE WHEN ${fits(text, midnight)} THEN try_cast(left(${text}, 10) AS DATE) END`
  }
  const read = (format: string): string =>
    zoned(format)
      ? `CAST(timezone(${quoted(timeZone)}, CAST(try_strptime(${text}, ${quoted(format)}) AS TIMESTAMPTZ)) AS DATE)`
      : `CAST(try_strptime(${text}, ${quoted(format)}) AS DATE)`
  return `coalesce(${formats.map(read).join(', ')})`
}

const minutes = '\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}'
const seconds = ':\\d{2}(?:\\.\\d+)?'
const offset = '(?:Z|[+-]\\d{2}(?::?\\d{2})?)'

/**
 * ISO 8601. The two forms exports hold are looked at first; the rest (no seconds, a blank before the offset, `z`) is
 * brought into the first one's form.
 */
const isoInstant = (text: string, zone: string): string => {
  const part = (group: number): string =>
    `regexp_extract(upper(${text}), ${quoted(`^(${minutes})(${seconds})? ?(${offset})$`)}, ${group})`
  const whole = `${part(1)} || coalesce(nullif(${part(2)}, ''), ':00') || ${part(3)}`
  return `CASE
    WHEN ${fits(text, `${minutes}${seconds}${offset}`)} THEN ${utc(`try_cast(${text} AS TIMESTAMPTZ)`)}
    WHEN ${fits(text, `${minutes}(?:${seconds})?`)} THEN ${instantOfLocal(`try_cast(${text} AS TIMESTAMP)`, zone)}
    WHEN ${fits(`upper(${text})`, `${minutes}(?:${seconds})? ?${offset}`)} THEN ${utc(`try_cast(${whole} AS TIMESTAMPTZ)`)}
  END`
}

const momentOf = (text: string, { formats, timeZone }: Manner): string => {
  if (formats.length === 0) return isoInstant(text, timeZone)
  const read = (format: string): string => {
    const parsed = `try_strptime(${text}, ${quoted(format)})`
    return zoned(format) ? `timezone('UTC', CAST(${parsed} AS TIMESTAMPTZ))` : instantOfLocal(parsed, timeZone)
  }
  return `coalesce(${formats.map(read).join(', ')})`
}

/** ISO 8601 in seconds. Years and months have no fixed length and are refused. */
const secondsOf = (text: string): string => {
  const shape = '[+-]?P(\\d+W|\\d+D|(\\d+D)?T(\\d+H)?(\\d+M)?(\\d+(\\.\\d+)?S)?)'
  const part = (sign: string): string =>
    `coalesce(try_cast(regexp_extract(${text}, '([\\d.]+)${sign}', 1) AS DOUBLE), 0)`
  const sum = `(${part('W')} * 604800 + ${part('D')} * 86400 + ${part('H')} * 3600 + ${part('M')} * 60 + ${part('S')})`
  return `CASE WHEN ${fits(text, shape)} AND right(${text}, 1) <> 'T' THEN CASE WHEN left(${text}, 1) = '-' THEN -${sum} ELSE ${sum} END END`
}

/**
 * SQL that reads a text (without blanks at its ends, never empty) as a value of a column's type; NULL where it is
 * none. Strict: what could be read in two ways is not read at all.
 */
export const valueOf = (text: string, type: ColumnType, manner: Manner): string => {
  switch (type.kind) {
    case 'text':
      return text
    case 'boolean':
      return booleanOf(text)
    case 'number':
      return doubleOf(text, manner.decimal)
    case 'nominal':
    case 'ordinal':
      return type.levels.length === 0 ? text : `CASE WHEN ${text} IN ${listed(type.levels)} THEN ${text} END`
    case 'date':
      return dateOf(text, manner)
    case 'date and time':
      return momentOf(text, manner)
    case 'duration':
      return secondsOf(text)
    case 'money':
      return moneyOf(text, manner.decimal)
  }
}

/** What a type is called where a text does not fit it. */
export const expectation = (type: ColumnType, manner: Manner): string => {
  const formats = manner.formats.length === 0 ? undefined : `in the form ${manner.formats.join(' or ')}`
  switch (type.kind) {
    case 'text':
      return 'a text'
    case 'boolean':
      return 'true or false (or yes, no, 1, 0)'
    case 'number':
    case 'money': {
      const sign = manner.decimal ?? '.'
      return `a ${type.kind === 'money' ? 'sum of money' : 'number'} such as 1234${sign}5`
    }
    case 'nominal':
    case 'ordinal':
      return `one of ${type.levels.join(', ')}`
    case 'date':
      return formats === undefined ? 'a date such as 2026-06-30' : `a date ${formats}`
    case 'date and time':
      return formats === undefined ? 'a date and time such as 2026-06-30T14:05:00+02:00' : `a date and time ${formats}`
    case 'duration':
      return 'a duration such as P1DT4H30M'
  }
}

/** What would help, seen from the text that did not fit. */
export const hintFor = (text: string, type: ColumnType, manner: Manner): string | undefined => {
  if (type.kind === 'number' || type.kind === 'money') {
    if (/^[+-]?[\d.,' \u00a0\u202f]*\d[\d.,' \u00a0\u202f]*$/.test(text) && manner.decimal === undefined)
      return 'Say the decimal sign in a mapping (decimal: "." or ",").'
    if (/^[+-]?(nan|inf|infinity)$/i.test(text)) return 'What is not known is left empty.'
  }
  if (type.kind === 'date' && /^\d{4}-\d{2}-\d{2}[T ]/.test(text))
    return 'It has a time of day; say in a mapping how to make a date of it.'
  if (type.kind === 'date and time' && /^\d{4}-\d{2}-\d{2}$/.test(text))
    return 'It has no time of day; say in a mapping what time is meant (format: "%Y-%m-%d" is the beginning of the day).'
  if (
    (type.kind === 'date' || type.kind === 'date and time') &&
    manner.formats.length === 0 &&
    /\d/.test(text) &&
    !/^\d{4}-\d{2}-\d{2}/.test(text)
  )
    return 'Say in a mapping how dates are written (format: "%d/%m/%Y" and the like): day and month could be either.'
  if (type.kind === 'duration' && /^[+-]?P\d+[YM]/.test(text))
    return 'Years and months have no fixed length; write days.'
  return undefined
}
