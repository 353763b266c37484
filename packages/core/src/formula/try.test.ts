import { describe, expect, it } from 'vitest'
import { answered, feelText, jsonOf, tryFormula, valueOfTyped } from './index.ts'

describe('a formula tried on values', () => {
  it('answers with value, type, scale and unit', () =>
    expect(tryFormula('not done + 1', { 'not done': 2 })).toEqual({
      value: 3,
      type: 'number',
      scale: 'ratio',
      unit: null,
      issues: [],
    }))
  it.each([
    ['date("2026-01-31")', '2026-01-31', 'date', 'interval'],
    ['[1, 2]', [1, 2], 'list of number', null],
    ['@"P1DT2H"', 'P1DT2H', 'duration', 'ratio'],
    ['"a"', 'a', 'text', 'nominal'],
    ['[1..5)', '[1..5)', 'range of number', null],
  ])('%s', (formula, json, type, scale) => {
    const tried = tryFormula(formula, {})
    expect([jsonOf(tried.value), tried.type, tried.scale]).toEqual([json, type, scale])
  })
  it.each([
    ['1 +', 'formula-syntax'],
    ['{a: 1}', 'unsupported-context'],
    ['[{a: 1}]', 'unsupported-context'],
    ['x + 1', 'unknown-name'],
  ])('%s → %s', (formula, code) => {
    const tried = tryFormula(formula, {})
    expect(tried.value).toBeNull()
    expect(tried.issues.map((issue) => issue.code)).toEqual([code])
    expect(answered(tried)).toBe(false)
  })
  it('tells an unknown from an error', () => expect(answered(tryFormula('x < 1', { x: null }))).toBe(true))
})

describe('values written with their type', () => {
  it.each([
    [{ type: 'decimal', value: '12.50' }, '12.5'],
    [{ type: 'boolean', value: 'true' }, 'true'],
    [{ type: 'string', value: '12' }, '12'],
    [{ type: 'date', value: '2026-01-31' }, '2026-01-31'],
    [{ type: 'dateTime', value: '2026-01-31T10:00:00Z' }, '2026-01-31T10:00:00Z'],
    [{ type: 'time', value: '10:00:00+01:00' }, '10:00:00+01:00'],
    [{ type: 'duration', value: 'P26M' }, 'P2Y2M'],
    [{ type: 'null' }, 'null'],
    [{ type: 'list', items: [{ type: 'decimal', value: '1' }, { type: 'null' }] }, '[1, null]'],
    [{ type: 'context', entries: { a: { type: 'string', value: 'x' } } }, '{a: "x"}'],
    [5, '5'],
  ])('%j is %s', (json, text) => {
    const value = valueOfTyped(json)
    expect(value === undefined ? undefined : feelText(value)).toBe(text)
  })
  it.each([
    [{ type: 'decimal', value: 'x' }],
    [{ type: 'date', value: '2026-02-30' }],
    [{ type: 'money', value: '1' }],
    [{}],
    [{ type: 'list' }],
  ])('%j is none', (json) => expect(valueOfTyped(json)).toBeUndefined())
})
