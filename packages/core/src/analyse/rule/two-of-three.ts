import { someOf, type Rule } from '../signal.ts'

/** Two of three points beyond two sigma on one side (Western Electric, 1956). Only on request: more rules, more false alarms. */
export const twoOfThree: Rule<'two of three'> = { name: 'two of three', lasts: 0, find: someOf(2, 3, 2) }
