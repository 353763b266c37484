import { include, mirrored, relation } from '../relation.ts'

/** All of the first lies in the second. */
export const during = relation({
  name: 'during',
  forms: [
    ['point', 'range'],
    ['range', 'range'],
  ],
  holds: mirrored(include),
  examples: [
    ['during(5, [1..10])', 'true'],
    ['during([4..6], [1..5])', 'false'],
  ],
})
