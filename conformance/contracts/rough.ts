import type { Column, Contract } from '@isometric/core/construct'
import { broken } from './broken.ts'

export type Cells = Readonly<Record<string, string>>

/**
 * One cell of a sound row replaced by what real exports hold: `expects` is what must come of the row. A rule is any rule
 * of the contract that keeps rows out.
 */
export type Rough = {
  readonly column: string
  readonly text: string
  readonly expects: 'accepted' | 'wrong-cell' | 'not-a-level' | 'missing-value' | 'rule-broken'
}

export const storedColumns = ({ columns }: Contract): readonly Column[] => columns.filter(({ is }) => is === undefined)

const plain: Readonly<Record<string, string>> = {
  text: 'x',
  boolean: 'true',
  number: '1',
  date: '2026-01-10',
  'date and time': '2026-01-10T10:00:00Z',
  duration: 'PT1H',
  money: '1.00',
}
const soundCell = ({ type }: Column): string =>
  type.kind === 'nominal' || type.kind === 'ordinal' ? (type.levels[0] ?? '') : (plain[type.kind] ?? '')

/** A row that keeps the contract and all its rules: the one its rules are broken from, or one value of each type. */
export const soundRow = (contract: Contract): Cells => {
  const shown = broken[contract.name]?.sound
  return Object.fromEntries(storedColumns(contract).map((column) => [column.name, shown?.[column.name] ?? (shown === undefined ? soundCell(column) : '')]))
}

/** Formulas that a spreadsheet would run; as values of a type they are none, and as a text they are a text. */
const formulas = ['=cmd|\' /C calc\'!A0', '+1+1', '@SUM(A1)', '-2+3', '=HYPERLINK("http://a.example","b")']
const days = ['2026-02-30', '2025-02-29', '2026-13-01', '2026-00-10', '30.06.2026', '06/30/2026', 'soon', '46203']
const never = ['NaN', 'Infinity', '1e999', '1,5', '1 000', '12 pieces', '0x10', 'twelve']

/** Texts that are no value of the type. */
const wrongOf: Readonly<Record<string, readonly string[]>> = {
  text: [],
  boolean: ['perhaps', '2', 'true false'],
  number: never,
  date: days,
  // In Berlin no clock shows half past two on the day it leaps to summer time.
  'date and time': [...days, '2026-02-30T10:00:00Z', '2026-01-10T25:00:00Z', '2026-03-29T02:30:00', '10:00'],
  duration: ['long', 'P1M', 'P1Y', 'PT', '3h'],
  money: [...never, '$1.00', '1.00 USD', '€ 1,00', 'EUR 1'],
}

/** Money that may be less than nothing, by contract and column. */
const mayBeNegative = new Set(['resource usage: used'])

const roughFor = (contract: Contract, column: Column): readonly Rough[] => {
  const { name, type } = column
  const as = (expects: Rough['expects'], texts: readonly string[]): readonly Rough[] =>
    texts.map((text) => ({ column: name, text, expects }))
  const blank = column.optional ? [] : as('missing-value', ['', '   '])
  if (type.kind === 'nominal' || type.kind === 'ordinal')
    return [...as('not-a-level', ['no such level', type.levels[0]?.toUpperCase() + '!', ...formulas]), ...blank]
  if (type.kind === 'text') return [...as('accepted', [...formulas, 'nobody knows', ' "quoted", and; more\nlines ']), ...blank]
  return [
    ...as('wrong-cell', [...(wrongOf[type.kind] ?? []), ...formulas]),
    ...(type.kind === 'money' ? as(mayBeNegative.has(`${contract.name}: ${name}`) ? 'accepted' : 'rule-broken', ['-1.00']) : []),
    ...blank,
  ]
}

const numbered = (column: Column, text: string, n: number): { readonly text: string; readonly rest: number } => {
  const { type } = column
  if (type.kind === 'nominal' || type.kind === 'ordinal')
    return { text: type.levels[n % type.levels.length] ?? '', rest: Math.floor(n / type.levels.length) }
  // A year: the one number that is part of a key.
  return type.kind === 'number' && column.name === 'year' ? { text: String(2000 + n), rest: 0 } : { text, rest: n }
}

/** Another sound row for every number: a text of the key is numbered, or else its levels and its year take turns. */
export const soundRowNumber = (contract: Contract, n: number): Cells => {
  const row = soundRow(contract)
  const key = contract.key.flatMap((name) => contract.columns.find((column) => column.name === name) ?? [])
  const told = key.findLast(({ type }) => type.kind === 'text')?.name
  if (told !== undefined) return { ...row, [told]: `${row[told] ?? ''}${n}` }
  let rest = n
  const cells = key
    .toSorted((a, b) => Number(a.name === 'year') - Number(b.name === 'year'))
    .map((column) => {
      const next = numbered(column, row[column.name] ?? '', rest)
      rest = next.rest
      return [column.name, next.text] as const
    })
  return { ...row, ...Object.fromEntries(cells) }
}

/** A text that tells rows apart is not made rough with another text: two rows could share their key. */
export const roughRows = (contract: Contract): readonly Rough[] =>
  storedColumns(contract)
    .flatMap((column) => roughFor(contract, column))
    .filter(({ column, expects }) => expects !== 'accepted' || !contract.key.includes(column))
