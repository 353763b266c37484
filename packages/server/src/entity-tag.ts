import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'

/** A tag of the bytes sent: the same answer is not sent twice to who has it already. */
const tagOf = (body: string): string => `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`

const isKnown = (sent: string | undefined, tag: string): boolean =>
  sent?.split(',').some((one) => one.trim().replace(/^W\//, '') === tag || one.trim() === '*') ?? false

/** Adds an `ETag` to every answer of the API, and answers 304 where nothing has changed. */
export const tagged = (app: FastifyInstance): void => {
  app.addHook('onSend', async (request, reply, body: unknown) => {
    if (typeof body !== 'string' || reply.statusCode !== 200 || !request.url.startsWith('/api/')) return body
    const tag = tagOf(body)
    void reply.header('etag', tag).header('cache-control', 'no-cache')
    if (!isKnown(request.headers['if-none-match'], tag)) return body
    void reply.code(304).removeHeader('content-length').removeHeader('content-type')
    return ''
  })
}
