/** People join and leave: each unit grows towards its plan, and loses some of its people every year. */
import { addMonths, type Calendar, type Day, type Month, monthOfYear, workday } from './calendar.ts'
import type { Random } from './random.ts'
import type { Truth, Unit } from './truth.ts'

export type Person = {
  readonly id: string
  readonly unit: string
  readonly type: 'employee' | 'contractor'
  readonly role: string
  /** Inside the scope of the management system. */
  readonly scoped: boolean
  readonly relevantRoles: readonly string[]
  readonly start: Day
  /** The last day of work. */
  readonly end?: Day
}

export const worksOn = (person: Person, day: Day): boolean =>
  person.start <= day && (person.end === undefined || person.end >= day)

const relevantRoles = (random: Random, unit: Unit): readonly string[] =>
  unit.name === 'Information Technology'
    ? ['administrator', ...(random.chance(0.2) ? ['incident responder'] : [])]
    : random.chance(0.06)
      ? ['asset owner']
      : []

type Newcomer = Omit<Person, 'id'>

const hire = (random: Random, unit: Unit, start: Day): Newcomer => ({
  unit: unit.name,
  type: random.chance(unit.contractors) ? 'contractor' : 'employee',
  role: random.pick(unit.roles),
  scoped: random.chance(0.97),
  relevantRoles: relevantRoles(random, unit),
  start,
})

/** Most contracts end with a month. */
const lastDay = (random: Random, month: Month): Day =>
  random.chance(0.65) ? month.next - 1 : random.whole(month.first, month.next - 1)

/** Most contracts begin with a month, or in its middle. */
const firstDay = (random: Random, month: Month): Day =>
  workday(month.first + random.pick([0, 0, 0, 14, random.whole(0, 26)]))

const planned = (unit: Unit, months: number): number => unit.people * (1 + unit.growth) ** (months / 12)

const leaveInMonth = (random: Random, unit: Unit, month: Month, staff: readonly Newcomer[]): readonly Newcomer[] =>
  staff.map((person) =>
    person.end === undefined && person.start < month.first && random.chance(unit.leave / 12)
      ? { ...person, end: lastDay(random, month) }
      : person,
  )

const joinInMonth = (random: Random, unit: Unit, month: Month, wanted: number): readonly Newcomer[] =>
  Array.from({ length: random.poisson(Math.max(0, wanted)) }, () => hire(random, unit, firstDay(random, month)))

const staffOf = (random: Random, calendar: Calendar, truth: Truth, unit: Unit): readonly Newcomer[] => {
  const atStart = Array.from({ length: unit.people }, () =>
    hire(random, unit, calendar.historyStart - 1 - Math.floor(random.exponential(1500))),
  )
  return calendar.months.reduce<readonly Newcomer[]>((staff, month, past) => {
    const stayed = leaveInMonth(random, unit, month, staff)
    const present = stayed.filter((person) => person.end === undefined).length
    const season = truth.hiring[monthOfYear(month.first) - 1] ?? 1
    return [...stayed, ...joinInMonth(random, unit, month, (planned(unit, past + 1) - present) * 0.8 * season)]
  }, atStart)
}

/** Everybody who worked here on some day of the history or later, in order of joining. */
export const peopleOf = (random: Random, calendar: Calendar, truth: Truth): readonly Person[] =>
  truth.units
    .flatMap((unit) => staffOf(random, calendar, truth, unit))
    .filter((person) => person.start < calendar.end)
    .toSorted((a, b) => a.start - b.start)
    .map((person, at) => ({ id: `p${String(at + 1).padStart(4, '0')}`, ...person }))

const units = new WeakMap<readonly Person[], ReadonlyMap<string, readonly Person[]>>()

/** Asked for every review and every update, so people are sorted into units once. */
const unitsOf = (people: readonly Person[]): ReadonlyMap<string, readonly Person[]> => {
  const found = units.get(people) ?? Map.groupBy(people, ({ unit }) => unit)
  units.set(people, found)
  return found
}

/** Someone of a unit who works there that day; anybody if nobody does. */
export const colleague = (random: Random, people: readonly Person[], unit: string, day: Day): string => {
  const near = unitsOf(people)
    .get(unit)
    ?.filter((person) => worksOn(person, day))
  const those = near === undefined || near.length === 0 ? people.filter((person) => worksOn(person, day)) : near
  return random.pick(those).id
}

/** A joiner's anniversary decides when the yearly training comes round. */
export const anniversaryAfter = (start: Day, day: Day): Day => {
  const years = Math.max(0, Math.floor((day - start) / 366))
  const found = [years, years + 1, years + 2].map((year) => addMonths(start, 12 * year)).find((on) => on >= day)
  return found ?? day
}
