/** Policies are approved, reviewed about once a year and sometimes changed; one owner stops (`effects.neglectedPolicies`). */
import { addMonths, type Calendar, type Day, known, monthAt, workday } from './calendar.ts'
import { colleague, type Person } from './people.ts'
import type { Random } from './random.ts'
import type { Truth } from './truth.ts'

export type Review = {
  readonly on: Day
  readonly version: string
  readonly reviewer: string
  readonly outcome: 'no_change' | 'changed' | 'retired'
  readonly trigger: 'planned' | 'significant_change'
}
export type Policy = {
  readonly id: string
  readonly title: string
  readonly owner: string
  /** The day it was first written down, and the day it was first approved. */
  readonly drafted: Day
  readonly approved: Day
  readonly intervalDays: number
  readonly reviews: readonly Review[]
  /** The first day it is no longer in force. */
  readonly retired?: Day
}

type Title = {
  readonly title: string
  readonly owner: string
  /** Month of approval; history without one. */ readonly month?: number
}

const it = 'Information Technology'
const titles: readonly Title[] = [
  { title: 'Information security policy', owner: 'People and Legal' },
  { title: 'Acceptable use', owner: 'People and Legal' },
  { title: 'Confidentiality and leaving', owner: 'People and Legal' },
  { title: 'Handling of personal information', owner: 'People and Legal' },
  { title: 'Access control', owner: it },
  { title: 'Passwords and authentication', owner: it },
  { title: 'Backup', owner: it },
  { title: 'Cryptography', owner: it },
  { title: 'Change management', owner: it },
  { title: 'Hardening of systems', owner: it },
  { title: 'Logging and monitoring', owner: it },
  { title: 'Network security', owner: it },
  { title: 'Protection against malware', owner: it },
  { title: 'Incident management', owner: it },
  { title: 'Secure development', owner: 'Engineering' },
  { title: 'Handling of drawings and models', owner: 'Engineering' },
  { title: 'Prototypes and test rigs', owner: 'Engineering' },
  { title: 'Information transfer with clients', owner: 'Advisory' },
  { title: 'Working on client sites', owner: 'Advisory' },
  { title: 'Suppliers', owner: 'Finance' },
  { title: 'Payment approval', owner: 'Finance' },
  { title: 'Bids and quotations', owner: 'Sales' },
  { title: 'Mobile devices in the field', owner: 'Field Service' },
  { title: 'Remote maintenance', owner: 'Field Service' },
  { title: 'Vehicles and removable media', owner: 'Field Service' },
  { title: 'Keys and site access', owner: 'Field Service' },
  { title: 'Disposal of devices', owner: 'Field Service' },
  { title: 'Use of cloud services', owner: it, month: 4 },
  { title: 'Use of assistants and language models', owner: 'People and Legal', month: 11 },
  { title: 'Telemetry from client equipment', owner: 'Engineering', month: 17 },
]

const isNeglected = (truth: Truth, owner: string, index: number): boolean =>
  owner === truth.effects.neglectedPolicies.owner && index >= truth.effects.neglectedPolicies.month

/** Reviews after the approval, each a year after the last, some weeks early or months late. */
const reviewsOf = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  people: readonly Person[],
  owner: string,
  from: Day,
): readonly Review[] => {
  const reviews: Review[] = []
  let version = 1
  let last = from
  for (;;) {
    const urgent = random.chance(0.06)
    const late = random.chance(truth.policies.reviewed) ? random.whole(-50, -2) : random.whole(60, 260)
    const on = workday(last + (urgent ? random.whole(90, 250) : 365 + late))
    if (on >= calendar.end) return reviews
    if (isNeglected(truth, owner, monthAt(calendar, on).index)) return reviews
    const changed = urgent || random.chance(truth.policies.renewed)
    if (changed) version++
    if (on >= calendar.historyStart)
      reviews.push({
        on,
        version: `${version}.0`,
        reviewer: colleague(random, people, owner, on),
        outcome: changed ? 'changed' : 'no_change',
        trigger: urgent ? 'significant_change' : 'planned',
      })
    last = on
  }
}

const policyOf = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  people: readonly Person[],
  { title, owner, month }: Title,
  at: number,
): readonly Policy[] => {
  const born = calendar.months.find((one) => one.index === month)
  const early = calendar.historyStart - 200 - Math.floor(random.exponential(700))
  const drafted = month === undefined ? early : workday((born?.first ?? calendar.end) + random.whole(0, 12))
  const approved = workday(drafted + random.whole(40, 90))
  const reviews = reviewsOf(random, calendar, truth, people, owner, approved)
  // Superseded by the policy on cloud services.
  const retired =
    title === 'Information transfer with clients' ? known(calendar, addMonths(calendar.start, 9)) : undefined
  if (drafted >= calendar.end) return []
  return [
    {
      id: `pol-${String(at + 1).padStart(2, '0')}`,
      title,
      owner,
      drafted,
      approved,
      intervalDays: 365,
      reviews: reviews.filter((review) => retired === undefined || review.on < retired),
      ...(retired === undefined ? {} : { retired }),
    },
  ]
}

export const policiesOf = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  people: readonly Person[],
): readonly Policy[] => titles.flatMap((title, at) => policyOf(random, calendar, truth, people, title, at))

export type PolicyStatus = 'draft' | 'in_force' | 'retired'

/** As it stands at the end of a day. */
export const statusOn = (policy: Policy, day: Day): PolicyStatus =>
  policy.retired !== undefined && policy.retired <= day ? 'retired' : policy.approved <= day ? 'in_force' : 'draft'

/** The day of the last approval, at first or after a change. */
export const approvedBy = (policy: Policy, day: Day): Day | undefined =>
  policy.reviews.findLast((review) => review.outcome === 'changed' && review.on <= day)?.on ??
  (policy.approved <= day ? policy.approved : undefined)

/** The day its next review is planned for, once it was approved. */
export const nextReview = (policy: Policy, day: Day): Day | undefined => {
  if (policy.approved > day) return undefined
  const last = policy.reviews.findLast((review) => review.on <= day)?.on ?? policy.approved
  return last + policy.intervalDays
}
