import { actionsOf } from '@isometric/core/report'
import { asKnownAt } from '../as-known-on.ts'
import { decidingAt } from '../deciding.ts'
import { endpoint, found } from '../endpoint.ts'
import { inFrame } from '../frame.ts'
import { knownOn } from '../schema/asked.ts'
import { actions as schema, framed } from '../schema/shown.ts'
import type { Source } from '../source.ts'

/** Totals, and all of those constructs of which a group was decided about. */
const resultsFor = async (source: Source, at: { readonly asKnownOn?: string }, constructs: ReadonlySet<string>) => {
  const totals = await source.results({ ...at, totals: true, history: true })
  const more = [...constructs].map((construct) => source.results({ ...at, construct, history: true }))
  const whole = (await Promise.all(more)).flat()
  return [...totals.filter(({ construct }) => !constructs.has(construct)), ...whole]
}

export const actions = endpoint({
  path: '/api/v1/actions',
  summary: 'Breaches that ask for an answer, what was decided about them, and whether it helped',
  query: knownOn,
  response: 'Actions',
  schema: framed(schema),
  answer: async ({ query, source }) => {
    const at = await asKnownAt(source, query.asKnownOn)
    const [cards, deciding] = await Promise.all([source.cards(at), decidingAt(source, query.asKnownOn)])
    const grouped = deciding.entries.flatMap(({ decision }) =>
      'group' in decision && Object.keys(decision.group).length > 0 ? [decision.construct] : [],
    )
    const results = await resultsFor(source, at, new Set(grouped))
    return found(await inFrame(source, query.asKnownOn, actionsOf(results, cards, deciding)))
  },
})
