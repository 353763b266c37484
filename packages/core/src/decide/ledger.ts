import { canonical } from '../record/index.ts'
import { dateOf, type Decision, type DecisionKind, type Entry, type Group } from '../term/index.ts'

type OfKind<K extends DecisionKind> = Extract<Decision, { readonly kind: K }>

/** The decisions that count, by kind, each kind in the order in which they were made. */
export type Ledger = {
  readonly all: readonly Decision[]
  readonly of: <K extends DecisionKind>(kind: K) => readonly OfKind<K>[]
  /** Decisions about another one, by its id. */
  readonly about: <K extends 'completion' | 'postponement' | 'conclusion' | 'sign-off'>(
    kind: K,
    id: string,
  ) => readonly OfKind<K>[]
  readonly timeZone: string
}

/** The local day a decision was made. @example dayIn('2026-06-30T22:30:00Z', 'Europe/Berlin') //=> '2026-07-01' */
export const dayIn = (at: string, timeZone: string): string => (at.includes('T') ? dateOf(at, timeZone) : at)

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const isOf = <K extends DecisionKind>(decision: Decision, kind: K): decision is OfKind<K> => decision.kind === kind

/**
 * The entries made up to the end of a day, in the order of their making; what was revoked by then is left out, and so is
 * what was said of it. In whatever order entries arrive, the ledger is the same.
 */
export const ledgerOf = (entries: readonly Entry[], day: string, timeZone: string): Ledger => {
  const made = entries
    .map(({ decision }) => decision)
    .filter(({ at }) => dayIn(at, timeZone) <= day)
    .toSorted(
      (a, b) => byText(dayIn(a.at, timeZone), dayIn(b.at, timeZone)) || byText(a.at, b.at) || byText(a.id, b.id),
    )
  const revoked = new Set(made.flatMap((one) => (one.kind === 'revocation' ? [one.of] : [])))
  const all = made.filter((one) => !revoked.has(one.id) && !('of' in one && revoked.has(one.of)))
  const of: Ledger['of'] = (kind) => all.filter((one) => isOf(one, kind))
  return { all, of, about: (kind, id) => of(kind).filter((one) => 'of' in one && one.of === id), timeZone }
}

/** Whether a decision speaks of an indicator and group. */
export const isAbout = (
  decision: { readonly construct: string; readonly group: Group },
  of: { readonly construct: string; readonly group: Group },
): boolean => decision.construct === of.construct && canonical(decision.group) === canonical(of.group)
