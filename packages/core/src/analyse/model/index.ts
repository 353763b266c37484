/**
 * Analytical models: one file each, each with a published oracle. The list is the documentation.
 */
export { fewestForTrend, mannKendall, type Trend } from './mann-kendall.ts'
