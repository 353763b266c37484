/** B.20: incidents in which somebody came in who should not have, against the quarter before and the badges at the doors. */
import { isIntrusion } from '../incidents.ts'
import { type Expect, monthsBefore, type Period, share, within } from './expected.ts'

const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k)

/** Of all incidents of both quarters each falls into one of them like a coin: as uneven as this, or more so. */
const chanceAlone = (a: number, b: number): number => {
  const n = a + b
  const likely = (k: number): number => choose(n, k) / 2 ** n
  const ks = Array.from({ length: n + 1 }, (_, k) => k)
  return ks.filter((k) => Math.abs(k - n / 2) >= Math.abs(a - n / 2)).reduce((sum, k) => sum + likely(k), 0)
}

export const unauthorisedEntry: Expect = ({ incidents, badgeEvents }, period) => {
  const entriesIn = ({ from, to }: Period): number =>
    incidents.filter((incident) => isIntrusion(incident) && within(incident.detected, from, to)).length
  const events = badgeEvents.filter(({ at }) => within(at, period.from, period.to))
  const count = (result: string): number => events.filter((event) => event.result === result).length
  const [now, before] = [entriesIn(period), entriesIn(monthsBefore(period, 3))]
  const attempts = count('granted') + count('denied')
  return {
    total: {
      'unauthorised entries': now,
      'badge attempts': attempts,
      'refused attempts': count('denied'),
      'forced doors': count('forced'),
      'doors held open': count('held_open'),
      'change ratio': share(now, before),
      'chance alone': chanceAlone(now, before),
      'entries per thousand attempts': share(1000 * now, attempts),
      'refused share': share(count('denied'), attempts),
    },
    groups: {},
  }
}
