/** Each planted effect shows in the state of the organisation, by more than chance would do. */
import { describe, expect, test } from 'vitest'
import { isEnabled, passwordAt } from './accounts.ts'
import { addMonths, isoDay, moment, type Month } from './calendar.ts'
import { equipmentOn, levelOf } from './entries.ts'
import { type ConstructId, type Expectation, expectedOf } from './expected/index.ts'
import { auditStatusOn, plannedOn } from './audits.ts'
import { simulate } from './organisation.ts'
import { lastWordOn } from './logs.ts'
import { approvedBy } from './policies.ts'
import { gapOf } from './vulnerabilities.ts'

const organisation = simulate({ until: '2026-11-22' })
const { calendar, truth } = organisation
const { effects } = truth
const shown = calendar.months.filter(({ index }) => index >= 1)

const known = new Map<string, Expectation>()

/** Each is worked out once. */
const expectedIn = (construct: ConstructId, start: string, end: string): Expectation => {
  const key = `${construct} ${start}/${end}`
  const expected = known.get(key) ?? expectedOf(construct, organisation, start, end)
  known.set(key, expected)
  return expected
}

const valueIn = (month: Month, months: number, construct: ConstructId, measure: string, group?: string): number => {
  const expected = expectedIn(construct, isoDay(addMonths(month.next, -months)), isoDay(month.next))
  const value = (group === undefined ? expected.total : expected.groups[group])?.[measure]
  if (typeof value !== 'number') throw new Error(`${construct} has no ${measure} for ${isoDay(month.first)}.`)
  return value
}
const series = (construct: ConstructId, measure: string, group?: string): readonly number[] =>
  shown.map((month) => valueIn(month, 1, construct, measure, group))
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
const before = (values: readonly number[], month: number): readonly number[] => values.slice(0, month - 1)
const since = (values: readonly number[], month: number): readonly number[] => values.slice(month - 1)

test('incidentStep: one category steps up, and no other does', () => {
  const { category, month, factor } = effects.incidentStep
  const rise = (name: string): number => {
    const counts = series('incident-trend', 'incidents found', name)
    return mean(since(counts, month)) / mean(before(counts, month))
  }
  expect(rise(category)).toBeGreaterThan(1 + (factor - 1) / 2)
  const others = truth.incidents.categories.filter(({ name }) => name !== category)
  expect(others.filter(({ name }) => rise(name) > 1 + (factor - 1) / 2)).toEqual([])
})

test('trainingDrift: one unit falls behind, and no other does', () => {
  const shareOf = (unit: string, month: Month | undefined): number =>
    month === undefined ? Number.NaN : valueIn(month, 3, 'security-training', 'trained share', unit)
  const fallOf = (unit: string): number =>
    shareOf(unit, shown[effects.trainingDrift.month - 2]) - shareOf(unit, shown.at(-1))
  expect(fallOf(effects.trainingDrift.unit)).toBeGreaterThan(0.25)
  const others = truth.units.filter(({ name }) => name !== effects.trainingDrift.unit)
  expect(others.filter(({ name }) => fallOf(name) > 0.15)).toEqual([])
})

test('serviceMiss: one service keeps its promise until then, and not after', () => {
  const { service, month } = effects.serviceMiss
  const target = truth.services.find(({ name }) => name === service)?.target ?? Number.NaN
  const achieved = series('availability', 'achieved', service)
  expect(before(achieved, month).filter((value) => value >= target).length).toBeGreaterThanOrEqual(month - 2)
  expect(since(achieved, month).filter((value) => value >= target)).toEqual([])
})

test('idleRules: rules without traffic pile up on one firewall only', () => {
  const { firewall } = effects.idleRules
  const piled = series('firewall-rules', 'unused rules', firewall)
  expect(piled[0]).toBeLessThanOrEqual(3)
  expect(piled.at(-1)).toBeGreaterThanOrEqual(20)
  const others = truth.firewalls.filter(({ name }) => name !== firewall)
  expect(
    others.flatMap(({ name }) => series('firewall-rules', 'unused rules', name)).filter((count) => count > 6),
  ).toEqual([])
})

test('neglectedPolicies: one owner lets its policies grow old', () => {
  const { owner, month } = effects.neglectedPolicies
  const first = shown[month - 1]?.first ?? Number.NaN
  const mine = organisation.policies.filter((policy) => policy.owner === owner)
  expect(mine.length).toBeGreaterThan(3)
  expect(mine.flatMap(({ reviews }) => reviews.filter(({ on }) => on >= first))).toEqual([])
  expect(mine.filter((policy) => (approvedBy(policy, calendar.end) ?? 0) >= first)).toEqual([])
  const last = shown.at(-1)
  expect(last === undefined ? Number.NaN : valueIn(last, 3, 'policy-review', 'reviewed share', owner)).toBe(0)
})

