import { number } from '../type.ts'
import { equal } from '../compare.ts'
import { isList, type Value } from '../value.ts'
import { refuse, type FormulaFunction } from '../function.ts'

const places = (list: readonly Value[], match: Value): readonly number[] =>
  list.flatMap((item, i) => (equal(item, match) === true ? [i + 1] : []))

/** The places, from 1, of the items that equal a value. */
export const indexOf: FormulaFunction = {
  name: 'index of',
  clause: '10.3.4.4',
  parameters: [['list', 'match']],
  typeOf: (types) => (types.length === 2 ? { kind: 'list', of: number({}) } : refuse('takes a list and a value')),
  value: ([list = null, match]) => {
    if (match === undefined) return refuse('takes a list and a value')
    return list === null ? null : places(isList(list) ? list : [list], match)
  },
  examples: [['index of([1, 2, 3, 2], 2)', '[2, 4]']],
}
