import { overlapBefore, relation } from '../relation.ts'

/** The first begins earlier, and they share a point. */
export const overlapsBefore = relation({
  name: 'overlaps before',
  forms: [['range', 'range']],
  holds: overlapBefore,
  examples: [
    ['overlaps before([1..5], [3..8])', 'true'],
    ['overlaps before([3..8], [1..5])', 'false'],
  ],
})
