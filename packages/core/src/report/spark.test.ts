import { expect, test } from 'vitest'
import { sparkline, type Spark } from './index.ts'

const size = { width: 100, height: 20, margin: 0 }
const spark = (values: readonly (number | null)[], band: Spark['band'] = null): Spark => ({
  points: values.map((value, at) => ({ at, value })),
  domain: [0, 10],
  band,
})

test.each([
  ['a line', [0, 10, 5], 'M0 20L50 0L100 10', []],
  ['a gap', [0, 10, null, 5, 5], 'M0 20L25 0M75 10L100 10', []],
  ['a value alone', [0, 10, null, 5], 'M0 20L33.3 0', [{ x: 100, y: 10 }]],
  ['one value', [5], '', [{ x: 50, y: 10 }]],
  ['nothing', [], '', []],
  ['absences', [null, null], '', []],
])('%s', (_name, values, line, dots) => {
  expect(sparkline(spark(values), size)).toMatchObject({ line, dots })
})

test('positions follow time, not order', () => {
  const points = [
    { at: 0, value: 0 },
    { at: 90, value: 10 },
    { at: 100, value: 0 },
  ]
  expect(sparkline({ points, domain: [0, 10], band: null }, size).line).toBe('M0 20L90 0L100 20')
})

test('the band stays inside the drawing', () => {
  expect(sparkline(spark([1, 2], [0, 5]), size).band).toEqual({ y: 10, height: 10 })
  expect(sparkline(spark([1, 2], [-5, 50]), size).band).toEqual({ y: 0, height: 20 })
})

test('the last point is marked only if it has a value', () => {
  expect(sparkline(spark([1, 10]), size).last).toEqual({ x: 100, y: 0 })
  expect(sparkline(spark([1, null]), size).last).toBeNull()
})
