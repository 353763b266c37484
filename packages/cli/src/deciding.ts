import type { Programme } from '@isometric/core/construct'
import type { Deciding } from '@isometric/core/report'
import { dateOf } from '@isometric/core/term'
import type { Store } from '@isometric/runner/store'

/** What people had decided by a moment, and the local day of it. */
export const decidingIn = async (
  store: Store,
  { timeZone, firstMonth, people }: Programme,
  asKnownOn: string | undefined,
  now: Date,
): Promise<Deciding> => ({
  entries: await store.entries(asKnownOn === undefined ? {} : { asKnownOn }),
  today: dateOf(asKnownOn ?? now.toISOString(), timeZone),
  timeZone,
  firstMonth,
  people: Object.fromEntries(Object.entries(people).map(([id, { name }]) => [id, name])),
})
