/**
 * Weaknesses are disclosed, found by the next scan that reaches the system, and fixed in time or not. A
 * scan that does not come sees neither new nor fixed ones (`effects.scannerGap`), nor does it ever see one
 * kind of system (`effects.descoping`), and for some months more is disclosed than can be fixed
 * (`effects.backlogHump`).
 */
import { type Asset, servesOn } from './assets.ts'
import {
  addMonths,
  type Calendar,
  type Day,
  dayAt,
  type Instant,
  type Month,
  moment,
  monthAt,
  monthOfYear,
  workday,
} from './calendar.ts'
import { severities, type Severity } from './incidents.ts'
import type { Random } from './random.ts'
import type { Truth, Zone } from './truth.ts'

export type Assessment = {
  readonly id: string
  readonly kind: 'vulnerability_scan' | 'penetration_test'
  readonly started: Day
  readonly finished: Day
  readonly provider: string
  readonly scope: readonly { readonly asset: string; readonly authenticated?: boolean }[]
}
export type Finding = {
  readonly id: string
  readonly asset: string
  readonly weakness: string
  readonly cvss?: { readonly version: '2.0' | '3.0' | '3.1' | '4.0'; readonly base: number }
  readonly severity: Severity
  readonly exploited: boolean
  /** Moments of the scans that saw it, in order: at least one. */
  readonly seen: readonly Instant[]
  /** The moment of the scan that no longer saw it, or of the end of its system. */
  readonly fixed?: Instant
  /** Set aside from this day on, as borne or as no weakness. */
  readonly aside?: { readonly on: Day; readonly as: 'accepted' | 'false_positive' }
}
export type FindingStatus = 'open' | 'fixed' | 'accepted' | 'false_positive'

export const zones: readonly Zone[] = ['perimeter', 'internal', 'dmz', 'cloud', 'ot']
/** Nobody scans the plant. */
const scannedZones = zones.filter((zone) => zone !== 'ot')

/** The calendar quarter in which one zone is not scanned. */
export const gapOf = (calendar: Calendar, truth: Truth): { readonly first: Day; readonly next: Day } | undefined => {
  const month = calendar.months.find(
    (one) => one.index >= truth.effects.scannerGap.month && monthOfYear(one.first) % 3 === 1,
  )
  return month === undefined ? undefined : { first: month.first, next: addMonths(month.first, 3) }
}

const scanOf = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  assets: readonly Asset[],
  month: Month,
  zone: Zone,
) => {
  const started = workday(month.first + 3 + random.whole(0, 8))
  const finished = started + random.whole(0, 2)
  const gap = gapOf(calendar, truth)
  const silent =
    zone === truth.effects.scannerGap.zone && gap !== undefined && finished >= gap.first && finished < gap.next
  const there = assets.filter((asset) => asset.zone === zone && servesOn(asset, started) && servesOn(asset, finished))
  const reachable = there.filter(({ os }) => os !== truth.effects.descoping.os)
  const reached = reachable.filter(() => random.chance(truth.scans.reached))
  const unlisted = truth.effects.unlistedHosts
  const strangers = zone === 'internal' && month.index >= unlisted.month ? unlisted.hosts : []
  const scope = [
    ...reached.map((asset) => ({ asset: asset.id, authenticated: random.chance(truth.scans.authenticated) })),
    ...strangers.map((asset) => ({ asset, authenticated: false })),
  ]
  return silent ? [] : [{ kind: 'vulnerability_scan' as const, started, finished, provider: 'own scanner', scope }]
}

/** Once a year somebody from outside tests some of the critical systems. */
const testIn = (random: Random, truth: Truth, assets: readonly Asset[], month: Month) => {
  const started = workday(month.first + 6)
  const critical = assets.filter((asset) => asset.critical && servesOn(asset, started))
  const chosen = critical.filter(() => random.chance(truth.scans.tested / Math.max(1, critical.length)))
  const scope = chosen.map((asset) => ({ asset: asset.id }))
  return { kind: 'penetration_test' as const, started, finished: started + 11, provider: 'Brook Assurance', scope }
}

/** Every scan and test that finished, in order of finishing. */
export const assessmentsOf = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  assets: readonly Asset[],
): readonly Assessment[] =>
  calendar.months
    .flatMap((month) => [
      ...scannedZones.flatMap((zone) => scanOf(random, calendar, truth, assets, month, zone)),
      ...(monthOfYear(month.first) === 5 ? [testIn(random, truth, assets, month)] : []),
    ])
    .toSorted((a, b) => a.finished - b.finished)
    .map((assessment, at) => ({ id: `as-${String(at + 1).padStart(3, '0')}`, ...assessment }))

/** A weakness of one kind of system, disclosed on a day. */
type Weakness = {
  readonly name: string
  readonly day: Day
  readonly rank: number
  readonly cvss: Finding['cvss']
  readonly exploited: boolean
  readonly os: string
  readonly type: string
  /** Share of the systems of this kind that have it. */
  readonly spread: number
}

const humpIn = (truth: Truth, index: number): { readonly disclosed: number; readonly daysToFix: number } => {
  const { backlogHump: hump } = truth.effects
  const inside = index >= hump.month && index < hump.month + hump.months
  return inside ? hump : { disclosed: 1, daysToFix: 1 }
}

const scores = [
  [1.6, 3.9],
  [4, 6.9],
  [7, 8.9],
  [9, 10],
] as const

