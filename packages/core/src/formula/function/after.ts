import { mirrored, precedes, relation } from '../relation.ts'

/** The first begins after the second ends. */
export const after = relation({
  name: 'after',
  forms: [
    ['point', 'point'],
    ['point', 'range'],
    ['range', 'point'],
    ['range', 'range'],
  ],
  holds: mirrored(precedes),
  examples: [
    ['after(10, 5)', 'true'],
    ['after((5..10], [1..5])', 'true'],
    ['after(12, [1..12])', 'false'],
  ],
})
