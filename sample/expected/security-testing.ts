/** B.29: critical systems with sensitive data that were tested since their last major release, and within a year. */
import { type Asset, releasedBy, scopedOn, servesOn } from '../assets.ts'
import { addMonths, type Day } from '../calendar.ts'
import { zones } from '../vulnerabilities.ts'
import { type Expect, grouped, share } from './expected.ts'

export const securityTesting: Expect = ({ assets, assessments, calendar }, { last, next }) => {
  const recent = assessments.filter(({ finished }) => finished >= addMonths(next, -12) && finished < next)
  const daysOf = (asset: Asset, kinds: readonly string[]): readonly Day[] =>
    recent
      .filter(({ kind, scope }) => kinds.includes(kind) && scope.some((one) => one.asset === asset.id))
      .map(({ finished }) => finished)
  const isSince = (asset: Asset, days: readonly Day[]): boolean => {
    const released = releasedBy(asset, calendar, last)
    return released !== undefined && days.some((day) => day >= released)
  }
  const measure = (systems: readonly Asset[]) => {
    const any = systems.map((asset) => ({ asset, days: daysOf(asset, ['vulnerability_scan', 'penetration_test']) }))
    const tested = any.filter(({ asset, days }) => isSince(asset, days)).length
    const byPeople = systems.filter((asset) => isSince(asset, daysOf(asset, ['penetration_test']))).length
    const dated = any.filter(({ asset }) => releasedBy(asset, calendar, last) !== undefined)
    return {
      'critical systems': systems.length,
      'tested systems': tested,
      'systems tested by people': byPeople,
      'systems changed since': dated.filter(({ asset, days }) => days.length > 0 && !isSince(asset, days)).length,
      'systems of unknown release': systems.length - dated.length,
      'tested share': share(tested, systems.length),
      'share tested by people': share(byPeople, systems.length),
    }
  }
  return grouped(
    assets.filter((asset) => asset.critical && asset.sensitive && scopedOn(asset, last) && servesOn(asset, last)),
    zones,
    ({ zone }) => zone,
    measure,
  )
}
