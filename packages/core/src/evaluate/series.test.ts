import { describe, expect, test } from 'vitest'
import { readFormula } from '../formula/index.ts'
import type { MeasureRow } from '../measure/index.ts'
import { periodAround, stepped, type Status } from '../term/index.ts'
import { evaluateSeries } from './series.ts'
import { worstOf } from './total.ts'

test.each<[readonly Status[], Status | undefined]>([
  [['met', 'near', 'met'], 'near'],
  [['met', 'not met', 'no data'], 'not met'],
  [['near', 'no data', 'stale'], 'no data'],
  [['near', 'cannot tell'], 'cannot tell'],
  [['met'], 'met'],
  [[], undefined],
])('the worst of %j is %s', (statuses, expected) => expect(worstOf(statuses)).toBe(expected))

const calendar = { timeZone: 'UTC', firstMonth: 1 }
const may = periodAround('month', '2026-05-01', calendar)
const formula = readFormula('m <= limit', ['m', 'limit'])
const row = (period: number, zone: string | null | undefined, m?: number): MeasureRow => ({
  period,
  group: zone === undefined ? null : { zone },
  measures: m === undefined ? {} : { m: { kind: 'measured', value: m, excluded: [] } },
})

const evaluated = (
  rows: readonly MeasureRow[],
  total: 'own' | 'worst',
): readonly (readonly [number, string, Status])[] => {
  if (!formula.ok) throw new Error('unreadable')
  return evaluateSeries({
    rows,
    periods: [may, stepped(may, 1, calendar)],
    types: { m: { kind: 'number', scale: 'ratio', unit: 'any' } },
    parameters: { limit: { by: 'zone', values: { dmz: 1, lan: 10 } } },
    indicator: { measure: 'm', total },
    criteria: [{ from: '2026-01-01', met: { formula: formula.value, percentSpans: [] } }],
  }).map(({ row: { period, group }, verdict }) => [
    period,
    group === null ? 'total' : `${group['zone']}`,
    verdict.status,
  ])
}

describe('groups with targets of their own', () => {
  const rows = [
    row(0, undefined, 7),
    row(0, 'dmz', 2),
    row(0, 'lan', 5),
    row(1, undefined, 6),
    row(1, 'dmz', 1),
    row(1, 'lan', 5),
  ]
  test('the total has none, so by its own value it cannot be judged', () => {
    expect(evaluated(rows, 'own')).toEqual([
      [0, 'total', 'not computable'],
      [0, 'dmz', 'not met'],
      [0, 'lan', 'met'],
      [1, 'total', 'not computable'],
      [1, 'dmz', 'met'],
      [1, 'lan', 'met'],
    ])
  })
  test('one bad group spoils the total', () => {
    expect(evaluated(rows, 'worst').filter(([, group]) => group === 'total')).toEqual([
      [0, 'total', 'not met'],
      [1, 'total', 'met'],
    ])
  })
  test('without groups the total stands for itself', () =>
    expect(evaluated([row(0, undefined, 7)], 'worst')).toEqual([[0, 'total', 'not computable']]))
  test('the group unknown has no target and is judged as such', () => {
    expect(evaluated([row(0, undefined, 7), row(0, null, 2)], 'worst')).toEqual([
      [0, 'total', 'not computable'],
      [0, 'null', 'not computable'],
    ])
  })
})

test('a group without the indicator’s measure gets no verdict', () => {
  expect(evaluated([row(0, undefined, 7), row(0, 'dmz')], 'own')).toEqual([[0, 'total', 'not computable']])
})
test('a group that missed a period has no data for it', () => {
  expect(evaluated([row(0, 'dmz', 1), row(1, 'dmz')], 'own')).toEqual([
    [0, 'dmz', 'met'],
    [1, 'dmz', 'no data'],
  ])
})