describe('scannerGap', () => {
  const gap = gapOf(calendar, truth)
  const month = shown.find(({ next }) => next === gap?.next)

  test('lasts for a calendar quarter', () => {
    expect(gap === undefined ? undefined : [isoDay(gap.first), isoDay(gap.next)]).toEqual(['2026-01-01', '2026-04-01'])
  })

  test('leaves one zone uncovered, but for what was tested from outside', () => {
    if (month === undefined) throw new Error('The gap ends with no month.')
    const coverage = (zone: string): number => valueIn(month, 3, 'vulnerability-coverage', 'coverage', zone)
    expect(coverage(effects.scannerGap.zone)).toBeLessThan(0.3)
    expect(['perimeter', 'internal', 'dmz'].map(coverage).filter((share) => share < 0.85)).toEqual([])
  })

  test('and nothing is found there', () => {
    const zone = new Set(organisation.assets.filter((one) => one.zone === effects.scannerGap.zone).map(({ id }) => id))
    const seen = organisation.findings.filter(({ asset }) => zone.has(asset)).flatMap((one) => one.seen)
    const inside = seen.filter((at) => gap !== undefined && at >= gap.first * 86_400_000 && at < gap.next * 86_400_000)
    expect(seen.length).toBeGreaterThan(100)
    expect(inside).toEqual([])
  })
})

test('mailFilter: far more is blocked, and as many incidents come through', () => {
  const rise = (measure: string): number => {
    const values = series('malware-protection', measure)
    return mean(since(values, effects.mailFilter.month)) / mean(before(values, effects.mailFilter.month))
  }
  expect(rise('attacks stopped')).toBeGreaterThan(1.3)
  // The share is flattered; the number of incidents for each endpoint moves by chance.
  expect(rise('escaped share')).toBeLessThan(0.75 * rise('incidents per thousand endpoints'))
  expect(rise('incidents per thousand endpoints')).toBeGreaterThan(0.65)
})

test('silentConsole: nothing is known of the protection of endpoints from then on', () => {
  const shares = shown.map(
    ({ first, next }) => expectedIn('anti-malware', isoDay(first), isoDay(next)).total['outdated share'],
  )
  const isKnown = shares.map((value) => typeof value === 'number')
  expect(isKnown).toEqual(shown.map(({ index }) => index < effects.silentConsole.month))
})

describe('silentLog', () => {
  const from = shown[effects.silentLog.month - 1]?.first ?? NaN
  const silent = organisation.logs.filter(({ silences }) => silences.some(({ to }) => to === undefined))

  test('one critical log of the zone says nothing more', () => {
    const zoneOf = new Map(organisation.assets.map(({ id, zone }) => [id, zone]))
    expect(silent.map(({ critical, asset }) => [critical, zoneOf.get(asset)])).toEqual([[true, effects.silentLog.zone]])
    const words = silent.map((log) => lastWordOn(log, calendar.end - 1))
    expect(words.filter((word) => word < moment(from) || word >= moment(from + 31))).toEqual([])
    expect(Math.min(...since(series('log-review', 'silent logs'), effects.silentLog.month))).toBeGreaterThan(0)
  })

  test('and is reviewed as before', () => {
    const reviews = silent.flatMap((log) => log.reviews.filter((review) => review.from >= moment(from)))
    expect(reviews.length).toBeGreaterThan(200)
    expect(reviews.filter(({ reviewed }) => reviewed !== undefined).length / reviews.length).toBeGreaterThan(0.97)
  })
})

test('backlogHump: open findings rise and fall again', () => {
  const { month, months } = effects.backlogHump
  const open = series('vulnerability-landscape', 'open findings')
  const peak = Math.max(...open)
  const at = open.indexOf(peak) + 1
  expect(at).toBeGreaterThanOrEqual(month)
  expect(at).toBeLessThanOrEqual(month + months + 2)
  expect(peak).toBeGreaterThan(2 * mean(before(open, month - 1)))
  expect(open.at(-1)).toBeLessThan(0.75 * peak)
})

const rises = (values: readonly number[]): boolean =>
  mean(values.slice(-2)) > mean(values.slice(0, 2)) && (values.at(-1) ?? 0) > (values[0] ?? 1) + 0.1
const halves = [8, 14, 20, 26, 32].flatMap((at) => shown[at - 1] ?? [])

