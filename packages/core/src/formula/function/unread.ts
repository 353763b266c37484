import { beyond, type Refusal } from './function.ts'

/** A year that is a year, but none anybody here can compute with. */
export const yearBeyond = (text: string): Refusal => beyond('unsupported-year', text)
