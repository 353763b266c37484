import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { results } from '../../../conformance/page/results.ts'
import { listed } from '../../../conformance/page/source.ts'
import { createApp, endpoints } from './app.ts'

let app: FastifyInstance
beforeAll(async () => {
  app = await createApp({ source: listed, version: '1.2.3' })
})
afterAll(() => app.close())

const get = (url: string, headers: Record<string, string> = {}) =>
  app.inject({ url, headers: { host: '127.0.0.1:27004', ...headers } })

describe('every address', () => {
  const urls = {
    '/api/v1/indicators': '/api/v1/indicators',
    '/api/v1/indicators/{id}': '/api/v1/indicators/firewall-rules',
    '/api/v1/indicators/{id}/rows': '/api/v1/indicators/firewall-rules/rows?limit=2',
    '/api/v1/results': '/api/v1/results?limit=1000',
    '/api/v1/constructs': '/api/v1/constructs',
    '/api/v1/evidence': '/api/v1/evidence',
    '/api/v1/actions': '/api/v1/actions',
  } as const

  test('is tried below', () => {
    expect(Object.keys(urls)).toEqual(endpoints.map(({ path }) => path))
  })

  test.each(endpoints.map(({ path, schema }) => ({ path, schema })))(
    '$path answers as it says',
    async ({ path, schema }) => {
      const url = Object.entries(urls).find(([key]) => key === path)?.[1] ?? ''
      const answer = await get(url)
      expect(answer.statusCode).toBe(200)
      expect(answer.headers['content-type']).toMatch(/^application\/json/)
      const checked = schema.safeParse(answer.json())
      expect(checked.error?.issues ?? []).toEqual([])
    },
  )

  test.each(endpoints.map(({ path }) => path))(
    '%s refuses what it does not know, in a problem document',
    async (path) => {
      const answer = await get(`${path.replace('{id}', 'firewall-rules')}?colour=red`)
      expect(answer.statusCode).toBe(400)
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
      expect(answer.json()).toMatchObject({ type: 'urn:isometric:problem:bad-query', status: 400 })
      expect(answer.body).toContain('colour')
    },
  )

  test.each(endpoints.map(({ path }) => path))('%s is described', async (path) => {
    const { paths, components } = (await get('/api/openapi.json')).json<{
      paths: Record<string, { get: { responses: Record<string, unknown> } }>
      components: { schemas: Record<string, unknown> }
    }>()
    const described = JSON.stringify(paths[path])
    const names = [...described.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name ?? '')
    expect(names.length).toBeGreaterThan(0)
    expect(names.filter((name) => components.schemas[name] === undefined)).toEqual([])
  })
})

describe('what is asked', () => {
  test.each([
    ['/api/v1/indicators?asKnownOn=yesterday', 400, 'bad-query', 'asKnownOn'],
    ['/api/v1/indicators?asKnownOn=2026-02-30', 400, 'bad-query', 'a day that exists'],
    ['/api/v1/results?limit=0', 400, 'bad-query', 'limit'],
    ['/api/v1/indicators/firewal-rules', 404, 'unknown-indicator', 'Did you mean “firewall-rules”?'],
    ['/api/v1/indicators/firewall-rules?group=firewall=nowhere', 404, 'unknown-group', 'firewall=nowhere'],
    ['/api/v1/nothing', 404, 'unknown-address', '/api/v1/nothing'],
  ])('%s is refused: %d %s', async (url, status, code, says) => {
    const answer = await get(url)
    expect(answer.statusCode).toBe(status)
    expect(answer.json()).toMatchObject({ type: `urn:isometric:problem:${code}`, status })
    expect(answer.body).toContain(says)
  })

  test('is known on a day: what was known before the next day began where the organisation is', async () => {
    const july = async (asKnownOn: string) => {
      const { page } = (await get(`/api/v1/indicators/firewall-rules?asKnownOn=${asKnownOn}`)).json<{
        page: { period: string; value: { text: string } }
      }>()
      return `${page.period}: ${page.value.text}`
    }
    expect(await july('2026-08-02')).toBe('July 2026: 4\u00A0rules')
    expect(await july('2026-08-03')).toBe('July 2026: 14\u00A0rules')
    expect(await july('2026-08-01')).toBe('June 2026: 14\u00A0rules')
    expect(await july('2026-08-03T03:59:59Z')).toBe('July 2026: 4\u00A0rules')
  })

  test('can be one group', async () => {
    const { page } = (await get('/api/v1/indicators/firewall-rules?group=firewall%3Dfw-cork')).json<{
      page: { group: { name: string } }
    }>()
    expect(page.group.name).toBe('fw-cork')
  })
})

