/** B.3: policies in force with a review, or an approval, within a year. */
import { addMonths } from '../calendar.ts'
import { approvedBy, nextReview, type Policy, statusOn } from '../policies.ts'
import { type Expect, grouped, share } from './expected.ts'

export const policyReview: Expect = ({ policies, truth }, { last, next }) => {
  const since = addMonths(next, -12)
  const isReviewed = (policy: Policy): boolean =>
    policy.reviews.some(({ on }) => on >= since && on < next) || (approvedBy(policy, last) ?? 0) >= since
  const measure = (current: readonly Policy[]) => {
    const reviewed = current.filter(isReviewed).length
    return {
      'current policies': current.length,
      'reviewed policies': reviewed,
      'overdue policies': current.filter((policy) => (nextReview(policy, last) ?? next) < next).length,
      'reviewed share': share(reviewed, current.length),
    }
  }
  return grouped(
    policies.filter((policy) => statusOn(policy, last) === 'in_force'),
    truth.units.map(({ name }) => name),
    ({ owner }) => owner,
    measure,
  )
}
