/** The organisation of `results.ts` as a server reads it from a workspace. */
import { entries, people } from './decisions.ts'
import { cards, results, snapshots } from './results.ts'

type Asked = {
  readonly construct?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly asKnownOn?: string | undefined
  readonly history?: boolean | undefined
  readonly totals?: boolean | undefined
}

const isKnown = (asKnownOn: string | undefined, at: string): boolean => asKnownOn === undefined || at <= asKnownOn

/** What a store would answer: without history only what is known last of a construct, period and group. */
export const listed = {
  results: async ({ construct, from = '', to = '9999', asKnownOn, history, totals }: Asked) => {
    const known = results.filter(
      (one) =>
        (construct === undefined || one.construct === construct) &&
        one.period.start >= from &&
        one.period.end <= to &&
        isKnown(asKnownOn, one.knownAt) &&
        (totals !== true || Object.keys(one.group).length === 0),
    )
    if (history === true) return known
    const key = (one: (typeof known)[number]): string => JSON.stringify([one.construct, one.period, one.group])
    const newest = new Map(known.toSorted((a, b) => (a.knownAt < b.knownAt ? -1 : 1)).map((one) => [key(one), one]))
    return [...newest.values()]
  },
  cards: async () => cards,
  snapshots: async ({ asKnownOn }: Asked) => snapshots.filter(({ collectedAt }) => isKnown(asKnownOn, collectedAt)),
  entries: async ({ asKnownOn }: Asked) => entries.filter(({ recordedAt }) => isKnown(asKnownOn, recordedAt)),
  organisation: async () => ({ name: 'Example', timeZone: 'Europe/Berlin', sample: true, people }),
  decide: () => Promise.reject(new Error('this organisation decides nothing any more')),
  now: () => '2026-11-05T10:00:00Z',
}
