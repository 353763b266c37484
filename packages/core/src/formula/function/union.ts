import { isList } from '../value.ts'
import { distinct } from '../distinct.ts'
import { refuse, type FormulaFunction } from '../function.ts'

/** Lists one after the other, without repetition. */
export const union: FormulaFunction = {
  name: 'union',
  clause: '10.3.4.4',
  parameters: [['lists…']],
  typeOf: ([first]) =>
    first === undefined ? refuse('takes lists') : first.kind === 'list' ? first : { kind: 'list', of: first },
  value: (lists) => {
    if (lists.length === 0) return refuse('takes lists')
    return lists.includes(null) ? null : distinct(lists.flatMap((list) => (isList(list) ? list : [list])))
  },
  examples: [['union([1, 2], [2, 3])', '[1, 2, 3]']],
}
