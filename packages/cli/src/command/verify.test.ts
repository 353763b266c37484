import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { layoutOf, openWorkspaceStore } from '@isometric/runner/workspace'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { isometricHere, isometricOn, type Ran } from '../inside.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 })

const evidence = fileURLToPath(new URL('../../../../constructs/firewall-rules/evidence/', import.meta.url))

let folder = ''
const at = (name: string): string => join(folder, name)
const on = (day: string, name: string, ...args: readonly string[]): Promise<Ran> =>
  isometricOn(day, ['--workspace', at(name), ...args])
const verify = (name: string, ...args: readonly string[]): Promise<Ran> =>
  on('2026-08-02', name, 'verify', '--json', ...args)

type Told = {
  readonly integrity: boolean
  readonly completeness: boolean
  readonly recomputed: {
    readonly results: number
    readonly same: number
    readonly different: number
    readonly notRecomputed: readonly { readonly construct: string; readonly results: number }[]
  } | null
  readonly problems: readonly { readonly aspect: string; readonly record: string; readonly code: string }[]
  readonly log: { readonly size: number; readonly anchored: number; readonly keys: readonly string[] }
}
const told = ({ out }: Ran): Told => JSON.parse(out) as Told
const codesIn = (ran: Ran): readonly string[] => [...new Set(told(ran).problems.map(({ code }) => code))]

const prepared: Ran[] = []
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'isometric-verify-'))
  prepared.push(await isometricOn('2026-07-01', ['init', at('w')]))
  const collect = async (contract: string, name: string, day: string): Promise<void> => {
    prepared.push(
      await on('2026-07-01', 'w', 'collect', contract, '--from', join(evidence, `${name}@${day}.csv`), '--as-of', day),
    )
  }
  await collect('firewall rules', 'firewall-rules', '2026-05-31')
  await collect('firewall rules', 'firewall-rules', '2026-06-30')
  prepared.push(await on('2026-07-02', 'w', 'measure', 'firewall-rules', '--period', '2026-05..2026-06'))
  // What comes later restates what was measured without it.
  prepared.push(
    await on(
      '2026-07-03',
      'w',
      'collect',
      'firewall rule hits',
      '--from',
      join(evidence, 'firewall-rule-hits@2026-06-30.csv'),
      '--as-of',
      '2026-06-30',
    ),
  )
  prepared.push(await on('2026-07-04', 'w', 'measure', 'firewall-rules', '--period', '2026-05..2026-06'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const copied = (name: string): string => {
  cpSync(at('w'), at(name), { recursive: true })
  return name
}

test('the workspace is made', () =>
  expect(prepared.map(({ exit, err }) => [exit, err])).toEqual(prepared.map(() => [0, ''])))

test('what was measured is whole, and measured again it is the same, restated or not', async () => {
  const ran = await verify('w')
  expect([ran.exit, ran.err]).toEqual([0, ''])
  const { recomputed, ...found } = told(ran)
  expect(found).toMatchObject({ integrity: true, completeness: true, problems: [] })
  // Two months of three firewalls and the total, first without the readings and then with them.
  expect(recomputed).toEqual({ results: 16, same: 16, different: 0, notRecomputed: [] })
})

test('for people it says what stands behind it', async () => {
  const ran = await on('2026-08-02', 'w', 'verify', '--without-recomputation')
  expect(ran.exit).toBe(0)
  expect(ran.out).toContain('✓ integrity')
  expect(ran.out).toContain('– recomputation: left out')
  expect(ran.out).toContain('attested by this workspace’s own key alone')
})

test('a changed byte of evidence is told with its file', async () => {
  const name = copied('flipped')
  const below = join(at(name), 'evidence', 'firewall_rules')
  const file = readdirSync(below).find((each) => each.endsWith('.parquet')) ?? ''
  const bytes = readFileSync(join(below, file))
  bytes[100] = (bytes[100] ?? 0) ^ 4
  writeFileSync(join(below, file), bytes)
  const ran = await verify(name)
  expect(ran.exit).toBe(1)
  expect(told(ran)).toMatchObject({ integrity: false, completeness: true, recomputed: null })
  expect(told(ran).problems).toMatchObject([
    { aspect: 'integrity', record: `firewall_rules/${file}`, code: 'evidence-changed' },
  ])
  expect(ran.err).toContain('is not what was collected')
})

test('a result that its evidence does not give is told, though it was recorded', async () => {
  const name = copied('invented')
  const opened = await openWorkspaceStore(layoutOf(at(name)), 'write')
  expect(opened.ok).toBe(true)
  const store = opened.ok ? opened.value : undefined
  const results = (await store?.results({ construct: 'firewall-rules', from: '2026-06-01' })) ?? []
  const [card] = (await store?.cards()) ?? []
  const better = results.map((result) => ({
    ...result,
    knownAt: '2026-07-05T00:00:00Z',
    digest: `${result.digest.slice(0, -4)}0000`,
    indicator: { ...result.indicator, value: 0, status: 'met' as const },
  }))
  if (card !== undefined) await store?.append(better, card, '2026-07-05T00:00:00Z')
  await store?.close()
  const ran = await verify(name)
  expect(ran.exit).toBe(1)
  expect(told(ran)).toMatchObject({
    integrity: true,
    completeness: true,
    recomputed: { results: 20, same: 16, different: 4 },
  })
  expect(codesIn(ran)).toEqual(['result-seal-broken'])
})

test('what has been changed since is not measured again, and said so', async () => {
  const name = copied('edited')
  const programme = join(at(name), 'isometric.yaml')
  writeFileSync(
    programme,
    `${readFileSync(programme, 'utf8')}adopts:\n  firewall-rules: { parameters: { window: 'duration("P2M")' } }\n`,
  )
  const ran = await verify(name)
  const { recomputed } = told(ran)
  expect(recomputed?.same).toBe(0)
  expect(recomputed?.notRecomputed.map(({ construct, results }) => [construct, results])).toEqual([
    ['firewall-rules', 8],
    ['firewall-rules', 8],
  ])
})

test('a programme that cannot be read is said, beside what could be verified', async () => {
  const name = copied('unreadable')
  writeFileSync(join(at(name), 'isometric.yaml'), 'organisation: [')
  const ran = await verify(name)
  expect(ran.exit).toBe(2)
  expect(told(ran)).toMatchObject({ integrity: true, completeness: true, recomputed: null })
  expect(ran.err).toContain('isometric.yaml')
})

test('against a checkpoint that was kept, and a key that is known', async () => {
  const kept = at('checkpoint-of-july')
  cpSync(join(at('w'), 'log', 'checkpoint'), kept)
  const first = told(await verify('w', '--checkpoint', kept, '--without-recomputation'))
  expect(first.log.anchored).toBe(first.log.size)
  expect(first.log.keys).toHaveLength(1)
  const other = await verify('w', '--key', `${first.log.keys[0] ?? ''}A`, '--without-recomputation')
  expect([other.exit, codesIn(other)]).toEqual([1, ['key-unknown']])
  const missing = await verify('w', '--checkpoint', at('nowhere'))
  expect(missing.exit).toBe(2)
})

test('outside of a workspace it says so', async () => {
  const ran = await isometricHere(['--workspace', at('nowhere'), 'verify'])
  expect([ran.exit, ran.err.includes('There is no folder')]).toEqual([2, true])
})
