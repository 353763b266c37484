import { indicatorOf } from '@isometric/core/report'
import { nearest } from '@isometric/core/issue'
import { asKnownAt } from '../as-known-on.ts'
import { decidingAt } from '../deciding.ts'
import { endpoint, found, refused } from '../endpoint.ts'
import { inFrame } from '../frame.ts'
import { problem } from '../problem.ts'
import { asKnownOn } from '../schema/asked.ts'
import { framed, indicator as schema } from '../schema/shown.ts'
import { z } from 'zod'

const unknown = (id: string, ids: readonly string[]) => {
  const near = nearest(id, ids)
  const meant = near === undefined ? '' : ` Did you mean “${near}”?`
  return refused(problem(404, 'unknown-indicator', `There is no indicator “${id}” with results.${meant}`))
}

export const indicator = endpoint({
  path: '/api/v1/indicators/{id}',
  summary: 'One indicator: question, answer, chart, table, groups, criteria, and the steps from evidence to verdict',
  query: z.strictObject({
    asKnownOn,
    group: z.string().optional().describe('One group, by its key; the total if absent'),
  }),
  response: 'Indicator',
  schema: framed(schema),
  answer: async ({ id, query, source }) => {
    const at = await asKnownAt(source, query.asKnownOn)
    const cards = await source.cards(at)
    const card = cards.findLast((one) => one.id === id)
    if (card === undefined)
      return unknown(
        id,
        cards.map((one) => one.id),
      )
    const [results, snapshots, deciding] = await Promise.all([
      source.results({ ...at, construct: id, history: true }),
      source.snapshots(at),
      decidingAt(source, query.asKnownOn),
    ])
    const page = indicatorOf(results, card, snapshots, query.group ?? '', deciding)
    if (page !== undefined) return found(await inFrame(source, query.asKnownOn, page))
    return refused(problem(404, 'unknown-group', `“${id}” has no results for the group “${query.group ?? ''}”.`))
  },
})
