import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { isometric } from '../packages/cli/src/child.ts'
import { textOf } from './tree.ts'

const folder = mkdtempSync(join(tmpdir(), 'isometric-readme-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Four border rules, of which one has no traffic. */
const exports = {
  'rules.csv': `firewall,rule,action,enabled,is border,created at
fw1,web in,allow,yes,yes,2024-01-10T09:00:00Z
fw1,partner batch,allow,yes,yes,2024-01-10T09:00:00Z
fw1,old mail relay,allow,yes,yes,2024-02-01T09:00:00Z
fw2,vpn in,allow,yes,yes,2025-03-01T09:00:00Z
fw2,print server,allow,yes,no,2025-03-01T09:00:00Z
`,
  'hits.csv': `firewall,rule,from at,to at,hits
fw1,web in,2026-05-31T22:00:00Z,2026-06-30T21:00:00Z,79110
fw1,partner batch,2026-05-31T22:00:00Z,2026-06-30T21:00:00Z,4
fw2,vpn in,2026-05-31T22:00:00Z,2026-06-30T21:00:00Z,8123
`,
}

const blocks = [...textOf('README.md').matchAll(/^```\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? '')
const [commands = '', printed = ''] = blocks.slice(blocks.findIndex((block) => block.startsWith('npx isometric')))

/** Words of a line as a shell takes them apart; double quotes are all the README needs. */
const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '')

test('what the README says to type prints what it shows', { timeout: 120_000 }, async () => {
  for (const [name, text] of Object.entries(exports)) writeFileSync(join(folder, name), text)
  const told = commands.trimEnd().split('\n').map(wordsOf)
  expect(told).toHaveLength(4)
  let out = ''
  for (const [npx, name, ...args] of told) {
    expect([npx, name]).toEqual(['npx', 'isometric'])
    const ran = await isometric(args, { cwd: folder })
    expect({ exit: ran.exit, err: ran.err }).toEqual({ exit: 0, err: '' })
    out = ran.out
  }
  expect(printed).toContain('firewall-rules')
  expect(out).toContain(printed)
})
