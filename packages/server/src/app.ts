/**
 * The HTTP interface (interface.md, HTTP). Comes in: a source of results and a folder of pages. Goes out: a server that
 * answers but does not listen yet. Every address is one file in `route/` and one line here. Must not know how results
 * are measured.
 */
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify'
import { decisions, postedDecision } from './decide.ts'
import type { Endpoint } from './endpoint.ts'
import { openApi } from './openapi.ts'
import { tagged } from './entity-tag.ts'
import { notFound, servePages } from './pages.ts'
import { problem, problemType, type Problem } from './problem.ts'
import { actions } from './route/actions.ts'
import { constructs } from './route/constructs.ts'
import { evidence } from './route/evidence.ts'
import { indicator } from './route/indicator.ts'
import { indicators } from './route/indicators.ts'
import { results } from './route/results.ts'
import { rows } from './route/rows.ts'
import { secure } from './security.ts'
import type { Source } from './source.ts'

export const endpoints: readonly Endpoint[] = [indicators, indicator, rows, results, constructs, evidence, actions]

const refuse = (reply: FastifyReply, refused: Problem): FastifyReply =>
  reply.code(refused.status).type(problemType).send(refused)

const sentenceOf = (issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]): string =>
  issues.map(({ path, message }) => `${path.length === 0 ? 'The query' : `“${path.join('.')}”`}: ${message}.`).join(' ')

const register = (app: FastifyInstance, source: Source, { path, query, answer }: Endpoint): void => {
  app.get<{ Params: { id?: string } }>(path.replace(/\{(\w+)\}/g, ':$1'), async (request, reply) => {
    const parsed = query.safeParse(request.query)
    if (!parsed.success) return refuse(reply, problem(400, 'bad-query', sentenceOf(parsed.error.issues)))
    const answered = await answer({ id: request.params.id ?? '', query: request.query, source })
    return answered.ok ? reply.send(answered.value) : refuse(reply, answered.problem)
  })
}

/** A client's mistake keeps its status; ours is logged by whoever runs the server and says nothing of the inside. */
const failed = (error: FastifyError, reply: FastifyReply, report: (thrown: unknown) => void): FastifyReply => {
  const status = error.statusCode ?? 500
  if (status < 500) return refuse(reply, problem(status, 'bad-request', error.message))
  report(error)
  const detail = 'The server could not answer. Nothing was changed. Try again; if it stays so, restart the server.'
  return refuse(reply, problem(500, 'server-failed', detail))
}

/** The server ends before its readers do: it is ready as long as its source answers. */
const health = (app: FastifyInstance, source: Source): void => {
  app.get('/healthz', async () => ({ status: 'ok' }))
  app.get('/readyz', async (_request, reply) => {
    const ready = await source.cards({}).then(
      () => true,
      () => false,
    )
    return ready
      ? { status: 'ready' }
      : refuse(reply, problem(503, 'not-ready', 'The store of the workspace cannot be read now.'))
  })
}

export type App = {
  readonly source: Source
  /** The folder of the built pages; without it only the API is served. */
  readonly pages?: string
  readonly version: string
  readonly report?: (thrown: unknown) => void
}

export const createApp = async ({ source, pages, version, report = () => {} }: App): Promise<FastifyInstance> => {
  const app = Fastify({ logger: false, bodyLimit: 1024, forceCloseConnections: true })
  secure(app)
  tagged(app)
  app.setErrorHandler<FastifyError>((error, _request, reply) => failed(error, reply, report))
  for (const one of endpoints) register(app, source, one)
  decisions(app, source)
  const description = openApi(endpoints, version, postedDecision)
  app.get('/api/openapi.json', async () => description)
  health(app, source)
  if (pages === undefined) app.setNotFoundHandler((request, reply) => notFound(reply, request.url.split('?')[0] ?? '/'))
  else await servePages(app, pages)
  return app
}
