/**
 * What the people of the organisation of `results.ts` decided: an acceptance that lapsed, an action that worked and one
 * that is not due for long, an interpretation whose result was restated since, a baseline that begins anew.
 */
import { createHash } from 'node:crypto'
import { aboutOf, sealedEntry } from '@isometric/core/decide'
import type { Decision, Entry } from '@isometric/core/term'
import { period, results } from './results.ts'

/** Names by short name. */
export const people: Readonly<Record<string, string>> = {
  tom: 'Tom Okafor',
  ines: 'Ines Wolff',
  mara: 'Mara Petersen',
  felix: 'Felix Hartmann',
}

const total = { group: {} } as const

export const decisions: readonly Decision[] = [
  {
    kind: 'deviation',
    id: 'berlin-replacement',
    construct: 'firewall-rules',
    ...total,
    period: period(15),
    owner: 'ines',
    until: '2026-07-31',
    by: 'tom',
    at: '2026-03-10',
    text: 'The firewall in Amsterdam is replaced in summer; its rules are not cleaned up before.',
  },
  {
    kind: 'action',
    id: 'amsterdam-clean-up',
    construct: 'firewall-rules',
    group: { firewall: 'fw-amsterdam' },
    period: period(22),
    owner: 'ines',
    due: '2098-12-31',
    check: { on: '2099-12-31', expects: 0, since: null, settling: 0 },
    by: 'tom',
    at: '2026-10-12',
    text: 'Every rule without traffic is removed or explained by its owner.',
  },
  {
    kind: 'action',
    id: 'patch-week',
    construct: 'patch-latency',
    ...total,
    period: period(3),
    owner: 'ines',
    due: '2025-06-15',
    check: { on: '2026-06-01', expects: 15 * 86_400, since: null, settling: 0 },
    by: 'tom',
    at: '2025-03-20',
    text: 'One week in each quarter is for patches alone.',
  },
  {
    kind: 'completion',
    id: 'patch-week-held',
    of: 'patch-week',
    on: '2025-07-01',
    by: 'ines',
    at: '2025-07-03',
    text: 'The first one is over.',
  },
  {
    kind: 'conclusion',
    id: 'patch-week-worked',
    of: 'patch-week',
    effective: true,
    by: 'mara',
    at: '2026-06-03',
    text: 'Critical findings close days sooner.',
  },
  {
    kind: 'justification',
    id: 'new-people',
    construct: 'awareness-training',
    ...total,
    period: period(7),
    by: 'mara',
    at: '2025-07-08',
    text: 'Forty people joined in June and are trained in July.',
  },
  {
    kind: 'interpretation',
    id: 'rules-july',
    construct: 'firewall-rules',
    ...total,
    period: period(20),
    limitations: 'Rules for quiet hours of the year look unused until their day comes.',
    recommendation: 'Ask each owner before the change window of September.',
    by: 'mara',
    at: '2026-08-02',
    text: 'Hardly any rule is left without traffic.',
  },
  {
    kind: 'sign-off',
    id: 'rules-july-signed',
    of: 'rules-july',
    by: 'felix',
    at: '2026-08-02',
    text: 'Read and agreed.',
  },
  {
    kind: 'baseline',
    id: 'new-counting',
    construct: 'firewall-rules',
    ...total,
    from: period(12).start,
    to: null,
    since: period(12).start,
    by: 'mara',
    at: '2026-02-05',
    text: 'Hits are counted on both members of a pair since November.',
  },
]

const hash = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** Each was recorded at noon of the day it was made, and covers what was known then. */
export const entries: readonly Entry[] = decisions.reduce<readonly Entry[]>((before, decision) => {
  const recordedAt = `${decision.at}T12:00:00Z`
  const known = results.filter(({ knownAt }) => knownAt <= recordedAt)
  return [...before, sealedEntry(decision, aboutOf(decision, { results: known, entries: before }), recordedAt, hash)]
}, [])
