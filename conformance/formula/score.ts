import { feelText, isList, valueOfTyped, type Value } from '@isometric/core/formula'
import type { Json } from '@isometric/core/record'
import type { Answer, Case } from './case.ts'
import { excuseFor } from './excused.ts'

export type Verdict =
  | { readonly kind: 'value' | 'refusal' }
  | { readonly kind: 'out of scope' | 'excused'; readonly reason: string }
  | { readonly kind: 'failed' }

export type Score = {
  readonly cases: number
  readonly passedByValue: number
  readonly passedByRefusal: number
  readonly outOfScope: { readonly [code: string]: number }
  readonly excused: { readonly [reason: string]: number }
  readonly failed: number
}

/** The kit prints rounded digits. */
const tolerance = 1e-8
const nearly = (a: number, b: number): boolean =>
  a === b || Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b))

const isArray = (json: Json): json is readonly Json[] => Array.isArray(json)
const entriesOf = (json: Json): { readonly [key: string]: Json } | undefined =>
  typeof json === 'object' && json !== null && !isArray(json) ? json : undefined

/** Whether an answer, as JSON, is the expected value. Dates and durations are compared in their canonical text. */
const agrees = (expected: Value, answer: Json): boolean => {
  if (expected === null || answer === null) return expected === answer
  if (typeof expected === 'number') return typeof answer === 'number' && nearly(expected, answer)
  if (typeof expected !== 'object') return expected === answer
  if (isList(expected))
    return (
      isArray(answer) &&
      answer.length === expected.length &&
      expected.every((item, i) => agrees(item, answer[i] ?? null))
    )
  if (expected.kind !== 'context') return feelText(expected) === answer
  const entries = entriesOf(answer)
  const keys = Object.keys(expected.entries)
  return (
    entries !== undefined &&
    Object.keys(entries).length === keys.length &&
    keys.every((key) => agrees(expected.entries[key] ?? null, entries[key] ?? null))
  )
}

/** A text that looks like a date is not a date. */
const typesOf: { readonly [expected: string]: readonly string[] } = {
  string: ['text'],
  date: ['date'],
  dateTime: ['date and time'],
  time: ['time'],
  duration: ['duration', 'duration of months'],
}
const ofType = (expected: string, answered: string | null): boolean => {
  const allowed = typesOf[expected]
  return allowed === undefined || answered === null || allowed.includes(answered)
}

export const verdictOn = (asked: Case, answer: Answer): Verdict => {
  const expected = valueOfTyped(asked.expected)
  const codes = answer.issues.map((issue) => issue.code)
  const refused = codes.length > 0 && answer.value === null
  if ((expected === null || asked.error) && refused) return { kind: 'refusal' }
  if (expected !== undefined && ofType(asked.expected.type, answer.type) && agrees(expected, answer.value))
    return { kind: 'value' }
  const outside = codes.find((code) => code.startsWith('unsupported-'))
  if (outside !== undefined) return { kind: 'out of scope', reason: outside }
  const excuse = excuseFor(asked)
  return excuse === undefined ? { kind: 'failed' } : { kind: 'excused', reason: excuse }
}

const tally = (reasons: readonly string[]): { readonly [reason: string]: number } =>
  Object.fromEntries(
    [...new Set(reasons)].toSorted().map((reason) => [reason, reasons.filter((each) => each === reason).length]),
  )

export const scoreOf = (verdicts: readonly Verdict[]): Score => {
  const count = (kind: Verdict['kind']): number => verdicts.filter((verdict) => verdict.kind === kind).length
  const reasons = (kind: Verdict['kind']): readonly string[] =>
    verdicts.flatMap((verdict) => (verdict.kind === kind && 'reason' in verdict ? [verdict.reason] : []))
  return {
    cases: verdicts.length,
    passedByValue: count('value'),
    passedByRefusal: count('refusal'),
    outOfScope: tally(reasons('out of scope')),
    excused: tally(reasons('excused')),
    failed: count('failed'),
  }
}

const total = (parts: { readonly [reason: string]: number }): number => Object.values(parts).reduce((a, b) => a + b, 0)
export const passed = (score: Score): number => score.passedByValue + score.passedByRefusal

const leastPassed = 0.75
const mostOutside = 0.18

/** What a score falls short of, in sentences; none is good. */
export const shortfalls = (score: Score, committed: Score | undefined): readonly string[] => [
  ...(passed(score) < leastPassed * score.cases
    ? [`Only ${passed(score)} of ${score.cases} cases pass; at least 75 % must.`]
    : []),
  ...(total(score.outOfScope) > mostOutside * score.cases
    ? [`${total(score.outOfScope)} cases are out of scope; at most 18 % may be.`]
    : []),
  ...(score.failed > 0 ? [`${score.failed} cases fail; none may.`] : []),
  ...(committed !== undefined && passed(score) < passed(committed)
    ? [`${passed(score)} cases pass, fewer than the ${passed(committed)} of the committed score.`]
    : []),
  ...(committed !== undefined && total(score.excused) > total(committed.excused)
    ? [`${total(score.excused)} cases are excused, more than the ${total(committed.excused)} of the committed score.`]
    : []),
]

/** The score as a table of text. */
export const tableOf = (score: Score): string => {
  const share = (n: number): string => `${((100 * n) / score.cases).toFixed(1).padStart(5)} %`
  const line = (name: string, n: number): string => `${name.padEnd(40)}${String(n).padStart(6)}  ${share(n)}`
  const part = (parts: { readonly [reason: string]: number }): readonly string[] =>
    Object.entries(parts)
      .toSorted(([, a], [, b]) => b - a)
      .map(([reason, n]) => line(`  ${reason}`, n))
  return [
    line('passed by value', score.passedByValue),
    line('passed by refusal', score.passedByRefusal),
    line('out of scope', total(score.outOfScope)),
    ...part(score.outOfScope),
    line('excused', total(score.excused)),
    ...part(score.excused),
    line('failed', score.failed),
    line('all', score.cases),
  ].join('\n')
}
