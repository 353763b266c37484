import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seededWorkspace, type TestWorkspace } from '../../../../conformance/page/workspace.ts'
import { isometricOn, type Ran } from '../inside.ts'

const folder = mkdtempSync(join(tmpdir(), 'isometric-apply-'))
let workspace: TestWorkspace
beforeAll(async () => {
  workspace = await seededWorkspace()
})
afterAll(async () => {
  await workspace[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

const written = (name: string, text: string): string => {
  const path = join(folder, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, text)
  return path
}
const on = (...args: readonly string[]): Promise<Ran> =>
  isometricOn('2026-11-05', ['--workspace', workspace.folder, ...args])

const justification = (id: string, more = ''): string => `decisions:
  - justification: ${id}
    construct: firewall-rules
    period: 2026-10
    by: mara
    at: 2026-11-04
    text: The export of one firewall was late.
${more}`

type Changes = {
  readonly changes: readonly { readonly change: string; readonly id: string; readonly about: readonly string[] }[]
}
const changesIn = ({ out }: Ran): Changes['changes'] => (JSON.parse(out) as Changes).changes

describe('apply', () => {
  test('records what is new, and nothing twice', async () => {
    const file = written('one/decisions.yaml', justification('one-cut'))
    const first = await on('apply', file)
    expect([first.exit, first.err]).toEqual([0, ''])
    expect(first.out).toContain('Recorded 1 decision.\n')
    expect((await on('apply', file)).out).toBe('Nothing is new. 1 stood in the record already.\n')
    written('one/more.yaml', justification('another-cut'))
    const changes = changesIn(await on('apply', join(folder, 'one'), '--json'))
    expect(changes.map(({ change, id }) => `${change} ${id}`)).toEqual(['added another-cut', 'unchanged one-cut'])
    expect(changes.map(({ about }) => about.length)).toEqual([1, 1])
  })

  test('show tells what follows, as it was known on a day', async () => {
    const told = await on('show', 'firewall-rules')
    expect(told.out).toContain('≡ justified')
    expect(told.out).toContain('The export of one firewall was late.')
    const before = await on('show', 'firewall-rules', '--as-known-on', '2026-11-04')
    expect(before.out).toContain('! asks for an answer')
    expect(before.out).not.toContain('The export of one firewall was late.')
  })

  test('measure and show analyse with the limits people set', async () => {
    const shown = JSON.parse((await on('show', 'firewall-rules', '--json')).out) as {
      analysis: { limits: { centre: readonly number[] } }
      decided: { baselines: readonly { id: string }[] }
    }
    expect(shown.decided.baselines.map(({ id }) => id)).toEqual(['new-counting'])
    const { centre } = shown.analysis.limits
    expect(new Set(centre.slice(0, 12)).size).toBe(1)
    expect(new Set(centre.slice(12)).size).toBe(1)
    expect(centre[0]).not.toBe(centre[12])
  })

  const refused: readonly (readonly [string, string, string])[] = [
    [
      'nobody',
      justification('x1').replace('mara', 'marta'),
      'Nobody under “people” is called “marta”. Did you mean “mara”?',
    ],
    [
      'a result that is not there',
      justification('x2').replace('2026-10', '2026-11'),
      'Nothing has been measured for “firewall-rules” in 2026-11',
    ],
    [
      'a construct that is not there',
      justification('x3').replace('firewall-rules', 'firewal-rules'),
      'Did you mean “firewall-rules”?',
    ],
    [
      'a name that is taken',
      justification('one-cut').replace('late', 'missing'),
      'is in the record already, and says something else',
    ],
    [
      'a decision that is not there',
      justification('x4', '  - revocation: x5\n    of: one-cat\n    by: mara\n    at: 2026-11-05\n    text: No.\n'),
      'Did you mean “one-cut”?',
    ],
    [
      'two things at once',
      justification('x6').replace('2026-10', 'October').replace('mara', ''),
      'needs a period such as',
    ],
  ]
  test.each(refused)('%s is refused, and nothing of the document is recorded', async (name, text, says) => {
    const ran = await on('apply', written(`${name}.yaml`, text))
    expect(ran.exit).toBe(2)
    expect(ran.err).toContain(says)
    expect((await on('show', 'firewall-rules', '--json')).out).not.toMatch(/"id": "x\d"/)
  })

  test('what is no decision is told where it belongs', async () => {
    written('mixed/decisions.yaml', justification('mixed'))
    written('mixed/isometric.yaml', 'organisation: Mine\ntime zone: UTC\n')
    const mixed = await on('apply', join(folder, 'mixed'))
    expect(mixed.exit).toBe(0)
    expect(mixed.err).toContain('This is a programme, which is no decision')
    const alone = await on('apply', join(folder, 'mixed/isometric.yaml'))
    expect([alone.exit, alone.err.includes('not-for-applying')]).toEqual([2, true])
  })

  test('without a file says what is missing', async () => {
    const { exit, err } = await on('apply')
    expect(exit).toBe(2)
    expect(err).toContain('a file or folder')
    expect(await on('apply', join(folder, 'nowhere.yaml'))).toMatchObject({ exit: 2 })
  })
})
