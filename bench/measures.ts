import { flow, picture, spread, stock, type Rival } from './rival.ts'

/** One base measure twice: as a method of the language, and as somebody who knows SQL well would write it. */
export type Measure = {
  readonly name: string
  readonly of: 'findings' | 'events' | 'accounts'
  readonly method: string
  /** The short form of a criterion, where the default does not fit its unit. */
  readonly met?: string
  readonly sql: Rival
}

type Written = Omit<Measure, 'of'>
const about = (of: Measure['of'], measures: readonly Written[]): readonly Measure[] =>
  measures.map((measure) => ({ ...measure, of }))

const days = (many: number): string => `INTERVAL ${many} DAY`

/** Sums: counts, sums and a mean over records as they stand, records as they come and go, events and pictures. */
export const countable: readonly Measure[] = [
  ...about('findings', [
    { name: 'open findings', method: 'count(findings)', sql: stock({}) },
    {
      name: 'open critical findings',
      method: 'count(findings[severity = "critical"])',
      sql: stock({ where: "severity = 'critical'" }),
    },
    {
      name: 'open severe findings known as exploited',
      method: 'count(findings[severity in ("high", "critical") and exploited])',
      sql: stock({ where: "severity IN ('high', 'critical') AND exploited" }),
    },
    {
      name: 'open findings of scanners with a high score',
      method: 'count(findings[source = "scanner" and score >= 70])',
      sql: stock({ where: "source = 'scanner' AND score >= 70" }),
    },
    {
      name: 'severe findings open over ninety days',
      method: 'count(findings[severity in ("high", "critical") and age > duration("P90D")])',
      sql: stock({ where: "severity IN ('high', 'critical')", older: days(90) }),
    },
    {
      name: 'effort open',
      method: 'sum(findings[severity != "low"].effort)',
      sql: stock({ where: "severity <> 'low'", value: 'effort' }),
    },
    {
      name: 'found findings',
      method: 'count(opened(findings))',
      sql: flow({ table: 'findings', at: 'found_at' }),
    },
    {
      name: 'found critical findings',
      method: 'count(opened(findings)[severity = "critical"])',
      sql: flow({ table: 'findings', at: 'found_at', where: "severity = 'critical'" }),
    },
    {
      name: 'fixed findings',
      method: 'count(closed(findings))',
      sql: flow({ table: 'findings', at: 'fixed_at' }),
    },
    {
      name: 'severe findings fixed within thirty days',
      method: 'count(closed(findings)[severity in ("high", "critical") and time to fix <= duration("P30D")])',
      sql: flow({
        table: 'findings',
        at: 'fixed_at',
        where: `severity IN ('high', 'critical') AND fixed_at - found_at <= ${days(30)}`,
      }),
    },
    {
      name: 'fixed critical findings of testers',
      method: 'count(closed(findings)[severity = "critical" and source in ("test", "audit")])',
      sql: flow({ table: 'findings', at: 'fixed_at', where: "severity = 'critical' AND source IN ('test', 'audit')" }),
    },
    {
      name: 'effort spent on fixing',
      method: 'sum(closed(findings)[exploited].effort)',
      sql: flow({ table: 'findings', at: 'fixed_at', where: 'exploited', value: 'effort' }),
    },
  ]),
  ...about('events', [
    { name: 'reported events', method: 'count(security events)', sql: flow({ table: 'events', at: '"at"' }) },
    {
      name: 'malware events',
      method: 'count(security events[kind = "malware"])',
      sql: flow({ table: 'events', at: '"at"', where: "kind = 'malware'" }),
    },
    {
      name: 'failed logons',
      method: 'count(security events[kind = "logon" and outcome = "failure"])',
      sql: flow({ table: 'events', at: '"at"', where: "kind = 'logon' AND outcome = 'failure'" }),
    },
    {
      name: 'blocked events of an hour at least',
      method: 'count(security events[outcome = "blocked" and minutes >= 60])',
      sql: flow({ table: 'events', at: '"at"', where: "outcome = 'blocked' AND minutes >= 60" }),
    },
    {
      name: 'volume transferred',
      method: 'sum(security events[kind = "transfer" and outcome = "success"].volume)',
      sql: flow({ table: 'events', at: '"at"', where: "kind = 'transfer' AND outcome = 'success'", value: 'volume' }),
    },
    {
      name: 'mean length of alerts',
      method: 'mean(security events[kind = "alert"].minutes)',
      sql: flow({ table: 'events', at: '"at"', where: "kind = 'alert'", value: 'minutes', mean: true }),
    },
  ]),
  ...about('accounts', [
    {
      name: 'enabled accounts',
      method: 'count(account states[enabled])',
      sql: picture({ where: () => 'enabled' }),
    },
    {
      name: 'enabled privileged accounts',
      method: 'count(account states[enabled and privileged])',
      sql: picture({ where: () => 'enabled AND privileged' }),
    },
    {
      name: 'enabled accounts without a second factor',
      method: 'count(account states[enabled and not(second factor)])',
      sql: picture({ where: () => 'enabled AND NOT second_factor' }),
    },
    {
      name: 'privileged accounts without a second factor',
      method: 'count(account states[enabled and privileged and not(second factor)])',
      sql: picture({ where: () => 'enabled AND privileged AND NOT second_factor' }),
    },
    {
      name: 'accounts asleep ninety days',
      method: 'count(account states[enabled and last used != null and last used < period.end - duration("P90D")])',
      sql: picture({ where: (end) => `enabled AND last_used < ${end} - ${days(90)}` }),
    },
    {
      name: 'entitlements of enabled accounts',
      method: 'sum(account states[enabled].entitlements)',
      sql: picture({ where: () => 'enabled', value: 'entitlements' }),
    },
  ]),
]

