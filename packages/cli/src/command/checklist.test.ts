import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { golden } from '../golden.ts'
import { isometricOn, type Ran } from '../inside.ts'
import { widthOf } from '../terminal/index.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 })

const evidence = fileURLToPath(new URL('../../../../constructs/firewall-rules/evidence/', import.meta.url))
const goldenAt = (name: string): URL => new URL(`golden/${name}.txt`, import.meta.url)

const folder = mkdtempSync(join(tmpdir(), 'isometric-checklist-'))
const workspace = join(folder, 'w')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = (day: string, ...args: readonly string[]): Promise<Ran> =>
  isometricOn(day, ['--workspace', workspace, ...args])

type Step = {
  readonly step: string
  readonly state: string
  readonly items: readonly { readonly id: string; readonly state: string; readonly todo: string | null }[]
}
const stepsOn = async (day: string): Promise<readonly Step[]> =>
  (JSON.parse((await run(day, 'checklist', '--json')).out) as { readonly steps: readonly Step[] }).steps
const stateOf = (steps: readonly Step[], id: string): string | undefined =>
  steps.flatMap(({ items }) => items).find((item) => item.id === id)?.state

const begun = `organisation: Example Ltd
time zone: Europe/Berlin
people:
  ada: { name: Ada Brandt, roles: [measurement planner, information analyst] }
  felix: { name: Felix Hartmann, roles: [measurement reviewer] }
adopts:
  firewall-rules:
    from: 2026-05-01
    criteria:
      - { from: 2026-05-01, met: "0", near: "[1..5]", approved: 2026-04-20 }
  incident-cost:
sources:
  - { contract: firewall rules, name: rules, path: exports/rules-*.csv }
  - { contract: firewall rule hits, name: counters, path: exports/hits-*.csv }
`

let before: readonly Step[] = []
beforeAll(async () => {
  await run('2026-05-02', 'init', workspace)
  before = await stepsOn('2026-05-02')
})

test('a new workspace has seven steps before it, and is told how to begin', async () => {
  expect(before.map(({ step }) => step)).toEqual([
    'understand',
    'establish',
    'monitor',
    'evaluate',
    'document',
    'clauses',
    'annexes',
  ])
  expect(before.map(({ state }) => state)).not.toContain('done')
  const left = before.flatMap(({ items }) => items).filter(({ state }) => state !== 'done')
  expect(left.filter(({ todo }) => todo === null || todo === '')).toEqual([])
  const { out } = await run('2026-05-02', 'checklist')
  expect(out).toBe(golden(goldenAt('checklist-new'), out))
})

