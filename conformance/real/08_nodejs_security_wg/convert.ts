import { byLine, numbered, type Conversion } from '../convert.ts'

/** The minutes list who came; a meeting is what several lines have in common. */
const meetings: Conversion = (from, to) => {
  const seen = new Set<string>()
  return byLine(from, to, (line) => {
    const meeting = line.split(',')[0] ?? ''
    if (seen.has(meeting)) return []
    seen.add(meeting)
    return [meeting]
  })
}

/** Items of the minutes have no number of their own. */
export const conversions = { meetings, numbered }
