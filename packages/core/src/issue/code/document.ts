import { error, meant } from './entry.ts'

/** Placeholder removed by the first real code. */
export const documentCodes = {
} as const
