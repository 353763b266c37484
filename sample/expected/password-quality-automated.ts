/** B.17: passwords that withstood an attack of four hours in the week, of those attacked, by the newest list of accounts. */
import { type Account, isEnabled, isListed } from '../accounts.ts'
import { type Calendar, type Day, firstOfMonth } from '../calendar.ts'
import type { Check } from '../password-checks.ts'
import { type Expect, grouped, share, within } from './expected.ts'

type Attack = Check & { readonly method: 'cracking' }
const budget = 4 * 3600
const fortnight = 14 * 86_400_000

/** Accounts are listed on the last day of each month; a list counts for a week that ended up to five days before. */
const listDay = (calendar: Calendar, next: Day): Day => {
  const monthEnd = firstOfMonth(next + 5) - 1
  return Math.min(monthEnd, calendar.end - 1)
}

const known = new WeakMap<readonly Check[], readonly Attack[]>()

/** Asked for every week, so attacks are told from other checks once. */
const attacksOf = (checks: readonly Check[]): readonly Attack[] => {
  const found = known.get(checks) ?? checks.filter((check): check is Attack => check.method === 'cracking')
  known.set(checks, found)
  return found
}

const isBroken = ({ cracked, crackSeconds }: Attack): boolean => cracked && (crackSeconds ?? 0) <= budget
const isFinished = (attack: Attack): boolean => isBroken(attack) || attack.attackSeconds >= budget

export const passwordQualityAutomated: Expect = ({ accounts, passwordChecks, truth, calendar }, { next, from, to }) => {
  const attacks = attacksOf(passwordChecks)
  const listed = listDay(calendar, next)
  const now = attacks.filter(({ at }) => within(at, from, to))
  const byAccount = Map.groupBy(now, ({ account }) => account)
  const inWeek = ({ id }: Account): readonly Attack[] => byAccount.get(id) ?? []
  const before = attacks.filter(({ at }) => within(at, to - fortnight, from))
  const familiar = new Set(before.map(({ profile }) => profile))
  const anew = now.filter(({ profile }) => !familiar.has(profile))
  const listing = accounts.filter((account) => isEnabled(account, listed))
  const measure = (of: readonly Account[]) => {
    const touched = of.filter((account) => inWeek(account).length > 0)
    const attacked = touched.filter((account) => inWeek(account).some(isFinished))
    const broken = attacked.filter((account) => inWeek(account).some(isBroken)).length
    return {
      'registered passwords': of.length,
      'attacked passwords': attacked.length,
      'unbroken passwords': attacked.length - broken,
      'broken passwords': broken,
      'unfinished passwords': touched.length - attacked.length,
      'unbroken share': share(attacked.length - broken, attacked.length),
      'broken share': share(broken, attacked.length),
      'attacked share': share(attacked.length, of.length),
    }
  }
  // Who joined after the list was drawn is on no list, and so of no system.
  const systemOf = new Map(accounts.filter((one) => isListed(one, listed)).map(({ id, system }) => [id, system]))
  const systems = [...truth.accounts.programs.map(({ system }) => system), 'null']
  const { total, groups } = grouped(listing, systems, ({ system }) => system, measure)
  const name = 'attacks under a new profile'
  const anewIn = (level: string): number =>
    anew.filter(({ account }) => (systemOf.get(account) ?? 'null') === level).length
  return {
    total: { ...total, [name]: anew.length },
    groups: Object.fromEntries(systems.map((level) => [level, { ...groups[level], [name]: anewIn(level) }])),
  }
}
