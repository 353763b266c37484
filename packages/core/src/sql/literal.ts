import type { Value } from '../formula/index.ts'
import { textLiteral } from './dialect.ts'

const pad = (text: string): string => text.replace('T', ' ')

/**
 * A known value as SQL: dates are DATE, instants TIMESTAMP in UTC, durations of days DOUBLE seconds, of months BIGINT.
 * A list is a parenthesised list for IN; contexts and ranges have no literal.
 */
export const literalSql = (value: Value): string => {
  if (value === null) return 'NULL'
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (typeof value === 'number')
    return Number.isInteger(value) && Math.abs(value) < 1e15 ? `${value}` : `CAST(${value} AS DOUBLE)`
  if (typeof value === 'string') return textLiteral(value)
  if (!('kind' in value)) return `(${value.map(literalSql).join(', ')})`
  switch (value.kind) {
    case 'date':
      return `DATE '${value.date.toString()}'`
    case 'date and time':
      return `TIMESTAMP '${pad(
        value.at
          .toZonedDateTime(value.zone === undefined || value.zone === 'Z' ? 'UTC' : value.zone)
          .withTimeZone('UTC')
          .toPlainDateTime()
          .toString({ smallestUnit: 'microsecond' }),
      )}'`
    case 'time':
      return `TIME '${value.time.toString()}'`
    case 'days':
      return `CAST(${value.seconds} AS DOUBLE)`
    case 'months':
      return `CAST(${value.months} AS BIGINT)`
    case 'range':
    case 'context':
      throw new Error(`a ${value.kind} has no SQL literal`)
  }
}
