import { describe, expect, it } from 'vitest'
import { evaluate } from './evaluate.ts'
import { printBracketed, printFormula } from './print.ts'
import { readFormula, readUnary, strayNot } from './read.ts'

const bracketed = (text: string, names: readonly string[] = []): string => {
  const outcome = readFormula(text, names)
  return outcome.ok ? printBracketed(outcome.value) : outcome.issues.map((issue) => issue.code).join(' ')
}

/** `[formula, the same with every bracket]`. */
const readings: readonly (readonly [text: string, meaning: string])[] = [
  ['1 + 2 * 3', '1 + (2 * 3)'],
  ['a - b - c', '(a - b) - c'],
  ['-x ** 2', '(-x) ** 2'],
  ['a and b or c and d', '(a and b) or (c and d)'],
  // language.md 2: `in` binds tighter than `and` and `or`
  ['x in r and y', '(x in (r)) and y'],
  ['x in r or y', '(x in (r)) or y'],
  ['x in [1..5) and y', '(x in ([1..5))) and y'],
  ['x in <5 and y', '(x in (< 5)) and y'],
  ['x in "a" and y in "b" or z', '((x in ("a")) and (y in ("b"))) or z'],
  ['z or x in r and y in s and not(t)', 'z or (((x in (r)) and (y in (s))) and not(t))'],
  ['x in r and a = b or c', '((x in (r)) and (a = b)) or c'],
  ['x in r and (y or z)', '(x in (r)) and (y or z)'],
  ['x in (r and y)', 'x in ((r and y))'],
  ['x in (1, > 5) and y', '(x in (1, > 5)) and y'],
  ['if x in r and y then 1 else 2', 'if ((x in (r)) and y) then 1 else 2'],
  ['t[x in r and y]', 't[((x in (r)) and y) = true]'],
  ['not(x in r and y)', 'not(((x in (r)) and y))'],
  ['some h in hits satisfies h.a in r and h.b', 'some h in hits satisfies ((h.a in (r)) and h.b)'],
  ['x in r and some h in hits satisfies h.a = 1', '(x in (r)) and (some h in hits satisfies (h.a = 1))'],
  // between closes at the first `and`
  ['x between 1 and 2 and y', '(x between 1 and 2) and y'],
  ['x between 1 and 2 or y between 3 and 4 and z', '(x between 1 and 2) or ((y between 3 and 4) and z)'],
  // ranges
  ['[a..b)', '[a..b)'],
  [']a..b[', '(a..b)'],
  ['(a..b)', '(a..b)'],
  ['[a..null]', '[a..null]'],
  ['for i in 1..3 return i', 'for i in 1..3 return i'],
  // names of functions that hold keywords
  ['date and time("2026-01-31T00:00:00")', 'date and time("2026-01-31T00:00:00")'],
  ['date and time(a, b).year', 'date and time(a, b).year'],
  ['years and months duration(a, b)', 'years and months duration(a, b)'],
  ['distinct values(a.b)', 'distinct values(a.b)'],
  ['substring(string: a, start position: 2)', 'substring(string: a, start position: 2)'],
  ['sum(a.b[item > 1])', 'sum(a.b[(item > 1) = true])'],
  ['rules[enabled][action = "allow"].owner', 'rules[(enabled) = true][(action = "allow") = true].owner'],
  // line breaks and comments are spaces
  ['a\nand b', 'a and b'],
  ['a // why\nand /* not\nor */ b', 'a and b'],
  ['"http://a" + b', '"http://a" + b'],
  ['"\\u00e9\\n\\"" + b', '"é\\n\\"" + b'],
]

describe('a formula is read as it is meant', () => {
  it.each(readings)('%s', (text, meaning) => expect(bracketed(text)).toBe(meaning))
  it.each(readings)('%s prints to a text that reads the same', (text) => {
    const first = readFormula(text)
    if (!first.ok) throw new Error(text)
    expect(bracketed(printFormula(first.value))).toBe(bracketed(text))
  })
  it.each([
    ['take-up / staff', ['take-up', 'staff'], 'take-up / staff'],
    ['take - up', ['take-up'], 'take-up'],
    ['date and time(x) < time and date', ['date', 'time', 'x'], '(date and time(x) < time) and date'],
    ['date and time(date: date and time(x))', ['date and timely', 'x'], 'date and time(date: date and time(x))'],
    ['day of week(day)', ['day'], 'day of week(day)'],
    ['count(count)', ['count'], 'count(count)'],
  ])('reads %s, told of %j', (text, names, meaning) => expect(bracketed(text, names)).toBe(meaning))
  it('reads a name it is told of, keywords and all', () =>
    expect(bracketed('in force and due on < 1', ['in force', 'due on'])).toBe('in force and (due on < 1)'))
})

