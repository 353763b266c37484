import { describe, expect, test } from 'vitest'
import {
  betaCdf,
  betaQuantile,
  binomialCdf,
  binomialProbability,
  binomialTest,
  clopperPearson,
  differenceLimits,
  gammaCdf,
  gammaQuantile,
  meanLimits,
  normalQuantile,
  pairedDifferenceLimits,
  rateLimits,
  rateRatioLimits,
  studentQuantile,
  wilsonLimits,
} from './index.ts'

/** Ten digits, also of what is small. */
const near = (value: number): unknown =>
  value === 0 ? 0 : expect.closeTo(value, 10 - Math.ceil(Math.log10(Math.abs(value))))

/** As many digits as were published. */
const about = (value: number, digits: number): unknown =>
  Number.isFinite(value) ? expect.closeTo(value, digits) : value

/** Recomputed with fractions and sixty decimal digits: sums of binomial and Poisson terms, halving for quantiles. */
describe('chances and quantiles to ten digits', () => {
  test.each([
    [0.3, 2, 7, 0.744701669999999982],
    [0.5, 20, 30, 0.923796114019260983],
    [0.9, 50, 3, 9.66332851372521257e-2],
    [0.001, 1, 10, 9.95511979025178947e-3],
    [0.01, 3, 900, 0.994038530331004644],
    [0.3, 300, 700, 0.503671182860767952],
    [0.29, 300, 700, 0.246612026565659948],
    [1 / 3, 1000, 2000, 0.501716861614645127],
    [0.2, 1, 1, 0.2],
    [0, 2, 3, 0],
    [1, 2, 3, 1],
  ])('I(%d; %d, %d)', (x, a, b, value) => expect(betaCdf(x, a, b)).toEqual(near(value)))

  test.each([
    [0.025, 81, 183, 0.25273674558527115],
    [0.025, 15, 134, 5.78440100834485618e-2],
    [0.975, 16, 133, 0.161650490349479009],
    [0.025, 29, 1, 0.88055513093049731],
    [0.5, 3, 4, 0.421407190690713085],
  ])('beta quantile %d of %d, %d', (p, a, b, value) => expect(betaQuantile(p, a, b)).toEqual(near(value)))

  test.each([
    [0.5, 1, 0.393469340287366576],
    [3, 5, 0.184736755476227921],
    [20, 10, 0.995004587691692421],
    [0.01, 2, 4.96679133402658894e-5],
    [100, 100, 0.513298798279148705],
    [1200, 1000, 0.999999998711839422],
    [950, 1000, 5.50546862307380314e-2],
    [0, 3, 0],
    [990_000, 1e6, 5.4466446930108087e-24],
    [995_000, 1e6, 2.749580359270071e-7],
    [999_000, 1e6, 0.15865521357430365],
  ])('P(%d; shape %d)', (x, a, value) => expect(gammaCdf(x, a)).toEqual(near(value)))

  test.each([
    [0.025, 1, 2.53178079842898765e-2],
    [0.025, 5, 1.62348639011842044],
    [0.975, 6, 11.6683320793226688],
    [0.975, 21, 30.8883779026745984],
    [0.025, 300, 267.009275232966331],
  ])('gamma quantile %d of shape %d', (p, a, value) => expect(gammaQuantile(p, a)).toEqual(near(value)))

  test.each([
    [0.975, 1.95996398454005427],
    [0.995, 2.57582930354890083],
    [0.9, 1.28155156554460037],
    [0.6, 0.253347103135799778],
    [0.9995, 3.2905267314918949],
    [0.1, -1.28155156554460037],
    [0.5, 0],
  ])('normal quantile %d', (p, value) => expect(normalQuantile(p)).toEqual(near(value)))
})

test.each([
  [4, 10, 0.3],
  [0, 7, 0.1],
  [7, 7, 0.1],
  [500, 1000, 0.51],
])('the chances of up to %d of %d at %d add up', (x, n, p) => {
  const sum = Array.from({ length: x + 1 }, (_, i) => binomialProbability(i, n, p)).reduce((a, b) => a + b)
  expect(binomialCdf(x, n, p)).toEqual(near(sum))
})

/** Agresti's approval table, the ISMS campaign of 50 people, and two tests against other chances than one half. */
test.each([
  [86, 236, 0.5, 3.71593613957144216e-5],
  [59, 180, 0.5, 4.43444926375517639e-6],
  [2, 19, 0.5, 7.28607177734375e-4],
  [30, 70, 1 / 3, 9.94493631014967544e-2],
  [0, 12, 0.25, 4.59291338920593262e-2],
  [7, 12, 0.25, 1.4252781867980957e-2],
  [5, 10, 0.5, 1],
  // Of thousands, as SciPy computes them; 500 and 501 of 1,001 are equally likely.
  [500, 1001, 0.5, 1],
  [5, 1001, 0.01, 0.14869752794469],
  [20, 1001, 0.01, 3.7994098590432303e-3],
  [2000, 5000, 0.37, 1.2666590512653306e-5],
  [499_000, 1e6, 0.5, 4.56082998653896e-2],
  [3, 1e9, 1e-9, 8.030139697942444e-2],
])('%d of %d against %d', (x, n, p, value) => expect(binomialTest(x, n, p)).toEqual(near(value)))

