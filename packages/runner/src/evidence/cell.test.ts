import { readContract, type ColumnType } from '@isometric/core/construct'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openEngine, type Cell, type Engine } from '../engine/index.ts'
import { expectation, hintFor, storedAs, valueOf, type Manner } from './cell.ts'
import { quoted } from './sql-text.ts'

let engine: Engine
beforeAll(async () => {
  engine = await openEngine({ threads: 1 })
})
afterAll(() => engine.close())

const plain: Manner = { formats: [], timeZone: 'Europe/Berlin' }
const read = async (text: string, type: ColumnType, manner: Partial<Manner> = {}): Promise<Cell> => {
  const [row] = await engine.rows(
    `SELECT (${valueOf('t', type, { ...plain, ...manner })})::${storedAs(type)} AS v FROM (SELECT ${quoted(text)} AS t)`,
  )
  return row?.['v'] ?? null
}

const number: ColumnType = { kind: 'number', scale: 'ratio' }
const money: ColumnType = { kind: 'money', currency: 'EUR' }
const level: ColumnType = { kind: 'ordinal', levels: ['low', 'high', "don't know"] }

describe('a number is strict', () => {
  test.each([
    ['0', 0],
    ['-12.5', -12.5],
    ['+3', 3],
    ['.5', 0.5],
    ['5.', 5],
    ['1e3', 1000],
    ['1E-3', 0.001],
    ['007', 7],
    ['21.903829000000002', 21.903829000000002],
    ['1,234', null],
    ['1.234,5', null],
    ['1 234', null],
    ['1_234', null],
    ['12%', null],
    ['nan', null],
    ['Infinity', null],
    ['1e999', null],
    ['0x10', null],
    ['1e', null],
    ['-', null],
    ['--1', null],
    ['٣', null],
  ])('%s', async (text, expected) => {
    expect(await read(text, number)).toBe(expected)
  })
})

describe('a declared decimal sign lets the other signs group digits, and only in threes', () => {
  test.each([
    ['1.234,56', ',', 1234.56],
    ['1234,5', ',', 1234.5],
    ['1 234,5', ',', 1234.5],
    ["1'234'567", ',', 1_234_567],
    ['1\u00a0234,5', ',', 1234.5],
    ['12.34', ',', null],
    ['1.23.456', ',', null],
    [',5', ',', 0.5],
    ['1,234.56', '.', 1234.56],
    ['1,23', '.', null],
    ['1,234,567', '.', 1_234_567],
    ['12,3456', '.', null],
  ])('%s with %s', async (text, decimal, expected) => {
    expect(await read(text, number, { decimal })).toBe(expected)
  })
})

describe('money has four decimals', () => {
  test.each([
    ['12.3456', 12.3456],
    ['12.34565', 12.3457],
    ['-0.01', -0.01],
    ['1e3', 1000],
    ['$12', null],
    ['99999999999999.5', 99_999_999_999_999.5],
    ['100000000000000', null],
  ])('%s', async (text, expected) => {
    expect(await read(text, money)).toBe(expected)
  })
})

describe('a truth is one of a few words', () => {
  test.each([
    ['true', true],
    ['TRUE', true],
    ['Yes', true],
    ['y', true],
    ['1', true],
    ['false', false],
    ['no', false],
    ['N', false],
    ['0', false],
    ['ja', null],
    ['2', null],
    ['t', null],
    ['on', null],
  ])('%s', async (text, expected) => {
    expect(await read(text, { kind: 'boolean' })).toBe(expected)
  })
})

describe('a level is exact', () => {
  test.each([
    ['low', 'low'],
    ["don't know", "don't know"],
    ['Low', null],
    ['lo', null],
  ])('%s', async (text, expected) => {
    expect(await read(text, level)).toBe(expected)
  })
})

describe('a date is ISO unless a format says otherwise', () => {
  test.each([
    ['2026-02-28', [], '2026-02-28'],
    ['2024-02-29', [], '2024-02-29'],
    ['2026-02-29', [], null],
    ['2026-2-8', [], null],
    ['03/04/2026', [], null],
    ['20260228', [], null],
    ['2026-02-28T00:00:00', [], '2026-02-28'],
    ['2026-02-28 00:00', [], '2026-02-28'],
    ['2026-02-28T08:00:00', [], null],
    ['2026-02-28T00:00:00Z', [], null],
    ['03/04/2026', ['%d/%m/%Y'], '2026-04-03'],
    ['03/04/2026', ['%m/%d/%Y'], '2026-03-04'],
    ['31/12/2026', ['%m/%d/%Y', '%d/%m/%Y'], '2026-12-31'],
    ['1/31/2026 12:00:00 AM', ['%m/%d/%Y %I:%M:%S %p'], '2026-01-31'],
    ['31/02/2026', ['%d/%m/%Y'], null],
    ['2026-01-31', ['%d/%m/%Y'], null],
    ['31/12/2026 trailing', ['%d/%m/%Y'], null],
    // 23:30 UTC is the next day in Berlin.
    ['2026-01-31 23:30 +0000', ['%Y-%m-%d %H:%M %z'], '2026-02-01'],
  ] as const)('%s as %j', async (text, formats, expected) => {
    expect(await read(text, { kind: 'date' }, { formats })).toBe(expected)
  })
})

