import { finish, mirrored, relation } from '../relation.ts'

/** They end together, and the second begins no earlier. */
export const finishedBy = relation({
  name: 'finished by',
  forms: [
    ['range', 'point'],
    ['range', 'range'],
  ],
  holds: mirrored(finish),
  examples: [
    ['finished by([1..10], 10)', 'true'],
    ['finished by([1..10], [5..10))', 'false'],
  ],
})
