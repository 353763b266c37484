import { numbered } from '../convert.ts'

/** The event log holds two rows twice, so its rows are numbered. */
export const conversions = { numbered }
