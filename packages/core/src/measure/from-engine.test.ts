import { expect, test } from 'vitest'
import { rowsFromEngine, type Answer, type EngineRow } from './from-engine.ts'

const row = (period: number, zone: string | null | undefined, value: number): EngineRow => ({
  period,
  total: zone === undefined,
  groups: zone === undefined ? [null] : [zone],
  value,
  nothing: false,
  rows: value,
  unknown: 0,
  missing: 0,
  unreferenced: 0,
  reconstructed: false,
  persons: 0,
})

const answer = (measure: string, rows: readonly EngineRow[], more: Partial<Answer> = {}): Answer => ({
  measure,
  grouped: true,
  rows,
  coverage: ['covered', 'covered', 'covered'],
  ofNothing: 0,
  reasonOfNothing: 'aggregate-of-nothing',
  ...more,
})

/** Each row as `period zone: measure value …`, hidden ones in brackets. */
const told = (answers: readonly Answer[]): readonly string[] =>
  rowsFromEngine(answers, ['zone'], 3).map(({ period, group, measures, isHidden }) => {
    const values = Object.entries(measures).map(
      ([name, found]) => `${name} ${found.kind === 'measured' ? String(found.value) : found.why}`,
    )
    const text = `${period} ${group === null ? 'total' : (group['zone'] ?? 'unknown')}: ${values.join(', ')}`
    return isHidden === true ? `(${text})` : text
  })

test('each value stands at its period and group, and a group without rows is shown at 0 once', () => {
  const found = [row(0, undefined, 7), row(0, 'a', 4), row(0, 'b', 3), row(1, undefined, 5), row(1, 'b', 5)]
  expect(told([answer('n', found)])).toEqual([
    '0 total: n 7',
    '0 a: n 4',
    '0 b: n 3',
    '1 total: n 5',
    '1 a: n 0',
    '1 b: n 5',
    '2 total: n 0',
    '(2 a: n 0)',
    '2 b: n 0',
  ])
})

test('the group unknown is not the total', () => {
  expect(told([answer('n', [row(0, undefined, 7), row(0, null, 2)])]).slice(0, 2)).toEqual([
    '0 total: n 7',
    '0 unknown: n 2',
  ])
})

test('a measure of the total only is in no group, and one without evidence has no zero', () => {
  const answers = [
    answer('n', [row(0, undefined, 7), row(0, 'a', 7)]),
    answer('whole', [row(0, undefined, 9)], { grouped: false }),
    answer('late', [], { coverage: ['no-data', 'covered', 'covered'] }),
  ]
  expect(told(answers).slice(0, 4)).toEqual([
    '0 total: n 7, whole 9, late no-data',
    '0 a: n 7, late no-data',
    '1 total: n 0, whole 0, late 0',
    '1 a: n 0, late 0',
  ])
})