/** What no sum gives: medians, quantiles and distinct values, exact for each group and for the total. */
export const exact: readonly Measure[] = [
  ...about('findings', [
    {
      name: 'median time to fix',
      method: 'median(closed(findings).time to fix)',
      met: '<= duration("P30D")',
      sql: spread({
        table: 'findings',
        at: 'fixed_at',
        value: '(epoch_us(fixed_at) - epoch_us(found_at)) / 1e6',
        quantile: 0.5,
      }),
    },
    {
      name: 'ninth decile of the time to fix what is severe',
      method: 'percentile(closed(findings)[severity in ("high", "critical")].time to fix, 90)',
      sql: spread({
        table: 'findings',
        at: 'fixed_at',
        where: "severity IN ('high', 'critical')",
        value: '(epoch_us(fixed_at) - epoch_us(found_at)) / 1e6',
        quantile: 0.9,
      }),
    },
    {
      name: 'assets with new findings',
      method: 'count(distinct values(opened(findings).asset))',
      sql: spread({ table: 'findings', at: 'found_at', value: 'asset' }),
    },
    {
      name: 'assets with open critical findings',
      method: 'count(distinct values(findings[severity = "critical"].asset))',
      sql: spread({
        table: 'findings',
        at: 'found_at',
        until: 'fixed_at',
        where: "severity = 'critical'",
        value: 'asset',
      }),
    },
  ]),
  ...about('events', [
    {
      name: 'median length of alerts',
      method: 'median(security events[kind = "alert"].minutes)',
      sql: spread({
        table: 'events',
        at: '"at"',
        where: "kind = 'alert'",
        value: 'minutes',
        repeats: true,
        quantile: 0.5,
      }),
    },
    {
      name: 'ninth decile of the length of what was blocked',
      method: 'percentile(security events[outcome = "blocked"].minutes, 90)',
      sql: spread({
        table: 'events',
        at: '"at"',
        where: "outcome = 'blocked'",
        value: 'minutes',
        repeats: true,
        quantile: 0.9,
      }),
    },
    {
      name: 'origins of failures',
      method: 'count(distinct values(security events[outcome = "failure"].origin))',
      sql: spread({ table: 'events', at: '"at"', where: "outcome = 'failure'", value: 'origin' }),
    },
    {
      name: 'origins of malware',
      method: 'count(distinct values(security events[kind = "malware"].origin))',
      sql: spread({ table: 'events', at: '"at"', where: "kind = 'malware'", value: 'origin' }),
    },
  ]),
]

/** So many different answers from one draw after the other; the same every time. */
const nth = <T>(levels: readonly T[], i: number): T => {
  const level = levels[i % levels.length]
  if (level === undefined) throw new Error('there is nothing to choose from')
  return level
}

const severities = ['"low"', '"medium"', '"high"', '"critical"', '("high", "critical")', '("medium", "high")']
const origins = ['"scanner"', '"audit"', '"test"', '"report"']
const kinds = ['"logon"', '"alert"', '"malware"', '"transfer"', '"change"', '"scan"', '"mail"', '"entry"']
const outcomes = ['"success"', '"failure"', '"blocked"']
const windows = ['findings', 'opened(findings)', 'closed(findings)']
const limits = [20, 40, 60, 80]

const ofFindings = (i: number): readonly string[] => {
  const [window, severity] = [nth(windows, i), nth(severities, Math.floor(i / 3))]
  const whole = `${window}[severity in ${severity}]`
  const more = nth([`source = ${nth(origins, i)}`, `score >= ${nth(limits, i)}`, 'exploited'], Math.floor(i / 2))
  return [`count(${whole})`, `count(${window}[severity in ${severity} and ${more}])`]
}
const ofEvents = (i: number): readonly string[] => {
  const kind = nth(kinds, i)
  const more = nth([`outcome = ${nth(outcomes, i)}`, `minutes >= ${nth(limits, i) * 5}`], Math.floor(i / 8))
  return [`count(security events[kind = ${kind}])`, `count(security events[kind = ${kind} and ${more}])`]
}
const ofAccounts = (i: number): readonly string[] => {
  const more = nth(['privileged', 'not(second factor)', `entitlements >= ${nth([10, 20, 30, 40, 50], i)}`], i)
  const whole = nth(['enabled', 'enabled and not(privileged)', 'enabled and second factor'], Math.floor(i / 5))
  return [`count(account states[${whole}])`, `count(account states[${whole} and ${more}])`]
}

const writers = [
  { of: 'findings', write: ofFindings },
  { of: 'events', write: ofEvents },
  { of: 'accounts', write: ofAccounts },
] as const

/** A hundred constructs over the same tables, each with a part and a whole. No rival measures them. */
export const hundred: readonly (readonly Measure[])[] = Array.from({ length: 100 }, (_, i) => {
  const { of, write } = nth(writers, i)
  return write(Math.floor(i / writers.length)).map((method, j) => ({
    name: j === 0 ? 'whole' : 'part',
    of,
    method,
    sql: { forms: () => [], single: () => '' },
  }))
})
