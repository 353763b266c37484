/**
 * Doors before rooms with information systems, what each is equipped with, who inspects them, and what their readers
 * see. One site is equipped anew (`effects.entryUpgrade`), another is given up.
 */
import { type Calendar, type Day, firstOf, type Instant, moment, monthOfYear, weekday, workday } from './calendar.ts'
import { type Person, worksOn } from './people.ts'
import type { Random } from './random.ts'
import type { Site, Truth } from './truth.ts'

export type Equipment = {
  readonly card: boolean
  readonly pin: boolean
  readonly biometric: boolean
  readonly logging: boolean
}
export type Entry = {
  readonly id: string
  readonly site: string
  readonly protects: boolean
  /** From a day on; the first from the beginning. */
  readonly equipment: readonly { readonly from: Day; readonly has: Equipment }[]
  /** The first day on which it is no longer ours. */
  readonly closed?: Day
}
export type Inspection = {
  readonly entry: string
  readonly on: Day
  readonly assessor: 'internal audit' | 'facility management'
  readonly saw: Equipment
}
export type BadgeEvent = {
  readonly id: string
  readonly entry: string
  readonly at: Instant
  readonly person?: string
  readonly result: 'granted' | 'denied' | 'forced' | 'held_open'
}

/** 0 nothing, 1 PIN, 2 card, 3 card and PIN, 4 that with logging, 5 card, biometrics and logging. */
export const levelOf = ({ card, pin, biometric, logging }: Equipment): number => {
  if (card && biometric && logging) return 5
  if (card && pin) return logging ? 4 : 3
  return card ? 2 : pin ? 1 : 0
}

export const equipmentOn = ({ equipment }: Entry, day: Day): Equipment | undefined =>
  equipment.findLast(({ from }) => from <= day)?.has

const isOurs = ({ closed }: Entry, day: Day): boolean => closed === undefined || closed > day

const entryOf = (random: Random, calendar: Calendar, truth: Truth, site: Site, at: number): Entry => {
  const { card, pin, biometric, logging } = site
  const chances = { card, pin, biometric, logging }
  const has = {
    card: random.chance(chances.card),
    pin: random.chance(chances.pin),
    biometric: random.chance(chances.biometric),
    logging: random.chance(chances.logging),
  }
  const { site: upgraded, month } = truth.effects.entryUpgrade
  const from = site.name === upgraded ? firstOf(calendar, month) : undefined
  const closed = firstOf(calendar, site.closed)
  const later = from === undefined ? [] : [{ from, has: { ...has, card: true, pin: true, logging: true } }]
  return {
    id: `${site.name.toLowerCase()}-${String(at + 1).padStart(2, '0')}`,
    site: site.name,
    protects: !random.chance(truth.entries.other),
    equipment: [{ from: calendar.historyStart, has }, ...later],
    ...(closed === undefined ? {} : { closed }),
  }
}

export const entriesOf = (random: Random, calendar: Calendar, truth: Truth): readonly Entry[] =>
  truth.entries.sites.flatMap((site) =>
    Array.from({ length: site.entries }, (_, at) => entryOf(random, calendar, truth, site, at)),
  )

/** What an assessor takes down is not always what is there: whether something is logged is hard to see. */
const seen = (random: Random, truth: Truth, has: Equipment): Equipment => ({
  ...has,
  logging: random.chance(truth.entries.misseen) ? !has.logging : has.logging,
})

type Round = { readonly month: number; readonly assessor: Inspection['assessor']; readonly reached: number }

const inspectedIn = (
  random: Random,
  truth: Truth,
  entries: readonly Entry[],
  first: Day,
  { assessor, reached }: Round,
): readonly Inspection[] =>
  entries.flatMap((entry) => {
    const on = workday(first + random.whole(0, 25))
    const has = equipmentOn(entry, on)
    const isReached = random.chance(reached)
    return has !== undefined && isReached && isOurs(entry, on)
      ? [{ entry: entry.id, on, assessor, saw: seen(random, truth, has) }]
      : []
  })

/** Internal audit goes round in November and facility management, to most, in May. */
export const inspectionsOf = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  entries: readonly Entry[],
): readonly Inspection[] => {
  const rounds: readonly Round[] = [
    { month: 11, assessor: 'internal audit', reached: truth.entries.audited },
    { month: 5, assessor: 'facility management', reached: truth.entries.reviewed },
  ]
  return calendar.months
    .flatMap(({ first }) =>
      rounds
        .filter(({ month }) => month === monthOfYear(first))
        .flatMap((round) => inspectedIn(random, truth, entries, first, round)),
    )
    .filter(({ on }) => on < calendar.end)
    .toSorted((a, b) => a.on - b.on)
}

type Seen = Omit<BadgeEvent, 'id'>

const resultOf = (random: Random, truth: Truth): BadgeEvent['result'] => {
  const { denied, forced, heldOpen } = truth.badges
  const rest = 1 - denied - forced - heldOpen
  const results = ['granted', 'denied', 'forced', 'held_open'] as const
  return results[random.weighted([rest, denied, forced, heldOpen])] ?? 'granted'
}

const badgedOn = (random: Random, truth: Truth, entry: Entry, day: Day, staff: readonly Person[]): readonly Seen[] =>
  Array.from({ length: random.poisson(truth.badges.attempts) }, () => {
    const result = resultOf(random, truth)
    const person = random.pick(staff).id
    const isKnown = result === 'granted' || (result === 'denied' && random.chance(0.8))
    const at = moment(day, random.whole(6 * 60, 19 * 60)) + random.whole(0, 59) * 1000
    return { entry: entry.id, at, result, ...(isKnown ? { person } : {}) }
  })

/** Readers export what they see from the first month that is shown; they stand at entries with cards. */
export const badgeEventsOf = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  entries: readonly Entry[],
  people: readonly Person[],
): readonly BadgeEvent[] => {
  const staff = people.filter(({ unit }) => unit === 'Information Technology')
  const days = Array.from({ length: calendar.end - calendar.start }, (_, at) => calendar.start + at)
  return days
    .filter((day) => weekday(day) % 6 !== 0)
    .flatMap((day) => {
      const here = staff.filter((person) => worksOn(person, day))
      return entries
        .filter((entry) => isOurs(entry, day) && equipmentOn(entry, day)?.card === true)
        .flatMap((entry) => badgedOn(random, truth, entry, day, here))
    })
    .toSorted((a, b) => a.at - b.at)
    .map((event, at) => ({ id: `ac-${String(at + 1).padStart(6, '0')}`, ...event }))
}
