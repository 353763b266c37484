import { text } from '../type.ts'
import { refuse, type FormulaFunction } from '../function.ts'
import { allAre, aText, itemType } from '../operand.ts'
import { isList, type Value } from '../value.ts'
import { isRefusal } from '../function.ts'

const known = (value: Value): value is Exclude<Value, null> => value !== null

/** The texts of a list in a row, with something between; nulls are left out. */
export const stringJoin: FormulaFunction = {
  name: 'string join',
  clause: '10.3.4.4',
  parameters: [['list', 'delimiter?']],
  typeOf: (types) => {
    const item = itemType(types.slice(0, 1))
    return types.length === 0 || types.length > 2
      ? refuse('takes a list and a text to put between')
      : item.kind === 'text' || item.kind === 'level' || item.kind === 'unknown'
        ? text
        : refuse('needs a list of texts')
  },
  value: (values) => {
    const [list, between = null] = values
    if (list === undefined || values.length > 2) return refuse('takes a list and a text to put between')
    if (list === null) return null
    if (between !== null && typeof between !== 'string') return refuse('needs a text to put between')
    const texts = allAre(aText, (isList(list) ? list : [list]).filter(known))
    return isRefusal(texts) ? texts : texts.join(between ?? '')
  },
  sql: ([list = 'NULL', between = "''"]) => `array_to_string(${list}, coalesce(${between}, ''))`,
  examples: [
    ['string join(["a", "b", "c"], " and ")', 'a and b and c'],
    ['string join(["a", null, "c"])', 'ac'],
  ],
}
