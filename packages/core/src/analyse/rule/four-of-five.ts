import { someOf, type Rule } from '../signal.ts'

/** Four of five points beyond one sigma on one side (Western Electric, 1956). Only on request. */
export const fourOfFive: Rule<'four of five'> = { name: 'four of five', lasts: 0, find: someOf(4, 5, 1) }
