import { numbered } from '../convert.ts'

/** Orders have no number in this export, and 358 of its rows stand in it more than once. */
export const conversions = { numbered }
