import { ledgerFor, overviewOf } from '@isometric/core/report'
import { asKnownAt } from '../as-known-on.ts'
import { decidingAt } from '../deciding.ts'
import { endpoint, found } from '../endpoint.ts'
import { inFrame } from '../frame.ts'
import { knownOn } from '../schema/asked.ts'
import { framed, overview } from '../schema/shown.ts'

export const indicators = endpoint({
  path: '/api/v1/indicators',
  summary: 'All indicators: the whole in a sentence, then each question with its answer, what needs attention first',
  query: knownOn,
  response: 'Overview',
  schema: framed(overview),
  answer: async ({ query, source }) => {
    const at = await asKnownAt(source, query.asKnownOn)
    const [results, cards, deciding] = await Promise.all([
      source.results({ ...at, totals: true }),
      source.cards(at),
      decidingAt(source, query.asKnownOn),
    ])
    return found(await inFrame(source, query.asKnownOn, overviewOf(results, cards, ledgerFor(deciding))))
  },
})
