import { describe, expect, it } from 'vitest'
import { evaluate, feelText, functions, isRefusal, readFormula, refuse, typeOfValue, typeText } from '../index.ts'
import type { Type, Value } from '../index.ts'

const valueOf = (formula: string): Value => {
  const read = readFormula(formula)
  if (!read.ok) throw new Error(`${formula}: ${read.issues.map((issue) => issue.message).join(' ')}`)
  const { value, issues } = evaluate(read.value, { name: () => undefined })
  if (issues.length > 0) throw new Error(`${formula}: ${issues.map((issue) => issue.message).join(' ')}`)
  return value
}

const examples = functions.flatMap((each) => each.examples.map(([formula, value]) => ({ each, formula, value })))

describe('every function', () => {
  it('has a name of its own', () => expect(new Set(functions.map((each) => each.name)).size).toBe(functions.length))
  it.each(functions.filter((each) => !each.name.startsWith('context')))(
    '$name shows an example',
    ({ examples: shown }) => expect(shown.length).toBeGreaterThan(0),
  )
  it.each(examples)('$formula is $value', ({ formula, value }) => expect(feelText(valueOf(formula))).toBe(value))
})

const none = { name: () => undefined }
const coarse = (type: Type): string =>
  typeText(type)
    .replaceAll('nominal level', 'text')
    .replace(/^duration of months$/, 'duration')

/** Calls whose type is promised before there are values, and known. */
const promises = examples.flatMap(({ each, formula, value }) => {
  const read = readFormula(formula)
  if (!read.ok || read.value.kind !== 'call' || read.value.name !== each.name || value === 'null') return []
  const promised = each.typeOf(read.value.args.map((arg) => typeOfValue(evaluate(arg, none).value)))
  const text = isRefusal(promised) ? promised.refused : coarse(promised)
  return text.includes('unknown') ? [] : [{ formula, promised: text }]
})

describe('the type a function promises is the type it gives', () => {
  it('of most functions', () => expect(promises.length).toBeGreaterThan(100))
  it.each(promises)('$formula: $promised', ({ formula, promised }) =>
    expect(coarse(typeOfValue(valueOf(formula)))).toBe(promised),
  )
})

const refused = (formula: string): string => {
  const read = readFormula(formula)
  if (!read.ok) return read.issues.map((issue) => issue.code).join(' ')
  const { value, issues } = evaluate(read.value, { name: (name) => (name === 'unknown' ? null : undefined) })
  expect(value).toBeNull()
  return issues.map((issue) => issue.message).join(' ')
}

