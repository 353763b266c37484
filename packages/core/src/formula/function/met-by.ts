import { mirrored, relation, touches } from '../relation.ts'

/** The first begins with the point the second ends in. */
export const metBy = relation({
  name: 'met by',
  forms: [['range', 'range']],
  holds: mirrored(touches),
  examples: [
    ['met by([5..10], [1..5])', 'true'],
    ['met by([5..10], [1..5))', 'false'],
  ],
})