describe('a date and time is an instant', () => {
  test.each([
    ['2026-07-01T00:00:00Z', 'Europe/Berlin', '2026-07-01T00:00:00Z'],
    ['2026-07-01T00:00:00+02:00', 'Europe/Berlin', '2026-06-30T22:00:00Z'],
    ['2026-07-01T00:00:00+0530', 'Europe/Berlin', '2026-06-30T18:30:00Z'],
    ['2026-07-01T00:00:00-05', 'Europe/Berlin', '2026-07-01T05:00:00Z'],
    ['2026-07-01T00:00Z', 'Europe/Berlin', '2026-07-01T00:00:00Z'],
    ['2026-07-01 00:00:00 +02:00', 'Europe/Berlin', '2026-06-30T22:00:00Z'],
    ['2026-07-01t00:00:00z', 'Europe/Berlin', '2026-07-01T00:00:00Z'],
    // The hour comes twice: the later one, in winter time, is taken.
    ['2026-10-25T02:30:00', 'Europe/Berlin', '2026-10-25T01:30:00Z'],
    ['2026-07-01T00:00:00z', 'Europe/Berlin', '2026-07-01T00:00:00Z'],
    ['2026-07-01T00:00:00.25Z', 'Europe/Berlin', '2026-07-01T00:00:00.25Z'],
    ['2026-07-01T00:00:00', 'Europe/Berlin', '2026-06-30T22:00:00Z'],
    ['2026-01-01 00:00', 'Europe/Berlin', '2025-12-31T23:00:00Z'],
    ['2026-07-01T00:00:00', 'UTC', '2026-07-01T00:00:00Z'],
    ['2026-07-01T00:00:00', 'America/New_York', '2026-07-01T04:00:00Z'],
    // The clock leaps from 02:00 to 03:00: 02:30 never was.
    ['2026-03-29T02:30:00', 'Europe/Berlin', null],
    ['2026-03-29T03:30:00', 'Europe/Berlin', '2026-03-29T01:30:00Z'],
    ['2026-07-01', 'Europe/Berlin', null],
    ['2026-02-29T00:00:00Z', 'Europe/Berlin', null],
    ['2026-07-01T25:00:00Z', 'Europe/Berlin', null],
    ['2026-07-01T00:00:00 Europe/Berlin', 'Europe/Berlin', null],
    ['1719784800', 'Europe/Berlin', null],
  ] as const)('%s in %s', async (text, timeZone, expected) => {
    expect(await read(text, { kind: 'date and time' }, { timeZone })).toBe(expected)
  })

  test.each([
    ['01.07.2026 00:00', ['%d.%m.%Y %H:%M'], '2026-06-30T22:00:00Z'],
    ['2026-07-01', ['%Y-%m-%d'], '2026-06-30T22:00:00Z'],
    ['Jul 1 2026 00:00:00 +0000', ['%b %d %Y %H:%M:%S %z'], '2026-07-01T00:00:00Z'],
    ['29.03.2026 02:30', ['%d.%m.%Y %H:%M'], null],
  ] as const)('%s as %j', async (text, formats, expected) => {
    expect(await read(text, { kind: 'date and time' }, { formats })).toBe(expected)
  })
})

describe('a duration is ISO 8601, in seconds', () => {
  test.each([
    ['PT1H30M', 5400],
    ['P1DT2H', 93_600],
    ['P2W', 1_209_600],
    ['P3D', 259_200],
    ['PT0.5S', 0.5],
    ['-PT1M', -60],
    ['PT1M30.25S', 90.25],
    ['P', null],
    ['PT', null],
    ['P1DT', null],
    ['P1M', null],
    ['P1Y', null],
    ['P1Y2D', null],
    ['01:30:00', null],
    ['1 hour', null],
    ['PT1.5H', null],
  ])('%s', async (text, expected) => {
    expect(await read(text, { kind: 'duration' })).toBe(expected)
  })
})

describe('what would help', () => {
  test.each([
    ['1,234', number, {}, /decimal/],
    ['nan', number, {}, /left empty/],
    ['abc', number, {}, /^nothing$/],
    ['03/04/2026', { kind: 'date' }, {}, /day and month/],
    ['2026-01-01T10:00:00', { kind: 'date' }, {}, /time of day/],
    ['2026-01-01', { kind: 'date and time' }, {}, /no time of day/],
    ['03/04/2026', { kind: 'date' }, { formats: ['%Y'] }, /^nothing$/],
    ['P1M', { kind: 'duration' }, {}, /no fixed length/],
  ] as const)('%s', (text, type, manner, expected) => {
    const hint = hintFor(text, type, { ...plain, ...manner })
    expect(hint ?? 'nothing').toMatch(expected)
  })
})

test('every column type of a contract has a stored type and a name in a sentence', () => {
  const kinds = ['text', 'boolean', 'number', 'date', 'date and time', 'duration']
  const columns = [
    ...kinds.map((kind) => `  a ${kind.replaceAll(' and ', ' ')}: { type: ${kind} }`),
    '  n: { type: nominal, levels: [x, y] }',
    '  o: { type: ordinal, levels: [x, y] }',
    '  m: { type: money, currency: EUR }',
  ]
  const read = readContract(
    'c',
    `contract: things\nentity: thing\ndescribes: state\ndelivers: full\nkey: [n]\ncolumns:\n${columns.join('\n')}\n`,
  )
  expect(read.issues).toEqual([])
  const types = read.ok ? read.value.columns.map(({ type }) => type) : []
  expect(types.map(storedAs)).toEqual([
    'VARCHAR',
    'BOOLEAN',
    'DOUBLE',
    'DATE',
    'TIMESTAMP',
    'DOUBLE',
    'VARCHAR',
    'VARCHAR',
    'DECIMAL(18,4)',
  ])
  expect(types.map((type) => expectation(type, plain)).filter((text) => text.length < 5)).toEqual([])
})
