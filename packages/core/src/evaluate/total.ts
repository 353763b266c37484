import type { Note, Status } from '../term/index.ts'
import type { Verdict } from './verdict.ts'

/** From worst to best. A group of which nothing is known may be the worst, so it outranks one that is near. */
const fromWorst: readonly Status[] = ['not met', 'no data', 'stale', 'not computable', 'cannot tell', 'near', 'met']

/** @example worstOf(['met', 'near']) //=> 'near' */
export const worstOf = (statuses: readonly Status[]): Status | undefined =>
  fromWorst.find((status) => statuses.includes(status))

/** One bad group spoils it: the total has the worst status of its groups; without groups, its own (language.md 6). */
export const worstVerdict = (own: Verdict, groups: readonly Verdict[]): Verdict => {
  const status = worstOf(groups.map((verdict) => verdict.status))
  if (status === undefined) return own
  const count = groups.filter((verdict) => verdict.status === status).length
  const note: Note = {
    code: 'worst-group',
    message: `The total is judged by its worst group: ${count} of ${groups.length} ${count === 1 ? 'is' : 'are'} “${status}”.`,
  }
  return { status, notes: [note] }
}
