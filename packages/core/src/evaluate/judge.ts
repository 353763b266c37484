import { nothingNoted, reasonOf, type Noted, type View } from '../measure/index.ts'
import type { Reason, Status } from '../term/index.ts'
import { criterionCalls } from './calls.ts'
import { holds } from './condition.ts'
import { inRatios, type Criteria } from './criteria.ts'

/** What a reason for having no value makes of a verdict (language.md 6). */
export const statusOfReason = (reason: Reason): Status =>
  reason === 'no-data' ? 'no data' : reason === 'stale' ? 'stale' : 'not computable'

/** What the criteria say of one step; the conditions are in ratios. `reason` where a criterion answers null. */
export type Judgement = { readonly status: Status; readonly reason?: Reason; readonly noted: Noted }

const unknown = (noted: Noted): Judgement => {
  const reason = reasonOf(noted.missing.size > 0 ? noted.missing : noted.failed)
  return { status: statusOfReason(noted.missing.size > 0 ? reason : 'unknown-value'), reason, noted }
}

/**
 * Met, else near, else not met; a criterion that answers null decides nothing. Where it is said when it is not met, what
 * is none of them cannot be told.
 */
export const judge = (criteria: Criteria, view: View): Judgement => {
  const noted = nothingNoted()
  const sight = { view, calls: criterionCalls, noted }
  const met = holds(inRatios(criteria.met), sight)
  if (met === null) return unknown(noted)
  if (met) return { status: 'met', noted }
  const near = criteria.near === undefined ? false : holds(inRatios(criteria.near), sight)
  if (near === null) return unknown(noted)
  if (near) return { status: 'near', noted }
  const notMet = criteria.notMet === undefined ? true : holds(inRatios(criteria.notMet), sight)
  return notMet === null ? unknown(noted) : { status: notMet ? 'not met' : 'cannot tell', noted }
}
