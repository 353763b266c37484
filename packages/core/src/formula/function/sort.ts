import type { Value } from '../value.ts'
import { aList, scalar } from '../operand.ts'
import { sorted } from '../sorted.ts'

const isKnown = (value: Value): value is Exclude<Value, null> => value !== null

/** The values in their own order, unknown ones last; a rule of one's own would be a function, which is not supported. */
export const sort = scalar({
  name: 'sort',
  clause: '10.3.4.6',
  parameters: [['list']],
  takes: [aList],
  gives: ([type]) => (type?.kind === 'list' ? type : { kind: 'list', of: type ?? { kind: 'unknown' } }),
  compute: (list) => {
    const inOrder = sorted(list.filter(isKnown))
    return 'refused' in inOrder ? inOrder : [...inOrder, ...list.filter((item) => item === null)]
  },
  examples: [['sort([3, 1, 2])', '[1, 2, 3]']],
})
