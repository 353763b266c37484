import { binomialTest } from '../../distribution/index.ts'
import { aCount, pureOf } from '../limits.ts'
import { scalar } from '../operand.ts'

/**
 * Could chance alone have changed this many people one way and that many the other? The exact two-sided test of
 * Q. McNemar (Psychometrika 12, 1947, 153–157). Where nobody changed there is nothing against chance: 1.
 */
export const mcnemarTest = scalar({
  name: 'mcnemar test',
  clause: 'ours',
  parameters: [['one way', 'the other']],
  takes: [aCount, aCount],
  gives: pureOf([0, 1]),
  compute: (one, other) => (one + other === 0 ? 1 : binomialTest(one, one + other, 0.5)),
  examples: [
    ['round half up(mcnemar test(17, 2), 5)', '0.00073'],
    ['mcnemar test(0, 0)', '1'],
  ],
})
