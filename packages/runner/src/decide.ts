/**
 * Decisions of people into the record (architecture.md 6). Comes in: decisions as documents, a store. Goes out: what was
 * added, or everything that keeps it from being added; nothing in between. Like run.ts, no folder knows it.
 */
import { decisionReferences, type Decisions } from '@isometric/core/construct'
import { aboutOf, sealedEntry } from '@isometric/core/decide'
import { isError, type Issue, type Outcome } from '@isometric/core/issue'
import type { Decision, Entry, Result } from '@isometric/core/term'
import { sha256 } from './measure/index.ts'
import type { Store } from './store/index.ts'

export type DecideRequest = {
  readonly documents: readonly Decisions[]
  /** Short names of the people of the programme. */
  readonly people: readonly string[]
  readonly store: Pick<Store, 'cards' | 'results' | 'entries' | 'addEntries'>
  readonly now: string
}

/** In the order in which they stand in the documents; `unchanged` were in the record already. */
export type Decided = { readonly added: readonly Entry[]; readonly unchanged: readonly Entry[] }

type Known = {
  readonly entries: readonly Entry[]
  readonly results: readonly Result[]
  readonly constructs: readonly string[]
}

const knownTo = async ({ documents, store }: DecideRequest): Promise<Known> => {
  const named = documents.flatMap(({ all }) => all.flatMap((one) => ('construct' in one ? [one.construct] : [])))
  const results: Result[] = []
  for (const construct of new Set(named)) results.push(...(await store.results({ construct })))
  const constructs = (await store.cards()).map(({ id }) => id)
  return { entries: await store.entries(), results, constructs }
}

/** What speaks of nothing else first, then what speaks of it, then what takes something back. */
const rankOf = (decision: Decision): number => (decision.kind === 'revocation' ? 2 : 'of' in decision ? 1 : 0)

/** Entries for new decisions; each covers the digest of what it speaks of, which may be new as well. */
const sealedIn = (decisions: readonly Decision[], known: Known, now: string): readonly Entry[] => {
  const entries = [...known.entries]
  for (const decision of decisions.toSorted((a, b) => rankOf(a) - rankOf(b)))
    entries.push(sealedEntry(decision, aboutOf(decision, { results: known.results, entries }), now, sha256))
  return entries.slice(known.entries.length)
}

const issuesOf = ({ documents, people }: DecideRequest, known: Known): readonly Issue[] =>
  decisionReferences(documents, {
    people,
    constructs: known.constructs,
    entries: known.entries,
    hasResult: (decision) => aboutOf(decision, known).length > 0,
  })

/** Puts decisions into the record: all of them, or none and why. What is there already is left as it is. */
export const decide = async (request: DecideRequest): Promise<Outcome<Decided>> => {
  const known = await knownTo(request)
  const issues = issuesOf(request, known)
  if (issues.some(isError)) return { ok: false, issues }
  const asked = request.documents.flatMap(({ all }) => all)
  const before = new Map(known.entries.map((entry) => [entry.decision.id, entry]))
  const added = sealedIn(
    asked.filter(({ id }) => !before.has(id)),
    known,
    request.now,
  )
  await request.store.addEntries(added)
  return { ok: true, value: { added, unchanged: asked.flatMap(({ id }) => before.get(id) ?? []) }, issues }
}
