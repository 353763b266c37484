/**
 * Mean, deviation and r1: the univariate data sets of NIST StRD (public domain) with their certified values, to twelve
 * digits; domain.md 7.9. A deviation of 0.1 beside a million is in the decimals that a binary number rounds off: NumAcc3
 * and NumAcc4 are held to what exact fractions of the rounded numbers give (recomputed), and to the certified digits that
 * the rounding leaves.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { summaryOf } from '@isometric/core/analyse'
import { digits } from './close.ts'
import { given, numbers } from './oracle.ts'

const mavro = numbers(`2.0018 2.0017 2.0018 2.0019 2.0018 2.0017 2.0015 2.0014 2.0015 2.0015 2.0017 2.0018 2.0018 2.0019
  2.0019 2.0021 2.0020 2.0016 2.0014 2.0013 2.0013 2.0015 2.0015 2.0016 2.0015 2.0014 2.0013 2.0014 2.0015 2.0014 2.0015
  2.0016 2.0015 2.0016 2.0019 2.0020 2.0020 2.0021 2.0022 2.0023 2.0024 2.0025 2.0027 2.0026 2.0026 2.0026 2.0027 2.0026
  2.0025 2.0024`)
const lew =
  numbers(`-213 -564 -35 -15 141 115 -420 -360 203 -338 -431 194 -220 -513 154 -125 -559 92 -21 -579 -52 99 -543
  -175 162 -457 -346 204 -300 -474 164 -107 -572 -8 83 -541 -224 180 -420 -374 201 -236 -531 83 27 -564 -112 131 -507 -254
  199 -311 -495 143 -46 -579 -90 136 -472 -338 202 -287 -477 169 -124 -568 17 48 -568 -135 162 -430 -422 172 -74 -577 -13
  92 -534 -243 194 -355 -465 156 -81 -578 -64 139 -449 -384 193 -198 -538 110 -44 -577 -6 66 -552 -164 161 -460 -344 205
  -281 -504 134 -28 -576 -118 156 -437 -381 200 -220 -540 83 11 -568 -160 172 -414 -408 188 -125 -572 -32 139 -492 -321
  205 -262 -504 142 -83 -574 0 48 -571 -106 137 -501 -266 190 -391 -406 194 -186 -553 83 -13 -577 -49 103 -515 -280 201
  300 -506 131 -45 -578 -80 138 -462 -361 201 -211 -554 32 74 -533 -235 187 -372 -442 182 -147 -566 25 68 -535 -244 194
  -351 -463 174 -125 -570 15 72 -550 -190 172 -424 -385 198 -218 -536 96`)
const lottery =
  numbers(`162 671 933 414 788 730 817 33 536 875 670 236 473 167 877 980 316 950 456 92 517 557 956 954 104
  178 794 278 147 773 437 435 502 610 582 780 689 562 964 791 28 97 848 281 858 538 660 972 671 613 867 448 738 966 139
  636 847 659 754 243 122 455 195 968 793 59 730 361 574 522 97 762 431 158 429 414 22 629 788 999 187 215 810 782 47 34
  108 986 25 644 829 630 315 567 919 331 207 412 242 607 668 944 749 168 864 442 533 805 372 63 458 777 416 340 436 140
  919 350 510 572 905 900 85 389 473 758 444 169 625 692 140 897 672 288 312 860 724 226 884 508 976 741 476 417 831 15
  318 432 241 114 799 955 833 358 935 146 630 830 440 642 356 373 271 715 367 393 190 669 8 861 108 795 269 590 326 866 64
  523 862 840 219 382 998 4 628 305 747 247 34 747 729 645 856 974 24 568 24 694 608 480 410 729 947 293 53 930 223 203
  677 227 62 455 387 318 562 242 428 968`)
/** Michelson’s speed of light, in thousandths of a thousand kilometres a second above 299. */
const michelson =
  numbers(`85 74 90 107 93 85 95 98 98 88 100 98 93 65 76 81 100 100 96 96 96 94 96 94 88 80 85 88 90 84 83
  79 81 88 88 83 80 79 76 80 88 88 88 86 72 72 62 86 97 95 88 91 85 87 84 84 85 84 84 84 89 81 81 82 80 77 76 74 75 76 91
  92 89 86 88 72 84 85 85 78 89 84 78 81 76 81 79 81 82 85 87 87 81 74 81 94 95 80 81 87`).map((value) =>
    Number(`${299 + Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`),
  )