test('accessReviewsImprove: more critical systems are reviewed in each half-year', () => {
  expect(rises(halves.map((month) => valueIn(month, 6, 'access-review', 'reviewed share')))).toBe(true)
})

test('hardeningImproves: more goes live with a finished checklist', () => {
  expect(rises(halves.map((month) => valueIn(month, 6, 'change-management', 'hardening share')))).toBe(true)
})

test('actionsSpeedUp: fewer corrective actions are late', () => {
  const late = series('corrective-actions', 'undone share')
  expect(late[0]).toBeGreaterThan(0.4)
  expect(late.at(-1)).toBeLessThan(0.4)
  expect(rises(late.toReversed())).toBe(true)
})

test('lateCost: one invoice is known months after its incident', () => {
  const { kind, amount, days, month } = effects.lateCost
  const found = organisation.incidents.filter(({ costs }) =>
    costs.some((cost) => cost.kind === kind && cost.versions.some(({ cents }) => cents === amount * 100)),
  )
  expect(found.length).toBe(1)
  const [incident] = found
  const version = incident?.costs.find((cost) => cost.kind === kind)?.versions[0]
  const day = Math.floor(((incident?.detected ?? 0) + 7_200_000) / 86_400_000)
  expect(Math.abs((version?.on ?? 0) - day - days)).toBeLessThanOrEqual(1)
  expect(day).toBeGreaterThanOrEqual(shown[month - 1]?.first ?? Number.NaN)
  expect(day).toBeLessThan(shown[month - 1]?.next ?? Number.NaN)
})

test('counterReset: readings of one firewall in one month lost some hits', () => {
  const reset = organisation.rules.flatMap(({ firewall, readings }) =>
    readings.filter((reading) => reading.reset !== undefined).map(({ to }) => ({ firewall, to })),
  )
  const month = shown[effects.counterReset.month - 1]
  expect(reset.length).toBeGreaterThan(30)
  expect(new Set(reset.map(({ firewall }) => firewall))).toEqual(new Set([effects.counterReset.firewall]))
  expect(new Set(reset.map(({ to }) => isoDay(Math.floor(to / 86_400_000))))).toEqual(
    new Set(month === undefined ? [] : [isoDay(month.next - 1)]),
  )
})

test('unlistedHosts: scans reach hosts that the inventory does not know', () => {
  const unlisted = series('vulnerability-coverage', 'unlisted systems')
  const { month, hosts } = effects.unlistedHosts
  expect(new Set(before(unlisted, month))).toEqual(new Set([0]))
  expect(new Set(since(unlisted, month))).toEqual(new Set([hosts.length]))
})

test('descoping: a share rises because its denominator falls', () => {
  const { month } = effects.descoping
  const at = (index: number) => {
    const one = shown[index - 1]
    if (one === undefined) throw new Error('There is no such month.')
    const measured = (name: string): number => valueIn(one, 3, 'vulnerability-coverage', name)
    return { coverage: measured('coverage'), covered: measured('covered systems'), all: measured('systems counted') }
  }
  const [quarterBefore, after] = [at(month - 3), at(month)]
  const left = organisation.assets.filter((asset) => asset.descoped !== undefined && asset.scoped)
  expect(new Set(left.map(({ os, critical }) => `${os} ${critical}`))).toEqual(
    new Set([`${effects.descoping.os} false`]),
  )
  expect(after.coverage - quarterBefore.coverage).toBeGreaterThan(0.05)
  expect(after.all).toBeLessThan(quarterBefore.all - 30)
  // Nothing of what left had ever been reached by a scan.
  const reached = new Set(organisation.assessments.flatMap(({ scope }) => scope.map(({ asset }) => asset)))
  expect(left.filter(({ id }) => reached.has(id))).toEqual([])
  expect(after.covered).toBeLessThan(quarterBefore.covered + 30)
})

const firstDayOf = (index: number): number => shown[index - 1]?.first ?? Number.NaN
const since1970 = (day: number): number => day * 86_400_000

describe('passwordRules', () => {
  const { month } = effects.passwordRules
  const tests = organisation.passwordChecks.filter(({ method }) => method === 'policy_rule')
  const compliance = (from: number, to: number): number => {
    const found = tests.filter(({ at }) => at >= since1970(from) && at < since1970(to))
    return found.filter((check) => check.method === 'policy_rule' && check.compliant === true).length / found.length
  }

  test('more and more passwords follow the policy, which did not move before', () => {
    const [first, then] = [calendar.historyStart, firstDayOf(month)]
    expect(Math.abs(compliance(then - 365, then) - compliance(first, first + 365))).toBeLessThan(0.06)
    expect(compliance(calendar.end - 365, calendar.end)).toBeGreaterThan(compliance(first, then) + 0.15)
  })

  test('people said yes all the while', () => {
    const said = organisation.passwordChecks.filter(
      (check) => check.method === 'survey' && check.compliant !== undefined && check.at < since1970(firstDayOf(month)),
    )
    const yes = said.filter((check) => check.method === 'survey' && check.compliant === true).length / said.length
    expect(yes).toBeGreaterThan(compliance(calendar.historyStart, firstDayOf(month)) + 0.08)
  })
})

