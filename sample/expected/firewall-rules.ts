/** B.26: border rules without a hit in six months, unless they are young, reset or excepted. */
import { addMonths, moment } from '../calendar.ts'
import type { Rule } from '../firewalls.ts'
import type { Reading } from '../rule-hits.ts'
import { type Expect, grouped, type Period, share } from './expected.ts'

const isThere = (rule: Rule, { last, to }: Period): boolean =>
  rule.border &&
  rule.created < to &&
  (rule.removed === undefined || rule.removed > last) &&
  (rule.disabled === undefined || rule.disabled > last)

const readingsIn = (rule: Rule, { next, to }: Period): readonly Reading[] => {
  const since = moment(addMonths(next, -6))
  return rule.readings.filter((reading) => reading.to >= since && reading.to < to)
}

const isIdle = (rule: Rule, period: Period): boolean => !readingsIn(rule, period).some(({ hits }) => hits > 0)

const wasReset = (rule: Rule, period: Period): boolean =>
  readingsIn(rule, period).some(({ reset, from }) => reset !== undefined && reset > from)

const isYoung = (rule: Rule, { next }: Period): boolean => rule.created >= moment(addMonths(next, -6))

const isExcepted = (rule: Rule, { last }: Period): boolean => {
  const exception = rule.exceptions.findLast(({ granted }) => granted <= last)
  return exception !== undefined && exception.until >= last
}

export const firewallRules: Expect = ({ rules, truth }, period) => {
  const measure = (border: readonly Rule[]) => {
    const idle = border.filter((rule) => isIdle(rule, period))
    const unused = idle.filter(
      (rule) => rule.ageKnown && !isYoung(rule, period) && !isExcepted(rule, period) && !wasReset(rule, period),
    )
    return {
      'border rules': border.length,
      'idle rules': idle.length,
      'young rules': idle.filter((rule) => rule.ageKnown && isYoung(rule, period)).length,
      'reset rules': idle.filter((rule) => wasReset(rule, period)).length,
      'waived rules': idle.filter((rule) => isExcepted(rule, period)).length,
      'unused rules': unused.length,
      'unused share': share(unused.length, border.length),
    }
  }
  return grouped(
    rules.filter((rule) => isThere(rule, period)),
    truth.firewalls.map(({ name }) => name),
    ({ firewall }) => firewall,
    measure,
  )
}