/** `start`.2, and then 500 times `start`.1 and `start`.3. */
const numAcc = (start: number): readonly number[] =>
  [2, ...Array.from({ length: 1000 }, (_, i) => (i % 2 === 0 ? 1 : 3))].map((tenth) => Number(`${start}.${tenth}`))

describe('certified values to twelve digits', () => {
  test.each([
    ['NumAcc1', [10000001, 10000003, 10000002], 3, 10000002, 1, -0.5],
    ['NumAcc2', numAcc(1), 1001, 1.2, 0.1, -0.999],
    ['Mavro', mavro, 50, 2.001856, 0.000429123454003053, 0.937989183438248],
    ['Lew', lew, 200, -177.435, 277.332168044316, -0.307304800605679],
    ['Lottery', lottery, 218, 518.95871559633, 291.699727470969, -0.120948622967393],
    ['Michelso', michelson, 100, 299.8524, 0.0790105478190518, 0.535199668621283],
  ])('%s', (_, values, n, mean, deviation, r1) =>
    expect(given(summaryOf(values))).toMatchObject({
      n,
      mean: digits(mean, 14),
      deviation: digits(deviation, 12),
      r1: digits(r1, 12),
    }),
  )
})

describe('a tenth beside a million', () => {
  test.each([
    ['NumAcc3', 1000000, 0.1000000000349246, 9],
    ['NumAcc4', 10000000, 0.1000000005587935, 8],
  ])('%s: as exact fractions of the rounded numbers, and the certified digits these leave', (_, start, exact, left) => {
    const { mean, deviation, r1 } = given(summaryOf(numAcc(start)))
    expect(deviation).toEqual(digits(exact, 12))
    expect(-Math.log10(Math.abs(10 * (deviation ?? NaN) - 1))).toBeGreaterThan(left)
    expect(mean).toEqual(digits(start + 0.2, 14))
    expect(r1).toEqual(digits(-0.999, 8))
  })
  test('the textbook formula would fail this', () => {
    const values = numAcc(10000000)
    const [sum, squares] = values.reduce(([s, q], value) => [s + value, q + value * value], [0, 0])
    const textbook = Math.sqrt(Math.max(0, (squares - (sum * sum) / values.length) / (values.length - 1)))
    expect(textbook).not.toEqual(digits(0.1, 2))
  })
})

describe('whatever the values', () => {
  const values = fc.array(fc.integer({ min: -999, max: 999 }), { minLength: 2, maxLength: 50 })
  test('a shift moves the mean alone, a factor scales both', () =>
    fc.assert(
      fc.property(values, fc.integer({ min: -9999, max: 9999 }), (all, by) => {
        const [one, other] = [given(summaryOf(all)), given(summaryOf(all.map((value) => 2 * value + by)))]
        expect(other.mean).toBeCloseTo(2 * one.mean + by, 9)
        expect(other.deviation).toBeCloseTo(2 * (one.deviation ?? NaN), 9)
      }),
      { seed: 1, numRuns: 200 },
    ))
  test('r1 lies between −1 and 1, and is that of the values backwards', () =>
    fc.assert(
      fc.property(values, (all) => {
        const [one, back] = [all, all.toReversed()].map((each) => given(summaryOf(each)).r1 ?? 0)
        expect(Math.abs(one ?? NaN)).toBeLessThanOrEqual(1)
        expect(back).toBeCloseTo(one ?? NaN, 9)
      }),
      { seed: 1, numRuns: 200 },
    ))
})

test.each([
  ['nothing', [], { kind: 'withheld', why: 'no-values', needs: 1 }],
  ['one', [5], { kind: 'found', n: 1, mean: 5, deviation: null, r1: null }],
  ['all the same', [0.1, 0.1, 0.1], { kind: 'found', n: 3, mean: 0.1, deviation: 0, r1: null }],
  ['no number', [1, NaN], { kind: 'withheld', why: 'not-finite' }],
  ['without end', [1, -Infinity], { kind: 'withheld', why: 'not-finite' }],
])('%s', (_, values, expected) => expect(summaryOf(values)).toEqual(expected))
