import { expect, test } from 'vitest'
import { wilson } from './wilson.ts'

/** Newcombe, Statistics in Medicine 17 (1998), 857–872, table of Wilson limits. */
test.each([
  [81, 263, 0.255289, 0.36621],
  [15, 148, 0.062386, 0.160487],
  [0, 20, 0, 0.161125],
  [1, 29, 0.006113, 0.171755],
  [29, 29, 0.88303, 1],
])('%i of %i lies between %f and %f', (part, sample, lower, upper) => {
  const interval = wilson(part, sample, null)
  expect(interval.lower).toBeCloseTo(lower, 6)
  expect(interval.upper).toBeCloseTo(upper, 6)
  expect(interval).toMatchObject({ method: 'Wilson', sample, level: 0.95 })
})

/** The worked example of campaign effectiveness (B.14), to the decimal it is given in. */
test.each([
  [31, 50, 0.482, 0.741],
  [46, 50, 0.812, 0.968],
])('%i of %i, tested before and after a campaign, lies between %f and %f', (part, sample, lower, upper) => {
  const interval = wilson(part, sample, null)
  expect([interval.lower.toFixed(3), interval.upper.toFixed(3)]).toEqual([`${lower}`, `${upper}`])
})

test('a census has no width', () => {
  expect(wilson(3, 4, 4)).toEqual({ method: 'census', lower: 0.75, upper: 0.75, level: 0.95, sample: 4, population: 4 })
})

test('of a population of 100, 50 seen tell as much as 99 of an endless one', () => {
  const { lower, upper } = wilson(25, 50, 100)
  const endless = wilson(49.5, 99, null)
  expect([lower, upper]).toEqual([endless.lower, endless.upper])
})
