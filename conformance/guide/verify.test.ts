/**
 * The guide “verify, witness, back up” is true: its commands are run in the order they stand there, in a workspace with
 * evidence and results, and what it says of a workspace that somebody changed is so.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { isometricOn, type Ran } from '../../packages/cli/src/inside.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

const root = join(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/guide/verify.md'), 'utf8')
const commands = [...page.matchAll(/^```\n([\s\S]*?)^```$/gm)].flatMap(([, text = '']) => text.trim().split('\n'))
const evidence = join(root, 'constructs/firewall-rules/evidence')

const home = process.cwd()
const folder = mkdtempSync(join(tmpdir(), 'isometric-guide-'))
const run = (line: string, day = '2026-07-05'): Promise<Ran> => isometricOn(day, line.split(' '))

beforeAll(async () => {
  process.chdir(folder)
  await run('init workspace', '2026-07-01')
  const files = readdirSync(evidence).filter((name) => name.includes('-06-30'))
  for (const name of files) {
    const contract = name.startsWith('firewall-rules@') ? 'firewall rules' : 'firewall rule hits'
    await isometricOn('2026-07-01', ['collect', contract, '--from', join(evidence, name), '--as-of', '2026-06-30'])
  }
  await run('measure firewall-rules', '2026-07-02')
})
afterAll(() => {
  process.chdir(home)
  rmSync(folder, { recursive: true, force: true })
})

test('every command of the page does what it says, in its order', async () => {
  expect(commands.length).toBeGreaterThan(7)
  const ran: string[] = []
  for (const line of commands) {
    const { exit, err } = await run(line.replace(/^npx isometric /, ''))
    ran.push(`${line}: ${exit}${err}`)
  }
  expect(ran).toEqual(commands.map((line) => `${line}: 0`))
})

test('--json answers with the parts the page names', async () => {
  const { out } = await run('verify --json')
  const named = /`\{(integrity, [\w, ]+)\}`/.exec(page)?.[1]?.split(', ') ?? []
  expect(Object.keys(JSON.parse(out) as object).toSorted()).toEqual(named.toSorted())
})

test('what a checkpoint covers is told apart from what the log’s own key attests', async () => {
  const { out } = await run('verify --without-recomputation')
  expect(out).toMatch(/\d+ records are covered by a checkpoint kept elsewhere\./)
  expect(out).toMatch(/attested by this workspace’s own key alone/)
})

test('a log and a store that are moved away together are begun anew, which a kept checkpoint shows', async () => {
  cpSync('workspace', 'anew', { recursive: true })
  mkdirSync('away')
  for (const name of ['store.sqlite', 'log']) {
    cpSync(join('anew', name), join('away', name), { recursive: true })
    rmSync(join('anew', name), { recursive: true })
  }
  expect((await run('--workspace anew measure firewall-rules', '2026-07-06')).exit).toBe(0)
  expect((await run('--workspace anew verify', '2026-07-06')).exit).toBe(0)
  const { exit, err } = await run('--workspace anew verify --checkpoint witness/checkpoints', '2026-07-06')
  expect(exit).toBe(1)
  expect(err).toMatch(/log-forked|log-truncated/)
})

test('without the key nothing more is added', async () => {
  cpSync('workspace', 'keyless', { recursive: true })
  rmSync('keyless/signing', { recursive: true })
  writeFileSync('more.csv', readFileSync(join(evidence, 'firewall-rules@2026-05-31.csv')))
  const ran = await isometricOn('2026-07-06', [
    '--workspace',
    'keyless',
    'collect',
    'firewall rules',
    '--from',
    'more.csv',
    '--as-of',
    '2026-05-31',
  ])
  expect([ran.exit, ran.err.includes('ISOMETRIC_SIGNING_KEY')]).toEqual([3, true])
  expect((await run('--workspace keyless verify --without-recomputation', '2026-07-06')).exit).toBe(0)
})
