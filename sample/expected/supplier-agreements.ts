/** B.31: what the agreements in scope say of what the policy asks; half a point for what they say in part. */
import { holdsOn } from '../suppliers.ts'
import { type Answered, answered, countOf, meanAddressed } from './agreements.ts'
import { type Expect, grouped, mean, share } from './expected.ts'

/** As it was adopted. */
const credit = 0.5

const measure = (all: readonly Answered[]) => {
  const assessed = all.filter(({ points }) => points.length > 0)
  const points = all.flatMap((each) => each.points)
  const complete = assessed.filter((each) => each.points.every(({ answer }) => answer === 'yes')).length
  const lacks = assessed.map(
    (each) => each.points.length - countOf(each.points, 'yes') - credit * countOf(each.points, 'partial'),
  )
  return {
    'agreements counted': all.length,
    'assessed agreements': assessed.length,
    'complete agreements': complete,
    'mean addressed': meanAddressed(all, credit),
    'mean shortfall': mean(lacks),
    'required points': points.length,
    'addressed points': countOf(points, 'yes'),
    'partial points': countOf(points, 'partial'),
    'unread points': countOf(points, undefined),
    'pooled share': share(countOf(points, 'yes'), points.length),
    'complete share': share(complete, assessed.length),
    'unassessed agreements': all.length - assessed.length,
  }
}

export const supplierAgreements: Expect = ({ agreements, calendar, truth }, { last }) =>
  grouped(
    agreements
      .filter((agreement) => agreement.scoped && holdsOn(agreement, last))
      .map((agreement) => answered(calendar, agreement, last))
      .map((each) => ({ ...each, points: each.points.filter(({ set }) => set === 'security_policy') })),
    truth.agreements.supplier,
    ({ agreement }) => agreement.supplier,
    measure,
  )
