/**
 * Agreements that people sign: one when they join, and each year's version of the rules for everybody. Most sign in time,
 * some late; a request to somebody who leaves without signing is withdrawn.
 */
import { type Calendar, type Day, known, monthOfYear, workday } from './calendar.ts'
import { type Person, worksOn } from './people.ts'
import type { Random } from './random.ts'
import type { Truth } from './truth.ts'

export type Acknowledgement = {
  readonly id: string
  readonly person: string
  readonly document: string
  readonly version: string
  readonly asked: Day
  readonly due: Day
  readonly signed?: Day
  /** The day after the person left. */
  readonly withdrawn?: Day
}
type Draft = Omit<Acknowledgement, 'id'>
type Request = Pick<Acknowledgement, 'document' | 'version' | 'asked'>

const daysToSign = 21
const rules = 'Acceptable use'

const signing = (random: Random, truth: Truth, asked: Day): Day | undefined => {
  const { onTime, lateHazard } = truth.acknowledgements
  if (random.chance(onTime)) return workday(asked + random.whole(0, daysToSign - 3))
  for (let month = 0; month < 12; month++)
    if (random.chance(lateHazard)) return workday(asked + daysToSign + 1 + month * 30 + random.whole(0, 26))
  return undefined
}

const ask = (random: Random, calendar: Calendar, truth: Truth, person: Person, request: Request): Draft => {
  const leaves = (person.end ?? calendar.end) + 1
  const wanted = known(calendar, signing(random, truth, request.asked))
  const signed = wanted !== undefined && wanted < leaves ? wanted : undefined
  const withdrawn = signed === undefined && person.end !== undefined ? known(calendar, leaves) : undefined
  return {
    person: person.id,
    ...request,
    due: request.asked + daysToSign,
    ...(signed === undefined ? {} : { signed }),
    ...(withdrawn === undefined ? {} : { withdrawn }),
  }
}

/** A new version goes out in February. */
const versions = (calendar: Calendar): readonly Request[] =>
  calendar.months
    .filter(({ first }) => monthOfYear(first) === 2)
    .map(({ first }, at) => ({ document: rules, version: `${at + 2}`, asked: workday(first + 8) }))

const requestsTo = (calendar: Calendar, person: Person, issued: readonly Request[]): readonly Request[] => {
  const joined = workday(person.start)
  const isNew = person.start >= calendar.historyStart && joined < calendar.end && worksOn(person, joined)
  const inForce = issued.findLast(({ asked }) => asked <= joined)?.version ?? '1'
  const welcome = [
    { document: 'Confidentiality', version: '1', asked: joined },
    { document: rules, version: inForce, asked: joined },
  ]
  const later = issued.filter(({ asked }) => worksOn(person, asked) && (!isNew || asked > joined))
  return [...(isNew ? welcome : []), ...later]
}

/** Every request since the beginning of the history, in order of its day. */
export const acknowledgementsOf = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  people: readonly Person[],
): readonly Acknowledgement[] => {
  const issued = versions(calendar)
  return people
    .flatMap((person) =>
      requestsTo(calendar, person, issued).map((request) => ask(random, calendar, truth, person, request)),
    )
    .toSorted((a, b) => a.asked - b.asked)
    .map((draft, at) => ({ id: `env-${String(at + 1).padStart(5, '0')}`, ...draft }))
}
