import { feelText } from '../feel-text.ts'
import { text, type Type } from '../type.ts'
import { anything, scalar } from '../operand.ts'

const numberSql = (x: string): string =>
  `CASE WHEN (${x}) = trunc(${x}) AND abs(${x}) < 1e15 THEN CAST(CAST(${x} AS BIGINT) AS VARCHAR) ELSE CAST(${x} AS VARCHAR) END`

const sqlByKind: Partial<Record<Type['kind'], (x: string) => string>> = {
  number: numberSql,
  date: (x) => `strftime(${x}, '%Y-%m-%d')`,
  'date and time': (x) => `strftime(${x}, '%Y-%m-%dT%H:%M:%SZ')`,
  boolean: (x) => `CASE WHEN (${x}) THEN 'true' WHEN NOT (${x}) THEN 'false' END`,
}
const sqlOf = (x: string, type: Type | undefined): string =>
  (sqlByKind[type?.kind ?? 'text'] ?? ((text: string) => `CAST(${text} AS VARCHAR)`))(x)

/** A value as text. */
export const string = scalar({
  name: 'string',
  clause: '10.3.4.1',
  parameters: [['from']],
  takes: [anything],
  gives: text,
  sql: ([x = ''], [type]) => sqlOf(x, type),
  compute: (value) => feelText(value),
  examples: [
    ['string(1.50)', '1.5'],
    ['string(@"2026-01-31")', '2026-01-31'],
    ['string(true)', 'true'],
  ],
})
