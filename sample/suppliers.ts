/**
 * Agreements with suppliers and what they must say. Some reach the register weeks after they were signed; points are
 * read one after another, and some are added later. New agreements follow a template (`effects.agreementTemplate`).
 */
import { addMonths, type Calendar, type Day, monthAt } from './calendar.ts'
import type { Random } from './random.ts'
import type { Truth } from './truth.ts'

export type Answer = 'yes' | 'partial' | 'no'
export type Point = {
  readonly name: string
  readonly set: 'security_policy' | 'gdpr_article_28'
  readonly required: boolean
  /** The first day on which somebody has looked. */
  readonly read: Day
  readonly answer: Answer
  /** The first day on which an amendment says it in full. */
  readonly amended?: Day
}
export type Agreement = {
  readonly id: string
  readonly supplier: string
  readonly signed: Day
  /** The last day it holds. */
  readonly ends?: Day
  /** The day on which the register first knows it. */
  readonly registered: Day
  readonly personal: boolean
  readonly scoped: boolean
  readonly points: readonly Point[]
}

export const holdsOn = ({ signed, ends }: Agreement, day: Day): boolean =>
  signed <= day && (ends === undefined || ends >= day)

/** What the matrix says of a point on a day; undefined where nobody has looked. */
export const answerOn = (point: Point, day: Day): Answer | undefined => {
  if (point.read > day) return undefined
  return point.amended !== undefined && point.amended <= day ? 'yes' : point.answer
}

type Quality = { readonly yes: number; readonly partial: number }

const pointOf = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  { registered, quality }: { readonly registered: Day; readonly quality: Quality },
  { name, set, required }: Pick<Point, 'name' | 'set' | 'required'>,
): Point => {
  const answers = ['yes', 'partial', 'no'] as const
  const answer = answers[random.weighted([quality.yes, quality.partial, 1 - quality.yes - quality.partial])] ?? 'no'
  const read = random.chance(truth.agreements.readAtOnce) ? registered : registered + random.whole(20, 200)
  const amended = Math.max(read, calendar.historyStart) + Math.ceil(random.exponential(truth.agreements.daysToAmend))
  return { name, set, required, read, answer, ...(answer === 'yes' || amended >= calendar.end ? {} : { amended }) }
}

const letters = (random: Random, truth: Truth, personal: boolean) => [
  ...Array.from({ length: truth.agreements.policyPoints }, (_, at) => ({
    name: `SEC-${String(at + 1).padStart(2, '0')}`,
    set: 'security_policy' as const,
    required: random.chance(truth.agreements.required),
  })),
  ...(personal ? 'abcdefgh' : '').split('').map((letter) => ({
    name: `28(3)${letter}`,
    set: 'gdpr_article_28' as const,
    required: true,
  })),
]

const agreementOf = (random: Random, calendar: Calendar, truth: Truth, signed: Day, at: number): Agreement => {
  const { supplier, lag, personal: share, scoped, unassessed } = truth.agreements
  const { month, yes } = truth.effects.agreementTemplate
  const registered = signed + (random.chance(lag.share) ? random.whole(10, lag.days) : 0)
  const ends = addMonths(signed, random.pick([12, 24, 36, 36, 48, 60])) - 1
  const renewed = random.chance(truth.agreements.openEnded)
  const personal = random.chance(share)
  const isTemplate = signed >= calendar.historyStart && monthAt(calendar, signed).index >= month
  const quality = isTemplate ? { yes, partial: (1 - yes) / 2 } : truth.agreements.quality
  const points = letters(random, truth, personal)
  const isAssessed = !random.chance(unassessed)
  return {
    id: `con-${String(at + 1).padStart(3, '0')}`,
    supplier: random.pick(supplier),
    signed,
    ...(renewed ? {} : { ends }),
    registered,
    personal,
    scoped: random.chance(scoped),
    points: isAssessed ? points.map((point) => pointOf(random, calendar, truth, { registered, quality }, point)) : [],
  }
}

/** Those on record when the history begins, and what is signed month by month. */
export const agreementsOf = (random: Random, calendar: Calendar, truth: Truth): readonly Agreement[] => {
  const early = Array.from(
    { length: truth.agreements.atStart },
    () => calendar.historyStart - 1 - Math.floor(random.exponential(600)),
  )
  const late = calendar.months.flatMap((month) =>
    Array.from({ length: random.poisson(truth.agreements.signed) }, () => random.whole(month.first, month.next - 1)),
  )
  return [...early, ...late]
    .toSorted((a, b) => a - b)
    .map((signed, at) => agreementOf(random, calendar, truth, signed, at))
    .filter(({ registered }) => registered < calendar.end)
}
