import { distinct } from '../distinct.ts'
import type { FormulaFunction } from '../function.ts'
import { aList, scalar } from '../operand.ts'

/** Each value once, where it came first. */
export const distinctValues: FormulaFunction = scalar({
  name: 'distinct values',
  clause: '10.3.4.4',
  parameters: [['list']],
  takes: [aList],
  gives: ([type]) => (type?.kind === 'list' ? type : { kind: 'list', of: type ?? { kind: 'unknown' } }),
  compute: (list) => distinct(list),
  examples: [['distinct values([1, 2, null, 1, null])', '[1, 2, null]']],
})
