import { mcnemarTest as exactTest } from '../../distribution/index.ts'
import { aCount, pureOf } from '../limits.ts'
import { scalar } from '../operand.ts'

/** Could chance alone have changed this many people one way and that many the other? */
export const mcnemarTest = scalar({
  name: 'mcnemar test',
  clause: 'ours',
  parameters: [['one way', 'the other']],
  takes: [aCount, aCount],
  gives: pureOf([0, 1]),
  compute: exactTest,
  examples: [
    ['round half up(mcnemar test(17, 2), 5)', '0.00073'],
    ['mcnemar test(0, 0)', '1'],
  ],
})
