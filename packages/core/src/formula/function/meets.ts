import { relation, touches } from '../relation.ts'

/** The first ends in the point the second begins with. */
export const meets = relation({
  name: 'meets',
  forms: [['range', 'range']],
  holds: touches,
  examples: [
    ['meets([1..5], [5..10])', 'true'],
    ['meets([1..5), [5..10])', 'false'],
  ],
})
