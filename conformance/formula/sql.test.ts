import { DuckDBInstance } from '@duckdb/node-api'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import process from 'node:process'
import {
  feelText,
  functionNamed,
  functions,
  instantNanoseconds,
  isRefusal,
  isList,
  readFormula,
  evaluate,
  typeOfValue,
  type Value,
} from '@isometric/core/formula'

/** The default SQL text of every function gives the reference value on a real engine. */

const instance = await DuckDBInstance.create(':memory:')
const connection = await instance.connect()
beforeAll(() => connection.run("SET TimeZone = 'UTC'"))
afterAll(() => connection.closeSync())

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

const literalOf = (value: Value): string => {
  if (value === null) return 'NULL'
  if (typeof value === 'number') return `CAST(${value} AS DOUBLE)`
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'boolean') return String(value)
  if (isList(value)) return `[${value.map(literalOf).join(', ')}]`
  if (value.kind === 'date') return `DATE ${quoted(feelText(value))}`
  if (value.kind === 'date and time') return `TIMESTAMP ${quoted(feelText(value).replace('T', ' ').replace('Z', ''))}`
  if (value.kind === 'days') return `CAST(${value.seconds} AS DOUBLE)`
  if (value.kind === 'months') return `CAST(${value.months} AS BIGINT)`
  throw new Error(`no literal for ${value.kind}`)
}

const utc = (nanoseconds: bigint): string =>
  new Date(Number(nanoseconds / 1_000_000n)).toISOString().replace('.000Z', 'Z')

/** The engine's answer in the shape a value of that kind would have there. */
const shown = (value: Value): unknown => {
  if (value === null || typeof value !== 'object') return value
  if (isList(value)) return value.map(shown)
  if (value.kind === 'days') return value.seconds
  if (value.kind === 'date and time') return utc(instantNanoseconds(value))
  return value.kind === 'months' ? value.months : feelText(value)
}

const asked = async (sql: string): Promise<unknown> => {
  const reader = await connection.runAndReadAll(`SELECT ${sql} AS answer`)
  const [answer] = reader.getRowObjectsJson()
  return answer?.['answer'] ?? null
}

const comparable = (answer: unknown, expected: unknown): unknown => {
  if (typeof expected === 'number' && typeof answer === 'string') return Number(answer)
  return typeof answer === 'string' && typeof expected === 'string' && /^\d{4}-\d\d-\d\d \d\d:/.test(answer)
    ? `${answer.replace(' ', 'T')}Z`
    : answer
}

/** The last digits of a logarithm are the machine's. */
const settled = (value: unknown): unknown => (typeof value === 'number' ? Number(value.toPrecision(13)) : value)

type Both = { readonly sql: string; readonly expected: unknown }

const bothOf = (formula: string): Both => {
  const read = readFormula(formula)
  if (!read.ok || read.value.kind !== 'call') throw new Error(`${formula} is no call`)
  const called = functionNamed(read.value.name)
  const args = read.value.args.map((arg) => evaluate(arg, { name: () => undefined }).value)
  if (called?.sql === undefined) throw new Error(`${formula} has no SQL`)
  const types = args.map(typeOfValue)
  const refused = called.typeOf(types)
  if (isRefusal(refused)) throw new Error(refused.refused)
  const value = called.value(args)
  return { sql: called.sql(args.map(literalOf), types), expected: isRefusal(value) ? null : shown(value) }
}

