/** The organisation of `results.ts` as a server reads it from a workspace. */
import type { Outcome } from '@isometric/core/issue'
import type { EvidenceRows } from '@isometric/runner/rows'
import type { Result } from '@isometric/core/term'
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

type AskedRows = { readonly result: Result; readonly limit: number; readonly cursor?: string | undefined }

const isKnown = (asKnownOn: string | undefined, at: string): boolean => asKnownOn === undefined || at <= asKnownOn

/** Rules as a workspace would show them behind a number of rules: as many as there are, two pages of them. */
const rows = async ({ result, limit, cursor }: AskedRows): Promise<Outcome<EvidenceRows>> => {
  const [from, total] = [Number(cursor ?? 0), Number(result.indicator.value ?? 0)]
  const shown = Array.from({ length: Math.max(0, Math.min(limit, total - from)) }, (_, i) => from + i + 1)
  const value: EvidenceRows = {
    construct: result.construct,
    period: result.period,
    group: result.group,
    result: result.digest,
    measure: result.indicator.measure,
    measures: [result.indicator.measure, 'border rules'],
    part: 1,
    parts: [`count(firewall rules[is border and enabled and not(used)])`],
    contract: 'firewall rules',
    columns: [
      { name: 'firewall', type: 'text', unit: null },
      { name: 'rule', type: 'text', unit: null },
      { name: 'position', type: 'number', unit: null },
      { name: 'enabled', type: 'boolean', unit: null },
      { name: 'expires on', type: 'date', unit: null },
    ],
    rows: shown.map((n) => ['fw-edge', `r${n}`, n * 10, true, n % 2 === 0 ? null : '2026-12-31']),
    total,
    hidden: 0,
    isPersonal: false,
    next: from + shown.length < total ? String(from + shown.length) : null,
  }
  return { ok: true, value, issues: [] }
}

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
  organisation: async () => ({ name: 'Example', timeZone: 'Europe/Berlin', firstMonth: 1, sample: true, people }),
  rows,
  decide: () => Promise.reject(new Error('this organisation decides nothing any more')),
  now: () => '2026-11-05T10:00:00Z',
}
