import { scaleOf, typeText } from '../type.ts'
import { beyond, refuse } from '../function.ts'
import { aggregate } from '../operand.ts'
import { sorted } from '../sorted.ts'

/** The largest, latest or last value. */
export const max = aggregate({
  name: 'max',
  clause: '10.3.4.4',
  gives: (item) =>
    item.kind === 'text' || scaleOf(item) !== 'nominal'
      ? item
      : refuse(`needs values in an order, not ${typeText(item)}`),
  sql: (items) => `greatest(${items.join(', ')})`,
  compute: (known) => {
    const inOrder = sorted(known)
    return 'refused' in inOrder
      ? inOrder
      : (inOrder.at(-1) ?? beyond('not-computable', 'there is nothing to take the most of'))
  },
  examples: [
    ['max([3, 1, null, 2])', '3'],
    ['max("a", "b")', 'b'],
  ],
})
