import { describe, expect, it } from 'vitest'
import { evaluate, evaluateTests, feelText, readFormula, readUnary, type Environment, type Value } from './index.ts'

const row = (entries: Readonly<Record<string, Value>>): Value => ({ kind: 'context', entries })
const names: Readonly<Record<string, Value>> = {
  unknown: null,
  yes: true,
  rules: [
    row({ rule: 'a', hits: 3, enabled: true }),
    row({ rule: 'b', hits: null, enabled: null }),
    row({ rule: 'c', hits: 0, enabled: false }),
  ],
  numbers: [3, 1, 2],
  period: row({ 'days left': 4 }),
}
const environment: Environment = {
  name: (name) => (Object.hasOwn(names, name) ? names[name] : undefined),
  names: () => Object.keys(names),
}

const outcome = (
  text: string,
  inside: Environment = environment,
): { readonly value: string; readonly codes: readonly string[] } => {
  const read = readFormula(text, Object.keys(names))
  if (!read.ok) throw new Error(`${text}: ${read.issues.map((issue) => issue.message).join(' ')}`)
  const { value, issues } = evaluate(read.value, inside)
  return { value: feelText(value), codes: issues.map((issue) => issue.code) }
}

/** `[formula, value, issue codes]`: an unknown is null without a code, an error null with one. */
const cases: readonly (readonly [formula: string, value: string, ...codes: string[]])[] = [
  // three values
  ['unknown and false', 'false'],
  ['unknown and true', 'null'],
  ['unknown or true', 'true'],
  ['unknown or false', 'null'],
  ['not(unknown)', 'null'],
  ['1 and true', 'null', 'wrong-type'],
  // null is compared as a value, and has no order
  ['unknown = null', 'true'],
  ['unknown != 1', 'true'],
  ['unknown = 1', 'false'],
  ['unknown < 1', 'null'],
  ['unknown between 1 and 2', 'null'],
  ['3 between unknown and 2', 'false'],
  ['unknown in [1..2]', 'null'],
  ['5 in [1..null]', 'null'],
  ['0 in [1..null]', 'false'],
  // unlike kinds are an error
  ['1 = "1"', 'null', 'unlike-operands'],
  ['[1] = 1', 'null', 'unsupported-singleton-list'],
  ['@"2026-01-31" < @"2026-01-31T00:00:00Z"', 'null', 'unsupported-date-with-instant'],
  ['@"2026-01-31T00:00:00Z" < @"2026-01-31T00:00:00"', 'null', 'unlike-operands'],
  ['@"P1M" < @"P30D"', 'null', 'unlike-operands'],
  // arithmetic
  ['1 + unknown', 'null'],
  ['1 / 0', 'null', 'division-by-zero'],
  ['0 / 0', 'null', 'division-by-zero'],
  ['@"PT1H" / @"PT0S"', 'null', 'division-by-zero'],
  ['10 ** 400', 'null', 'unsupported-number'],
  ['(-8) ** 0.5', 'null', 'not-computable'],
  ['1 + "a"', 'null', 'unlike-operands'],
  ['@"2026-01-31" + @"P1M"', '2026-02-28'],
  ['@"2026-03-31" - @"P1M"', '2026-02-28'],
  ['@"2026-03-01" - @"2026-02-01"', 'P28D'],
  ['@"2026-01-31" + @"PT36H"', '2026-02-01'],
  ['@"2026-03-29T01:30:00@Europe/Berlin" + @"PT1H"', '2026-03-29T03:30:00@Europe/Berlin'],
  ['@"2026-03-29T03:30:00@Europe/Berlin" - @"2026-03-29T01:30:00@Europe/Berlin"', 'PT1H'],
  ['@"2026-07-01T00:00:00@Europe/Berlin" = @"2026-06-30T22:00:00Z"', 'true'],
  ['@"23:00:00" + @"PT2H"', '01:00:00'],
  ['@"PT36H" / @"PT12H"', '3'],
  ['@"PT36H" * 0.5', 'PT18H'],
  ['@"P1Y" * 1.5', 'P1Y6M'],
  ['-@"P1D"', '-P1D'],
  ['@"2026-02-30"', 'null', 'invalid-literal'],
  ['@"999999-01-01"', 'null', 'unsupported-year'],
  // if
  ['if yes then 1 else 2', '1'],
  ['if unknown then 1 else 2', 'null', 'unsupported-unknown-condition'],
  ['if 1 then 1 else 2', 'null', 'wrong-type'],
  // a filter keeps what is true, and sees the names of the item first
  ['rules[enabled].rule', '["a"]'],
  ['rules[not(enabled)].rule', '["c"]'],
  ['rules[hits > 0 or hits = 0].rule', '["a", "c"]'],
  ['rules[hits = null].rule', '["b"]'],
  ['numbers[item > 1]', '[3, 2]'],
  ['count(rules[hits < period.days left])', '2'],
  ['rules[hits]', '[]', 'unsupported-positional-filter'],
  ['rules[rule]', '[]', 'wrong-type'],
  ['unknown[item > 1]', 'null'],
  // some, every, for
  ['some r in rules satisfies r.hits = 3', 'true'],
  ['some r in rules satisfies r.hits > 5', 'null'],
  ['every r in rules satisfies r.hits >= 0', 'null'],
  ['every r in rules satisfies r.hits > 0', 'false'],
  ['every r in [] satisfies r > 0', 'true'],
  ['some a in [1, 2], b in [a, 5] satisfies a + b = 7', 'true'],
  ['some r in unknown satisfies r > 0', 'null'],
  ['for a in [1, 2], b in [a, 10] return a * b', '[1, 10, 4, 20]'],
  ['for i in 1..3 return i ** 2', '[1, 4, 9]'],
  ['for i in 3..1 return i', '[3, 2, 1]'],
  ['for i in [3..1] return i', 'null', 'backward-range'],
  ['for i in (1..4) return i', '[2, 3]'],
  ['for d in @"2026-02-27"..@"2026-03-01" return d', '[2026-02-27, 2026-02-28, 2026-03-01]'],
  ['for i in 1..5 return count(partial)', '[0, 1, 2, 3, 4]'],
  ['for i in "a".."c" return i', 'null', 'wrong-type'],
  // tests
  ['2 in (1, > 5)', 'false'],
  ['7 in (1, > 5)', 'true'],
  ['2 in (1, unknown, 2)', 'true'],
  ['2 in [[1..3], [5..6]]', 'true'],
  ['"P1" in ("P1", "P2")', 'true'],
  ['2 in (? > 1)', 'true'],
  // parts
  ['@"2026-01-31".weekday', '6'],
  ['@"P1DT2H30M".hours', '2'],
  ['-@"PT90M"', '-PT1H30M'],
  ['(@"PT0S" - @"PT90M").minutes', '-30'],
  ['[1..5).end included', 'false'],
  ['@"2026-07-01T10:00:00@Europe/Berlin".time offset', 'PT2H'],
  ['@"2026-01-31".hour', 'null', 'unknown-name'],
  ['{a: 1, b: a + 1}.b', '2'],
  // names
  ['periode', 'null', 'unknown-name'],
  ['not enabled', 'null', 'not-without-brackets'],
  ['summ(numbers)', 'null', 'unknown-function'],
]

