/**
 * Devices are compared with a benchmark every other month. Their configuration drifts, is repaired after a while, or is
 * excepted.
 */
import { type Asset, servesOn } from './assets.ts'
import { type Calendar, type Instant, moment } from './calendar.ts'
import type { Random } from './random.ts'
import type { AssetType, Truth } from './truth.ts'

export type Configuration = {
  readonly id: string
  readonly asset: string
  readonly benchmark: string
  readonly at: Instant
  readonly passed: number
  readonly failed: number
  readonly waived: number
  /** Errors and checks that nobody carried out. */
  readonly unanswered: number
  readonly notApplicable: number
}

export const deviceTypes: readonly AssetType[] = ['server', 'workstation', 'network', 'mobile']

type Draft = Omit<Configuration, 'id'>

/** One device after the other, so that what has drifted stays so until it is repaired. */
const scansOf = (random: Random, calendar: Calendar, truth: Truth, asset: Asset): readonly Draft[] => {
  const { reached, drift, repair, waived, unanswered } = truth.configurations
  const checks = random.whole(40, 220)
  const turn = random.whole(0, 1)
  const drafts: Draft[] = []
  let failed = 0
  for (const month of calendar.months.filter((_, at) => at % 2 === turn)) {
    const day = random.whole(month.first, month.next - 1)
    const at = moment(day, random.whole(20, 300))
    if (failed > 0 && random.chance(repair)) failed = 0
    else if (random.chance(drift[asset.type] ?? 0)) failed = random.whole(1, 6)
    const isReached = random.chance(reached) && servesOn(asset, day)
    const silent = random.chance(unanswered) ? random.whole(1, 4) : 0
    const isExcepted = random.chance(waived)
    if (isReached)
      drafts.push({
        asset: asset.id,
        benchmark: `${asset.os} ${asset.type}`,
        at,
        passed: checks - failed - silent,
        failed,
        waived: isExcepted ? failed : 0,
        unanswered: silent,
        notApplicable: checks % 7,
      })
  }
  return drafts
}

/** Every scan since the beginning of the history, in order of its moments. */
export const configurationsOf = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  assets: readonly Asset[],
): readonly Configuration[] =>
  assets
    .filter(({ type }) => deviceTypes.includes(type))
    .flatMap((asset) => scansOf(random, calendar, truth, asset))
    .toSorted((a, b) => a.at - b.at)
    .map((result, at) => ({ id: `cr-${String(at + 1).padStart(5, '0')}`, ...result }))
