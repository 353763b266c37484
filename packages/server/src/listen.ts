import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { issueOf, type Issue, type Outcome } from '@isometric/core/issue'
import type { FastifyInstance } from 'fastify'
import { createApp } from './app.ts'
import { isLoopback } from './loopback.ts'
import type { Source } from './source.ts'

export type Serving = { readonly url: string; readonly close: () => Promise<void> }
export type Address = {
  readonly host: string
  readonly port: number
  readonly report?: (thrown: unknown) => void
}

/** Where `npm start` builds the pages. */
const builtPages = fileURLToPath(new URL('../../web/dist', import.meta.url))

const nowhere = { from: 0, to: 0 }
const refused = (issue: Issue): Outcome<Serving> => ({ ok: false, issues: [issue] })

const version = (): string => {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  const isNamed = typeof manifest === 'object' && manifest !== null && 'version' in manifest
  return isNamed && typeof manifest.version === 'string' ? manifest.version : ''
}

const codeOf = (thrown: unknown): string =>
  thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : ''

const whyNotListening = (thrown: unknown, host: string, port: number): Issue => {
  if (codeOf(thrown) === 'EADDRINUSE') return issueOf('port-in-use', { host, port }, nowhere)
  const why = thrown instanceof Error ? thrown.message : String(thrown)
  return issueOf('port-refused', { host, port, why }, nowhere)
}

const urlOf = (app: FastifyInstance, host: string): string => {
  const address = app.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** Until sign-in exists only this machine is served. */
export const refusedHost = (host: string): Issue | undefined =>
  isLoopback(host.toLowerCase()) ? undefined : issueOf('host-not-loopback', { host }, nowhere)

/** Serves a source; the close of the answer closes the listening, not the source. */
export const listen = async (
  source: Source,
  { host, port, report }: Address,
  pages = builtPages,
): Promise<Outcome<Serving>> => {
  const foreign = refusedHost(host)
  if (foreign !== undefined) return refused(foreign)
  if (!existsSync(join(pages, 'index.html'))) return refused(issueOf('pages-not-built', { folder: pages }, nowhere))
  const app = await createApp({ source, pages, version: version(), ...(report === undefined ? {} : { report }) })
  try {
    await app.listen({ host, port })
  } catch (thrown) {
    await app.close()
    return refused(whyNotListening(thrown, host, port))
  }
  return { ok: true, value: { url: urlOf(app, host), close: () => app.close() }, issues: [] }
}
