import { existsSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { errorsIn, isometric, isometricApart, picture, placeCalled, product, type Place } from './isometric.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let place: Place
beforeAll(async () => {
  place = await placeCalled('requests')
})
afterAll(() => place.remove())
/** A workspace for each, so that what one does is not seen by the next. */
const run = (args: readonly string[], workspace: string) =>
  isometric(['--workspace', workspace, ...args], { cwd: place.folder })

type Case = readonly [args: readonly string[], code: string, says: string]
const aPeriod = 'it is a period such as 2026-06, 2026-Q2, 2026-W23 or 2026-06-30'
const aDate = 'it is a date such as 2026-06-30, or an instant'

const cases: readonly Case[] = [
  [['chek'], 'unknown-verb', 'Did you mean “check”? “isometric --help” lists them.'],
  [['frobnicate'], 'unknown-verb', '“isometric --help” lists them.'],
  [[], 'missing-verb', '“isometric --help” lists them.'],
  [
    ['measure', '--perod', '2026-06'],
    'unknown-option',
    'Did you mean “--period”? “isometric measure --help” lists them.',
  ],
  [['measure', '--period', '2026-13'], 'bad-argument', aPeriod],
  [['measure', '--period', '2026-06..2026-01'], 'bad-argument', aPeriod],
  [['measure', '--period'], 'missing-argument', 'needs A..B after --period. See “isometric measure --help”.'],
  [['measure', '--as-known-on', '2026-02-30'], 'bad-argument', aDate],
  [['measure', '--fail-on', 'bad'], 'bad-argument', 'it is one of met, near, not met'],
  [['measure', 'firewal-rules'], 'unknown-construct', 'Did you mean “firewall-rules”?'],
  [['show'], 'missing-argument', 'needs the id of a construct. See “isometric show --help”.'],
  [['show', 'firewall-rules', '--as-known-on', 'yesterday'], 'bad-argument', aDate],
  [['show', 'firewall-rules'], 'nothing-measured', 'Run “isometric collect” and “isometric measure firewall-rules”.'],
  [['apply'], 'missing-argument', 'needs a file or folder. See “isometric apply --help”.'],
  [['apply', 'nowhere.yaml'], 'document-unreadable', 'nowhere.yaml'],
  [['explain', 'firewall-rules', '--engine', 'oracle'], 'bad-argument', 'it is duckdb.'],
  [['catalogue', 'firewal-rules'], 'unknown-construct', 'Did you mean “firewall-rules”?'],
  [['catalogue', 'firewall-rules', '--form', 'pdf'], 'bad-argument', 'it is tabular, text, markdown, yaml.'],
  [['init', 'a', 'b'], 'excess-argument', 'If a name has spaces, put it in quotes.'],
  [['serve', '--host', '0.0.0.0'], 'host-not-loopback', 'use 127.0.0.1, ::1 or localhost.'],
  [['serve', '--port', '99999'], 'bad-argument', 'it is a number up to 65535, or 0 for any free one.'],
]

describe('a wrong request: exit 2, one sentence, nothing done', () => {
  test.each(cases)('%j', async (args, code, says) => {
    const workspace = place.workspace(`w-${args.join('-')}`)
    const before = picture(join(place.folder, workspace))
    const { exit, out, err } = await run([...args, '--json'], workspace)
    expect(exit).toBe(2)
    expect(errorsIn(out).map((issue) => issue.code)).toEqual([code])
    expect(errorsIn(out)[0]?.message).toContain(says)
    expect(err).toBe(`error ${code} ${errorsIn(out)[0]?.message}\n`)
    expect(picture(join(place.folder, workspace))).toEqual(before)
  })

  test('for people the same sentence, and nothing on stdout', async () => {
    const args = ['--workspace', place.workspace('w-june'), 'measure', '--period', 'June']
    const { exit, out, err } = await isometricApart(args, { cwd: place.folder })
    expect([exit, out]).toEqual([2, ''])
    expect(err).toContain(aPeriod)
  })

  test('a formula that cannot be read is an answer, and it is no', async () => {
    const { exit, out } = await run(['try', '1 +', '--json'], place.workspace('w-try'))
    expect(exit).toBe(1)
    expect(errorsIn(out)).toMatchObject([{ code: 'formula-syntax', line: 1, column: 4 }])
  })
})

const pages = join(product, 'packages/web/dist/index.html')

test.skipIf(!existsSync(pages))(
  'a port in use fails outside: exit 3 (it needs the pages: npm test -- web)',
  async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    try {
      const args = ['--workspace', place.workspace('w-serve'), 'serve', '--port', String(port), '--json']
      const { exit, out } = await isometricApart(args, { cwd: place.folder })
      expect(exit).toBe(3)
      expect(errorsIn(out).map(({ code }) => code)).toEqual(['port-in-use'])
      expect(errorsIn(out)[0]?.message).toContain('choose another with --port')
    } finally {
      server.close()
    }
  },
)
