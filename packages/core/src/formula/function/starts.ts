import { relation, start } from '../relation.ts'

/** They begin together, and the first ends no later. */
export const starts = relation({
  name: 'starts',
  forms: [
    ['point', 'range'],
    ['range', 'range'],
  ],
  holds: start,
  examples: [
    ['starts(1, [1..10])', 'true'],
    ['starts((1..5], [1..10])', 'false'],
  ],
})
