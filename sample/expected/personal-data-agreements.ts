/** B.32: what agreements about personal data say of what policy and law ask. */
import { holdsOn } from '../suppliers.ts'
import { type Answered, answered, countOf, meanAddressed } from './agreements.ts'
import { type Expect, grouped, share } from './expected.ts'

const measure = (all: readonly Answered[]) => {
  const points = all.flatMap((each) => each.points)
  const lawful = (each: Answered) => each.points.filter(({ set }) => set === 'gdpr_article_28')
  const law = all.flatMap(lawful)
  const compliant = all.filter((each) => {
    const own = lawful(each)
    return own.length > 0 && own.every(({ answer }) => answer === 'yes')
  }).length
  return {
    'agreements counted': all.length,
    'mean addressed': meanAddressed(all, 0),
    'required points': points.length,
    'addressed points': countOf(points, 'yes'),
    'points of Article 28': law.length,
    'addressed points of Article 28': countOf(law, 'yes'),
    'compliant agreements': compliant,
    'pooled share': share(countOf(points, 'yes'), points.length),
    'Article 28 share': share(countOf(law, 'yes'), law.length),
    'compliant share': share(compliant, all.length),
  }
}

export const personalDataAgreements: Expect = ({ agreements, calendar, truth }, { last }) =>
  grouped(
    agreements
      .filter((agreement) => agreement.personal && holdsOn(agreement, last))
      .map((agreement) => answered(calendar, agreement, last)),
    truth.agreements.supplier,
    ({ agreement }) => agreement.supplier,
    measure,
  )
