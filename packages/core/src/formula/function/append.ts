import { isList } from '../value.ts'
import { refuse, type FormulaFunction } from '../function.ts'

/** A list with further items at its end. */
export const append: FormulaFunction = {
  name: 'append',
  clause: '10.3.4.4',
  parameters: [['list', 'items…']],
  typeOf: ([list]) =>
    list === undefined ? refuse('takes a list and items') : list.kind === 'list' ? list : { kind: 'list', of: list },
  value: ([list, ...items]) => {
    if (list === undefined) return refuse('takes a list and items')
    return list === null ? null : [...(isList(list) ? list : [list]), ...items]
  },
  examples: [['append([1], 2, 3)', '[1, 2, 3]']],
}
