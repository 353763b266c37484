import { groupKey, numberOf } from '@isometric/core/report'
import type { Result } from '@isometric/core/term'
import { z } from 'zod'
import { asKnownAt } from '../as-known-on.ts'
import { endpoint, found, refused } from '../endpoint.ts'
import { problem } from '../problem.ts'
import { asKnownOn, day } from '../schema/asked.ts'
import { evidenceRows } from '../schema/compared.ts'

/** Of the period that begins on a day, or the latest that has a value. */
const resultIn = (results: readonly Result[], group: string, period: string | undefined): Result | undefined => {
  const own = results
    .filter((result) => groupKey(result.group) === group)
    .toSorted((a, b) => (a.period.end < b.period.end ? -1 : 1))
  return period === undefined
    ? (own.findLast((result) => numberOf(result) !== null) ?? own.at(-1))
    : own.find((result) => result.period.start === period)
}

export const rows = endpoint({
  path: '/api/v1/indicators/{id}/rows',
  summary: 'The rows of evidence that a value was computed from, with the filter that selects them',
  query: z.strictObject({
    asKnownOn,
    group: z.string().optional().describe('One group, by its key; the total if absent'),
    period: day.optional().describe('The first day of the period; the latest with a value if absent'),
    measure: z.string().optional().describe('A base measure; if absent the first that the indicator is made of'),
    part: z.coerce.number().int().min(1).default(1).describe('Which part of a method that reads several tables'),
    limit: z.coerce.number().int().min(1).max(1000).default(50),
    cursor: z.string().optional().describe('`next` of the page before'),
  }),
  response: 'Rows',
  schema: evidenceRows,
  answer: async ({ id, query, source }) => {
    const { group = '', period, measure, part, limit, cursor, asKnownOn: known } = query
    const at = await asKnownAt(source, known)
    const [cards, results] = await Promise.all([source.cards(at), source.results({ ...at, construct: id })])
    const card = cards.findLast((one) => one.id === id)
    const result = resultIn(results, group, period)
    if (card === undefined || result === undefined)
      return refused(
        problem(404, 'unknown-result', `“${id}” has no such result: no such group or period was measured.`),
      )
    const beside = results.filter((each) => each.period.start === result.period.start)
    const asked = await source.rows({ card, result, beside, measure, part, limit, cursor })
    if (asked.ok) return found(asked.value)
    const [issue] = asked.issues
    return refused(problem(409, issue?.code ?? 'rows-hidden', asked.issues.map(({ message }) => message).join(' ')))
  },
})
