import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { launcher } from '../child.ts'
import { isometricHere } from '../inside.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const pages = fileURLToPath(new URL('../../../web/dist/index.html', import.meta.url))

let folder = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'isometric-serve-'))
  await isometricHere(['init', 'w'], { cwd: folder })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const serve = (...args: readonly string[]) => isometricHere(['--workspace', 'w', 'serve', ...args], { cwd: folder })

const hosts = ['0.0.0.0', '::', '192.168.1.7', 'example.org']
test.each(hosts)('host %s is refused: nobody signs in yet', async (host) => {
  const { exit, err } = await serve('--host', host)
  expect(exit).toBe(2)
  expect(err).toContain(`“${host}” is not this machine’s own address`)
})

test.each(['70000', 'http', '-1'])('port %s is refused', async (port) => {
  expect((await serve(`--port=${port}`)).exit).toBe(2)
})

test('a workspace that is none is refused', async () => {
  expect((await isometricHere(['--workspace', 'nowhere', 'serve', '--port', '0'], { cwd: folder })).exit).toBe(2)
})

test.skipIf(!existsSync(pages))('it serves until it is interrupted', async () => {
  const child = spawn(process.execPath, [launcher, '--workspace', 'w', 'serve', '--port', '0', '--json'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const said: unknown[] = await once(child.stdout, 'data')
  const { url } = JSON.parse(String(said[0])) as { readonly url: string }
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
  expect((await fetch(`${url}/api/v1/indicators`)).status).toBe(200)
  child.kill('SIGINT')
  const ended: unknown[] = await once(child, 'exit')
  expect(ended[0]).toBe(0)
})