/** What a type cannot rule out before there are values is null on the engine, as it is a refused null in the reference. */
const cases: readonly string[] = [
  'abs(-2.5)',
  'abs(null)',
  'abs(@"-PT5H")',
  'abs(@"-P3M")',
  'floor(-1.5)',
  'floor(2)',
  'floor(1.56, 1)',
  'floor(-1.56, 1)',
  'floor(1234.5, -2)',
  'floor(null)',
  'floor(0.29, 2)',
  'ceiling(1.5)',
  'ceiling(-1.56, 1)',
  'ceiling(1.1, 1)',
  'ceiling(1234.5, -2)',
  'round up(5.5, 0)',
  'round up(-1.121, 2)',
  'round up(1.1, 1)',
  'round up(0, 2)',
  'round down(5.5, 0)',
  'round down(-1.126, 2)',
  'round down(0.29, 2)',
  'round half up(5.5, 0)',
  'round half up(-5.5, 0)',
  'round half up(1.005, 2)',
  'round half up(1.121, 2)',
  'round half up(-1.126, 2)',
  'round half down(5.5, 0)',
  'round half down(-5.5, 0)',
  'round half down(1.121, 2)',
  'round half down(-1.126, 2)',
  'round half down(1.005, 2)',
  'decimal(2.5, 0)',
  'decimal(1.5, 0)',
  'decimal(-2.5, 0)',
  'decimal(0.125, 2)',
  'decimal(1.005, 2)',
  'modulo(12, 5)',
  'modulo(-12, 5)',
  'modulo(12, -5)',
  'modulo(-12, -5)',
  'modulo(10.5, 4)',
  'modulo(1, 0)',
  'modulo(null, 2)',
  'sqrt(16)',
  'sqrt(0)',
  'sqrt(-1)',
  'sqrt(null)',
  'log(1)',
  'log(0)',
  'log(10)',
  'exp(0)',
  'exp(1)',
  'even(2)',
  'even(-3)',
  'even(2.5)',
  'odd(3)',
  'odd(-3)',
  'odd(2.5)',
  'odd(null)',
  'number("12.5")',
  'number("1 000,5", " ", ",")',
  'number("1.000.000,01", ".", ",")',
  'number("abc")',
  'number("-1e3")',
  'string(1.5)',
  'string(2)',
  'string(-3)',
  'string(true)',
  'string("a")',
  'string(@"2026-01-31")',
  'string(@"2026-01-31T10:00:00Z")',
  'string length("abc🐎")',
  'string length("")',
  'string length(null)',
  'substring("foobar", 3)',
  'substring("foobar", 3, 2)',
  'substring("foobar", -2)',
  'substring("foobar", -2, 1)',
  'substring("foobar", -9, 8)',
  'substring("foobar", 9)',
  'substring("foobar", 1, 0)',
  'substring("foobar", 3, 3.8)',
  'substring("🐎ab", 2, 1)',
  'substring("foobar", 0)',
  'upper case("aBc4ä")',
  'lower case("aBC4Ä")',
  'substring before("foobar", "bar")',
  'substring before("foobar", "x")',
  'substring before("abc", "")',
  'substring before("abc", null)',
  'substring after("foobar", "ob")',
  'substring after("foobar", "x")',
  'substring after("abc", "")',
  'substring after("", "a")',
  'string join(["a", "b", "c"], " and ")',
  'string join(["a", null, "c"])',
  'string join(["a", null, "c"], null)',
  'list contains([1, 2, 3], 2)',
  'list contains([1, 2], 5)',
  'list contains([1, null], null)',
  'list contains([1, 2], null)',
  'list contains([1, null], 2)',
  'contains("foobar", "ob")',
  'contains("foobar", "")',
  'contains(null, "a")',
  'starts with("foobar", "fo")',
  'ends with("foobar", "ar")',
  'ends with("foobar", "fo")',
  'contains("100%", "%")',
  'starts with("a_b", "a_")',
  'matches("CVE-2026-1234", "^CVE-[0-9]{4}-[0-9]+$")',
  'matches("abc", "B", "i")',
  'matches("abc", "B", "")',
  'matches("a\\nb", "^b", "m")',
  'matches("a\\nb", "a.b")',
  'matches("a\\nb", "a.b", "s")',
  'matches("abc", "b")',
  'matches(null, "b")',
  'replace("abracadabra", "a(.)", "a$1$1")',
  'replace("abc", "[B]", "#", "i")',
  'replace("abc", "x", "y")',
  'replace("a.b", "\\\\.", "-")',
  'split("a;b;;c", ";")',
  'split("a1b22c", "[0-9]+")',
  'split("", ";")',
  'date("2026-01-31")',
  'date("2026-02-30")',
  'date("x")',
  'date(2026, 1, 31)',
  'date(@"2026-01-31")',
  'date and time("2026-01-31T10:00:00Z")',
  'date and time("2026-01-31T10:00:00+02:00")',
  'date and time("x")',
  'date and time(@"2026-01-31T10:00:00Z")',
  'years and months duration(@"2011-12-22", @"2013-08-24")',
  'years and months duration(@"2013-08-24", @"2011-12-22")',
  'years and months duration(@"2026-01-31", @"2026-02-28")',
  'years and months duration(@"2026-02-28", @"2026-01-31")',
  'years and months duration(@"2026-01-01", @"2026-01-01")',
  'day of year(@"2020-12-31")',
  'day of week(@"2019-09-17")',
  'day of week(@"2026-11-22")',
  'month of year(@"2019-09-17")',
  'week of year(@"2010-01-01")',
  'week of year(@"2003-12-29")',
  'day of week(@"2019-09-17T10:00:00Z")',
  'is(1, 1)',
  'is(null, null)',
  'is(1, null)',
  'min(3, 1, 2)',
  'max(3, 1, 2)',
  'min("b", "a")',
  'max(@"2026-01-31", @"2026-02-01")',
  'min(3, null, 2)',
]

