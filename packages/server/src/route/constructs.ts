import { z } from 'zod'
import { asKnownAt } from '../as-known-on.ts'
import { endpoint, found } from '../endpoint.ts'
import { knownOn } from '../schema/asked.ts'
import { card } from '../schema/shown.ts'

export const constructs = endpoint({
  path: '/api/v1/constructs',
  summary: 'The constructs that results were measured with, as readers need to know them',
  query: knownOn,
  response: 'Constructs',
  schema: z.strictObject({ constructs: z.array(card) }),
  answer: async ({ query, source }) => {
    const cards = await source.cards(await asKnownAt(source, query.asKnownOn))
    return found({ constructs: [...cards] })
  },
})
