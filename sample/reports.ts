/**
 * What people report to the incident team: something strange now and then, some of the incidents, and mass mails that
 * many report at once. A button in the mail program makes them report more (`effects.reportButton`), a control that
 * works.
 */
import { type Calendar, dayAt, type Instant, knownInstant, minutesLater, type Month, moment } from './calendar.ts'
import type { Incident } from './incidents.ts'
import { type Person, worksOn } from './people.ts'
import type { Random } from './random.ts'
import type { Truth } from './truth.ts'

export type Channel = 'mail' | 'portal' | 'phone' | 'button'
export type Verdict = 'false_positive' | 'event' | 'incident'
export type Report = {
  readonly id: string
  /** Some give no name. */
  readonly reporter?: string
  readonly unit?: string
  readonly channel: Channel
  readonly at: Instant
  readonly triaged?: Instant
  readonly verdict?: Verdict
  readonly incident?: string
  /** What many report at once. */
  readonly mail?: string
}
type Draft = Omit<Report, 'id'>

const oldChannels = [0.5, 0.2, 0.3, 0] as const
const newChannels = [0.12, 0.1, 0.18, 0.6] as const
const channels = ['mail', 'portal', 'phone', 'button'] as const

const channelIn = (random: Random, truth: Truth, month: Month): Channel =>
  channels[random.weighted(month.index >= truth.effects.reportButton.month ? newChannels : oldChannels)] ?? 'mail'

/** Most are looked at within hours, some after days, some never. */
const treat = (random: Random, calendar: Calendar, truth: Truth, at: Instant, verdict: Verdict) => {
  const wanted = random.chance(truth.reports.treated) ? minutesLater(at, 4 + random.exponential(620)) : undefined
  const triaged = knownInstant(calendar, wanted)
  return triaged === undefined ? {} : { triaged, verdict }
}

const someone = (random: Random, staff: readonly Person[], day: number): Person | undefined => {
  const person = random.pick(staff)
  return worksOn(person, day) ? person : undefined
}

const strange = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  staff: readonly Person[],
  month: Month,
): readonly Draft[] => {
  const { rate, anonymous, genuine } = truth.reports
  const { reportButton } = truth.effects
  const factor = month.index >= reportButton.month ? reportButton.factor : 1
  return Array.from({ length: random.poisson(rate * factor * staff.length) }).flatMap(() => {
    const day = random.whole(month.first, month.next - 1)
    const person = someone(random, staff, day)
    const at = moment(day, random.whole(7 * 60, 19 * 60))
    const isNamed = !random.chance(anonymous)
    const verdict = random.chance(genuine) ? 'event' : 'false_positive'
    const treated = treat(random, calendar, truth, at, verdict)
    const channel = channelIn(random, truth, month)
    if (person === undefined) return []
    return [{ ...(isNamed ? { reporter: person.id, unit: person.unit } : {}), channel, at, ...treated }]
  })
}

const massMails = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  staff: readonly Person[],
  month: Month,
): readonly Draft[] =>
  Array.from({ length: random.poisson(truth.reports.massMails) }).flatMap((_, n) => {
    const day = random.whole(month.first, month.next - 4)
    const mail = `mail of ${new Date(day * 86_400_000).toISOString().slice(0, 10)}/${n + 1}`
    const verdict = random.chance(0.8) ? 'event' : 'false_positive'
    return Array.from({ length: random.whole(8, 45) }).flatMap(() => {
      const on = day + random.whole(0, 3)
      const person = someone(random, staff, on)
      const at = moment(on, random.whole(7 * 60, 19 * 60))
      const treated = treat(random, calendar, truth, at, verdict)
      const channel = channelIn(random, truth, month)
      return person === undefined ? [] : [{ reporter: person.id, unit: person.unit, channel, at, ...treated, mail }]
    })
  })

/** Somebody of the unit told of the incident before it was registered. */
const tellingOf = (random: Random, calendar: Calendar, truth: Truth, people: readonly Person[], incident: Incident) => {
  const at = minutesLater(incident.detected, -random.whole(5, 200))
  const month = calendar.months.findLast(({ first }) => moment(first) <= at)
  const told = random.chance(truth.reports.incidents)
  const there = people.filter((person) => person.unit === incident.unit && worksOn(person, dayAt(at)))
  if (!told || month === undefined || there.length === 0) return []
  const person = random.pick(there)
  const channel = channelIn(random, truth, month)
  const treated = { triaged: incident.detected, verdict: 'incident' as const, incident: incident.id }
  return [{ reporter: person.id, unit: person.unit, channel, at, ...treated }]
}

/** Every report since the beginning of the history, in order of its moment. */
export const reportsOf = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  people: readonly Person[],
  incidents: readonly Incident[],
): readonly Report[] => {
  const monthly = calendar.months.flatMap((month) => {
    const staff = people.filter((person) => worksOn(person, month.first))
    return [...strange(random, calendar, truth, staff, month), ...massMails(random, calendar, truth, staff, month)]
  })
  const told = incidents.flatMap((incident): readonly Draft[] => tellingOf(random, calendar, truth, people, incident))
  return [...monthly, ...told]
    .toSorted((a, b) => a.at - b.at)
    .map((draft, at) => ({ id: `ser-${String(at + 1).padStart(5, '0')}`, ...draft }))
}
