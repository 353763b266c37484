/**
 * Accounts of people, of their administrators and of programs, each with the passwords it had. New rules make new
 * passwords better (`effects.passwordRules`); who is told that a password broke changes it, or does not.
 */
import { attackDays, attackedSystem, attackOn, isTurn, secondsToBreak } from './attacks.ts'
import { type Calendar, type Day, firstOf, type Instant, moment } from './calendar.ts'
import type { Person } from './people.ts'
import type { Random } from './random.ts'
import type { Truth } from './truth.ts'

/** `strength` is the logarithm of the guesses it takes. */
export type Password = { readonly set: Instant; readonly compliant: boolean; readonly strength: number }
export type Account = {
  readonly id: string
  readonly system: string
  readonly type: 'human' | 'service' | 'privileged'
  readonly created: Day
  /** The first day on which it is switched off. */
  readonly disabled?: Day
  /** In which of four weeks its password is attacked. */
  readonly turn: number
  /** In the order in which they were set; the first with the account. */
  readonly passwords: readonly Password[]
}

export const isListed = (account: Account, day: Day): boolean => account.created <= day

export const isEnabled = (account: Account, day: Day): boolean =>
  isListed(account, day) && (account.disabled === undefined || account.disabled > day)

export const passwordAt = ({ passwords }: Account, at: Instant): Password | undefined =>
  passwords.findLast(({ set }) => set <= at)

type Draft = Omit<Account, 'passwords'>

const passwordSet = (random: Random, calendar: Calendar, truth: Truth, day: Day, minutes: number): Password => {
  const { compliant, strength, spread } = truth.passwords
  const { month, compliant: ruled } = truth.effects.passwordRules
  const complies = random.chance(day >= (firstOf(calendar, month) ?? calendar.end) ? ruled : compliant)
  const typical = complies ? strength.compliant : strength.other
  return { set: moment(day, minutes), compliant: complies, strength: typical + spread * random.normal() }
}

/** Passwords are changed now and then, and those that break the new rules are made to be. */
const isChanged = (random: Random, calendar: Calendar, truth: Truth, day: Day, now: Password): boolean => {
  const { month, pushed } = truth.effects.passwordRules
  const isPushed = !now.compliant && day >= (firstOf(calendar, month) ?? calendar.end)
  return random.chance(truth.passwords.changed + (isPushed ? pushed : 0))
}

const isBroken = (calendar: Calendar, truth: Truth, day: Day, now: Password): boolean =>
  secondsToBreak(attackOn(calendar, truth, day), now.strength) <= truth.passwords.attackSeconds

type Occasion = { readonly day: Day; readonly kind: 'month' | 'attack' }

/** One day of each month on which it may be changed, and the days of its attacks. */
const occasions = (random: Random, calendar: Calendar, draft: Draft, attacks: readonly Day[]): readonly Occasion[] => {
  const last = draft.disabled ?? calendar.end
  const own = draft.system === attackedSystem ? attacks.filter((day) => isTurn(draft.turn, day)) : []
  return [
    ...calendar.months.map((month) => ({ day: random.whole(month.first, month.next - 1), kind: 'month' as const })),
    ...own.map((day) => ({ day, kind: 'attack' as const })),
  ]
    .filter(({ day }) => day > draft.created && day + 3 < last)
    .toSorted((a, b) => a.day - b.day)
}

const passwordsOf = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  draft: Draft,
  attacks: readonly Day[],
): readonly Password[] => {
  const first = passwordSet(random, calendar, truth, draft.created, 8 * 60)
  const passwords = [first]
  for (const { day, kind } of occasions(random, calendar, draft, attacks)) {
    const now = passwords.at(-1) ?? first
    const isDue =
      kind === 'month'
        ? isChanged(random, calendar, truth, day, now)
        : isBroken(calendar, truth, day, now) && random.chance(truth.passwords.heeded)
    if (!isDue) continue
    const on = kind === 'month' ? day : day + random.whole(1, 3)
    const next = passwordSet(random, calendar, truth, on, random.whole(8 * 60, 17 * 60))
    if (next.set > now.set) passwords.push(next)
  }
  return passwords
}

/** Most accounts of those who leave are switched off the day after; some are forgotten for a while. */
const disabledAfter = (random: Random, truth: Truth, calendar: Calendar, end: Day | undefined): Day | undefined => {
  const day = end === undefined ? undefined : end + 1 + (random.chance(truth.accounts.forgotten) ? 45 : 0)
  return day === undefined || day >= calendar.end ? undefined : day
}

const ofPerson = (random: Random, calendar: Calendar, truth: Truth, person: Person): readonly Omit<Draft, 'turn'>[] => {
  const { id, start: created, end } = person
  const account = (system: string, name: string, type: Account['type']) => {
    const disabled = disabledAfter(random, truth, calendar, end)
    return { id: `${system}/${name}`, system, type, created, ...(disabled === undefined ? {} : { disabled }) }
  }
  return [
    account('directory', id, 'human'),
    ...(truth.accounts.erp.includes(person.unit) ? [account('erp', id, 'human')] : []),
    ...(person.relevantRoles.includes('administrator') && random.chance(truth.accounts.administrators)
      ? [account('directory', `adm-${id}`, 'privileged')]
      : []),
  ]
}

const ofPrograms = (random: Random, calendar: Calendar, truth: Truth): readonly Omit<Draft, 'turn'>[] =>
  truth.accounts.programs.flatMap(({ system, count }) =>
    Array.from({ length: count }, (_, at) => ({
      id: `${system}/svc-${String(at + 1).padStart(2, '0')}`,
      system,
      type: 'service' as const,
      created: calendar.historyStart - random.whole(100, 2000),
    })),
  )

export const accountsOf = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  people: readonly Person[],
): readonly Account[] => {
  const attacks = attackDays(calendar).filter((day) => day < calendar.end)
  return [
    ...ofPrograms(random, calendar, truth),
    ...people.flatMap((one) => ofPerson(random, calendar, truth, one)),
  ].map((draft, turn) => {
    const whole = { ...draft, turn }
    return { ...whole, passwords: passwordsOf(random, calendar, truth, whole, attacks) }
  })
}