const scoreOf = (random: Random, rank: number): Finding['cvss'] => {
  const [low, high] = scores[rank] ?? [0, 10]
  const base = Math.round(random.between(low, high) * 10) / 10
  const version = random.pick(['3.1', '3.1', '3.1', '3.1', '3.1', '3.0', '4.0', '4.0'] as const)
  return random.chance(0.015) ? undefined : { version: random.chance(0.01) ? '2.0' : version, base }
}

const disclose = (random: Random, truth: Truth, number: number, day: Day): Weakness => {
  const { kinds } = truth.assets
  const kind = kinds[random.weighted(kinds.map((one) => one.count))] ?? random.pick(kinds)
  const rank = random.weighted(truth.vulnerabilities.severity)
  return {
    name: `LH-${String(number).padStart(4, '0')}`,
    day,
    rank,
    cvss: scoreOf(random, rank),
    exploited: random.chance(rank === 3 ? 0.3 : 0.04),
    os: kind.os,
    type: kind.type,
    spread: Math.min(0.9, random.lognormal(0.22, 0.8)),
  }
}

const weaknessesOf = (random: Random, calendar: Calendar, truth: Truth): readonly Weakness[] => {
  const days = calendar.months.flatMap((month) =>
    Array.from({ length: random.poisson(truth.vulnerabilities.disclosed * humpIn(truth, month.index).disclosed) }, () =>
      random.whole(month.first, month.next - 1),
    ),
  )
  return days.toSorted((a, b) => a - b).map((day, at) => disclose(random, truth, at + 1, day))
}

/** Scans of each system, in order. A scan has looked at all of its scope in the afternoon of its last day. */
const scansByAsset = (assessments: readonly Assessment[]): ReadonlyMap<string, readonly Instant[]> => {
  const scans = new Map<string, Instant[]>()
  for (const { kind, finished, scope } of assessments)
    for (const { asset } of kind === 'vulnerability_scan' ? scope : []) {
      const moments = scans.get(asset) ?? []
      moments.push(moment(finished, 15 * 60 + 20))
      scans.set(asset, moments)
    }
  return scans
}

type Draft = Omit<Finding, 'id'>

const asideOf = (random: Random, truth: Truth, first: Instant): Finding['aside'] => {
  const { accepted, falsePositive } = truth.vulnerabilities
  const kind = random.weighted([accepted, falsePositive, 1 - accepted - falsePositive])
  const on = dayAt(first) + random.whole(4, 60)
  return kind === 2 ? undefined : { on, as: kind === 0 ? 'accepted' : 'false_positive' }
}

const findingOf = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  weakness: Weakness,
  asset: Asset,
  scans: readonly Instant[],
): readonly Draft[] => {
  const from = Math.max(weakness.day, asset.start)
  const aside = asideOf(random, truth, moment(from + 30))
  const slow = humpIn(truth, monthAt(calendar, from).index).daysToFix
  const mean = (truth.vulnerabilities.daysToFix[weakness.rank] ?? 0) * slow
  const repaired = aside === undefined ? moment(from + 2 + Math.floor(random.exponential(mean)), 12 * 60) : Infinity
  const seen = scans.filter((scan) => scan >= moment(from) && scan < repaired)
  const clean = scans.find((scan) => scan >= repaired)
  const gone = asset.retired === undefined ? undefined : moment(asset.retired)
  const fixed = clean ?? gone
  if (seen.length === 0) return []
  return [
    {
      asset: asset.id,
      weakness: weakness.name,
      severity: severities[weakness.rank] ?? 'low',
      exploited: weakness.exploited,
      seen,
      ...(weakness.cvss === undefined ? {} : { cvss: weakness.cvss }),
      ...(fixed === undefined ? {} : { fixed }),
      ...(aside === undefined || aside.on >= calendar.end ? {} : { aside }),
    },
  ]
}

const findingsOfWeakness = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  weakness: Weakness,
  { assets, scans }: { readonly assets: readonly Asset[]; readonly scans: ReadonlyMap<string, readonly Instant[]> },
): readonly Draft[] =>
  assets
    .filter((asset) => asset.os === weakness.os && asset.type === weakness.type)
    .filter((asset) => (asset.retired ?? calendar.end) > weakness.day && random.chance(weakness.spread))
    // What goes into service long after the disclosure is installed without it.
    .filter((asset) => asset.start < weakness.day + 30)
    .flatMap((asset) => findingOf(random, calendar, truth, weakness, asset, scans.get(asset.id) ?? []))
    // Some are seen through two ports, and reported twice.
    .flatMap((finding) => (random.chance(0.02) ? [finding, finding] : [finding]))

/** Every finding since the beginning of the history, in the order in which scans first saw them. */
export const findingsOf = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  { assets, assessments }: { readonly assets: readonly Asset[]; readonly assessments: readonly Assessment[] },
): readonly Finding[] => {
  const scans = scansByAsset(assessments)
  return weaknessesOf(random, calendar, truth)
    .flatMap((weakness) => findingsOfWeakness(random, calendar, truth, weakness, { assets, scans }))
    .toSorted((a, b) => (a.seen[0] ?? 0) - (b.seen[0] ?? 0))
    .map((finding, at) => ({ id: `vf-${String(at + 1).padStart(5, '0')}`, ...finding }))
}

/** As the scanner reports it at the end of a day. */
export const statusOn = (finding: Finding, day: Day): FindingStatus => {
  if (finding.fixed !== undefined && dayAt(finding.fixed) <= day) return 'fixed'
  return finding.aside !== undefined && finding.aside.on <= day ? finding.aside.as : 'open'
}
