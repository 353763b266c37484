import { isList } from '../value.ts'
import { refuse, type FormulaFunction } from '../function.ts'
import { placeIn } from '../place.ts'

/** A list with another item in a place. */
export const listReplace: FormulaFunction = {
  name: 'list replace',
  clause: '10.3.4.4',
  parameters: [['list', 'position', 'newItem']],
  typeOf: ([list, , item]) =>
    list === undefined || item === undefined
      ? refuse('takes a list, a place and an item')
      : list.kind === 'list'
        ? list
        : { kind: 'list', of: list },
  value: ([list = null, position = null, item]) => {
    if (item === undefined) return refuse('takes a list, a place and an item')
    if (list === null || position === null) return null
    const items = isList(list) ? list : [list]
    const at = typeof position === 'number' ? placeIn(items, position) : undefined
    return at === undefined
      ? refuse(`needs a place between 1 and ${items.length}, or backwards from -1`)
      : items.with(at, item)
  },
  examples: [['list replace([1, 9, 3], 2, 2)', '[1, 2, 3]']],
}
