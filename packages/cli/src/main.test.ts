import { readFileSync } from 'node:fs'
import { describe, expect, test, vi } from 'vitest'
import { hasTerminal, isometric, onTerminal } from './child.ts'
import { isometricHere } from './inside.ts'

vi.setConfig({ testTimeout: 60_000 })

const verbs = [
  'init',
  'catalogue',
  'check',
  'try',
  'collect',
  'measure',
  'show',
  'whatif',
  'explain',
  'verify',
  'anchor',
  'backup',
  'restore',
  'rekey',
  'serve',
]

describe('help', () => {
  test('lists every verb', async () => {
    const { exit, out, err } = await isometric(['--help'])
    expect([exit, err]).toEqual([0, ''])
    for (const verb of verbs) expect(out).toMatch(new RegExp(`^  ${verb} `, 'm'))
  })
  test('without arguments it is the same', async () => {
    expect((await isometricHere([])).out).toBe((await isometricHere(['-h'])).out)
  })
  test.each(verbs)('%s has its own', async (verb) => {
    const { exit, out, err } = await isometricHere([verb, '--help'])
    expect([exit, err]).toEqual([0, ''])
    expect(out).toMatch(new RegExp(`^isometric ${verb}`))
    expect(out).toContain('--workspace DIR')
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120)
  })
})

describe('a wrong request', () => {
  const cases: readonly (readonly [readonly string[], string])[] = [
    [['chek'], 'There is no verb “chek”. Did you mean “check”?'],
    [['frobnicate'], 'There is no verb “frobnicate”.'],
    [['--json'], 'There is no verb.'],
    [['check', '--jsn'], '“check” has no option “--jsn”. Did you mean “--json”?'],
    [['show', 'firewall-rules', '--group'], '“show” needs DIMENSION=VALUE after --group.'],
    [['show', '--group', '--json', 'x'], '“show” needs DIMENSION=VALUE after --group.'],
    [['show'], '“show” needs the id of a construct.'],
    [['show', 'firewall', 'rules'], '“show” does not know what to do with “rules”.'],
    [['check', '--help=yes'], '--help cannot be “yes”'],
    [['--workspace'], 'There is no verb.'],
  ]
  test.each(cases)('%j', async (args, sentence) => {
    const { exit, out, err } = await isometricHere(args)
    expect(exit).toBe(2)
    expect(err).toContain(sentence)
    expect(err).not.toContain('    at ')
    const codes = args.includes('--json')
      ? (JSON.parse(out) as { issues: { severity: string }[] }).issues.map(({ severity }) => severity)
      : out
    expect(codes).toEqual(args.includes('--json') ? ['error'] : '')
  })

  test('global options may stand before the verb and after it', async () => {
    const before = await isometricHere(['--workspace', '/nowhere', 'show', 'x'])
    const after = await isometricHere(['show', 'x', '--workspace=/nowhere'])
    expect([before.exit, before.err]).toEqual([2, after.err])
    expect(before.err).toContain('There is no folder /nowhere')
    expect((await isometric(['show', 'x'], { env: { ISOMETRIC_WORKSPACE: '/elsewhere' } })).err).toContain('/elsewhere')
  })
})

describe('a process', () => {
  test.each<readonly [args: readonly string[], exit: number]>([
    [['try', '1 + 1'], 0],
    [['try', '1 +'], 1],
    [['chek'], 2],
    [['init', '/proc/w'], 3],
  ])('%j ends with %i', async (args, exit) => {
    const here = await isometricHere(args)
    const { seconds: _seconds, ...apart } = await isometric(args)
    expect(apart).toEqual(here)
    expect(apart.exit).toBe(exit)
  })
})

test.skipIf(!(await hasTerminal()))('colour on a terminal, unless it is not wanted', async () => {
  expect((await onTerminal(['frobnicate'])).out).toContain('\u001b[31merror')
  expect((await onTerminal(['frobnicate'], { env: { NO_COLOR: '1' } })).out).not.toContain('\u001b[')
})

test('a verb is loaded only when it is asked for', () => {
  const source = readFileSync(new URL('./main.ts', import.meta.url), 'utf8')
  expect(source.match(/^import .*(runner|server|command\/)/m)).toBeNull()
})
