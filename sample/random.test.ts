import { describe, expect, test } from 'vitest'
import { randomOf } from './random.ts'

const draws = <T>(count: number, draw: () => T): readonly T[] => Array.from({ length: count }, draw)
const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

describe('a stream of chance', () => {
  test('repeats for the same seed and name', () => {
    expect(draws(50, randomOf(7, 'people').next)).toEqual(draws(50, randomOf(7, 'people').next))
  })

  test.each([
    ['another seed', randomOf(8, 'people')],
    ['another name', randomOf(7, 'assets')],
  ])('is another one for %s', (_, other) => {
    expect(draws(50, other.next)).not.toEqual(draws(50, randomOf(7, 'people').next))
  })

  test('gives what it gave before, so that a sample can be made again', () => {
    expect(draws(4, randomOf(27004, 'golden').next)).toMatchInlineSnapshot(`
      [
        0.25124307721853256,
        0.1975145668257028,
        0.5562017248012125,
        0.7206839406862855,
      ]
    `)
  })
})

// Each tolerance is more than five standard errors wide.
test.each([
  ['uniform', (random: ReturnType<typeof randomOf>) => random.next(), 0.5, 0.015],
  ['between', (random: ReturnType<typeof randomOf>) => random.between(10, 20), 15, 0.15],
  ['whole', (random: ReturnType<typeof randomOf>) => random.whole(1, 6), 3.5, 0.09],
  ['chance', (random: ReturnType<typeof randomOf>) => Number(random.chance(0.2)), 0.2, 0.021],
  ['normal', (random: ReturnType<typeof randomOf>) => random.normal(), 0, 0.051],
  ['square of normal', (random: ReturnType<typeof randomOf>) => random.normal() ** 2, 1, 0.075],
  ['exponential', (random: ReturnType<typeof randomOf>) => random.exponential(30), 30, 1.6],
  ['poisson', (random: ReturnType<typeof randomOf>) => random.poisson(4.2), 4.2, 0.11],
  ['weighted', (random: ReturnType<typeof randomOf>) => random.weighted([1, 0, 3]), 1.5, 0.045],
  [
    'logarithm of lognormal',
    (random: ReturnType<typeof randomOf>) => Math.log(random.lognormal(20, 0.5)),
    2.9957,
    0.026,
  ],
])('%s has the mean it should have', (name, draw, mean, tolerance) => {
  const random = randomOf(1, name)
  expect(Math.abs(meanOf(draws(10_000, () => draw(random))) - mean)).toBeLessThan(tolerance)
})

test('nothing cannot be picked from', () => {
  expect(() => randomOf(1, 'pick').pick([])).toThrow('Nothing to pick from.')
})
