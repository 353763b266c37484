/** B.16: what users and rule checks say of passwords, by the newest word of each within a year. */
import { type Account, isEnabled } from '../accounts.ts'
import { addMonths, moment } from '../calendar.ts'
import type { Check } from '../password-checks.ts'
import { type Expect, grouped, share } from './expected.ts'

type Told = Check & { readonly compliant?: boolean }

const answersOf = (checks: readonly Check[], methods: readonly Check['method'][]): ReadonlyMap<string, boolean> => {
  const newest = new Map<string, boolean>()
  // In order of time, so that the last word stands.
  const told = checks.filter((check): check is Told => check.method !== 'cracking' && methods.includes(check.method))
  for (const { account, compliant } of told) if (compliant !== undefined) newest.set(account, compliant)
  return newest
}

export const passwordQualityManual: Expect = ({ accounts, passwordChecks, truth }, { next, last, to }) => {
  const since = moment(addMonths(next, -12))
  const recent = passwordChecks.filter(({ at }) => at >= since && at < to).toSorted((a, b) => a.at - b.at)
  const [said, surveyed] = [answersOf(recent, ['survey', 'policy_rule']), answersOf(recent, ['survey'])]
  const [tested, listed] = [answersOf(recent, ['policy_rule', 'breach_list']), answersOf(recent, ['breach_list'])]
  const measure = (of: readonly Account[]) => {
    const answered = of.filter(({ id }) => said.has(id)).length
    const compliant = of.filter(({ id }) => said.get(id) === true).length
    const searched = of.filter(({ id }) => listed.has(id)).length
    const leaked = of.filter(({ id }) => listed.get(id) === false).length
    return {
      'registered passwords': of.length,
      'answered passwords': answered,
      'compliant passwords': compliant,
      'contradicted passwords': of.filter(({ id }) => surveyed.get(id) === true && tested.get(id) === false).length,
      'searched passwords': searched,
      'leaked passwords': leaked,
      'compliant share': share(compliant, of.length),
      'answered share': share(answered, of.length),
      'unanswered passwords': of.length - answered,
      'compliant among answers': share(compliant, answered),
      'leaked share': share(leaked, searched),
    }
  }
  return grouped(
    accounts.filter((account) => account.type !== 'service' && isEnabled(account, last)),
    truth.accounts.programs.map(({ system }) => system),
    ({ system }) => system,
    measure,
  )
}
