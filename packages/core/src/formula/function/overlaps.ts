import { overlap, relation } from '../relation.ts'

/** They share a point. */
export const overlaps = relation({
  name: 'overlaps',
  forms: [['range', 'range']],
  holds: overlap,
  examples: [
    ['overlaps([1..5], [3..8])', 'true'],
    ['overlaps([1..5], (5..8])', 'false'],
  ],
})
