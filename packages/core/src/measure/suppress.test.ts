import { expect, test } from 'vitest'
import { suppressSmallGroups, type PersonRow } from './suppress.ts'

const row = (zone: string | null | undefined, persons: number, period = 0): PersonRow => ({
  period,
  group: zone === undefined ? null : { zone },
  persons,
  measures: { trained: { kind: 'measured', value: persons, excluded: [{ why: 'unknown', rows: 1 }] } },
})

const shown = (rows: readonly PersonRow[], k?: number): readonly (number | string | boolean)[] =>
  suppressSmallGroups(rows, k).map(({ measures: { trained } }) =>
    trained?.kind === 'measured' ? trained.value : (trained?.why ?? ''),
  )

const x = 'suppressed'

/** Persons per group, the total first; what is shown. */
test.each<[string, readonly number[], readonly (number | string)[]]>([
  ['all groups are large', [30, 10, 20], [30, 10, 20]],
  ['one small group drags the next larger one along', [33, 3, 10, 20], [33, x, x, 20]],
  ['two small groups of five together hide each other', [25, 3, 2, 20], [25, x, x, 20]],
  ['two small groups of four together do not', [34, 3, 1, 10, 20], [34, x, x, x, 20]],
  ['a group of nobody stays', [20, 0, 20], [20, 0, 20]],
  ['a group of nobody hides nobody', [23, 0, 3, 20], [23, 0, x, x]],
  ['five is enough', [25, 5, 20], [25, 5, 20]],
  ['a small total is no group and stays', [4, 1, 3], [4, x, x]],
  ['two small groups go, their sum is told by the total', [7, 4, 3], [7, x, x]],
])('%s', (_, [total = 0, ...groups], expected) => {
  expect(shown([row(undefined, total), ...groups.map((persons, i) => row(`z${i}`, persons))])).toEqual(expected)
})

test('of equal groups the one first by name is taken along', () => {
  expect(shown([row(undefined, 23), row('b', 10), row('a', 10), row('c', 3)])).toEqual([23, 10, x, x])
})
test('the group unknown is a group', () =>
  expect(shown([row(undefined, 13), row(null, 3), row('a', 10)])).toEqual([13, x, x]))
test('each period is looked at alone', () => expect(shown([row('a', 3, 0), row('a', 30, 1)])).toEqual([x, 30]))
test('another k', () => expect(shown([row('a', 9), row('b', 30)], 10)).toEqual([x, x]))
test('the rows left out are not told either', () => {
  expect(suppressSmallGroups([row('a', 3)])[0]?.measures).toEqual({
    trained: { kind: 'missing', why: x, excluded: [] },
  })
})