test('attackMachine: more passwords break, and not one of them became worse', () => {
  const { month } = effects.attackMachine
  const day = firstDayOf(month)
  const attacks = organisation.passwordChecks.flatMap((check) => (check.method === 'cracking' ? [check] : []))
  const brokenIn = (from: number, to: number): number => {
    const found = attacks.filter(({ at }) => at >= since1970(from) && at < since1970(to))
    return found.filter(({ cracked }) => cracked).length / found.length
  }
  expect(brokenIn(day, day + 28)).toBeGreaterThan(3 * brokenIn(day - 28, day))
  expect(new Set(attacks.filter(({ at }) => at < since1970(day)).map(({ profile }) => profile)).size).toBe(1)
  const weakOn = (on: number): number => {
    const strengths = organisation.accounts
      .filter((account) => isEnabled(account, on))
      .flatMap((account) => passwordAt(account, since1970(on))?.strength ?? [])
    return strengths.filter((strength) => strength < truth.passwords.strength.other).length / strengths.length
  }
  expect(weakOn(day + 28)).toBeLessThanOrEqual(weakOn(day - 28) + 0.005)
})

test('entryUpgrade: the doors of one site rise to what is asked for, and no others do', () => {
  const { site, month } = effects.entryUpgrade
  const levels = (name: string, on: number): readonly number[] =>
    organisation.entries
      .filter((entry) => entry.site === name && entry.protects)
      .flatMap((entry) => equipmentOn(entry, on) ?? [])
      .map(levelOf)
  const sites = truth.entries.sites.map(({ name }) => name)
  const risen = sites.filter((name) => mean(levels(name, calendar.end - 1)) > mean(levels(name, firstDayOf(month) - 1)))
  expect(risen).toEqual([site])
  expect(Math.min(...levels(site, firstDayOf(month) - 1))).toBeLessThan(3)
  expect(Math.min(...levels(site, calendar.end - 1))).toBeGreaterThanOrEqual(4)
})

test('agreementTemplate: agreements say nearly everything from then on', () => {
  const day = firstDayOf(effects.agreementTemplate.month)
  const saying = (agreements: typeof organisation.agreements): number => {
    const points = agreements.flatMap((one) => one.points).filter(({ required }) => required)
    return points.filter(({ answer }) => answer === 'yes').length / points.length
  }
  const [early, late] = [
    organisation.agreements.filter(({ signed }) => signed < day),
    organisation.agreements.filter(({ signed }) => signed >= day),
  ]
  expect(late.length).toBeGreaterThan(15)
  expect(saying(late)).toBeGreaterThan(saying(early) + 0.1)
})

describe('auditGap', () => {
  const { month, months } = effects.auditGap
  const [from = NaN, to = calendar.end] = [shown[month - 1]?.first, shown[month - 1 + months]?.first]
  const internal = organisation.audits.filter(({ kind, plans }) => kind === 'internal' && plans.length > 0)
  const first = ({ plans }: (typeof internal)[number]): number => plans[0]?.for ?? NaN
  const isOnTime = (audit: (typeof internal)[number]): boolean =>
    audit.performed !== undefined && audit.performed < first(audit) + 150
  const shareOf = (audits: typeof internal): number => audits.filter(isOnTime).length / audits.length

  test('internal audits planned for that year are not held in time, and others are', () => {
    const then = internal.filter((audit) => first(audit) >= from && first(audit) < to)
    const earlier = internal.filter((audit) => first(audit) < from)
    expect(shareOf(earlier)).toBeGreaterThan(0.85)
    expect(shareOf(then)).toBeLessThan(0.75)
  })

  test('the register of the end hides it: what is still planned for that year was held', () => {
    const last = calendar.end - 1
    const shownThen = internal.filter((audit) => {
      const planned = plannedOn(audit, last) ?? NaN
      return planned >= from && planned < to && auditStatusOn(audit, last) !== 'cancelled'
    })
    expect(shownThen.length).toBeGreaterThan(0)
    expect(shownThen.filter(({ performed }) => performed === undefined)).toEqual([])
  })
})

