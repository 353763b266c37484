/**
 * What is found out about passwords: twice a year users are asked and the directory tests its rules and looks into a
 * list of leaked passwords; every week some are attacked. Users would rather say yes.
 */
import { type Account, isEnabled, type Password, passwordAt } from './accounts.ts'
import { type Attack, attackDays, attackedSystem, attackOn, isTurn, secondsToBreak } from './attacks.ts'
import { type Calendar, type Day, type Instant, isoDay, moment, monthOfYear } from './calendar.ts'
import type { Random } from './random.ts'
import type { Truth } from './truth.ts'

type Told = { readonly method: 'survey' | 'policy_rule' | 'breach_list'; readonly compliant?: boolean }
type Attacked = {
  readonly method: 'cracking'
  readonly cracked: boolean
  readonly crackSeconds?: number
  readonly attackSeconds: number
  readonly profile: string
  readonly pace: number
  readonly approval: string
}
export type Check = { readonly id: string; readonly account: string; readonly at: Instant } & (Told | Attacked)

const named = (prefix: string, day: string, { id }: Account) => ({
  id: `${prefix}-${day}-${id.replace('/', '-')}`,
  account: id,
})
const compact = (day: Day): string => isoDay(day).replaceAll('-', '')

/** Some do not answer; some say yes although it is not so. */
const answerOf = (random: Random, truth: Truth, password: Password): boolean | undefined => {
  const { answers, honest } = truth.passwords
  const says = password.compliant || !random.chance(honest)
  return random.chance(answers) ? says : undefined
}

const surveyed = (random: Random, truth: Truth, account: Account, first: Day): readonly Check[] => {
  const day = first + random.whole(0, 20)
  const minutes = random.whole(8 * 60, 17 * 60)
  const at = moment(day, minutes)
  const password = passwordAt(account, at)
  if (account.type === 'service' || !isEnabled(account, day) || password === undefined) return []
  const compliant = answerOf(random, truth, password)
  const answered = compliant === undefined ? {} : { compliant }
  return [{ ...named('sv', compact(day), account), at, method: 'survey', ...answered }]
}

const tested = (truth: Truth, account: Account, day: Day, method: 'policy_rule' | 'breach_list'): readonly Check[] => {
  const at = moment(day, method === 'policy_rule' ? 180 : 240)
  const password = passwordAt(account, at)
  if (account.system !== attackedSystem || !isEnabled(account, day) || password === undefined) return []
  const compliant = method === 'policy_rule' ? password.compliant : password.strength > truth.passwords.leaked
  return [{ ...named(method === 'policy_rule' ? 'pr' : 'bl', compact(day), account), at, method, compliant }]
}

/** Asked in March and September, tested in April and October, searched for in June and December. */
const toldIn = (random: Random, truth: Truth, accounts: readonly Account[], first: Day): readonly Check[] => {
  switch (monthOfYear(first) % 6) {
    case 3:
      return accounts.flatMap((account) => surveyed(random, truth, account, first))
    case 4:
      return accounts.flatMap((account) => tested(truth, account, first + 14, 'policy_rule'))
    case 0:
      return accounts.flatMap((account) => tested(truth, account, first + 9, 'breach_list'))
    default:
      return []
  }
}

const outcomeOf = (random: Random, truth: Truth, attack: Attack, { strength }: Password) => {
  const whole = truth.passwords.attackSeconds
  const attackSeconds = random.chance(truth.passwords.cutShort) ? random.whole(600, whole - 1) : whole
  const crackSeconds = secondsToBreak(attack, strength)
  const cracked = crackSeconds <= attackSeconds
  return { cracked, ...(cracked ? { crackSeconds } : {}), attackSeconds, ...attack }
}

const attackedOn = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  accounts: readonly Account[],
  day: Day,
): readonly Check[] => {
  const attack = attackOn(calendar, truth, day)
  const at = moment(day, 22 * 60)
  const stamp = compact(day)
  const approval = `DPO-${isoDay(day).slice(0, 4)}-04`
  return accounts.flatMap((account) => {
    const password = isTurn(account.turn, day) && isEnabled(account, day) ? passwordAt(account, at) : undefined
    return password === undefined
      ? []
      : [
          {
            ...named('cr', stamp, account),
            at,
            method: 'cracking' as const,
            ...outcomeOf(random, truth, attack, password),
            approval,
          },
        ]
  })
}

/** Everything found out since the beginning of the history; attacks since a month before the first one shown. */
export const passwordChecksOf = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  accounts: readonly Account[],
): readonly Check[] => {
  const attackable = accounts.filter(({ system }) => system === attackedSystem)
  const told = calendar.months.flatMap(({ first }) => toldIn(random, truth, accounts, first))
  const attacked = attackDays(calendar).flatMap((day) => attackedOn(random, calendar, truth, attackable, day))
  return [...told, ...attacked].filter(({ at }) => at < moment(calendar.week)).toSorted((a, b) => a.at - b.at)
}
