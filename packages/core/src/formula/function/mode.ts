import { equal } from '../compare.ts'
import type { Value } from '../value.ts'
import { aggregate } from '../operand.ts'
import { sorted } from '../sorted.ts'

type Known = Exclude<Value, null>
type Tally = { readonly value: Known; readonly times: number }

const tallied = (values: readonly Known[]): readonly Tally[] => {
  const found: Tally[] = []
  for (const value of values) {
    const last = found.at(-1)
    if (last !== undefined && equal(last.value, value) === true)
      found[found.length - 1] = { value, times: last.times + 1 }
    else found.push({ value, times: 1 })
  }
  return found
}

/** The values that occur most often, in order. */
export const mode = aggregate({
  name: 'mode',
  clause: '10.3.4.4',
  gives: (item) => ({ kind: 'list', of: item }),
  compute: (known) => {
    const inOrder = sorted(known)
    if ('refused' in inOrder) return inOrder
    const tallies = tallied(inOrder)
    const most = Math.max(0, ...tallies.map((tally) => tally.times))
    return tallies.filter((tally) => tally.times === most).map((tally) => tally.value)
  },
  examples: [['mode([3, 6, 1, 9, 6, 1, 3])', '[1, 3, 6]']],
})
