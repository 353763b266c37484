import { precedes, relation } from '../relation.ts'

/** The first ends before the second begins. */
export const before = relation({
  name: 'before',
  forms: [
    ['point', 'point'],
    ['point', 'range'],
    ['range', 'point'],
    ['range', 'range'],
  ],
  holds: precedes,
  examples: [
    ['before(1, 10)', 'true'],
    ['before([1..5), [5..10])', 'true'],
    ['before([1..5], [5..10])', 'false'],
  ],
})
