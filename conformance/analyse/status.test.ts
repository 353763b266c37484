/**
 * A status against noise (domain.md 7.15): how often chance alone would show the wrong colour, and that an interval keeps it
 * from doing so. In: true shares and samples of 50. Out: the printed chances, and verdicts on every possible sample.
 */
import { describe, expect, test } from 'vitest'
import { binomialCdf } from '../../packages/core/src/distribution/index.ts'
import { shareLimits } from '@isometric/core/analyse'
import { printed } from './close.ts'
import { given } from './oracle.ts'

const n = 50
const target = 0.9

/** Fewer than 45 of 50 are below 90 %. */
const fewest = 45

describe('a share of fifty without an interval', () => {
  test('of a true 92 % is shown below 90 % in 20.8 of 100 samples', () =>
    expect(100 * binomialCdf(fewest - 1, n, 0.92)).toEqual(printed(20.8, 1)))
  test('of a true 85 % is shown at 90 % or above in 21.9 of 100', () =>
    expect(100 * (1 - binomialCdf(fewest - 1, n, 0.85))).toEqual(printed(21.9, 1)))
})

describe('with its interval', () => {
  const chanceOf = (part: number, share: number): number =>
    binomialCdf(part, n, share) - binomialCdf(part - 1, n, share)
  const wrong = (share: number): number =>
    Array.from({ length: n + 1 }, (_, part) => part).reduce((sum, part) => {
      const { lower, upper } = given(shareLimits(part, n))
      const isWrong = share >= target ? upper < target : lower >= target
      return isWrong ? sum + chanceOf(part, share) : sum
    }, 0)
  test.each([0.92, 0.95, 0.85, 0.8])('a true share of %d is called the wrong way in at most 5 of 100', (share) =>
    expect(wrong(share)).toBeLessThanOrEqual(0.05),
  )
})
