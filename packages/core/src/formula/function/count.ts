import { number } from '../type.ts'
import { aggregate } from '../operand.ts'

/** How many items, known or not. */
export const count = aggregate({
  name: 'count',
  clause: '10.3.4.4',
  gives: () => number({}),
  compute: (_known, all) => all.length,
  examples: [
    ['count([1, null, 3])', '3'],
    ['count([])', '0'],
  ],
})
