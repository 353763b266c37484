import { spawnSync } from 'node:child_process'
import {
  closeSync,
  cpSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openWorkspace } from '@isometric/runner/workspace'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { hasTerminal, isometric, onTerminal } from '../child.ts'
import { isometricHere } from '../inside.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let folder = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'isometric-collect-'))
  await isometricHere(['init', 'empty'], { cwd: folder })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const newWorkspace = (name: string): string => {
  cpSync(join(folder, 'empty'), join(folder, name), { recursive: true })
  return name
}
const collect = (workspace: string, ...args: readonly string[]) =>
  isometricHere(['--workspace', workspace, 'collect', ...args], { cwd: folder })

const header = 'firewall,rule,action,enabled,is border\n'
const written = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return name
}

type Collected = {
  readonly snapshots: readonly {
    readonly contract: string
    readonly digest: string
    readonly rows: number
    readonly rejected: number
    readonly asOf: string
    readonly known: boolean
  }[]
  readonly quarantined: readonly { readonly path: string; readonly issues: readonly { readonly code: string }[] }[]
}
const collectedIn = (out: string): Collected => JSON.parse(out) as Collected

describe('one file', () => {
  test('is a snapshot, and the same one again', async () => {
    const w = newWorkspace('once')
    const file = written('rules.csv', `${header}fw1,r1,allow,true,true\nfw1,r2,deny,false,true\n`)
    const first = await collect(w, 'firewall rules', '--from', file, '--as-of', '2026-06-30', '--json')
    expect(first).toMatchObject({ exit: 0, err: '' })
    expect(collectedIn(first.out)).toMatchObject({
      snapshots: [{ contract: 'firewall rules', rows: 2, rejected: 0, asOf: '2026-06-30T23:59:59Z', known: false }],
      quarantined: [],
    })
    const again = await collect(w, 'firewall_rules', '--from', file, '--as-of', '2026-06-30', '--json')
    expect(collectedIn(again.out).snapshots[0]).toMatchObject({
      known: true,
      digest: collectedIn(first.out).snapshots[0]?.digest,
    })
  })

  test('with rows that break the contract is stored without them, and says so', async () => {
    const good = Array.from({ length: 20 }, (_, n) => `fw1,g${n},allow,true,true\n`).join('')
    const rows = `${good}fw1,r2,permit,false,true\nfw1,r3,deny,perhaps,true\n`
    const { exit, out, err } = await collect(
      newWorkspace('rejecting'),
      'firewall rules',
      '--from',
      written('mixed.csv', header + rows),
      '--as-of',
      '2026-06-30',
    )
    expect(exit).toBe(0)
    expect(out).toContain('2 rows rejected (--fail-on rejected makes that exit code 1).')
    expect(err).toContain('permit')
    expect(err).toContain('perhaps')
  })

  test('with --fail-on rejected the answer to rejected rows is no, and everything else is the same', async () => {
    const good = Array.from({ length: 20 }, (_, n) => `fw1,g${n},allow,true,true\n`).join('')
    const [sound, mixed] = [
      written('sound.csv', header + good),
      written('perhaps.csv', `${header}${good}fw1,r,deny,perhaps,true\n`),
    ]
    const asked = (workspace: string, file: string, ...more: readonly string[]) =>
      collect(workspace, 'firewall rules', '--from', file, '--as-of', '2026-06-30', ...more)
    const [lenient, strict] = [newWorkspace('lenient'), newWorkspace('strict')]
    const plain = await asked(lenient, mixed)
    const failing = await asked(strict, mixed, '--fail-on', 'rejected')
    expect([plain.exit, failing.exit]).toEqual([0, 1])
    expect(failing.out).toBe(plain.out)
    expect(failing.err.replaceAll('strict', 'lenient')).toBe(plain.err)
    expect(collectedIn((await asked(strict, mixed, '--fail-on', 'rejected', '--json')).out)).toMatchObject({
      snapshots: [{ rows: 20, rejected: 1, known: true }],
    })
    expect((await asked(strict, mixed, '--fail-on', 'rejected')).exit).toBe(1)
    expect((await asked(strict, sound, '--fail-on', 'rejected')).exit).toBe(0)
    const wrong = await asked(strict, sound, '--fail-on', 'rejects')
    expect([wrong.exit, wrong.err.includes('--fail-on cannot be “rejects”: it is rejected.')]).toEqual([2, true])
  })

  test('without a column is kept in quarantine, and changes nothing', async () => {
    const w = newWorkspace('quarantine')
    const file = written('narrow.csv', 'firewall,rule,action,enabled\nfw1,r1,allow,true\n')
    const { exit, out } = await collect(w, 'firewall rules', '--from', file, '--as-of', '2026-06-30', '--json')
    expect(exit).toBe(1)
    expect(collectedIn(out)).toMatchObject({ snapshots: [], quarantined: [{ issues: [{ code: 'column-missing' }] }] })
    expect(readFileSync(join(folder, file), 'utf8')).toContain('fw1,r1')
  })
})

