import type { ColumnType } from '@isometric/core/construct'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openEngine, type Cell, type Engine } from '../engine/index.ts'
import { valueOf } from './cell.ts'
import { beginsPlainly, hasPlainEdges } from './edge.ts'

/** Short ways past the patterns are held to what the patterns say, written here once more and in another language. */

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

const isRead = (type: ColumnType, decimal?: string): string =>
  `(${valueOf('t', type, { formats: [], timeZone: 'UTC', decimal })}) IS NOT NULL`

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
        const expected = some.map((text) => form.test(text) && isFinite(text))
        expect(await answers(isRead(number, decimal), some)).toEqual(expected)
      }),
      runs,
    )
  })

  test('money has the same forms, and the same value', async () => {
    const money: ColumnType = { kind: 'money', currency: 'EUR' }
    await fc.assert(
      fc.asyncProperty(texts('0123456789-.', 9), async (some) => {
        const plain = some.filter((text) => /^-?\d{1,6}(\.\d{1,4})?$/.test(text))
        const found = await answers(valueOf('t', money, { formats: [], timeZone: 'UTC' }), ['0', ...plain])
        expect(found).toEqual([0, ...plain.map((text) => Number(text) + 0)])
      }),
      runs,
    )
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
        expect(await answers(isRead({ kind: 'date' }), ['2026-01-01', ...dates])).toEqual([true, ...dates.map(isDay)])
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
          expect(found).toEqual([true, ...moments.map(isMoment)])
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
