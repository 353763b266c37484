import { finish, relation } from '../relation.ts'

/** They end together, and the first begins no earlier. */
export const finishes = relation({
  name: 'finishes',
  forms: [
    ['point', 'range'],
    ['range', 'range'],
  ],
  holds: finish,
  examples: [
    ['finishes(10, [1..10])', 'true'],
    ['finishes([5..10), [1..10])', 'false'],
  ],
})