describe('the sources of the programme', () => {
  const programme = `organisation: Ours
time zone: Europe/Berlin
sources:
  - { contract: firewall rules, name: firewalls, path: exports/rules-*.csv }
  - { contract: risks, name: register, path: exports/risks.csv }
`
  test('are collected, each file as of the day in its name; what is missing is said', async () => {
    const w = newWorkspace('bound')
    writeFileSync(join(folder, w, 'isometric.yaml'), programme)
    for (const day of ['2026-05-31', '2026-06-30'])
      writeFileSync(join(folder, w, 'exports', `rules-${day}.csv`), `${header}fw1,r1,allow,true,true\n`)
    const all = await collect(w, '--json')
    expect(collectedIn(all.out).snapshots.map(({ asOf }) => asOf)).toEqual([
      '2026-05-31T21:59:59Z',
      '2026-06-30T21:59:59Z',
    ])
    expect(all.exit).toBe(2)
    expect(all.err).toContain('No file matches “exports/risks.csv”')
    const rules = await collect(w, 'firewall rules')
    expect(rules).toMatchObject({ exit: 0, err: '' })
    expect(rules.out).toContain('31 May 2026')
    expect(rules.out).toContain('Evidence: 0 stored, 2 known already.')
    expect((await collect(w, 'people')).err).toContain('Nothing says where people come from.')
  })
})

describe('a fault in a mapping', () => {
  const programme = `organisation: Ours
time zone: Europe/Berlin
sources:
  - { contract: firewall rules, name: firewalls, path: exports/rules-*.csv, mapping: ours }
`
  const mapping = (border: string): string => `mapping: ours
contract: firewall rules
format: csv
columns:
  firewall: { from: firewall }
  rule: { from: rule }
  action: { from: action }
  enabled: { from: enabled }
  is border: { is: '${border}' }
`
  test('is shown where it is written, once for all files', async () => {
    const w = newWorkspace('mapped')
    writeFileSync(join(folder, w, 'isometric.yaml'), programme)
    writeFileSync(join(folder, w, 'mappings', 'ours.yaml'), mapping('is bordr = "true"'))
    for (const day of ['2026-05-31', '2026-06-30'])
      writeFileSync(join(folder, w, 'exports', `rules-${day}.csv`), `${header}fw1,r1,allow,true,true\n`)
    const { exit, out, err } = await collect(w)
    expect(exit).toBe(2)
    expect(out).toContain('2 refused')
    expect(err.split(join('mappings', 'ours.yaml:9:21')).length).toBe(2)
    expect(err).toMatch(/ 9 │ {3}is border: .*\n +│ {21}\^{8}\n/)
    const json: unknown = JSON.parse((await collect(w, '--json')).out)
    expect(json).toMatchObject({
      snapshots: [],
      refused: [{ issues: [{ line: 9, column: 21 }] }, { issues: [{ line: 9, column: 21 }] }],
    })
  })
})

/** A small disk without room. Only root can mount, and not in every container. */
const isFull = (path: string): boolean => {
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'none', path]).status !== 0) return false
  expect(() => writeFileSync(join(path, 'ballast'), Buffer.alloc(4 * 2 ** 20))).toThrow(/ENOSPC/)
  return true
}

