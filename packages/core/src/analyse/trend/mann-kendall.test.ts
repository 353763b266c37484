import { describe, expect, test } from 'vitest'
import * as tested from './mann-kendall.ts'

const mannKendall = (values: readonly number[]): tested.TrendTest => {
  const answer = tested.mannKendall(values)
  if (answer.kind === 'withheld') throw new Error(answer.why)
  return answer
}

const nile =
  '1120 1160 963 1210 1160 1160 813 1230 1370 1140 995 935 1110 994 1020 960 1180 799 958 1140 1100 1210 1150 1250 1260 1220 1030 1100 774 840 874 694 940 833 701 916 692 1020 1050 969 831 726 456 824 702 1120 1100 832 764 821 768 845 864 862 698 845 744 796 1040 759 781 865 845 944 984 897 822 1010 771 676 649 846 812 742 801 1040 860 874 848 890 744 749 838 1050 918 986 797 923 975 815 1020 906 901 1170 912 746 919 718 714 740'
    .split(' ')
    .map(Number)

/** Published or independently recomputed figures: Hollander & Wolfe's Theil example, 1…10, a series with ties, R's `Nile`. */
describe('normal approximation', () => {
  test.each([
    [[1.26, 1.27, 1.12, 1.16, 1.03], -6, 16.6667, -1.2247, 0.2207],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 45, 125, 3.93548, 8.303e-5],
    [[5, 4, 4, 3, 3, 2], -13, 26.3333, -2.33845, 0.019364],
    [nile, -1387, 112728.33, -4.12807, 3.658e-5],
    [[62, 65, 64, 69, 70, 74, 73, 77], 24, 65.3333, 2.84551, 0.004434],
  ])('%#: S, variance, Z, p', (values, s, variance, z, p) => {
    const trend = mannKendall(values)
    expect(trend.s).toBe(s)
    expect(trend.variance / variance).toBeCloseTo(1, 5)
    expect(trend.z / z).toBeCloseTo(1, 4)
    expect(trend.normalP / p).toBeCloseTo(1, 3)
  })
})

const permutations = (values: readonly number[]): readonly (readonly number[])[] =>
  values.length <= 1
    ? [values]
    : values.flatMap((first, i) => permutations(values.filter((_, j) => j !== i)).map((rest) => [first, ...rest]))

describe('exact chance', () => {
  test('8 values, published exact Kendall p 0.0017361', () => {
    expect(mannKendall([62, 65, 64, 69, 70, 74, 73, 77]).p).toBeCloseTo(0.0017361, 7)
  })
  test.each([[[1, 2, 3, 4, 5]], [[5, 4, 4, 3, 3, 2]], [[1, 1, 1, 2]], [[2, 1, 2, 1, 3, 3, 3]], [[4, 4, 4]], [[1]]])(
    '%j: as counted over every order of the values',
    (values) => {
      const { s, exactP } = mannKendall(values)
      const all = permutations(values).map((order) => Math.abs(mannKendall(order).s))
      expect(exactP).toBeCloseTo(all.filter((other) => other >= Math.abs(s)).length / all.length, 12)
    },
  )
})

describe('direction', () => {
  test.each([
    [[1, 2, 3, 4], 'none'],
    [[1, 2, 3, 4, 5], 'up'],
    [[5, 4, 3, 2, 1], 'down'],
    [[3, 3, 3, 3, 3, 3], 'none'],
    [[1, 2, 1, 2, 1, 2], 'none'],
    [nile, 'down'],
  ])('%#: %s', (values, direction) => expect(mannKendall(values).direction).toBe(direction))
})
