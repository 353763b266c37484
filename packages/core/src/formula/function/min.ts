import { scaleOf, typeText } from '../type.ts'
import { beyond, refuse } from '../function.ts'
import { aggregate } from '../operand.ts'
import { sorted } from '../sorted.ts'

/** The smallest, earliest or first value. */
export const min = aggregate({
  name: 'min',
  clause: '10.3.4.4',
  gives: (item) =>
    item.kind === 'text' || scaleOf(item) !== 'nominal'
      ? item
      : refuse(`needs values in an order, not ${typeText(item)}`),
  sql: (items) => `least(${items.join(', ')})`,
  compute: (known) => {
    const inOrder = sorted(known)
    return 'refused' in inOrder
      ? inOrder
      : (inOrder[0] ?? beyond('not-computable', 'there is nothing to take the least of'))
  },
  examples: [
    ['min([3, 1, null, 2])', '1'],
    ['min(@"2026-02-01", @"2026-01-31")', '2026-01-31'],
  ],
})