describe('a programme that has begun', () => {
  beforeAll(async () => {
    writeFileSync(join(workspace, 'isometric.yaml'), begun)
    for (const day of ['2026-05-31', '2026-06-30'])
      await run(day, 'collect', 'firewall rules', '--from', join(evidence, `firewall-rules@${day}.csv`), '--as-of', day)
    const hits = join(evidence, 'firewall-rule-hits@2026-06-30.csv')
    await run('2026-06-30', 'collect', 'firewall rule hits', '--from', hits, '--as-of', '2026-06-30')
    await run('2026-07-02', 'measure', 'firewall-rules', '--period', '2026-05..2026-06')
  })

  test('is told what is done and what is left, in 80 columns', async () => {
    const { exit, out, err } = await run('2026-07-02', 'checklist')
    expect([exit, err]).toEqual([0, ''])
    expect(out).toBe(golden(goldenAt('checklist-begun'), out))
    expect(Math.max(...out.split('\n').map(widthOf))).toBeLessThanOrEqual(80)
  })

  test('is the same for machines', async () => {
    const steps = await stepsOn('2026-07-02')
    const states = ['needs', 'separation', 'sources', 'collected', 'fresh', 'measured', 'kept', 'criteria', 'decided']
    expect(Object.fromEntries(states.map((id) => [id, stateOf(steps, id)]))).toEqual({
      needs: 'done',
      separation: 'done',
      sources: 'open',
      collected: 'open',
      fresh: 'open',
      measured: 'open',
      kept: 'open',
      criteria: 'open',
      decided: 'done',
    })
  })

  test('falls behind when time passes and nothing comes', async () => {
    const later = await stepsOn('2026-10-20')
    expect([stateOf(later, 'fresh'), stateOf(later, 'measured')]).toEqual(['missing', 'missing'])
    expect(stateOf(await stepsOn('2027-03-01'), 'revised')).toBe('open')
  })

  test('a file in quarantine is to be looked at', async () => {
    const twice = join(folder, 'twice.csv')
    writeFileSync(twice, 'firewall,rule,action,enabled,is border\nfw1,a,allow,true,true\nfw1,a,allow,true,true\n')
    expect(stateOf(await stepsOn('2026-07-02'), 'quarantine')).toBe('done')
    expect((await run('2026-07-02', 'collect', 'firewall rules', '--from', twice, '--as-of', '2026-07-01')).exit).toBe(
      1,
    )
    expect(stateOf(await stepsOn('2026-07-02'), 'quarantine')).toBe('open')
  })

  test('the matrix of 9.1 answers what, how, when and who', async () => {
    const { out } = await run('2026-07-02', 'checklist', '--matrix')
    expect(out).toBe(golden(goldenAt('matrix'), out))
    expect(Math.max(...out.split('\n').map(widthOf))).toBeLessThanOrEqual(80)
    const markdown = (await run('2026-07-02', 'checklist', '--matrix', '--format', 'markdown')).out
    expect(markdown).toBe(golden(new URL('golden/matrix.md', import.meta.url), markdown))
    const { rows } = JSON.parse((await run('2026-07-02', 'checklist', '--matrix', '--json')).out) as {
      readonly rows: readonly unknown[]
    }
    expect(rows).toMatchObject([
      {
        id: 'firewall-rules',
        annexB: 'B.26',
        what: { question: 'Are all border firewall rules still needed?', measure: 'unused rules' },
        how: { evidence: ['firewall rules', 'firewall rule hits'], criteria: { met: '0', near: '[1..5]' } },
        measured: { every: 'P1M', by: 'network analyst', owner: 'network manager' },
        analysed: { every: 'P1M', reported: 'P3M', by: 'Ada Brandt' },
      },
      { id: 'incident-cost', annexB: 'B.8' },
    ])
  })

  test.each<readonly [args: readonly string[], says: string]>([
    [['--matrix', '--format', 'pdf'], 'one of text, markdown'],
    [['--format', 'markdown'], 'used with --matrix'],
    [['firewall-rules'], '“checklist” does not know what to do with “firewall-rules”'],
  ])('what is asked wrongly is said: %j', async (args, says) => {
    const { exit, err } = await run('2026-07-02', 'checklist', ...args)
    expect(exit).toBe(2)
    expect(err).toContain(says)
  })
})

test('a construct without a decision is not taken into use', async () => {
  const { out } = await run('2026-07-02', 'catalogue', 'firewall-rules', '--form', 'yaml')
  const draft = out.replace('construct: firewall-rules', 'construct: my-rules').replace(/^decision: .*\n/m, '')
  mkdirSync(join(workspace, 'constructs/my-rules'), { recursive: true })
  writeFileSync(join(workspace, 'constructs/my-rules/construct.yaml'), draft)
  writeFileSync(join(workspace, 'isometric.yaml'), begun.replace('  incident-cost:\n', '  my-rules:\n'))
  const checked = await run('2026-07-02', 'check', join(workspace, 'isometric.yaml'))
  expect(checked.exit).toBe(1)
  expect(checked.out).toContain('isometric.yaml:11:3 error adopted-without-decision “my-rules” names no decision')
  const measured = await run('2026-07-02', 'measure')
  expect(measured.exit).toBe(2)
  expect(measured.err).toContain('Write under decision: in its construct.yaml what somebody will decide by it.')
})