describe('an operand a function cannot take is named', () => {
  it.each([
    ['abs("x")', '“abs” needs a number or a duration, not a text.'],
    ['abs()', 'takes (n)'],
    ['abs(number: 1)', 'takes (n)'],
    ['round up(1, 2, 3)', 'takes (n, scale)'],
    ['substring("abc", 0)', 'counts positions from 1'],
    ['date("2026/01/31")', 'write a day like 2026-01-31'],
    ['date("2026-02-30")', 'cannot read “2026-02-30”'],
    ['date(2026, 2, 30)', 'knows no day 30 of month 2 in 2026'],
    ['time("25:00:00")', 'cannot read'],
    ['duration("P1Y2D")', 'cannot read'],
    ['date and time("2026-01-31T10:00:00@Mars/Base")', 'cannot read'],
    ['mean([])', 'nothing to take the mean of'],
    ['mean([1, "a"])', 'needs a number in every place, not a text'],
    ['mean([@"P1M"])', 'duration of days and time'],
    ['sum([1, @"PT1H"])', 'amounts of one kind'],
    ['median([1, "a"])', 'a number beside a text'],
    ['min([true])', 'needs values in an order, not true or false'],
    ['stddev([1])', 'two values'],
    ['percentile([1, 2], 101)', 'from 0 to 100'],
    ['modulo(1, 0)', 'the divisor is zero'],
    ['sqrt(-1)', 'not a number'],
    ['log(0)', 'above zero'],
    ['before(1, "a")', 'of one kind that has an order'],
    ['meets(1, [1..2])', '“meets” needs a range and a range'],
    ['matches("a", "(")', 'cannot read the pattern'],
    ['matches("a", "(?=a)")', 'cannot read the pattern'],
    ['matches("a", "a", "g")', 'knows the flags'],
    ['matches("a", "\\\\p{IsThai}")', 'is not supported'],
    ['string join([1])', 'needs a text in every place'],
    ['sublist([1, 2], 3)', 'finds no place 3'],
    ['range("[1..]")', 'write a range like [1..5)'],
    ['exp(1000)', 'outside the numbers'],
    ['date("400000-01-01")', 'outside the years'],
    ['context put({}, "a", 1)', 'A context as a result'],
    ['lower limit of share(3, 0)', 'divides by zero'],
    ['lower limit of share(4, 3)', 'no larger than its whole, not 4 of 3'],
    ['upper limit of share(0.5, 3)', 'a whole number from 0 on'],
    ['upper limit of share(1, 3, 95)', 'a level between 0 and 1'],
    ['lower limit of difference(1, 0, 1, 2)', 'divides by zero'],
    ['lower limit of paired difference(0, 0, 0, 0)', 'divides by zero'],
    ['upper limit of rate(3, 0)', 'divides by zero'],
    ['upper limit of rate ratio(3, 1, 0, 1)', 'divides by zero'],
    ['upper limit of mean(3, 1, 1)', 'it takes two values to deviate'],
    ['lower limit of mean(3, 1, 4, 95)', 'a level between 0 and 1'],
    ['rate test(1, 0, 1, 1)', 'divides by zero'],
    ['mcnemar test(-1, 2)', 'a whole number from 0 on'],
    ['medain([1])', 'Did you mean “median”?'],
  ])('%s', (formula, sentence) => expect(refused(formula)).toContain(sentence))
})

describe('an unknown operand makes an unknown, not an error', () => {
  it.each([
    'abs(unknown)',
    'substring(unknown, 1)',
    'date(unknown)',
    'sum(unknown)',
    'before(unknown, 1)',
    'matches("a", unknown)',
    'list contains(unknown, 1)',
    'string(unknown)',
    'all([true, unknown])',
    'lower limit of share(unknown, 3)',
    'rate test(1, 2, unknown, 3)',
  ])('%s', (formula) => expect(refused(formula)).toBe(''))
})

const typesOf = (units: readonly string[]): readonly Type[] =>
  units.map((unit) =>
    unit === 'time'
      ? { kind: 'duration', of: 'days' }
      : { kind: 'number', scale: 'ratio', unit: unit === '' ? {} : { [unit]: 1 } },
  )

describe('limits and tests compare like with like', () => {
  it.each([
    ['lower limit of share', ['person', 'person'], 'number'],
    ['lower limit of share', ['person', 'asset'], 'needs like things, not person and asset'],
    ['upper limit of difference', ['person', 'person', 'asset', 'asset'], 'number'],
    [
      'upper limit of paired difference',
      ['person', 'person', 'person', 'asset'],
      'needs like things, not person and asset',
    ],
    ['lower limit of mean', ['EUR', 'EUR', 'person'], 'number of EUR'],
    [
      'lower limit of mean',
      ['EUR', 'person', 'person'],
      'needs a mean and a deviation alike, not number of EUR and number of person',
    ],
    ['lower limit of rate', ['incident', 'time'], 'number of incident/s'],
    ['lower limit of rate', ['incident', 'person'], 'number of incident/person'],
    ['upper limit of rate ratio', ['incident', 'time', 'incident', 'time'], 'number'],
    ['upper limit of rate ratio', ['incident', 'time', 'incident', 'person'], 'needs like things, not s and person'],
    ['rate test', ['incident', 'time', 'report', 'time'], 'needs like things, not incident and report'],
    ['mcnemar test', ['person', 'asset'], 'needs like things, not person and asset'],
    ['sqrt', [''], 'number'],
    ['sqrt', ['person'], 'needs a pure number or the square of a unit, not number of person'],
  ])('%s of %j', (name, given, expected) => {
    const type = functions.find((each) => each.name === name)?.typeOf(typesOf(given)) ?? refuse('is not there')
    expect(isRefusal(type) ? type.refused : typeText(type)).toBe(expected)
  })
})
