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

const indices = new WeakMap<readonly Check[], ReadonlyMap<string, readonly Attack[]>>()

const attacksByAccount = (checks: readonly Check[]): ReadonlyMap<string, readonly Attack[]> => {
  const attacks = checks.filter((check) => check.method === 'cracking')
  const known = indices.get(checks) ?? Map.groupBy(attacks, ({ account }) => account)
  indices.set(checks, known)
  return known
}

const isBroken = ({ cracked, crackSeconds }: Attack): boolean => cracked && (crackSeconds ?? 0) <= budget
const isFinished = (attack: Attack): boolean => isBroken(attack) || attack.attackSeconds >= budget

export const passwordQualityAutomated: Expect = ({ accounts, passwordChecks, truth, calendar }, { next, from, to }) => {
  const attacks = attacksByAccount(passwordChecks)
  const listed = listDay(calendar, next)
  const inWeek = ({ id }: Account): readonly Attack[] =>
    (attacks.get(id) ?? []).filter(({ at }) => within(at, from, to))
  const all = [...attacks.values()].flat()
  const before = all.filter(({ at }) => within(at, to - fortnight, from))
  const familiar = new Set(before.map(({ profile }) => profile))
  const anew = all.filter(({ at, profile }) => within(at, from, to) && !familiar.has(profile))
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
