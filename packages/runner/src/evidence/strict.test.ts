import type { ColumnType } from '@isometric/core/construct'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openEngine, type Cell, type Engine } from '../engine/index.ts'
import { valueOf } from './cell.ts'
import { beginsPlainly, hasPlainEdges } from './edge.ts'
import { plainValueOf } from './plain.ts'

/** The patterns are held to what they should say, in another language, and short ways past them to the patterns. */

let engine: Engine
beforeAll(async () => {
  engine = await openEngine({ threads: 1 })
})
afterAll(() => engine.close())

const answers = async (sql: string, texts: readonly string[]): Promise<readonly (Cell | undefined)[]> => {
  const rows = texts.map((text, i) => `(${i}, '${text.replaceAll("'", "''")}')`)
  const found = await engine.rows(`SELECT ${sql} AS v FROM (VALUES ${rows.join(', ')}) AS x(i, t) ORDER BY i`)
  return found.map((row) => row['v'])
}

const texts = (signs: string, most: number): fc.Arbitrary<readonly string[]> =>
  fc.array(fc.string({ unit: fc.constantFrom(...(signs.match(/./gsu) ?? [])), minLength: 1, maxLength: most }), {
    minLength: 40,
    maxLength: 40,
  })
const runs = { seed: 7, numRuns: 25 }

/** Whether a text is read; 'otherwise' where the short way gives what the pattern does not. */
const isRead = (type: ColumnType, decimal?: string): string => {
  const manner = { formats: [], timeZone: 'Europe/Berlin', decimal }
  const strict = valueOf('t', type, manner)
  const plain = plainValueOf('t', undefined, type, manner) ?? 'NULL'
  return `CASE WHEN (${plain}) IS NOT NULL AND (${plain}) IS DISTINCT FROM (${strict}) THEN 'otherwise' ELSE CAST((${strict}) IS NOT NULL AS VARCHAR) END`
}
const said = (read: boolean): string => String(read)

