import { digestOf, type Hash } from '../record/index.ts'
import type { Decision, Entry, Result } from '../term/index.ts'
import { isAbout } from './ledger.ts'

/** What a decision was made from: results as they stand, or the entry it speaks of. */
export type Grounds = { readonly results: readonly Result[]; readonly entries: readonly Entry[] }

/** The digests of what a decision speaks of; those of a baseline are of all its periods. */
export const aboutOf = (decision: Decision, { results, entries }: Grounds): readonly string[] => {
  if ('of' in decision) return entries.filter((entry) => entry.decision.id === decision.of).map(({ digest }) => digest)
  const { from, to } =
    decision.kind === 'baseline' ? decision : { from: decision.period.start, to: decision.period.end }
  return results
    .filter((result) => isAbout(decision, result))
    .filter(({ period }) => period.start >= from && (to === null || period.end <= to))
    .toSorted((a, b) => (a.period.start < b.period.start ? -1 : 1))
    .map(({ digest }) => digest)
}

/** A decision as it is recorded: its digest covers it and what it was made from. */
export const sealedEntry = (decision: Decision, about: readonly string[], recordedAt: string, hash: Hash): Entry => ({
  decision,
  about,
  recordedAt,
  digest: digestOf({ decision: { ...decision }, about }, hash),
})

/** Whether a result that an entry speaks of says something else by now. */
export const isRestated = (entry: Entry, results: readonly Result[]): boolean => {
  if (entry.about.length === 0 || 'of' in entry.decision) return false
  const now = new Set(aboutOf(entry.decision, { results, entries: [] }))
  return entry.about.some((digest) => !now.has(digest))
}