test('absentManagers: fewer heads of units come', () => {
  const from = shown[effects.absentManagers.month - 1]?.first ?? NaN
  const heads = (isThen: boolean) =>
    organisation.meetings
      .filter(({ held, kind }) => kind === 'planned' && held !== undefined && held >= from === isThen)
      .flatMap(({ places }) => places.filter(({ role }) => role === 'manager'))
  const shareOf = (isThen: boolean): number => heads(isThen).filter(({ came }) => came).length / heads(isThen).length
  expect(shareOf(false)).toBeGreaterThan(0.78)
  expect(shareOf(true)).toBeLessThan(0.7)
})

test('contractorShift: two kinds of means run off their budgets, and their sum does not', () => {
  const from = shown[effects.contractorShift.month - 1]?.first ?? NaN
  const usedPerMonth = (kinds: readonly string[], isThen: boolean): number => {
    const lines = organisation.usage.filter(({ kind, month }) => kinds.includes(kind) && month >= from === isThen)
    return lines.reduce((sum, { cents }) => sum + cents, 0) / new Set(lines.map(({ month }) => month)).size
  }
  const rise = (...kinds: readonly string[]): number => usedPerMonth(kinds, true) / usedPerMonth(kinds, false)
  expect(rise('contract_staff')).toBeGreaterThan(1.6)
  expect(rise('internal_staff')).toBeLessThan(0.95)
  expect(Math.abs(rise('contract_staff', 'internal_staff') - 1)).toBeLessThan(0.2)
})

test('tokenActions: more incidents of one category have an action, and no more is learnt', () => {
  const { category, month } = effects.tokenActions
  const [early, late] = [month - 7, month + 5].map((at) => shown[at])
  if (early === undefined || late === undefined) throw new Error('The months before and after are shown.')
  const learnt = (when: Month): number => valueIn(when, 6, 'incident-learning', 'learning share', category)
  const answered = (when: Month): number =>
    learnt(when) +
    valueIn(when, 6, 'incident-learning', 'token answers', category) /
      valueIn(when, 6, 'incident-learning', 'closed incidents', category)
  expect(answered(late) - answered(early)).toBeGreaterThan(0.35)
  expect(Math.abs(learnt(late) - learnt(early))).toBeLessThan(0.15)
})

const gainOf = 'gain from the campaign'

/** What a campaign taught its targets beyond what the others learnt, by the month in which its test was sat. */
const taught = new Map(
  truth.campaigns.names.map((name, at) => {
    const month = shown[3 * at]
    return [name, month === undefined ? Number.NaN : valueIn(month, 1, 'campaign-effectiveness', gainOf, name)]
  }),
)

test('campaignWorks: one campaign teaches more than any other', () => {
  const { campaign } = effects.campaignWorks
  const others = [...taught].filter(([name]) => name !== campaign).map(([, gain]) => gain)
  expect(taught.get(campaign)).toBeGreaterThan(mean(others) + 0.1)
})

test('campaignFails: one campaign teaches next to nothing, and every other does', () => {
  const { campaign } = effects.campaignFails
  expect(Math.abs(taught.get(campaign) ?? Number.NaN)).toBeLessThan(0.09)
  expect([...taught].filter(([name, gain]) => name !== campaign && !(gain > 0.09))).toEqual([])
})

test('easierAttempts: fewer fall for one campaign, but not in the same mix of difficulties', () => {
  const campaigns = shown.filter(({ index }) => index % 3 === 1)
  const rates = (measure: string): readonly [own: number, others: number] => {
    const values = campaigns.map((month) => [month.index, valueIn(month, 1, 'social-engineering', measure)] as const)
    const split = Map.groupBy(values, ([index]) => index === effects.easierAttempts.month)
    const [own = [], others = []] = [split.get(true), split.get(false)]
    return [mean(own.map(([, value]) => value)), mean(others.map(([, value]) => value))]
  }
  const [clicks, usualClicks] = rates('click share')
  const [standardised, usual] = rates('standardised click rate')
  expect(clicks).toBeLessThan(usualClicks - 0.03)
  expect(standardised).toBeGreaterThan(usual - 0.03)
})

test('reportButton: people report more from then on', () => {
  const rates = shown
    .filter(({ index }) => index % 3 === 0)
    .map((month) => [month.index, valueIn(month, 3, 'event-reporting', 'occurrences per thousand')] as const)
  const split = Map.groupBy(rates, ([index]) => index > effects.reportButton.month)
  const [after, earlier] = [true, false].map((is) => mean((split.get(is) ?? []).map(([, rate]) => rate)))
  expect(after).toBeGreaterThan(1.25 * (earlier ?? Number.NaN))
})
