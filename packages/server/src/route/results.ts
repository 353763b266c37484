import type { Result } from '@isometric/core/term'
import { groupKey } from '@isometric/core/report'
import { z } from 'zod'
import { asKnownAt } from '../as-known-on.ts'
import { endpoint, found } from '../endpoint.ts'
import { asKnownOn, day } from '../schema/asked.ts'
import { result } from '../schema/shown.ts'

/** Where a page of results ends: it stays valid when results are added before or after it. */
const placeOf = ({ construct, period, group, knownAt, digest }: Result): string =>
  JSON.stringify([construct, period.start, period.end, groupKey(group), knownAt, digest])

const cursorOf = (one: Result): string => Buffer.from(placeOf(one)).toString('base64url')
const isAfter = (cursor: string) => {
  const place = Buffer.from(cursor, 'base64url').toString()
  return (one: Result): boolean => placeOf(one) > place
}

const flag = z.enum(['true', 'false']).transform((text) => text === 'true')

export const results = endpoint({
  path: '/api/v1/results',
  summary: 'Results as stored, in order of construct, period and group',
  query: z.strictObject({
    construct: z.string().optional().describe('The id of a construct'),
    from: day.optional().describe('Periods that begin on that day or later'),
    to: day.optional().describe('Periods that end before or with that day'),
    group: z.string().optional().describe('One group, by its key; the empty text is the total'),
    history: flag.optional().describe('With every result that was restated later'),
    asKnownOn,
    limit: z.coerce.number().int().min(1).max(1000).default(200),
    cursor: z.string().optional().describe('`next` of the page before'),
  }),
  response: 'Results',
  schema: z.strictObject({ results: z.array(result), next: z.string().nullable() }),
  answer: async ({ query, source }) => {
    const { group, limit, cursor, asKnownOn: known, ...asked } = query
    const all = await source.results({ ...asked, ...(await asKnownAt(source, known)) })
    const wanted = all
      .filter((one) => group === undefined || groupKey(one.group) === group)
      .toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
      .filter(cursor === undefined ? () => true : isAfter(cursor))
    const page = wanted.slice(0, limit)
    const last = page.at(-1)
    return found({ results: page, next: wanted.length > limit && last !== undefined ? cursorOf(last) : null })
  },
})
