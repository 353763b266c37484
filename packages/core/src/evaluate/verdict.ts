import type { View } from '../measure/index.ts'
import type { Measurement, Note, Period, Reason, Status } from '../term/index.ts'
import { approvedOn, criteriaAt, type Criteria } from './criteria.ts'
import { judge, statusOfReason, type Judgement } from './judge.ts'
import { decidingSample, sampledIn, verdictsWithin } from './uncertainty.ts'

export type Verdict = { readonly status: Status; readonly notes: readonly Note[] }

/** What is judged: one measure of one period and group, by dated criteria. */
export type Judged = {
  readonly criteria: readonly Criteria[]
  readonly measure: string
  readonly minimumSample?: number
  readonly period: Period
  readonly view: View
}

const noted = (code: string, message: string): Note => ({ code, message })

const saidOfReason: Readonly<Record<Reason, string>> = {
  'no-data': 'no evidence covers the period',
  stale: 'the evidence is older than tolerated',
  'zero-denominator': 'there is nothing to divide by',
  'aggregate-of-nothing': 'there were no rows to aggregate',
  'series-too-short': 'the series is shorter than it asks for',
  'unknown-value': 'a value it needs is unknown',
  'share-above-one': 'a part is larger than its whole',
  suppressed: 'the group is too small to be shown',
}

const undecided = ({ status, reason = 'unknown-value' }: Judgement): Verdict => ({
  status,
  notes: [noted('criterion-unknown', `The criterion does not decide: ${saidOfReason[reason]}.`)],
})

const missing = (why: Reason): Verdict => ({
  status: statusOfReason(why),
  notes: [noted('measure-missing', `The measure has no value: ${saidOfReason[why]}.`)],
})

/** How many a measure rests on: its sample, or the rows counted. */
const sizeOf = (measurement: Measurement | undefined): number | undefined =>
  measurement?.kind === 'measured' ? (measurement.interval?.sample ?? measurement.rows) : undefined

const tooFew = (size: number, minimum: number, leaning: Status): Verdict => ({
  status: 'cannot tell',
  notes: [noted('sample-too-small', `It rests on ${size}; at least ${minimum} are needed. It leans to “${leaning}”.`)],
})

const straddling = (criteria: Criteria, judged: Judged, leaning: Status): Verdict => {
  const needed = decidingSample(criteria, judged.view, sampledIn(judged.view, judge(criteria, judged.view).noted.used))
  const remedy =
    needed === null
      ? 'The value lies so near a limit that no sample would decide.'
      : `A sample of ${needed} with the same share would decide.`
  return {
    status: 'cannot tell',
    notes: [
      noted('interval-straddles', `The interval lies on both sides of a limit; it leans to “${leaning}”. ${remedy}`),
    ],
  }
}

const between = noted(
  'between-criteria',
  'It is shown neither that the criteria are met nor that they are not: more evidence is needed.',
)

const stale = (leaning: Status): Verdict => ({
  status: 'stale',
  notes: [
    noted('evidence-stale', `Some of the evidence is older than tolerated; by what there is it would be “${leaning}”.`),
  ],
})

const isOneSided = (criteria: Criteria, view: View, judgement: Judgement): boolean =>
  verdictsWithin(criteria, view, sampledIn(view, judgement.noted.used)).size === 1

/** The verdict of one set of criteria, whenever it was approved. */
const verdictBy = (criteria: Criteria, judged: Judged): Verdict => {
  const { view, measure, minimumSample = 0 } = judged
  const own = view.look(measure, 0)
  if (own?.kind !== 'measured') return missing(own?.why ?? 'no-data')
  const judgement = judge(criteria, view)
  if (judgement.reason !== undefined) return undecided(judgement)
  if (own.stale === true || judgement.noted.isStale) return stale(judgement.status)
  const size = sizeOf(own)
  if (size !== undefined && size < minimumSample) return tooFew(size, minimumSample, judgement.status)
  if (!isOneSided(criteria, view, judgement)) return straddling(criteria, judged, judgement.status)
  return { status: judgement.status, notes: judgement.status === 'cannot tell' ? [between] : [] }
}

/** Criteria agreed only after the period had ended may have been chosen knowing the answer: both verdicts are told. */
const approvalNotes = (criteria: Criteria, judged: Judged): readonly Note[] => {
  const { end } = judged.period
  if (approvedOn(criteria) < end) return []
  const intime = criteriaAt(
    judged.criteria.filter((other) => approvedOn(other) < end),
    end,
  )
  const other =
    intime === undefined
      ? 'No criteria had been approved by then.'
      : `By those approved before, it would be “${verdictBy(intime, judged).status}”.`
  return [
    noted(
      'criteria-approved-later',
      `These criteria were approved on ${approvedOn(criteria)}, after the period had ended. ${other}`,
    ),
  ]
}

/** Met, near or not met by the criteria valid at the period; or why they cannot be applied (language.md 6). */
export const evaluateCriteria = (judged: Judged): Verdict => {
  const criteria = criteriaAt(judged.criteria, judged.period.end)
  if (criteria === undefined)
    return { status: 'not computable', notes: [noted('no-criteria-yet', 'No criteria were valid at the period.')] }
  const verdict = verdictBy(criteria, judged)
  return { status: verdict.status, notes: [...verdict.notes, ...approvalNotes(criteria, judged)] }
}
