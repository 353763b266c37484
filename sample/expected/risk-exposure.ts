/** B.5: risks of medium level and more, those above the threshold that nobody accepts, and those looked at. */
import { levelOf, type Risk, scoreAt } from '../risks.ts'
import { type Expect, grouped, share, within } from './expected.ts'

export const riskExposure: Expect = ({ risks, truth }, { from, to, last, next }) => {
  const isExposed = (risk: Risk): boolean =>
    risk.opened < next && (risk.closed === undefined || risk.closed >= next) && levelOf(scoreAt(risk, to)) !== 'low'
  const isAbove = (risk: Risk): boolean => scoreAt(risk, to) > truth.risks.threshold
  const isAccepted = (risk: Risk): boolean => {
    const acceptance = risk.acceptances.findLast((one) => one.from <= last)
    return acceptance !== undefined && acceptance.until >= last
  }
  const measure = (exposed: readonly Risk[]) => {
    const above = exposed.filter(isAbove)
    const unaccepted = above.filter((risk) => !isAccepted(risk)).length
    const updated = exposed.filter((risk) => risk.updates.some(({ at }) => within(at, from, to))).length
    return {
      'exposed risks': exposed.length,
      'risks above threshold': above.length,
      'unaccepted risks': unaccepted,
      'unaccepted share': share(unaccepted, exposed.length),
      'updated risks': updated,
      'timely share': share(updated, exposed.length),
      'unattended risks': exposed.length - updated,
    }
  }
  return grouped(
    risks.filter(isExposed),
    truth.units.map(({ name }) => name),
    ({ owner }) => owner,
    measure,
  )
}
