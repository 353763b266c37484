import { expect, test } from 'vitest'
import { readFormula } from '../packages/core/src/formula/index.ts'
import { inWords } from './formula-words.ts'

const names = ['rules', 'hits', 'last hit', 'created on', 'due on', 'done on', 'a b', 'limit', 'period']

const wordsOf = (text: string): string => {
  const read = readFormula(text, names)
  if (!read.ok) throw new Error(read.issues.map(({ message }) => message).join(' '))
  return inWords(read.value)
}

test.each([
  ['count(rules[enabled and not(waived)])', 'the number of rules where enabled and not waived'],
  [
    'sum(recent(hits, limit)[action = "deny_all"].packets)',
    'the sum of packets of hits of the last limit where action is “deny all”',
  ],
  [
    'count(rules[created on < period.end - duration("P6M")])',
    'the number of rules where created on is before the end of the period minus 6 months',
  ],
  [
    'count(rules[hits >= 3 or last hit = null])',
    'the number of rules where hits is at least 3 or last hit is not known',
  ],
  [
    'count(rules[not(some h in hits satisfies h.rule = rule)])',
    'the number of rules where for no h of hits: rule of h is rule',
  ],
  ['count(rules[a = true and (b or c)])', 'the number of rules where a and (b or c)'],
  [
    'mean(for r in rules return r.done on - r.due on)',
    'the mean of done on of r minus due on of r, for each r of rules',
  ],
  [
    'count(distinct values(opened(rules).owner))',
    'the number of the different values of owner of rules begun in the period',
  ],
  ['share(a, b)', 'a as a share of b'],
  ['a / (b + c) * 100', '(a divided by (b plus c)) times 100'],
  ['if a = 0 then null else b / a', 'if a is 0 then nothing, otherwise b divided by a'],
  ['a in [60..90)', 'a lies from 60 to 90 (excluded)'],
  ['a b <= limit and falling(a b, 2)', 'a b is at most limit and a b has fallen over 2 periods, or stays at none'],
  [
    'change(a) = null or change(a) >= 10',
    'the change of a since one period before is not known or the change of a since one period before is at least 10',
  ],
  [
    'mean(last(a, 2)) / mean(last(a, 6))',
    'the mean of a in the last 2 periods divided by the mean of a in the last 6 periods',
  ],
  ['due on in period', 'due on lies in the period'],
])('%s: %s', (text, words) => expect(wordsOf(text)).toBe(words))
