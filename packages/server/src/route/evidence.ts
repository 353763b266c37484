import { evidenceOf } from '@isometric/core/report'
import { asKnownAt } from '../as-known-on.ts'
import { endpoint, found } from '../endpoint.ts'
import { inFrame } from '../frame.ts'
import { knownOn } from '../schema/asked.ts'
import { evidence as schema, framed } from '../schema/shown.ts'

export const evidence = endpoint({
  path: '/api/v1/evidence',
  summary: 'Collected evidence by contract: snapshots, how fresh they are, what was rejected, what rests on them',
  query: knownOn,
  response: 'Evidence',
  schema: framed(schema),
  answer: async ({ query, source }) => {
    const at = await asKnownAt(source, query.asKnownOn)
    const [snapshots, cards] = await Promise.all([source.snapshots(at), source.cards(at)])
    return found(await inFrame(source, query.asKnownOn, evidenceOf(snapshots, cards)))
  },
})
