import { byLine, type Conversion } from '../convert.ts'

/** A check needs a number of its own that does not give its password away: that of its line. */
const lines: Conversion = (from, to) => byLine(from, to, (line, number) => [`${number} ${line}`])

export const conversions = { lines }
