import { refuse } from '../function.ts'
import { aList, aWhole, optional, scalar } from '../operand.ts'
import { placeIn } from '../place.ts'

/** Some items from a place on, counted from 1 or backwards from the end. */
export const sublist = scalar({
  name: 'sublist',
  clause: '10.3.4.4',
  parameters: [['list', 'start position', 'length?']],
  takes: [aList, aWhole, optional(aWhole)],
  gives: ([type]) => (type?.kind === 'list' ? type : { kind: 'list', of: type ?? { kind: 'unknown' } }),
  compute: (list, start, length) => {
    const from = placeIn(list, start)
    if (from === undefined) return refuse(`finds no place ${start} in a list of ${list.length}`)
    if (length !== undefined && (length < 0 || from + length > list.length))
      return refuse(`finds no ${length} items from place ${start} on`)
    return list.slice(from, length === undefined ? undefined : from + length)
  },
  examples: [
    ['sublist([1, 2, 3], 2)', '[2, 3]'],
    ['sublist([1, 2, 3], -2, 1)', '[2]'],
  ],
})
