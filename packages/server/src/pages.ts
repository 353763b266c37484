import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { problem, problemType } from './problem.ts'

const year = 31_536_000

/** Files with a digest in their name never change; all others are asked for again. */
const cacheFor = (path: string): string =>
  path.includes('/assets/') ? `public, max-age=${year}, immutable` : 'no-cache'

/** What stands nowhere, in a problem document. */
export const notFound = (reply: FastifyReply, path: string): FastifyReply =>
  reply
    .code(404)
    .type(problemType)
    .send(
      problem(404, 'unknown-address', `There is nothing at ${path}. The addresses are listed at /api/openapi.json.`),
    )

const isFile = (path: string): boolean => path.startsWith('/api/') || path.startsWith('/assets/') || /\.\w+$/.test(path)

/** Serves the bundle; every other address is a page, which the pages themselves tell apart. */
export const servePages = async (app: FastifyInstance, folder: string): Promise<void> => {
  await app.register(fastifyStatic, {
    root: folder,
    index: ['index.html'],
    cacheControl: false,
    setHeaders: (reply, path) => void reply.header('cache-control', cacheFor(path)),
  })
  const index = readFileSync(join(folder, 'index.html'))
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '/'
    if (isFile(path) || (request.method !== 'GET' && request.method !== 'HEAD')) return notFound(reply, path)
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(index)
  })
}