describe('the SQL of a function gives the reference value', () => {
  it.each(cases)('%s', async (formula) => {
    const { sql, expected } = bothOf(formula)
    const answer = comparable(await asked(sql), expected)
    expect(settled(answer)).toEqual(settled(expected))
  })
  it('has a case for every function that has SQL', () => {
    const shownNames = new Set(cases.map((formula) => formula.slice(0, formula.indexOf('('))))
    expect(
      functions.filter((each) => each.sql !== undefined && !shownNames.has(each.name)).map((each) => each.name),
    ).toEqual([])
  })
})

const numRuns = process.env['NIGHTLY'] === '1' ? 10_000 : 500
/** Numbers as they stand in evidence: up to six decimals. */
const written = fc
  .tuple(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), fc.integer({ min: 0, max: 6 }))
  .map(([n, digits]) => Number(`${n}e-${digits}`))

describe('on numbers and texts nobody thought of', () => {
  const rounders = [
    'floor',
    'ceiling',
    'round up',
    'round down',
    'round half up',
    'round half down',
    'decimal',
    'modulo',
  ]
  it.each(rounders)('%s', async (name) => {
    const second = name === 'modulo' ? written.filter((n) => n !== 0) : fc.integer({ min: 0, max: 4 })
    const pairs = fc.sample(fc.tuple(written, second), { numRuns, seed: 27_004 })
    const called = functionNamed(name)
    const sql = called?.sql?.(['a', 'b'], []) ?? ''
    const rows = pairs.map(([a, b], i) => `(${i}, CAST(${a} AS DOUBLE), CAST(${b} AS DOUBLE))`).join(', ')
    const reader = await connection.runAndReadAll(
      `SELECT a, b, ${sql} AS answer FROM (VALUES ${rows}) t(i, a, b) ORDER BY i`,
    )
    const answers = reader.getRowObjectsJson()
    pairs.forEach(([a, b], i) => {
      const expected = called?.value([a, b])
      expect
        .soft(Math.abs(Number(answers[i]?.['answer']) - Number(expected)), `${name}(${a}, ${b})`)
        .toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(a)))
    })
  })
  it('substring', async () => {
    const triples = fc.sample(
      fc.tuple(
        fc.string({ unit: 'grapheme-ascii', maxLength: 8 }),
        fc.integer({ min: -9, max: 9 }).filter((n) => n !== 0),
        fc.nat(9),
      ),
      { numRuns, seed: 27_004 },
    )
    const called = functionNamed('substring')
    const rows = triples.map(([text, from, length], i) => `(${i}, ${quoted(text)}, ${from}, ${length})`).join(', ')
    const sql = called?.sql?.(['x', 'f', 'n'], []) ?? ''
    const reader = await connection.runAndReadAll(
      `SELECT ${sql} AS answer FROM (VALUES ${rows}) t(i, x, f, n) ORDER BY i`,
    )
    const answers = reader.getRowObjectsJson().map((row) => row['answer'])
    expect(answers).toEqual(triples.map((triple) => called?.value(triple)))
  })
})
