import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isometricHere, type Ran } from '../inside.ts'

const evidence = fileURLToPath(new URL('../../../../constructs/firewall-rules/evidence/', import.meta.url))

/** A witness as anybody might run one: it keeps what is posted to it and says how manieth that was. */
let server: Server
let address = ''
const seen: string[] = []
let folder = ''
const at = (name: string): string => join(folder, name)
const run = (name: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> =>
  isometricHere(['--workspace', at(name), ...args], { env })
const collect = (name: string, day: string): Promise<Ran> =>
  run(name, ['collect', 'firewall rules', '--from', join(evidence, `firewall-rules@${day}.csv`), '--as-of', day])

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'isometric-anchor-'))
  server = createServer((request, answer) => {
    void text(request).then((body) => {
      if (request.url !== '/add') return answer.writeHead(503).end('busy')
      seen.push(body)
      return answer.end(`seen ${seen.length}`)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const found = server.address()
  address = `http://127.0.0.1:${typeof found === 'object' && found !== null ? found.port : 0}`
  await isometricHere(['init', at('w')])
  await collect('w', '2026-05-31')
})
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve))
  rmSync(folder, { recursive: true, force: true })
})

const verify = async (
  name: string,
): Promise<{
  readonly exit: number
  readonly codes: readonly string[]
  readonly anchored: number
  readonly size: number
}> => {
  const { exit, out } = await run(name, ['verify', '--json', '--without-recomputation'])
  const told = JSON.parse(out) as {
    readonly problems: readonly { readonly code: string }[]
    readonly log: { readonly anchored: number; readonly size: number }
  }
  return { exit, codes: [...new Set(told.problems.map(({ code }) => code))], ...told.log }
}

test('a checkpoint is sent once to each witness, and what came back is kept', async () => {
  const file = at('outside/checkpoints')
  const first = await run('w', ['anchor', file, `${address}/add`, '--json'])
  expect([first.exit, first.err]).toEqual([0, ''])
  const checkpoint = readFileSync(join(at('w'), 'log', 'checkpoint'), 'utf8')
  expect(seen).toEqual([checkpoint])
  expect(readFileSync(file, 'utf8')).toBe(`${checkpoint}\n`)
  const again = await run('w', ['anchor', '--json'], { ISOMETRIC_WITNESS: `${file} ${address}/add` })
  expect(JSON.parse(again.out)).toMatchObject({ anchored: [{ known: true }, { known: true }] })
  expect(seen).toHaveLength(1)
  expect(await verify('w')).toMatchObject({ exit: 0, codes: [], anchored: 2, size: 2 })
})

test('what came after is attested by the log’s own key alone, until the next one', async () => {
  await collect('w', '2026-06-30')
  expect(await verify('w')).toMatchObject({ exit: 0, anchored: 2, size: 3 })
  expect((await run('w', ['verify', '--without-recomputation'])).out).toContain(
    '1 record is attested by this workspace’s own key alone',
  )
  await run('w', ['anchor', at('outside/checkpoints')])
  expect(await verify('w')).toMatchObject({ exit: 0, anchored: 3, size: 3 })
})

test('a workspace set back to an earlier day is seen, also where its own copies are gone', async () => {
  cpSync(at('w'), at('later'), { recursive: true })
  await collect('later', '2026-05-31')
  writeFileSync(at('w2.csv'), readFileSync(join(evidence, 'firewall-rules@2026-05-31.csv')))
  await run('later', ['collect', 'firewall rules', '--from', at('w2.csv'), '--as-of', '2026-04-30'])
  await run('later', ['anchor', at('outside/checkpoints')])
  const found = await verify('w')
  expect(found).toMatchObject({ exit: 1, codes: ['log-truncated'] })
})

test('a changed byte of what came back is seen', async () => {
  cpSync(at('later'), at('changed'), { recursive: true })
  const anchors = join(at('changed'), 'log', 'anchors')
  const [name = ''] = readdirSync(anchors)
  writeFileSync(join(anchors, name), readFileSync(join(anchors, name), 'utf8').replace('"answer": "', '"answer": "S'))
  expect(await verify('changed')).toMatchObject({ exit: 1, codes: ['checkpoint-unreadable'] })
})

test.each([
  ['an address that refuses', () => `${address}/other`, 3, 'it answered 503'],
  ['an address where nobody listens', () => 'http://127.0.0.1:1/add', 3, 'could not be sent'],
  ['an address of another kind', () => 'gopher://example.org', 2, 'http://'],
])('%s', async (_, witness, exit, says) => {
  const ran = await run('later', ['anchor', witness()])
  expect(ran.exit).toBe(exit)
  expect(ran.err).toContain(says)
})

test('nobody to send it to', async () => {
  const ran = await run('later', ['anchor'])
  expect([ran.exit, ran.err.includes('ISOMETRIC_WITNESS')]).toEqual([2, true])
})
