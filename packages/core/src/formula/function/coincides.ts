import { coincide, relation } from '../relation.ts'

/** They are the same. */
export const coincides = relation({
  name: 'coincides',
  forms: [
    ['point', 'point'],
    ['range', 'range'],
  ],
  holds: coincide,
  examples: [
    ['coincides(5, 5)', 'true'],
    ['coincides([1..5], [1..5))', 'false'],
  ],
})