test('results come page by page, each once', async () => {
  const seen: string[] = []
  let cursor: string | null = ''
  for (let pages = 0; cursor !== null && pages < 100; pages++) {
    const query = cursor === '' ? '' : `&cursor=${cursor}`
    const page: { results: { digest: string }[]; next: string | null } = (
      await get(`/api/v1/results?construct=firewall-rules&history=true&limit=7${query}`)
    ).json()
    seen.push(...page.results.map(({ digest }) => digest))
    cursor = page.next
  }
  const all = results.filter(({ construct }) => construct === 'firewall-rules')
  expect(seen.toSorted()).toEqual(all.map(({ digest }) => digest).toSorted())
})

test.each([
  ['/api/v1/results?group=&from=2026-10-01&limit=1000', 10],
  ['/api/v1/results?group=firewall%3Dfw-cork', 24],
  ['/api/v1/results?construct=firewall-rules&from=2026-01-01&to=2026-03-01&group=', 2],
])('%s finds %d', async (url, count) => {
  expect((await get(url)).json<{ results: unknown[] }>().results).toHaveLength(count)
})

describe('an answer', () => {
  test('is not sent twice to who has it', async () => {
    const first = await get('/api/v1/indicators')
    const tag = String(first.headers['etag'])
    expect(tag).toMatch(/^"[\w-]{27}"$/)
    const again = await get('/api/v1/indicators', { 'if-none-match': tag })
    expect([again.statusCode, again.body]).toEqual([304, ''])
    expect((await get('/api/v1/indicators', { 'if-none-match': '"other"' })).statusCode).toBe(200)
    expect((await get('/api/v1/evidence')).headers['etag']).not.toBe(tag)
  })

  test('forbids what the pages do not need', async () => {
    const { headers } = await get('/api/v1/indicators')
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|\*/)
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
  })

  test.each([
    ['127.0.0.1:27004', 200],
    ['localhost:27004', 200],
    ['[::1]:27004', 200],
    ['127.8.9.10', 200],
    ['evil.example', 421],
    ['127.0.0.1.evil.example:27004', 421],
    ['localhost.evil.example', 421],
  ])('to a request for the host “%s” is %d', async (host, status) => {
    expect((await get('/api/v1/indicators', { host })).statusCode).toBe(status)
  })
})

describe('health', () => {
  test('is said', async () => {
    expect((await get('/healthz')).json()).toEqual({ status: 'ok' })
    expect((await get('/readyz')).json()).toEqual({ status: 'ready' })
  })

  test('tells alive from ready, and a failure says nothing of the inside', async () => {
    const reported: unknown[] = []
    const broken = { ...listed, cards: () => Promise.reject(new Error('disk /secret is gone')) }
    const failing = await createApp({ source: broken, version: '1', report: (thrown) => reported.push(thrown) })
    const ask = (url: string) => failing.inject({ url, headers: { host: 'localhost' } })
    expect((await ask('/healthz')).statusCode).toBe(200)
    expect((await ask('/readyz')).statusCode).toBe(503)
    const answer = await ask('/api/v1/indicators')
    expect(answer.statusCode).toBe(500)
    expect(answer.body).not.toContain('secret')
    expect(reported).toHaveLength(1)
    await failing.close()
  })
})