describe('a text is a value exactly where its form is allowed', { timeout: 120_000 }, () => {
  const point = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/
  const comma = /^[+-]?((\d+|\d{1,3}([.' ]\d{3})+)(,\d*)?|,\d+)([eE][+-]?\d+)?$/
  const dotted = /^[+-]?((\d+|\d{1,3}([,' ]\d{3})+)(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/

  test.each([
    [undefined, point, /_/g],
    [',', comma, /[.' ]/g],
    ['.', dotted, /[,' ]/g],
  ] as const)('a number with the decimal sign %s', async (decimal, form, grouping) => {
    const isFinite = (text: string): boolean => Number.isFinite(Number(text.replaceAll(grouping, '').replace(',', '.')))
    const number: ColumnType = { kind: 'number', scale: 'ratio' }
    await fc.assert(
      fc.asyncProperty(texts("0123456789+-.,e_ '", 7), async (some) => {
        const expected = some.map((text) => said(form.test(text) && isFinite(text)))
        expect(await answers(isRead(number, decimal), some)).toEqual(expected)
      }),
      runs,
    )
  })

  test('money has the same forms, and the same value', async () => {
    const money: ColumnType = { kind: 'money', currency: 'EUR' }
    await fc.assert(
      fc.asyncProperty(texts('0123456789-.', 9), async (some) => {
        expect(await answers(isRead(money), some)).toEqual(some.map((text) => said(point.test(text))))
      }),
      runs,
    )
  })

  test('a level is written as it is', async () => {
    const level: ColumnType = { kind: 'ordinal', levels: ['low', 'high', ' odd'] }
    const some = ['low', 'Low', ' low', 'low ', ' odd', 'odd', 'high']
    const found = await answers(plainValueOf('t', undefined, level, { formats: [], timeZone: 'UTC' }) ?? '', some)
    expect(found).toEqual(['low', null, null, null, null, null, 'high'])
  })

  const isDay = (text: string): boolean => {
    const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
    if (found === null) return false
    const [year, month, day] = found.slice(1).map(Number)
    const date = new Date(0)
    date.setUTCFullYear(year ?? 0, (month ?? 0) - 1, day)
    return date.getUTCMonth() + 1 === month && date.getUTCDate() === day
  }
  const clock = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?$/
  const isMoment = (text: string): boolean => {
    const found = /^(.{10})[T ](.*)$/.exec(text)
    const [, day = '', rest = ''] = found ?? []
    const time = /^([^Z]*?)(?: ?Z)?$/i.exec(rest)?.[1] ?? ''
    return isDay(day) && clock.test(time)
  }

  const almost = (base: string, signs: string): fc.Arbitrary<string> =>
    fc
      .array(fc.tuple(fc.nat(base.length), fc.constantFrom('', ...signs.split('')), fc.nat(1)), { maxLength: 2 })
      .map((edits) => edits.reduce((text, [at, sign, cut]) => text.slice(0, at) + sign + text.slice(at + cut), base))
      .filter((text) => text !== '' && text.trim() === text)

  test.each(['2026-02-28', '0999-12-31', '2024-02-29'])('a date like %s', async (base) => {
    await fc.assert(
      fc.asyncProperty(fc.array(almost(base, '0139-/T .'), { minLength: 40, maxLength: 40 }), async (some) => {
        const dates = some.filter((text) => !/[T ]/.test(text) && !text.startsWith('0000'))
        expect(await answers(isRead({ kind: 'date' }), ['2026-01-01', ...dates])).toEqual([
          'true',
          ...dates.map(isDay).map(said),
        ])
      }),
      runs,
    )
  })

  test.each(['2026-02-28 03:04:05', '2026-02-28T23:59:59Z', '2026-02-28T23:59:59.25', '2026-12-31 00:00'])(
    'a date and time like %s',
    async (base) => {
      await fc.assert(
        fc.asyncProperty(fc.array(almost(base, '0259-: TZ.'), { minLength: 40, maxLength: 40 }), async (some) => {
          const moments = some.filter((text) => !/[+]|-\d\d?$|24:00|^0000|-\d{2}:/.test(text) && !text.endsWith('.'))
          const found = await answers(isRead({ kind: 'date and time' }), ['2026-01-01 00:00:00', ...moments])
          expect(found).toEqual(['true', ...moments.map(isMoment).map(said)])
        }),
        runs,
      )
    },
  )
})

test('plain edges are edges without a blank', async () => {
  const blank = /^[\t\n\f\r \u00a0]|[\t\n\f\r \u00a0]$|^$/
  await fc.assert(
    fc.asyncProperty(texts('a~!}é\u00a0\u1680 \t\n\f\r\u{1F600}', 3), async (some) => {
      const claimed = await answers(hasPlainEdges('t'), some)
      expect(some.filter((text, i) => claimed[i] === true && blank.test(text))).toEqual([])
      const begun = await answers(beginsPlainly('t'), some)
      expect(some.filter((text, i) => begun[i] === true && !/^[!-~]/.test(text))).toEqual([])
    }),
    runs,
  )
  expect(await answers(hasPlainEdges('t'), ['a', '~', 'a b', 'a\u00a0b', 'a '])).toEqual([
    true,
    true,
    true,
    true,
    false,
  ])
})

describe('a value that is no text is what its text would be', () => {
  const agree = async (native: string, type: ColumnType, values: readonly string[]): Promise<readonly unknown[]> => {
    const manner = { formats: [], timeZone: 'Europe/Berlin' }
    const plain = plainValueOf('t', { sql: 'x', type: native }, type, manner)
    const rows = values.map((value) => `(${value}::${native})`).join(', ')
    const table = `(SELECT x, CAST(x AS VARCHAR) AS t FROM (VALUES ${rows}) AS v(x))`
    return engine.rows(
      `SELECT t FROM ${table} WHERE (${plain}) IS NOT NULL AND (${plain}) IS DISTINCT FROM (${valueOf('t', type, manner)})
       UNION ALL SELECT 'nothing is plain' FROM ${table} HAVING count(${plain}) = 0`,
    )
  }
  const number: ColumnType = { kind: 'number', scale: 'ratio' }
  const money: ColumnType = { kind: 'money', currency: 'EUR' }
  const moment: ColumnType = { kind: 'date and time' }
  const moments = [
    "'2026-02-28 03:04:05.25'",
    "'2026-03-29 02:30:00'",
    "'2026-10-25 02:30:00'",
    "'0001-01-01 00:00:00'",
    "'9999-12-31 23:59:59.999999'",
    "'0044-03-15 (BC) 00:00:00'",
    "'12026-01-01 00:00:00'",
    "'infinity'",
    'NULL',
  ]

  test.each([
    ['DOUBLE', number, ['0', '-0.1', '1e300', '1e22', '5e-324', "'nan'", "'inf'", 'NULL']],
    ['BIGINT', number, ['0', '-7', '9007199254740993', '9223372036854775807', 'NULL']],
    ['UTINYINT', number, ['0', '255']],
    ['DECIMAL(9,2)', money, ['0.01', '-1234567.89', 'NULL']],
    ['DECIMAL(38,4)', money, ['0.0001', "'1234567890123456789012.0001'"]],
    ['BOOLEAN', { kind: 'boolean' }, ['true', 'false', 'NULL']],
    ['DATE', { kind: 'date' }, ["'2026-02-28'", "'0044-03-15 (BC)'", "'infinity'", "'12026-01-01'", "'9999-12-31'"]],
    ['TIMESTAMP', moment, moments],
    ['TIMESTAMP WITH TIME ZONE', moment, ["'2026-02-28 03:04:05+02'", "'infinity'", "'2026-02-28 03:04:05.25+00'"]],
  ] as const)('%s as %o', async (native, type, values) => {
    expect(await agree(native, type, values)).toEqual([])
  })

  test.each([
    ['FLOAT', number],
    ['DECIMAL(9,2)', number],
    ['DECIMAL(9,5)', money],
    ['TIMESTAMP_NS', moment],
    ['DATE', moment],
    ['VARCHAR', number],
  ] as const)('%s as %o has no short way', (native, type) => {
    expect(plainValueOf('t', { sql: 'x', type: native }, type, { formats: [], timeZone: 'UTC' })).toBeUndefined()
  })
})
