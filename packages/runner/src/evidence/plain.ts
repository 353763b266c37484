import type { ColumnType } from '@isometric/core/construct'
import { fits, instantOfLocal, utc, type Manner } from './cell.ts'
import { hasPlainEdges } from './edge.ts'
import { listed } from './sql-text.ts'

/** A column of a source that is no text: SQL giving its value, and the engine's name of its type. */
export type Native = { readonly sql: string; readonly type: string }

/** What the engine writes with a year of four digits; no end of time is among it. */
const days = "BETWEEN DATE '0001-01-01' AND DATE '9999-12-31'"
const moments = "BETWEEN TIMESTAMP '0001-01-01' AND TIMESTAMP '9999-12-31 23:59:59.999999'"

/** A number of which all signs agree what it means, and none is too large for its type. */
const numberOf = (text: string, { decimal }: Manner, after: number, type: string): string => {
  const fraction = decimal === undefined || decimal === '.' ? `(\\.\\d{1,${after}})?` : ''
  return `CASE WHEN ${fits(text, `-?\\d{1,13}${fraction}`)} THEN try_cast(${text} AS ${type}) END`
}

/** What the engine would write exactly so is what it reads it as. */
const momentOf = (text: string, zone: string): string => {
  const value = `try_cast(${text} AS TIMESTAMP)`
  const written = (as: string): string => `(CAST(${value} AS VARCHAR) = ${as} AND ${value} ${moments})`
  return `CASE WHEN ${written(text)} THEN ${instantOfLocal(value, zone)}
    WHEN suffix(${text}, 'Z') AND ${written(`replace(rtrim(${text}, 'Z'), 'T', ' ')`)} THEN ${value}
    WHEN ${written(`replace(${text}, 'T', ' ')`)} THEN ${instantOfLocal(value, zone)} END`
}

const dateOf = (text: string): string => {
  const value = `try_cast(${text} AS DATE)`
  return `CASE WHEN strlen(${text}) = 10 AND CAST(${value} AS VARCHAR) = ${text} THEN ${value} END`
}

const ofText = (text: string, type: ColumnType, manner: Manner): string | undefined => {
  switch (type.kind) {
    case 'number':
      return numberOf(text, manner, 13, 'DOUBLE')
    case 'money':
      return numberOf(text, manner, 4, 'DECIMAL(18,4)')
    case 'date':
      return dateOf(text)
    case 'date and time':
      return momentOf(text, manner.timeZone)
    case 'nominal':
    case 'ordinal':
      return type.levels.length === 0
        ? undefined
        : `CASE WHEN ${text} IN ${listed(type.levels)} AND ${hasPlainEdges(text)} THEN ${text} END`
    case 'text':
    case 'boolean':
    case 'duration':
      return undefined
  }
}

const whole = /^U?(TINYINT|SMALLINT|INTEGER|BIGINT)$/
const fixed = /^DECIMAL\(\d+,[0-4]\)$/

/** Only where the value's text would be read as the same value. */
const ofNative = ({ sql, type: native }: Native, type: ColumnType, { timeZone }: Manner): string | undefined => {
  if (type.kind === 'number' && (native === 'DOUBLE' || whole.test(native)))
    return `CASE WHEN isfinite(CAST(${sql} AS DOUBLE)) THEN CAST(${sql} AS DOUBLE) END`
  if (type.kind === 'money' && fixed.test(native)) return `try_cast(${sql} AS DECIMAL(18,4))`
  if (type.kind === 'boolean' && native === 'BOOLEAN') return sql
  if (type.kind === 'date' && native === 'DATE') return `CASE WHEN ${sql} ${days} THEN ${sql} END`
  if (type.kind !== 'date and time') return undefined
  if (native === 'TIMESTAMP') return `CASE WHEN ${sql} ${moments} THEN ${instantOfLocal(sql, timeZone)} END`
  if (native === 'TIMESTAMP WITH TIME ZONE') return `CASE WHEN ${utc(sql)} ${moments} THEN ${utc(sql)} END`
  return undefined
}

/**
 * SQL that reads as a value of a column's type what needs no second look, and gives NULL for all else, which `valueOf`
 * then decides: it never gives what that would not. Undefined where there is no such short way.
 */
export const plainValueOf = (
  text: string,
  native: Native | undefined,
  type: ColumnType,
  manner: Manner,
): string | undefined => {
  if (manner.formats.length > 0) return undefined
  return native === undefined ? ofText(text, type, manner) : ofNative(native, type, manner)
}