test('a full disk: exit 3, and a sentence', async (context) => {
  const w = newWorkspace('full')
  const evidence = join(folder, w, 'evidence')
  const file = written('any.csv', `${header}fw1,r1,allow,true,true\n`)
  if (!isFull(evidence)) return context.skip('this user cannot mount a small disk to fill')
  try {
    const args = ['--workspace', w, 'collect', 'firewall rules', '--from', file, '--as-of', '2026-06-30']
    const { exit, out, err } = await isometric(args, { cwd: folder })
    expect(exit).toBe(3)
    expect(out).toContain('✕ failed')
    expect(err).toMatch(/error evidence-not-written .*could not be written: the disk is full\./)
  } finally {
    spawnSync('umount', [evidence])
  }
})

describe('a workspace that cannot be written', () => {
  const file = (): string => written('any.csv', `${header}fw1,r1,allow,true,true\n`)
  const refused = (workspace: string) => collect(workspace, 'firewall rules', '--from', file(), '--as-of', '2026-06-30')
  test('in use: exit 3, a sentence, nothing lost; reading goes on', async () => {
    const w = newWorkspace('busy')
    const writer = await openWorkspace(join(folder, w), 'write')
    const args = ['--workspace', w, 'collect', 'firewall rules', '--from', file(), '--as-of', '2026-06-30']
    const { exit, err } = await isometric(args, { cwd: folder })
    expect([exit, err.includes(`is in use by another process (${process.pid})`)]).toEqual([3, true])
    expect(readdirSync(join(folder, w, 'evidence'))).toEqual([])
    expect((await isometric(['--workspace', w, 'show', 'firewall-rules'], { cwd: folder })).err).toContain(
      'Nothing has been measured',
    )
    if (writer.ok) await writer.value.close()
    expect((await refused(w)).exit).toBe(0)
  })
  test('from a newer version: exit 2, untouched', async () => {
    const w = newWorkspace('newer')
    writeFileSync(join(folder, w, 'workspace.json'), '{"format": 99}')
    const { exit, err } = await refused(w)
    expect(exit).toBe(2)
    expect(err).toContain('newer version of Isometric (workspace format 99')
    expect(readFileSync(join(folder, w, 'workspace.json'), 'utf8')).toBe('{"format": 99}')
  })
  test('no workspace at all: exit 2', async () => {
    expect(await refused('nowhere')).toMatchObject({ exit: 2 })
    expect((await refused('.')).err).toContain('is not a workspace: it has no isometric.yaml')
  })
})

/** 200 MB where time is no matter, else enough for the bar to move. */
const megabytes = process.env['CI'] === 'true' || process.env['NIGHTLY'] === '1' ? 200 : 20

const writeLarge = (file: string): void => {
  const handle = openSync(file, 'w')
  writeSync(handle, header)
  for (let n = 0, written = 0; written < megabytes * 1e6; n += 20_000) {
    const lines = Array.from(
      { length: 20_000 },
      (_, i) => `fw${(n + i) % 97},rule-${n + i},${i % 3 === 0 ? 'deny' : 'allow'},true,${i % 2 === 0}\n`,
    )
    written += writeSync(handle, lines.join(''))
  }
  closeSync(handle)
}

test.skipIf(!(await hasTerminal()))(
  'a large file shows a bar on a terminal and nothing in a pipe',
  { timeout: 600_000 },
  async () => {
    const w = newWorkspace('large')
    const file = join(folder, 'large.csv')
    writeLarge(file)
    const args = ['--workspace', w, 'collect', 'firewall rules', '--from', 'large.csv', '--as-of', '2026-06-30']
    const terminal = await onTerminal(args, { cwd: folder })
    expect(terminal.exit).toBe(0)
    expect(terminal.out).toContain('\r\u001b[2Klarge.csv: reading')
    expect(terminal.out).toMatch(/reading +█[█▏▎▍▌▋▊▉ ]+ +\d+ %/)
    expect(terminal.out).toContain(': writing')
    expect(terminal.out).toContain('✓ stored')
    const piped = await isometric(args, { cwd: folder })
    expect(piped).toMatchObject({ exit: 0, err: '' })
    for (const drawn of ['\r', '\u001b', '█']) expect(piped.out).not.toContain(drawn)
    expect(piped.out).toContain('known already')
  },
)
