import { isList, type Value } from '../value.ts'
import { aList, scalar } from '../operand.ts'

const flat = (list: readonly Value[]): readonly Value[] => list.flatMap((item) => (isList(item) ? flat(item) : [item]))

/** Lists in a list become their items. */
export const flatten = scalar({
  name: 'flatten',
  clause: '10.3.4.4',
  parameters: [['list']],
  takes: [aList],
  gives: { kind: 'list', of: { kind: 'unknown' } },
  compute: flat,
  examples: [['flatten([[1, 2], [[3]], 4])', '[1, 2, 3, 4]']],
})
