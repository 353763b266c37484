import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listed } from '../../../conformance/page/source.ts'
import { seededWorkspace, type TestWorkspace } from '../../../conformance/page/workspace.ts'
import { listen } from './listen.ts'
import { openSource } from './workspace-source.ts'
import { startServer } from './start.ts'

let workspace: TestWorkspace
let pages: string
beforeAll(async () => {
  workspace = await seededWorkspace()
  pages = await mkdtemp(join(tmpdir(), 'isometric-pages-'))
  await writeFile(join(pages, 'index.html'), '<!doctype html><title>Isometric</title>')
  await writeFile(join(pages, 'icon.svg'), '<svg/>')
})
afterAll(async () => {
  await workspace[Symbol.asyncDispose]()
  await rm(pages, { recursive: true, force: true })
})

const listening = (port: number): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer().listen(port, '127.0.0.1', () => resolve(server))
  })

const portOf = (server: Server): number => {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

describe('a workspace that is served', () => {
  test('answers with what its store and its manifests hold', async () => {
    const source = await openSource(workspace.folder)
    if (!source.ok) throw new Error(source.issues[0]?.message)
    const started = await listen(source.value.source, { host: '127.0.0.1', port: 0 }, pages)
    if (!started.ok) throw new Error(started.issues[0]?.message)
    const read = async (path: string): Promise<unknown> => (await fetch(started.value.url + path)).json()
    expect(await read('/api/v1/indicators')).toMatchObject({
      frame: { organisation: 'Northwind Harbour Authority', sample: true, asKnownOn: null },
      page: { sentence: expect.stringContaining('Of 10 indicators 4 are met') as string },
    })
    expect(await read('/api/v1/indicators/firewall-rules')).toMatchObject({
      page: {
        restatements: [{ before: '4\u00A0rules', after: '14\u00A0rules' }],
        steps: { evidence: [{ contract: 'firewall rules' }, { contract: 'firewall rule hits' }] },
      },
    })
    expect(await read('/api/v1/indicators/firewall-rules?asKnownOn=2026-08-02')).toMatchObject({
      frame: { asKnownOn: '2026-08-02' },
      page: { period: 'July 2026', restatements: [] },
    })
    await started.value.close()
    await source.value.close()
  })
})

describe('pages', () => {
  test.each([
    ['/', 200, 'text/html', '<title>Isometric</title>'],
    ['/indicators/firewall-rules', 200, 'text/html', '<title>Isometric</title>'],
    ['/icon.svg', 200, 'image/svg+xml', '<svg/>'],
    ['/assets/none.js', 404, 'application/problem+json', 'unknown-address'],
    ['/api/v1/nothing', 404, 'application/problem+json', 'unknown-address'],
    ['/..%2f..%2fpackage.json', 404, 'application/problem+json', ''],
  ])('%s is %d, %s', async (path, status, type, holds) => {
    const started = await listen(listed, { host: 'localhost', port: 0 }, pages)
    if (!started.ok) throw new Error(started.issues[0]?.message)
    const answer = await fetch(started.value.url + path)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toContain(type)
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(await answer.text()).toContain(holds)
    await started.value.close()
  })
})

describe('a server refuses', () => {
  test.each(['0.0.0.0', '::', '192.168.1.4', 'example.org', ''])('the host “%s”', async (host) => {
    const refused = await startServer({ workspace: workspace.folder, host, port: 0 })
    expect(refused).toMatchObject({ ok: false, issues: [{ code: 'host-not-loopback' }] })
  })

  test('a port in use, in a sentence', async () => {
    const other = await listening(0)
    const refused = await listen(listed, { host: '127.0.0.1', port: portOf(other) }, pages)
    other.close()
    expect(refused).toMatchObject({ ok: false, issues: [{ code: 'port-in-use' }] })
    expect(refused.issues[0]?.message).toContain('--port')
  })

  test('a folder that is no workspace', async () => {
    const refused = await startServer({ workspace: pages, host: '127.0.0.1', port: 0 })
    expect(refused).toMatchObject({ ok: false, issues: [{ code: 'not-a-workspace' }] })
  })

  test('pages that are not built', async () => {
    const refused = await listen(listed, { host: '127.0.0.1', port: 0 }, join(pages, 'none'))
    expect(refused).toMatchObject({ ok: false, issues: [{ code: 'pages-not-built' }] })
  })
})

test('after closing, the port is free again', async () => {
  const started = await listen(listed, { host: '127.0.0.1', port: 0 }, pages)
  if (!started.ok) throw new Error(started.issues[0]?.message)
  const port = Number(new URL(started.value.url).port)
  await started.value.close()
  const again = await listening(port)
  expect(portOf(again)).toBe(port)
  again.close()
})
