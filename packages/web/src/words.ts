import { en } from '@isometric/core/report'

/** The words of the pages; the one place that chooses their language. */
export const words = en.page
