/**
 * The rights on every critical system are reviewed once in each half-year, if somebody gets round to it.
 * More do as the months go by (`effects.accessReviewsImprove`).
 */
import type { Asset } from './assets.ts'
import { servesOn } from './assets.ts'
import {
  addMonths,
  along,
  type Calendar,
  type Day,
  isoDay,
  known,
  monthAt,
  monthOfYear,
  progress,
  workday,
} from './calendar.ts'
import { colleague, type Person } from './people.ts'
import type { Random } from './random.ts'
import type { Truth } from './truth.ts'

export type AccessReview = {
  readonly id: string
  readonly system: string
  readonly scheduled: Day
  readonly completed?: Day
  readonly reviewer: string
  readonly reviewed: number
  readonly revoked: number
  readonly evidence?: string
}
type Half = { readonly first: Day; readonly next: Day }

/** Half-years of the calendar that touch the history or the shown months. */
const halvesOf = (calendar: Calendar): readonly Half[] => {
  const halves: Half[] = []
  const month = monthOfYear(calendar.historyStart)
  const first = addMonths(calendar.historyStart, -((month - 1) % 6))
  for (let day = first; day < calendar.end; day = addMonths(day, 6))
    halves.push({ first: day, next: addMonths(day, 6) })
  return halves
}

type Draft = Omit<AccessReview, 'id'>

const review = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  people: readonly Person[],
  asset: Asset,
  half: Half,
): readonly Draft[] => {
  const scheduled = workday(random.whole(half.first + 10, half.next - 45))
  const share = progress(calendar, monthAt(calendar, scheduled).index)
  const happens = random.chance(along(truth.effects.accessReviewsImprove, share))
  const wanted = Math.min(workday(scheduled + random.whole(0, 30)), half.next - 1)
  const reviewer = colleague(random, people, asset.owner, Math.max(scheduled, calendar.historyStart))
  const reviewed = random.whole(12, 160)
  const revoked = Math.min(reviewed, random.poisson(reviewed * 0.04))
  const proven = !random.chance(truth.accessReviews.withoutProof)
  if (scheduled >= calendar.end || scheduled < calendar.historyStart || !servesOn(asset, wanted)) return []
  const completed = happens ? known(calendar, wanted) : undefined
  return completed === undefined
    ? [{ system: asset.id, scheduled, reviewer, reviewed: 0, revoked: 0 }]
    : [
        {
          system: asset.id,
          scheduled,
          completed,
          reviewer,
          reviewed,
          revoked,
          ...(proven ? { evidence: `reviews/${isoDay(half.first).slice(0, 7)}/${asset.id}` } : {}),
        },
      ]
}

/** Every review that was scheduled, done or not. */
export const accessReviewsOf = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  people: readonly Person[],
  assets: readonly Asset[],
): readonly AccessReview[] =>
  halvesOf(calendar)
    .flatMap((half) =>
      assets
        .filter((asset) => asset.critical && servesOn(asset, half.first))
        .flatMap((asset) => review(random, calendar, truth, people, asset, half)),
    )
    .toSorted((a, b) => a.scheduled - b.scheduled)
    .map((one, at) => ({ id: `ar${String(at + 1).padStart(4, '0')}`, ...one }))
