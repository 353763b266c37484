/**
 * A simulated attack by mail each quarter, on some of the people drawn by lot. How many fall for a message depends on how
 * hard it is to see through and on nothing else. One campaign is easier than the others (`effects.easierAttempts`):
 * fewer fall for it, and nobody has become more careful.
 */
import {
  type Calendar,
  dayAt,
  type Instant,
  knownInstant,
  minutesLater,
  type Month,
  moment,
  workday,
} from './calendar.ts'
import { type Person, worksOn } from './people.ts'
import type { Random } from './random.ts'
import type { Truth } from './truth.ts'

export const difficulties = ['least', 'moderate', 'very'] as const
export type Difficulty = (typeof difficulties)[number]

export const scenarios: readonly { readonly name: string; readonly difficulty: Difficulty }[] = [
  { name: 'Parcel notice', difficulty: 'least' },
  { name: 'Shopping voucher', difficulty: 'least' },
  { name: 'Mailbox full', difficulty: 'moderate' },
  { name: 'Shared document', difficulty: 'moderate' },
  { name: 'Changed bank details', difficulty: 'very' },
  { name: 'Letter about your salary', difficulty: 'very' },
]

export type Attempt = {
  readonly id: string
  readonly campaign: string
  readonly scenario: string
  readonly difficulty: Difficulty
  readonly person: string
  readonly sent: Instant
  /** Without it the message was not delivered. */
  readonly delivered?: Instant
  readonly clicked?: Instant
  readonly disclosed?: Instant
  readonly reported?: Instant
  /** A mail scanner opened the link, so nobody knows what the person did. */
  readonly scanned: boolean
}
type Draft = Omit<Attempt, 'id'>
type Answer = Pick<Attempt, 'clicked' | 'disclosed' | 'reported'>

const minutesInDay = 1440

/** Nearly everybody answers within a day or two; a few after weeks. */
const delay = (random: Random, truth: Truth): number =>
  random.chance(truth.attempts.late)
    ? random.whole(15, 24) * minutesInDay
    : Math.min(9 * minutesInDay, 3 + random.exponential(700))

const answer = (random: Random, calendar: Calendar, truth: Truth, difficulty: Difficulty, at: Instant): Answer => {
  const { click, disclose, report } = truth.attempts
  const place = difficulties.indexOf(difficulty)
  const falls = random.chance(click[place] ?? 0)
  const tells = falls && random.chance(disclose)
  const reports = random.chance(falls ? report.after : (report.instead[place] ?? 0))
  const clicked = knownInstant(calendar, falls ? minutesLater(at, delay(random, truth)) : undefined)
  const disclosed = tells && clicked !== undefined ? knownInstant(calendar, minutesLater(clicked, 2)) : undefined
  const reported = knownInstant(
    calendar,
    reports ? minutesLater(clicked ?? at, 3 + random.exponential(300)) : undefined,
  )
  return {
    ...(clicked === undefined ? {} : { clicked }),
    ...(disclosed === undefined ? {} : { disclosed }),
    ...(reported === undefined ? {} : { reported }),
  }
}

const attempt = (random: Random, calendar: Calendar, truth: Truth, person: Person, month: Month): readonly Draft[] => {
  const { easierAttempts } = truth.effects
  const mix = month.index === easierAttempts.month ? easierAttempts.mix : truth.attempts.mix
  const difficulty = difficulties[random.weighted(mix)] ?? 'moderate'
  const { name } = random.pick(scenarios.filter((one) => one.difficulty === difficulty))
  const day = workday(month.first + random.whole(2, 14))
  const sent = moment(day, random.whole(8 * 60, 16 * 60))
  const isLost = random.chance(truth.attempts.lost)
  const scanned = !isLost && random.chance(truth.attempts.scanned)
  const given = answer(random, calendar, truth, difficulty, sent)
  if (!worksOn(person, day)) return []
  const about = { campaign: campaignIn(month), scenario: name, difficulty, person: person.id, sent, scanned }
  const here = (at: Instant | undefined): boolean => at === undefined || worksOn(person, dayAt(at))
  const isHere = here(given.clicked) && here(given.disclosed) && here(given.reported)
  if (isLost) return [about]
  return [{ ...about, delivered: sent, ...(scanned ? { clicked: sent + 2000 } : isHere ? given : {}) }]
}

/** Campaigns are called by their month. */
const campaignIn = ({ first }: Month): string => `Test of ${new Date(first * 86_400_000).toISOString().slice(0, 7)}`

export const isCampaignMonth = ({ index }: Month): boolean => index >= 1 && index % 3 === 1

/** Every attempt, in order of its moment. */
export const attemptsOf = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  people: readonly Person[],
): readonly Attempt[] =>
  calendar.months
    .filter(isCampaignMonth)
    .flatMap((month) => {
      const there = people.filter((person) => worksOn(person, month.first))
      const share = truth.attempts.people / there.length
      return there
        .filter(() => random.chance(share))
        .flatMap((person) => attempt(random, calendar, truth, person, month))
    })
    .toSorted((a, b) => a.sent - b.sent)
    .map((draft, at) => ({ id: `r${String(at + 1).padStart(5, '0')}`, ...draft }))
