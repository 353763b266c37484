import { boolean } from '../type.ts'
import { equal } from '../compare.ts'
import { isList } from '../value.ts'
import { refuse, type FormulaFunction } from '../function.ts'

/** Whether an item equals a value; null may be looked for. */
export const listContains: FormulaFunction = {
  name: 'list contains',
  clause: '10.3.4.4',
  parameters: [['list', 'element']],
  typeOf: (types) => (types.length === 2 ? boolean : refuse('takes a list and a value')),
  value: ([list = null, element]) => {
    if (element === undefined) return refuse('takes a list and a value')
    return list === null ? null : (isList(list) ? list : [list]).some((item) => equal(item, element) === true)
  },
  sql: ([list = 'NULL', element = 'NULL']) =>
    `(CASE WHEN ${element} IS NULL THEN len(list_filter(${list}, lambda x: x IS NULL)) > 0 ELSE list_contains(${list}, ${element}) END)`,
  examples: [['list contains([1, null], null)', 'true']],
}
