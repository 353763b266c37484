/** Systems go into service and are retired; those that go live pass through change management, or should. */
import { addMonths, along, type Calendar, type Day, known, type Month, progress } from './calendar.ts'
import type { Random } from './random.ts'
import type { AssetKind, AssetType, Truth, Zone } from './truth.ts'

export type Asset = {
  readonly id: string
  readonly type: AssetType
  readonly os: string
  readonly zone: Zone
  readonly critical: boolean
  readonly sensitive: boolean
  /** Inside the scope of the management system, as it was declared at first. */
  readonly scoped: boolean
  /** The first day on which it was declared to be outside. */
  readonly descoped?: Day
  /** The unit that answers for it. */
  readonly owner: string
  readonly start: Day
  /** The first day out of service. */
  readonly retired?: Day
  /** Days of new major releases, in order. */
  readonly releases: readonly Day[]
}

export type Deployment = {
  readonly id: string
  readonly asset: string
  readonly live: Day
  readonly ticket?: string
  /** Undefined where nobody has looked. */
  readonly changeProven?: boolean
  readonly hardeningProven?: boolean
}

export const servesOn = (asset: Asset, day: Day): boolean =>
  asset.start <= day && (asset.retired === undefined || asset.retired > day)

/** Inside the scope of the management system, as the inventory says on a day. */
export const scopedOn = (asset: Asset, day: Day): boolean =>
  asset.scoped && (asset.descoped === undefined || asset.descoped > day)

/** Releases are on record for so long before the history; an older system that was never released anew has none. */
const yearsOfReleases = 8

/** The last major release as the inventory says on a day; going into service is the first one. */
export const releasedBy = (asset: Asset, calendar: Calendar, day: Day): Day | undefined => {
  const installed = asset.start >= addMonths(calendar.historyStart, -12 * yearsOfReleases) ? asset.start : undefined
  return asset.releases.findLast((release) => release <= day) ?? installed
}

const prefixes: Readonly<Record<AssetType, string>> = {
  server: 'srv',
  application: 'app',
  database: 'db',
  cloud: 'cld',
  network: 'net',
  workstation: 'wks',
  mobile: 'mob',
}

type Draft = Omit<Asset, 'id' | 'retired' | 'releases' | 'descoped'>

const build = (random: Random, truth: Truth, kind: AssetKind, start: Day): Draft => {
  const critical = random.chance(kind.critical)
  return {
    type: kind.type,
    os: kind.os,
    zone: kind.zone,
    critical,
    sensitive: random.chance(critical ? 0.7 : 0.15),
    scoped: critical || random.chance(truth.assets.scoped),
    owner: random.chance(0.55) ? 'Information Technology' : random.pick(truth.units).name,
    start,
  }
}

/** What is in service when the history begins, and what arrives month by month. */
const arrivals = (random: Random, calendar: Calendar, truth: Truth): readonly Draft[] => {
  const { kinds, arrive } = truth.assets
  const counts = kinds.map((kind) => kind.count)
  const early = kinds.flatMap((kind) =>
    Array.from({ length: kind.count }, () =>
      build(random, truth, kind, calendar.historyStart - 1 - Math.floor(random.exponential(1100))),
    ),
  )
  const late = calendar.months.flatMap((month) =>
    Array.from({ length: random.poisson(arrive) }, () => {
      const kind = kinds[random.weighted(counts)] ?? random.pick(kinds)
      return build(random, truth, kind, random.whole(month.first, month.next - 1))
    }),
  )
  return [...early, ...late].toSorted((a, b) => a.start - b.start)
}

const retirement = (random: Random, calendar: Calendar, truth: Truth, start: Day): Day | undefined => {
  const months = Math.ceil(random.exponential(1 / truth.assets.leave))
  return known(calendar, Math.max(start, calendar.historyStart) + months * 30 + random.whole(0, 29))
}

const releasesIn = (random: Random, truth: Truth, month: Month, candidates: readonly Draft[]) =>
  Array.from({ length: random.poisson(truth.deployments.releases) }, () => ({
    of: random.pick(candidates),
    day: random.whole(month.first, month.next - 1),
  }))

const releases = (random: Random, calendar: Calendar, truth: Truth, drafts: readonly Draft[]) =>
  calendar.months.flatMap((month) =>
    releasesIn(
      random,
      truth,
      month,
      drafts.filter((draft) => draft.type === 'application' && draft.start < month.first),
    ),
  )

/** All on the same day, in the middle of the month (`effects.descoping`); what arrives later is never in scope. */
const descoped = (calendar: Calendar, truth: Truth, { os, critical }: Draft): Day | undefined => {
  const { descoping } = truth.effects
  const month = calendar.months.find(({ index }) => index === descoping.month)
  return os === descoping.os && !critical && month !== undefined ? month.first + 14 : undefined
}

/** The inventory since the beginning of the history, in order of going into service. */
export const assetsOf = (random: Random, calendar: Calendar, truth: Truth): readonly Asset[] => {
  const drafts = arrivals(random, calendar, truth)
  const released = releases(random, calendar, truth, drafts)
  return drafts.map((draft, at) => {
    const retired = retirement(random, calendar, truth, draft.start)
    const outside = descoped(calendar, truth, draft)
    const days = released.filter((release) => release.of === draft).map((release) => release.day)
    return {
      id: `${prefixes[draft.type]}-${String(at + 1).padStart(4, '0')}`,
      ...draft,
      ...(retired === undefined ? {} : { retired }),
      ...(outside === undefined ? {} : { descoped: outside }),
      releases: days.filter((day) => retired === undefined || day < retired).toSorted((a, b) => a - b),
    }
  })
}

const answer = (random: Random, truth: Truth, proven: number): boolean | undefined =>
  random.chance(truth.deployments.unanswered) ? undefined : random.chance(proven)

/** What went live: new systems as far as they were declared, and major releases. */
export const deploymentsOf = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  assets: readonly Asset[],
): readonly Deployment[] =>
  assets
    .flatMap((asset) => [
      ...(asset.start >= calendar.historyStart && random.chance(truth.deployments.declared)
        ? [{ asset: asset.id, live: asset.start }]
        : []),
      ...asset.releases.map((live) => ({ asset: asset.id, live })),
    ])
    .toSorted((a, b) => a.live - b.live)
    .map((deployment, at) => {
      const month = calendar.months.findLast((one) => one.first <= deployment.live)
      const share = progress(calendar, month?.index ?? 0)
      const changeProven = answer(random, truth, 0.965)
      const hardeningProven = answer(random, truth, along(truth.effects.hardeningImproves, share))
      const ticket = changeProven === true || random.chance(0.5)
      return {
        id: `d${String(at + 1).padStart(4, '0')}`,
        ...deployment,
        ...(ticket ? { ticket: `CHG-${String(10_000 + at * 7 + random.whole(0, 6))}` } : {}),
        ...(changeProven === undefined ? {} : { changeProven }),
        ...(hardeningProven === undefined ? {} : { hardeningProven }),
      }
    })
