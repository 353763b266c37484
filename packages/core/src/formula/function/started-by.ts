import { mirrored, relation, start } from '../relation.ts'

/** They begin together, and the second ends no later. */
export const startedBy = relation({
  name: 'started by',
  forms: [
    ['range', 'point'],
    ['range', 'range'],
  ],
  holds: mirrored(start),
  examples: [
    ['started by([1..10], 1)', 'true'],
    ['started by([1..10], (1..5])', 'false'],
  ],
})
