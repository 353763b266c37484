/**
 * A campaign each quarter. A sample of its targets and some others, whom it does not reach, sit a test before it and
 * after it, and some of the targets once more later. How many learn it is the campaign's: one works
 * (`effects.campaignWorks`) and one does not (`effects.campaignFails`), whatever the share that passes in the end.
 */
import { type Calendar, type Day, type Instant, type Month, moment, workday } from './calendar.ts'
import { type Person, worksOn } from './people.ts'
import type { Random } from './random.ts'
import type { Truth } from './truth.ts'

export type Phase = 'pre' | 'post' | 'followup'
export type Sitting = {
  readonly id: string
  readonly campaign: string
  readonly person: string
  readonly targeted: boolean
  readonly phase: Phase
  readonly at: Instant
  readonly score: number
  readonly form: string
}

export const mostPoints = 10
export const passMark = 7
export const passed = ({ score }: Pick<Sitting, 'score'>): boolean => score >= passMark

type Draft = Omit<Sitting, 'id'>
type Test = { readonly campaign: string; readonly learn: number; readonly month: number }

export const learnIn = (truth: Truth, campaign: string): number => {
  const { campaignWorks, campaignFails } = truth.effects
  if (campaign === campaignWorks.campaign) return campaignWorks.learn
  return campaign === campaignFails.campaign ? campaignFails.learn : truth.campaigns.learn
}

const dayIn = (random: Random, month: Month): Day => workday(month.first + random.whole(1, 20))

/** Somebody who knew may have forgotten, somebody who did not may have learnt. */
const later = (random: Random, knew: boolean, learn: number, forget: number): boolean =>
  knew ? !random.chance(forget) : random.chance(learn)

const sit = (random: Random, month: Month | undefined, person: Person, end: Day, knows: boolean) => {
  const day = month === undefined ? end : dayIn(random, month)
  const at = moment(day, random.whole(8 * 60, 17 * 60))
  const score = knows ? random.whole(passMark, mostPoints) : random.whole(1, passMark - 1)
  return day < end && worksOn(person, day) ? { at, score } : undefined
}

const tested = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  { campaign, learn, month }: Test,
  person: Person,
  targeted: boolean,
): readonly Draft[] => {
  const { knows, chance, forget, fade, missed, sameForm, again } = truth.campaigns
  const monthOf = (index: number): Month | undefined => calendar.months.find((one) => one.index === index)
  const before = random.chance(knows)
  const after = later(random, before, targeted ? learn : chance, forget)
  const muchLater = later(random, after, chance, fade)
  const forms = { pre: 'A', post: random.chance(sameForm) ? 'A' : 'B', followup: 'C' }
  const phases: readonly (readonly [Phase, number, boolean, boolean])[] = [
    ['pre', month, before, !random.chance(missed)],
    ['post', month + 1, after, !random.chance(missed)],
    ['followup', month + 4, muchLater, targeted && random.chance(again)],
  ]
  return phases.flatMap(([phase, index, isKnown, comes]) => {
    const sat = sit(random, monthOf(index), person, calendar.end, isKnown)
    return sat === undefined || !comes
      ? []
      : [{ campaign, person: person.id, targeted, phase, ...sat, form: forms[phase] }]
  })
}

const sample = (random: Random, people: readonly Person[], count: number): readonly Person[] =>
  people
    .map((person) => ({ person, place: random.next() }))
    .toSorted((a, b) => a.place - b.place)
    .slice(0, count)
    .map(({ person }) => person)

/** Every sitting since the beginning of the history, in order of its moment. */
export const sittingsOf = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  people: readonly Person[],
): readonly Sitting[] => {
  const { names, targets, others } = truth.campaigns
  return names
    .flatMap((campaign, at) => {
      const test = { campaign, learn: learnIn(truth, campaign), month: 3 * at }
      const first = calendar.months.find(({ index }) => index === test.month)?.first
      if (first === undefined) return []
      const asked = sample(
        random,
        people.filter((person) => worksOn(person, first)),
        targets + others,
      )
      return asked.flatMap((person, n) => tested(random, calendar, truth, test, person, n < targets))
    })
    .toSorted((a, b) => a.at - b.at)
    .map((sitting, at) => ({ id: `q${String(at + 1).padStart(5, '0')}`, ...sitting }))
}
