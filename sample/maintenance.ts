/**
 * Critical servers, databases and network devices are maintained once a quarter, on a day planned long before. Most of
 * it is done on that day, some early or late, and some is put off until it is given up.
 */
import { type Asset, servesOn } from './assets.ts'
import { type Calendar, type Day, known, type Month, workday } from './calendar.ts'
import type { Random } from './random.ts'
import type { AssetType, Truth } from './truth.ts'

export type Maintenance = {
  readonly id: string
  readonly asset: string
  readonly scheduled: Day
  readonly performed?: Day
  readonly cancelled?: Day
}
export type MaintenanceStatus = 'planned' | 'done' | 'cancelled'

export const maintainedTypes: readonly AssetType[] = ['server', 'network', 'database']

/** Days from the day planned to the day done; early is negative, and nothing where it is given up. */
const delayOf = (random: Random, truth: Truth): number | undefined => {
  const { early, late, undone, daysLate } = truth.maintenance
  const outcome = random.weighted([undone, early, late, 1 - undone - early - late])
  const days = { early: -random.whole(1, 5), late: 1 + Math.floor(random.exponential(daysLate)) }
  return [undefined, days.early, days.late, 0][outcome]
}

const eventOf = (random: Random, calendar: Calendar, truth: Truth, asset: Asset, month: Month) => {
  const scheduled = workday(month.first + random.whole(0, 24))
  const delay = delayOf(random, truth)
  const givenUp = scheduled + random.whole(40, 120)
  if (!servesOn(asset, scheduled)) return []
  const wanted = delay === undefined ? undefined : scheduled + delay
  const performed = wanted !== undefined && wanted < asset.start ? scheduled : wanted
  // What is retired is maintained no more.
  const ended = performed === undefined ? givenUp : performed
  const cutShort = asset.retired !== undefined && asset.retired <= ended
  const cancelled = known(calendar, cutShort ? asset.retired : performed === undefined ? givenUp : undefined)
  const done = cutShort ? undefined : known(calendar, performed)
  return [
    {
      asset: asset.id,
      scheduled,
      ...(done === undefined ? {} : { performed: done }),
      ...(cancelled === undefined ? {} : { cancelled }),
    },
  ]
}

/** Everything planned since the beginning of the history, in order of its days. */
export const maintenanceOf = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  assets: readonly Asset[],
): readonly Maintenance[] =>
  assets
    .filter(({ critical, type }) => critical && maintainedTypes.includes(type))
    .flatMap((asset) => {
      const turn = random.whole(0, 2)
      return calendar.months
        .filter((_, at) => at % 3 === turn)
        .flatMap((month) => eventOf(random, calendar, truth, asset, month))
    })
    .toSorted((a, b) => a.scheduled - b.scheduled)
    .map((event, at) => ({ id: `wo-${String(at + 1).padStart(4, '0')}`, ...event }))

/** As the plan says at the end of a day. */
export const maintenanceOn = ({ performed, cancelled }: Maintenance, day: Day): MaintenanceStatus => {
  if (performed !== undefined && performed <= day) return 'done'
  return cancelled !== undefined && cancelled <= day ? 'cancelled' : 'planned'
}
