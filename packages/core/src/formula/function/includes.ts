import { include, relation } from '../relation.ts'

/** All of the second lies in the first. */
export const includes = relation({
  name: 'includes',
  forms: [
    ['range', 'point'],
    ['range', 'range'],
  ],
  holds: include,
  examples: [
    ['includes([1..10], 5)', 'true'],
    ['includes([1..10), 10)', 'false'],
  ],
})
