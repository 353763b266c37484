/** B.14: who passes the test after a campaign, and how the same people did before it, with and without the campaign. */
import { passed, type Sitting } from '../campaigns.ts'
import { type Expect, grouped, monthsBefore, type Period, share, within } from './expected.ts'

const longestGap = 180 * 86_400_000

/** The sitting before a campaign that belongs to one after it. */
const pairsOf = (sittings: readonly Sitting[]) => {
  const before = new Map(
    sittings.filter(({ phase }) => phase === 'pre').map((one) => [`${one.campaign}/${one.person}`, one]),
  )
  return (after: Sitting): Sitting | undefined => {
    const found = before.get(`${after.campaign}/${after.person}`)
    return found !== undefined && found.at < after.at && found.at >= after.at - longestGap ? found : undefined
  }
}

/** A fair coin that falls at least as unevenly: both tails of the binomial distribution. */
const byChance = (one: number, other: number): number => {
  const all = one + other
  const steps = Array.from({ length: Math.min(one, other) + 1 }, (_, k) => k)
  const logs = steps.map((k) =>
    steps.slice(1, k + 1).reduce((sum, j) => sum + Math.log((all - j + 1) / j), -all * Math.LN2),
  )
  return Math.min(1, 2 * logs.reduce((sum, log) => sum + Math.exp(log), 0))
}

type Pair = { readonly after: Sitting; readonly before: Sitting }
const less = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a - b)

/** A campaign after which nobody was tested for a quarter is no group; a test of nobody would say 1. */
const spokenOf = (sittings: readonly Sitting[], period: Period): readonly string[] => {
  const { from } = monthsBefore(period, 3)
  return [
    ...new Set(
      sittings
        .filter(({ at, phase }) => phase !== 'pre' && within(at, from, period.to))
        .map(({ campaign }) => campaign),
    ),
  ]
}

export const campaignEffectiveness: Expect = ({ sittings }, period) => {
  const { from, to } = period
  const before = pairsOf(sittings)
  return grouped(
    sittings.filter(({ at }) => within(at, from, to)),
    spokenOf(sittings, period),
    ({ campaign }) => campaign,
    (sat) => {
      const after = sat.filter(({ phase, targeted }) => phase === 'post' && targeted)
      const pairs = sat
        .filter(({ phase }) => phase === 'post')
        .flatMap((one): readonly Pair[] => {
          const first = before(one)
          return first === undefined ? [] : [{ after: one, before: first }]
        })
      const twice = pairs.filter((pair) => pair.after.targeted)
      const others = pairs.filter((pair) => !pair.after.targeted)
      const count = (among: readonly Pair[], then: boolean, now: boolean): number =>
        among.filter((pair) => passed(pair.before) === then && passed(pair.after) === now).length
      const later = sat.filter(({ phase, targeted }) => phase === 'followup' && targeted)
      const [learnt, lost] = [count(twice, false, true), count(twice, true, false)]
      const [alsoLearnt, alsoLost] = [count(others, false, true), count(others, true, false)]
      const gain = share(learnt - lost, twice.length)
      const gainOfOthers = share(alsoLearnt - alsoLost, others.length)
      const knew = twice.filter((pair) => passed(pair.before)).length
      return {
        'tested after': after.length,
        'passed after': after.filter(passed).length,
        'tested twice': twice.length,
        'passed before': knew,
        'passed both': count(twice, true, true),
        learnt,
        lost,
        'failed both': count(twice, false, false),
        'same questions': twice.filter((pair) => pair.before.form === pair.after.form).length,
        'others tested twice': others.length,
        'others who learnt': alsoLearnt,
        'others who lost': alsoLost,
        'tested later': later.length,
        'passed later': later.filter(passed).length,
        'pass share after': share(after.filter(passed).length, after.length),
        'pass share before': share(knew, twice.length),
        'pass share later': share(later.filter(passed).length, later.length),
        gain,
        'learning by chance': byChance(learnt, lost),
        'gain of others': gainOfOthers,
        'gain from the campaign': less(gain, gainOfOthers),
      }
    },
  )
}
