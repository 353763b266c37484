import { aList, scalar } from '../operand.ts'

/** The last first. */
export const reverse = scalar({
  name: 'reverse',
  clause: '10.3.4.4',
  parameters: [['list']],
  takes: [aList],
  gives: ([type]) => (type?.kind === 'list' ? type : { kind: 'list', of: type ?? { kind: 'unknown' } }),
  compute: (list) => list.toReversed(),
  examples: [['reverse([1, 2, 3])', '[3, 2, 1]']],
})