describe('a formula on values', () => {
  it.each(cases)('%s → %s %s', (formula, value, ...codes) => expect(outcome(formula)).toEqual({ value, codes }))
  it('says one problem of many rows once', () =>
    expect(outcome('for i in 1..100 return i / 0').codes).toEqual(['division-by-zero']))
  it('points at the part that is wrong', () => {
    const read = readFormula('1 + 2 * (3 / 0)')
    const text = '1 + 2 * (3 / 0)'
    const [issue] = read.ok ? evaluate(read.value, environment).issues : []
    expect(text.slice(issue?.span.from, issue?.span.to)).toBe('3 / 0')
  })
})

describe('an environment', () => {
  const windows: Environment = {
    ...environment,
    call: (name, args, evaluateArg) => {
      const [arg] = args
      if (name === 'ever' && arg !== undefined) return evaluateArg(arg)
      if (name === 'sum' && arg !== undefined) return evaluateArg(arg, { doubled: 2 })
      return name === 'latest' ? { refused: 'wants a table' } : undefined
    },
    levels: () => ['low', 'medium', 'high'],
  }
  it.each([
    ['count(ever(rules))', '3'],
    ['sum(doubled)', '2'],
    ['"high" > "low"', 'true'],
    ['"medium" in ["low".."high")', 'true'],
    ['"medium" between "low" and "high"', 'true'],
    ['"medium" in (>= "medium")', 'true'],
  ])('gives meaning: %s → %s', (formula, value) => expect(outcome(formula, windows)).toEqual({ value, codes: [] }))
  it('refuses in its own words', () =>
    expect(outcome('latest(rules)', windows)).toEqual({ value: 'null', codes: ['refused-arguments'] }))
})

describe('unary tests on a value', () => {
  it.each([
    ['<= 5', 5, true],
    ['< 5', 5, false],
    ['[1..5]', 3, true],
    ['"0"', 0, null],
    ['0', 0, true],
    ['1, > 5', 7, true],
    ['not(1, > 5)', 7, false],
    ['not(1, > 5)', 2, true],
    ['-', 2, true],
    ['> 5', null, null],
  ])('%s of %s is %s', (text, value, holds) => {
    const read = readUnary(text)
    if (!read.ok) throw new Error(text)
    expect(evaluateTests(read.value, value, environment).value).toBe(holds)
  })
})
