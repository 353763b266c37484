import { refuse } from '../function.ts'
import { aList, aWhole, scalar } from '../operand.ts'
import { placeIn } from '../place.ts'

/** A list without the item of a place. */
export const remove = scalar({
  name: 'remove',
  clause: '10.3.4.4',
  parameters: [['list', 'position']],
  takes: [aList, aWhole],
  gives: ([type]) => (type?.kind === 'list' ? type : { kind: 'list', of: type ?? { kind: 'unknown' } }),
  compute: (list, position) => {
    const at = placeIn(list, position)
    return at === undefined ? refuse(`finds no place ${position} in a list of ${list.length}`) : list.toSpliced(at, 1)
  },
  examples: [['remove([1, 2, 3], 2)', '[1, 3]']],
})
