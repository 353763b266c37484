import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seededWorkspace, type TestWorkspace } from '../../../conformance/page/workspace.ts'
import { openWorkspace } from '@isometric/runner/workspace'
import { createApp } from './app.ts'
import { openSource, type OpenSource } from './workspace-source.ts'

let workspace: TestWorkspace
let opened: OpenSource
let app: FastifyInstance
beforeAll(async () => {
  workspace = await seededWorkspace()
  const outcome = await openSource(workspace.folder)
  if (!outcome.ok) throw new Error(outcome.issues[0]?.message)
  opened = outcome.value
  app = await createApp({ source: opened.source, version: '1.2.3' })
})
afterAll(async () => {
  await app.close()
  await opened.close()
  await workspace[Symbol.asyncDispose]()
})

const host = '127.0.0.1:27004'
const post = (body: unknown, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: '/api/v1/actions',
    headers: { host, 'content-type': 'application/json', 'idempotency-key': 'k1', ...headers },
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  })

const justified = {
  justification: 'one-cut',
  construct: 'firewall-rules',
  period: '2026-10',
  by: 'mara',
  at: '2026-11-04',
  text: 'The export of one firewall was late.',
}

type Shown = { page: { open: readonly unknown[]; justifications: readonly { id: string }[] } }
const shown = async (): Promise<Shown['page']> =>
  (await app.inject({ url: '/api/v1/actions', headers: { host } })).json<Shown>().page

describe('a decision that is posted', () => {
  test('is in the record, and answers the breach it speaks of', async () => {
    const before = await shown()
    const answer = await post(justified)
    expect(answer.statusCode).toBe(201)
    expect(answer.json()).toMatchObject({
      change: 'added',
      entry: { decision: { kind: 'justification', id: 'one-cut', period: { start: '2026-10-01', end: '2026-11-01' } } },
    })
    const after = await shown()
    expect([before.open.length, after.open.length]).toEqual([1, 0])
    expect(after.justifications.map(({ id }) => id)).toContain('one-cut')
  })

  test('twice is once', async () => {
    expect((await post(justified)).statusCode).toBe(200)
    expect((await post(justified, { 'idempotency-key': 'another' })).json()).toMatchObject({ change: 'unchanged' })
  })

  test('may leave its name and its moment to the server; the same key makes the same', async () => {
    const { at: _, ...unnamed } = { ...justified, justification: null }
    const first = await post(unnamed, { 'idempotency-key': 'mine' })
    expect(first.statusCode).toBe(201)
    const second = await post(unnamed, { 'idempotency-key': 'mine' })
    expect(second.statusCode).toBe(200)
    expect(second.json<{ entry: unknown }>().entry).toEqual(first.json<{ entry: unknown }>().entry)
    expect((await post({ ...unnamed, text: 'Otherwise.' }, { 'idempotency-key': 'mine' })).statusCode).toBe(409)
    expect((await post(unnamed, { 'idempotency-key': 'yours' })).statusCode).toBe(201)
  })

  test('says otherwise under a name that is taken: a conflict', async () => {
    const answer = await post({ ...justified, text: 'For another reason.' })
    expect(answer.statusCode).toBe(409)
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(answer.json()).toMatchObject({ type: 'urn:isometric:problem:decision-changed' })
  })

  test.each([
    [{ ...justified, justification: 'x1', by: 'nobody' }, 'unknown-person'],
    [{ ...justified, justification: 'x2', period: '2031-01' }, 'nothing-to-decide-on'],
    [{ ...justified, justification: 'x3', construct: 'firewal-rules' }, 'unknown-construct'],
    [{ ...justified, justification: 'x4', why: 'because' }, 'unknown-key'],
    [{ conclusion: 'x5', of: 'one-cut', effective: true, by: 'mara', text: 'It worked.' }, 'decision-of-another-kind'],
    [{ guess: 'x6' }, 'unknown-decision-kind'],
    [{}, 'unknown-decision-kind'],
  ])('%j is refused: %s', async (body, code) => {
    const answer = await post(body)
    expect(answer.statusCode).toBe(422)
    const refused = answer.json<{ type: string; detail: string; issues: readonly { code: string }[] }>()
    expect(refused.type).toBe('urn:isometric:problem:decision-refused')
    expect(refused.issues.map((issue) => issue.code)).toContain(code)
    expect(refused.detail.length).toBeGreaterThan(10)
  })

  test.each<readonly [string, unknown, Record<string, string>, number]>([
    ['without a key', justified, { 'idempotency-key': '' }, 400],
    ['that is a list', [justified], {}, 400],
    ['that is no JSON', '{', {}, 400],
    ['that is plain text, as forms send it', JSON.stringify(justified), { 'content-type': 'text/plain' }, 415],
    ['that is too long', { ...justified, text: 'x'.repeat(70_000) }, {}, 413],
    ['from a page of another site', justified, { origin: 'https://example.org' }, 403],
    ['from another site’s form', justified, { 'sec-fetch-site': 'cross-site' }, 403],
    ['to another name of this machine', justified, { host: 'example.org' }, 421],
  ])('%s is refused', async (_, body, headers, status) => {
    expect((await post(body, headers)).statusCode).toBe(status)
  })

  test('from our own page is taken', async () => {
    const headers = { origin: `http://${host}`, 'sec-fetch-site': 'same-origin' }
    expect((await post(justified, headers)).statusCode).toBe(200)
  })

  test('waits for nobody: where another process writes, it is told', async () => {
    const writer = await openWorkspace(workspace.folder, 'write')
    expect(writer.ok).toBe(true)
    const answer = await post({ ...justified, justification: 'later' })
    if (writer.ok) await writer.value.close()
    expect(answer.statusCode).toBe(503)
    expect((await post({ ...justified, justification: 'later' })).statusCode).toBe(201)
  })
})
