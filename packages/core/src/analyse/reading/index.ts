/** Rows of a file become a series, or everything that is wrong with them. */
export { readSeries, type SeriesHints } from './read-series.ts'
export type { SeriesRow, SeriesTable } from './series-columns.ts'
export { placeOfPeriod, type Place } from './period-order.ts'