/** Newcombe, Statistics in Medicine 17, 1998, 857–872. */
test.each([
  [81, 263, 0.252737, 0.367622, 0.255289, 0.36621],
  [15, 148, 0.057844, 0.16165, 0.062386, 0.160487],
  [0, 20, 0, 0.168433, 0, 0.161125],
  [1, 29, 0.000873, 0.177644, 0.006113, 0.171755],
  [29, 29, 0.880555, 1, 0.88303, 1],
])('limits of %d of %d', (x, n, lower, upper, scoreLower, scoreUpper) => {
  const [exact, score] = [clopperPearson(x, n, 0.95), wilsonLimits(x / n, n, normalQuantile(0.975))]
  const found = [exact.lower, exact.upper, score.lower, score.upper]
  expect(found).toEqual([lower, upper, scoreLower, scoreUpper].map((limit) => about(limit, 6)))
})

/** Newcombe, Statistics in Medicine 17, 1998, 873–890, table II. */
test.each([
  [56, 70, 48, 80, 0.0524, 0.3339],
  [9, 10, 3, 10, 0.1705, 0.809],
  [6, 7, 2, 7, 0.0582, 0.8062],
  [5, 56, 0, 29, -0.0381, 0.1926],
  [0, 10, 0, 20, -0.1611, 0.2775],
  [0, 10, 0, 10, -0.2775, 0.2775],
  [10, 10, 0, 20, 0.6791, 1],
  [10, 10, 0, 10, 0.6075, 1],
])('difference of %d/%d and %d/%d', (x1, n1, x2, n2, lower, upper) => {
  const found = differenceLimits(x1, n1, x2, n2, 0.95)
  expect(found).toEqual({ lower: about(lower, 4), upper: about(upper, 4) })
})

/**
 * Cavo et al. 2012 as published by Fagerland, Lydersen and Laake (Statistical Analysis of Contingency Tables, 2017),
 * and figures recomputed by hand from the published rule: an empty margin, no agreement at all, agreement by half.
 */
test.each([
  [59, 6, 16, 80, -0.1186, -0.0046],
  [0, 0, 0, 20, -0.1611, 0.1611],
  [10, 0, 0, 10, -0.0898, 0.0898],
  [0, 10, 10, 0, -0.4014, 0.4014],
])('paired difference of %d, %d, %d, %d', (both, first, second, neither, lower, upper) => {
  const found = pairedDifferenceLimits(both, first, second, neither, 0.95)
  expect(found).toEqual({ lower: about(lower, 4), upper: about(upper, 4) })
})

/** Garwood's table. */
test.each([
  [0, 0, 3.6889],
  [1, 0.0253, 5.5716],
  [2, 0.2422, 7.2247],
  [3, 0.6187, 8.7673],
  [5, 1.6235, 11.6683],
  [10, 4.7954, 18.3904],
  [20, 12.2165, 30.8884],
])('%d events', (x, lower, upper) => {
  expect(rateLimits(x, 0.95)).toEqual({ lower: about(lower, 4), upper: about(upper, 4) })
})

/** Millions of millions of packets: forty-digit sums for 10⁷, SciPy beyond. */
test.each([
  [1e7, 9993802.996884268, 10006199.897731498],
  [1e10, 9999804004.5487, 10000195998.345615],
  [1e12, 999998040036.9626, 1000001959965.9316],
])('%d events', (x, lower, upper) => {
  expect(rateLimits(x, 0.95)).toEqual({ lower: near(lower), upper: near(upper) })
})

test.each([
  [30, 2, 40, 4, 0.9022, 2.4694],
  [0, 1, 5, 1, 0, 1.0913],
  [5, 1, 0, 1, 0.9164, Infinity],
])('%d in %d against %d in %d', (x1, t1, x2, t2, lower, upper) => {
  const found = rateRatioLimits(x1, t1, x2, t2, 0.95)
  expect(found).toEqual({ lower: about(lower, 4), upper: about(upper, 4) })
})

/** With one degree of freedom it is tan(π (p − ½)), with two (2p − 1) / √(2p (1 − p)); the others as published in tables. */
describe('Student’s t', () => {
  test.each([
    [0.975, 1, Math.tan(Math.PI * 0.475)],
    [0.6, 1, Math.tan(Math.PI * 0.1)],
    [0.975, 2, 0.95 / Math.sqrt(2 * 0.975 * 0.025)],
    [0.05, 2, -0.9 / Math.sqrt(2 * 0.05 * 0.95)],
  ])('exceeded at %d with %d degrees of freedom', (p, freedom, expected) => {
    expect(studentQuantile(p, freedom)).toEqual(near(expected))
  })
  test.each([
    [0.975, 3, 3.182],
    [0.95, 5, 2.015],
    [0.995, 9, 3.25],
    [0.975, 30, 2.042],
    [0.975, 120, 1.98],
    [0.025, 10, -2.228],
  ])('in tables at %d with %d degrees of freedom', (p, freedom, expected) => {
    expect(studentQuantile(p, freedom)).toEqual(about(expected, 3))
  })
  test('limits of a mean: the rates 0.8, 0.9, 0.7 and 1', () => {
    const { lower, upper } = meanLimits(0.85, Math.sqrt(0.05 / 3), 4, 0.95)
    expect([lower, upper]).toEqual([about(0.6446, 4), about(1.0554, 4)])
  })
})
