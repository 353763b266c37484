import { mirrored, overlapBefore, relation } from '../relation.ts'

/** The first begins later, and they share a point. */
export const overlapsAfter = relation({
  name: 'overlaps after',
  forms: [['range', 'range']],
  holds: mirrored(overlapBefore),
  examples: [
    ['overlaps after([3..8], [1..5])', 'true'],
    ['overlaps after([1..5], [3..8])', 'false'],
  ],
})
