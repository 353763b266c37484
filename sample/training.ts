/**
 * Training comes round once a year on each person's anniversary, a month before the last one expires;
 * most do it in time, some late, some never. One unit drifts (`effects.trainingDrift`).
 */
import { type Calendar, type Day, known, monthAt, workday } from './calendar.ts'
import { anniversaryAfter, type Person } from './people.ts'
import type { Random } from './random.ts'
import type { Truth } from './truth.ts'

export type CourseKind = 'isms_awareness' | 'annual_security' | 'role_based' | 'policy_briefing'
export type Assignment = {
  readonly id: string
  readonly person: string
  readonly course: string
  readonly kind: CourseKind
  readonly assigned: Day
  readonly due: Day
  /** The day after the person left. */
  readonly cancelled?: Day
  /** When the person first opened the course. */
  readonly begun?: Day
  readonly completed?: Day
  readonly score?: number
  readonly exempt: boolean
}
type Course = { readonly name: string; readonly kind: CourseKind; readonly days: number; readonly every: number }

const annual: Course = { name: 'Security every day', kind: 'annual_security', days: 30, every: 335 }
const awareness: Course = { name: 'How we protect information', kind: 'isms_awareness', days: 21, every: 730 }
const roleBased: Course = { name: 'Secure administration', kind: 'role_based', days: 45, every: 365 }
const briefing: Course = { name: 'What is new in our policies', kind: 'policy_briefing', days: 14, every: 365 }

const coursesFor = (person: Person): readonly Course[] => [
  ...(person.scoped ? [annual, awareness] : []),
  ...(person.relevantRoles.includes('administrator') ? [roleBased] : []),
  ...(person.type === 'employee' ? [briefing] : []),
]

type Discipline = { readonly onTime: number; readonly lateHazard: number }

const disciplineIn = (truth: Truth, unit: string, index: number): Discipline => {
  const { trainingDrift: drift } = truth.effects
  const { onTime, lateHazard } = truth.training
  if (unit !== drift.unit || index < drift.month) return { onTime, lateHazard }
  return { onTime: Math.max(0.1, onTime - drift.fall * (index - drift.month + 1)), lateHazard: drift.lateHazard }
}

/** The day of completion, if the person ever gets to it before the course comes round again. */
const completion = (random: Random, { onTime, lateHazard }: Discipline, course: Course, assigned: Day) => {
  if (random.chance(onTime)) return workday(assigned + 1 + random.whole(0, course.days - 3))
  for (let month = 0; month < course.every / 30 - 2; month++)
    if (random.chance(lateHazard)) return workday(assigned + course.days + 1 + month * 30 + random.whole(0, 26))
  return undefined
}

const before = (day: Day | undefined, end: Day): Day | undefined => (day !== undefined && day < end ? day : undefined)

type Draft = Omit<Assignment, 'id'>

const assign = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  person: Person,
  course: Course,
  assigned: Day,
): Draft => {
  const discipline = disciplineIn(truth, person.unit, monthAt(calendar, assigned).index)
  const exempt = course.kind === 'role_based' && random.chance(truth.training.exempt)
  const leaves = (person.end ?? calendar.end) + 1
  const wanted = completion(random, discipline, course, assigned)
  const completed = exempt ? undefined : before(known(calendar, wanted), leaves)
  const begun = wanted ?? assigned + 10
  const opened = before(known(calendar, Math.max(assigned, begun - random.whole(0, 5))), leaves)
  const score = Math.round(100 - random.exponential(9))
  const cancelled = completed === undefined ? known(calendar, person.end === undefined ? undefined : leaves) : undefined
  return {
    person: person.id,
    course: course.name,
    kind: course.kind,
    assigned,
    due: assigned + course.days,
    exempt,
    ...(cancelled === undefined ? {} : { cancelled }),
    ...(opened === undefined || exempt ? {} : { begun: opened }),
    ...(completed === undefined ? {} : { completed, score: Math.max(60, score) }),
  }
}

/** A joiner is trained in the first days; who was there before the history, on the next anniversary. */
const firstAssigned = (calendar: Calendar, person: Person): Day =>
  workday(
    person.start >= calendar.historyStart ? person.start + 2 : anniversaryAfter(person.start, calendar.historyStart),
  )

const ofPerson = (random: Random, calendar: Calendar, truth: Truth, person: Person): readonly Draft[] =>
  coursesFor(person).flatMap((course) => {
    const last = Math.min(person.end ?? calendar.end - 1, calendar.end - 1)
    const days: Day[] = []
    for (let day = firstAssigned(calendar, person); day <= last; day = workday(day + course.every)) days.push(day)
    return days.map((day) => assign(random, calendar, truth, person, course, day))
  })

/** Every assignment since the beginning of the history, in order of the day. */
export const assignmentsOf = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  people: readonly Person[],
): readonly Assignment[] =>
  people
    .flatMap((person) => ofPerson(random, calendar, truth, person))
    .toSorted((a, b) => a.assigned - b.assigned)
    .map((assignment, at) => ({ id: `t${String(at + 1).padStart(5, '0')}`, ...assignment }))

export type Step = {
  readonly status: 'not_started' | 'in_progress' | 'completed' | 'exempt'
  readonly percent: number
}

/** How far it had come at the end of a day. */
export const stepOn = ({ exempt, completed, begun }: Assignment, day: Day): Step => {
  if (exempt) return { status: 'exempt', percent: 0 }
  if (completed !== undefined && completed <= day) return { status: 'completed', percent: 100 }
  return begun !== undefined && begun <= day
    ? { status: 'in_progress', percent: 40 }
    : { status: 'not_started', percent: 0 }
}
