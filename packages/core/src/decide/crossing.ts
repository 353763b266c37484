import type { Status } from '../term/index.ts'

/** Statuses that decide, from good to bad. The others say nothing of which side of the criteria a value is on. */
const decisive: readonly Status[] = ['met', 'near', 'not met']

/**
 * The status an indicator is held to changes only after two consecutive periods that decide, or by one beyond the limits
 * of chance: what goes to and fro around a limit changes nothing, and whoever is notified of a change is notified once.
 */
export type Crossing = {
  /** The period that told it. */
  readonly place: number
  /** The first period of those that told it. */
  readonly since: number
  readonly from: Status | null
  readonly to: Status
  readonly by: 'the first period' | 'two periods' | 'beyond the limits'
}

/** Which way from the status held to. */
export type Way = 'better' | 'worse'

type Pending = { readonly status: Status; readonly place: number; readonly way: Way }

const rankOf = (status: Status): number => decisive.indexOf(status)

const wayFrom = (held: Status, status: Status): Way | null => {
  const step = rankOf(status) - rankOf(held)
  return step === 0 ? null : step > 0 ? 'worse' : 'better'
}

/** Of two statuses on the same side of the one held to, the one nearer to it: both periods are at least that far. */
const nearer = (a: Status, b: Status, way: Way): Status => (rankOf(a) < rankOf(b) === (way === 'worse') ? a : b)

/**
 * Every change of the status held to, in order. `isBeyond` says whether the value at a place lies beyond the limits of
 * chance that were known then, on the better or the worse side.
 * @example crossingsOf(['met', 'not met', 'met', 'not met'], () => false).length //=> 1
 * @example crossingsOf(['met', 'not met', 'no data', 'not met'], () => false).at(-1)?.place //=> 3
 */
export const crossingsOf = (
  statuses: readonly Status[],
  isBeyond: (place: number, way: Way) => boolean,
): readonly Crossing[] => {
  const found: Crossing[] = []
  let held: Status | null = null
  let pending: Pending | null = null
  const cross = (crossing: Crossing): void => {
    found.push(crossing)
    held = crossing.to
  }
  for (const [place, status] of statuses.entries()) {
    if (!decisive.includes(status)) continue
    if (held === null) {
      cross({ place, since: place, from: null, to: status, by: 'the first period' })
      continue
    }
    const from: Status = held
    const way = wayFrom(from, status)
    if (way === null) pending = null
    else if (isBeyond(place, way)) {
      cross({ place, since: place, from, to: status, by: 'beyond the limits' })
      pending = null
    } else if (pending !== null && pending.way === way) {
      const to = nearer(pending.status, status, way)
      cross({ place, since: pending.place, from, to, by: 'two periods' })
      pending = to === status ? null : { status, place, way }
    } else pending = { status, place, way }
  }
  return found
}

/** The status an indicator is held to after all its periods; null before any decided. */
export const heldStatus = (crossings: readonly Crossing[]): Status | null => crossings.at(-1)?.to ?? null
