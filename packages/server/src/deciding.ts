import type { Deciding } from '@isometric/core/report'
import { dateOf } from '@isometric/core/term'
import { asKnownAt } from './as-known-on.ts'
import type { Source } from './source.ts'

/** What people had decided, and the day to look at it: today, or the day as of which is asked. */
export const decidingAt = async (source: Source, asKnownOn: string | undefined): Promise<Deciding> => {
  const at = await asKnownAt(source, asKnownOn)
  const [entries, { timeZone, firstMonth, people }] = await Promise.all([source.entries(at), source.organisation()])
  return { entries, timeZone, firstMonth, people, today: dateOf(at.asKnownOn ?? source.now(), timeZone) }
}
