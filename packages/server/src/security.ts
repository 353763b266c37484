import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { hostOf, isLoopback } from './loopback.ts'
import { problem, problemType } from './problem.ts'

/**
 * Nothing but our own files: no inline script, no inline style, no frame, no other host. The pages hold to it because
 * their styles are static files and scripts set styles only through the object model, which the policy leaves alone.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

export const securityHeaders = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
} as const

/** Another site's name that resolves to this machine must not read from it (DNS rebinding). */
const foreign = problem(
  421,
  'foreign-host',
  'This server answers only to this machine’s own names. Use http://127.0.0.1 or http://localhost with its port.',
)

/** Another site's page must not decide in the name of who reads it here (CSRF). */
const crossSite = problem(
  403,
  'cross-site',
  'This server takes decisions only from its own pages and from programs on this machine.',
)

/** A browser says where a page that posts comes from; a program does not. */
const isOurs = ({ host, origin, 'sec-fetch-site': site }: IncomingHttpHeaders): boolean =>
  (origin === undefined || origin === `http://${host ?? ''}`) &&
  (site === undefined || site === 'same-origin' || site === 'none')

const isReading = (method: string): boolean => method === 'GET' || method === 'HEAD'

export const secure = (app: FastifyInstance): void => {
  // A form of another site can post plain text without asking; JSON it cannot.
  app.removeContentTypeParser('text/plain')
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers(securityHeaders)
    if (!isLoopback(hostOf(request.headers.host ?? '')))
      return reply.code(foreign.status).type(problemType).send(foreign)
    if (!isReading(request.method) && !isOurs(request.headers))
      return reply.code(crossSite.status).type(problemType).send(crossSite)
  })
}