/** `[formula, code, the text the issue points at]`. */
const refusals: readonly (readonly [text: string, code: string, at: string])[] = [
  ['', 'formula-syntax', ''],
  ['a +', 'formula-syntax', ''],
  ['a ) b', 'formula-syntax', ')'],
  ['(a', 'formula-syntax', ''],
  ['sum(', 'formula-syntax', ''],
  ["'abc'", 'formula-syntax', "'"],
  ['a && b', 'formula-syntax', '&&'],
  ['1..3', 'formula-syntax', '..3'],
  ['x in 1..3', 'formula-syntax', '..3'],
  ['a == b', 'unknown-operator', '=='],
  ['a <> b', 'unknown-operator', '<>'],
  ['a < b < c', 'chained-comparison', 'a < b < c'],
  ['a = b = c', 'chained-comparison', 'a = b = c'],
  ['a in b in c', 'chained-comparison', 'a in b in c'],
  ['x in r = y', 'chained-comparison', 'x in r = y'],
  ['some h in hits satisfies h.a or b', 'ambiguous-or', 'b'],
  ['some h in hits satisfies h.a or b or h.c', 'ambiguous-or', 'b'],
  ['every h in hits satisfies h.a in r or b', 'ambiguous-or', 'b'],
  ['for h in hits return h.a or b', 'ambiguous-or', 'b'],
  ['function(x) x', 'unsupported-user-function', 'function(x) x'],
  ['a.f(1)', 'unsupported-user-function', 'a.f'],
  ['"abs"(1)', 'not-a-function', '"abs"'],
  ['a instance of string', 'unsupported-instance-of', 'a instance of string'],
  ['list[1]', 'unsupported-positional-filter', '1'],
  ['list[-1]', 'unsupported-positional-filter', '-1'],
  ['a = (< 5)', 'unsupported-unary-range', '< 5'],
  ['today()', 'unsupported-now', 'today()'],
  ['now()', 'unsupported-now', 'now()'],
]

describe('what cannot be read is said, with its place', () => {
  it.each(refusals)('%s → %s', (text, code, at) => {
    const outcome = readFormula(text)
    expect(outcome.ok).toBe(false)
    expect(outcome.issues.map((issue) => [issue.code, text.slice(issue.span.from, issue.span.to)])).toContainEqual([
      code,
      at,
    ])
  })
  it('says all of it at once', () =>
    expect(readFormula('a == b and now() > list[1] and c < d < e').issues.map((issue) => issue.code)).toEqual([
      'unknown-operator',
      'unsupported-now',
      'unsupported-positional-filter',
      'chained-comparison',
    ]))
  it('refuses what is nested beyond reading', () => {
    const deep = `${'not('.repeat(600)}true${')'.repeat(600)}`
    expect(readFormula(deep).issues.map((issue) => issue.code)).toEqual(['formula-too-deep'])
    expect(readFormula(`${'('.repeat(9000)}1${')'.repeat(9000)}`).ok).toBe(false)
    expect(readFormula(Array.from({ length: 9000 }, () => '1').join(' + ')).ok).toBe(false)
  })
  it('follows four hundred additions', () => {
    const read = readFormula(Array.from({ length: 400 }, () => '1').join(' + '))
    expect(read.ok && evaluate(read.value, { name: () => undefined }).value).toBe(400)
  })
  it.each([
    'some h in hits satisfies (h.a or b)',
    '(some h in hits satisfies h.a) or b',
    'some h in hits satisfies h.a or h.b',
    'some h in hits, x in y satisfies h.a or x.b',
    'some h in hits satisfies h.a and (b or c)',
    '(a = b) = c',
  ])('accepts %s', (text) => expect(readFormula(text)).toMatchObject({ ok: true, issues: [] }))
  it.each([
    ['not enabled', 'write not(enabled)'],
    ['x not', 'write not(x in …)'],
  ])('%s: %s', (name, remedy) => expect(strayNot(name, { from: 0, to: 1 })?.message).toContain(remedy))
})

describe('unary tests', () => {
  it.each([
    ['<= 5', [{ kind: 'unary', op: '<=', value: { kind: 'number', value: 5 } }]],
    ['0', [{ kind: 'value', value: { kind: 'number', value: 0 } }]],
    [
      '"P1", "P2"',
      [
        { kind: 'value', value: { value: 'P1' } },
        { kind: 'value', value: { value: 'P2' } },
      ],
    ],
    ['[1..5]', [{ kind: 'value', value: { kind: 'range', fromIncluded: true, toIncluded: true } }]],
    ['-', [{ kind: 'any' }]],
    [
      'not(1, > 5)',
      [{ kind: 'value', value: { kind: 'not', of: { kind: 'in', of: { name: '?' }, tests: [{}, { op: '>' }] } } }],
    ],
  ])('%s', (text, tests) => {
    const outcome = readUnary(text)
    expect(outcome.ok && outcome.value).toMatchObject(tests)
  })
  it.each([
    ['> 5 and < 10', 'joined-unary-tests'],
    ['== 5', 'unknown-operator'],
    ['', 'formula-syntax'],
  ])('%s → %s', (text, code) => expect(readUnary(text).issues.map((issue) => issue.code)).toContain(code))
})
