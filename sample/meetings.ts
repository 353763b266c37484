/**
 * Reviews by management: a calendar for each year, meetings that are put off or cancelled, some that are called at once.
 * The heads of the units are expected; from one month on fewer of them come (`effects.absentManagers`).
 */
import { type Calendar, type Day, dayOf, firstOf, isoDay, workday } from './calendar.ts'
import { type Person, worksOn } from './people.ts'
import type { Random } from './random.ts'
import type { Truth } from './truth.ts'

export type Place = {
  readonly person: string
  readonly role: 'manager' | 'other'
  readonly invited: boolean
  readonly came: boolean
}
export type Meeting = {
  readonly id: string
  readonly kind: 'planned' | 'adhoc'
  /** The day it was written down. */
  readonly entered: Day
  readonly planned?: Day
  readonly held?: Day
  readonly cancelled?: Day
  /** The day on which it was put off, and the meeting that took its place. */
  readonly putOff?: { readonly on: Day; readonly to: string }
  readonly places: readonly Place[]
  /** The day on which its minutes say who came. */
  readonly minuted?: Day
}
export type MeetingStatus = 'planned' | 'held' | 'cancelled' | 'rescheduled'

/** The day it begins to be owed: planned, or held where that was earlier or nobody had planned it. */
export const beginsOn = ({ planned, held }: Meeting): Day | undefined =>
  planned === undefined || (held !== undefined && held < planned) ? held : planned

export const meetingStatusOn = ({ held, cancelled, putOff }: Meeting, day: Day): MeetingStatus =>
  held !== undefined && held <= day
    ? 'held'
    : cancelled !== undefined && cancelled <= day
      ? 'cancelled'
      : putOff !== undefined && putOff.on <= day
        ? 'rescheduled'
        : 'planned'

/** The longest-serving employee of each unit on a day. */
const headsOn = (people: readonly Person[], truth: Truth, day: Day): readonly Person[] =>
  truth.units.flatMap(({ name }) => {
    const staff = people.filter((one) => one.unit === name && one.type === 'employee' && worksOn(one, day))
    const [head] = staff.toSorted((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1))
    return head === undefined ? [] : [head]
  })

const comes = (random: Random, calendar: Calendar, truth: Truth, day: Day): boolean => {
  const { month, attends } = truth.effects.absentManagers
  return random.chance(day >= (firstOf(calendar, month) ?? Infinity) ? attends : truth.meetings.attends)
}

const placesOf = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  people: readonly Person[],
  day: Day,
  isInvited: boolean,
): readonly Place[] => {
  const heads = headsOn(people, truth, day)
  const managers = heads.map(({ id }): Place => ({
    person: id,
    role: 'manager',
    invited: isInvited,
    came: comes(random, calendar, truth, day),
  }))
  const guests = people.filter((one) => one.relevantRoles.includes('incident responder') && worksOn(one, day))
  const guest = guests.length === 0 ? [] : [random.pick(guests)]
  const others = guest.map(({ id }): Place => ({ person: id, role: 'other', invited: true, came: random.chance(0.9) }))
  const all = [...managers, ...others.filter(({ person }) => heads.every(({ id }) => id !== person))]
  return all.filter(({ invited, came }) => invited || came)
}

type Draft = Omit<Meeting, 'id' | 'putOff'> & { readonly moved?: { readonly on: Day; readonly to: number } }

/** The meetings of one place in the calendar: the first, and each that took the place of the one before. */
const chainFrom = (random: Random, truth: Truth, entered: Day, planned: Day, at: number): readonly Draft[] => {
  const fate = random.next()
  const on = planned - random.whole(1, 9)
  const plain = { kind: 'planned' as const, entered, planned, places: [] }
  if (fate < truth.meetings.cancelled) return [{ ...plain, cancelled: on }]
  if (fate >= truth.meetings.cancelled + truth.meetings.putOff) return [{ ...plain, held: planned }]
  const next = workday(planned + random.whole(10, 45))
  return [{ ...plain, moved: { on, to: at + 1 } }, ...chainFrom(random, truth, on, next, at + 1)]
}

const sought = (random: Random, truth: Truth, year: number, at: number): readonly Draft[] =>
  truth.meetings.months.reduce<readonly Draft[]>((drafts, month) => {
    const planned = workday(dayOf(`${year}-${String(month).padStart(2, '0')}-08`) + random.whole(0, 12))
    const entered = workday(dayOf(`${year - 1}-11-20`))
    return [...drafts, ...chainFrom(random, truth, entered, planned, at + drafts.length)]
  }, [])

const adhoc = (random: Random, truth: Truth, year: number): readonly Draft[] =>
  Array.from({ length: random.poisson(truth.meetings.adhoc) }, () => {
    const held = workday(dayOf(`${year}-01-10`) + random.whole(0, 340))
    return { kind: 'adhoc', entered: held, held, places: [] }
  })

const idOf = (at: number): string => `mr-${String(at + 1).padStart(3, '0')}`

/** What is known at the end: nothing that was decided, held or minuted after it. */
const seen = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  people: readonly Person[],
  draft: Draft,
  at: number,
): Meeting => {
  const { held, cancelled, moved, kind, entered, planned } = draft
  const day = held ?? planned ?? entered
  const places = placesOf(random, calendar, truth, people, Math.min(day, calendar.end - 1), kind === 'planned')
  const minuted = day + random.whole(2, truth.meetings.daysToMinute)
  const isHeld = held !== undefined && held < calendar.end
  return {
    id: idOf(at),
    kind,
    entered,
    ...(planned === undefined ? {} : { planned }),
    ...(isHeld ? { held } : {}),
    ...(cancelled === undefined || cancelled >= calendar.end ? {} : { cancelled }),
    ...(moved === undefined || moved.on >= calendar.end ? {} : { putOff: { on: moved.on, to: idOf(moved.to) } }),
    places: kind === 'planned' || isHeld ? places : [],
    ...(isHeld && minuted < calendar.end ? { minuted } : {}),
  }
}

/** Every meeting of the calendars from the history on, planned or not. */
export const meetingsOf = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  people: readonly Person[],
): readonly Meeting[] => {
  const [first, last] = [calendar.historyStart, calendar.end - 1].map((day) => Number(isoDay(day).slice(0, 4)))
  const years = Array.from({ length: (last ?? 0) - (first ?? 0) + 2 }, (_, at) => (first ?? 0) + at)
  const drafts = years.reduce<readonly Draft[]>((all, year) => {
    const planned = sought(random, truth, year, all.length)
    return [...all, ...planned, ...adhoc(random, truth, year)]
  }, [])
  return drafts
    .map((draft, at) => seen(random, calendar, truth, people, draft, at))
    .filter(({ entered, kind, held }) => entered < calendar.end && (kind === 'planned' || held !== undefined))
}
