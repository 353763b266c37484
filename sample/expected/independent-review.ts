/** B.36: reviews by outsiders held in the year so far, against those planned for it when it began. */
import type { Audit } from '../audits.ts'
import { isRecorded, wasPlanned } from './audit-programme.ts'
import { type Expect, grouped, share, yearStart } from './expected.ts'

const kinds = ['independent_review', 'external'] as const

export const independentReview: Expect = ({ audits, calendar }, { first, next }) => {
  const year = yearStart(first)
  const isKnown = isRecorded(calendar, year)
  const measure = (all: readonly Audit[]) => {
    const planned = all.filter((audit) => wasPlanned(audit, year - 1, year, next))
    const kept = planned.filter(({ performed }) => performed !== undefined && performed < next).length
    const held = all.filter(({ performed }) => performed !== undefined && performed >= year && performed < next).length
    return {
      'conducted reviews': held,
      'planned reviews': isKnown ? planned.length : null,
      'reviews as planned': isKnown ? kept : null,
      'conducted ratio': isKnown ? share(held, planned.length) : null,
      'planned share': isKnown ? share(kept, planned.length) : null,
      'reviews behind': isKnown ? planned.length - kept : null,
    }
  }
  const reviews = audits.filter(({ kind }) => kinds.some((each) => each === kind))
  return grouped(reviews, kinds, ({ kind }) => kind, measure)
}
