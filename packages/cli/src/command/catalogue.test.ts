import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { printedYaml, readConstruct } from '@isometric/core/construct'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { golden } from '../golden.ts'
import { isometricHere, type Ran } from '../inside.ts'
import { widthOf } from '../terminal/index.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 })

const product = fileURLToPath(new URL('../../../../', import.meta.url))
const source = readFileSync(join(product, 'constructs/training-effectiveness/construct.md'), 'utf8')

let folder = ''
const run = (...args: readonly string[]): Promise<Ran> => isometricHere(args, { cwd: folder })

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'isometric-catalogue-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const longest = (text: string): number => Math.max(...text.split('\n').map(widthOf))

describe('a construct as prose with numbers', () => {
  test('of its worked example, where nothing has been measured', async () => {
    const { exit, out } = await run('catalogue', 'training-effectiveness', '--form', 'text')
    expect(exit).toBe(0)
    expect(out).toBe(golden(new URL('./golden/free-text.txt', import.meta.url), out))
    expect(longest(out)).toBeLessThanOrEqual(80)
  })

  test('of the workspace, where it has measured', async () => {
    const evidence = join(product, 'constructs/firewall-rules/evidence')
    const inW = (...args: readonly string[]): Promise<Ran> => run('--workspace', 'w', ...args)
    const exits = [
      await run('init', 'w'),
      await inW(
        'collect',
        'firewall rules',
        '--from',
        join(evidence, 'firewall-rules@2026-06-30.csv'),
        '--as-of',
        '2026-06-30',
      ),
      await inW(
        'collect',
        'firewall rule hits',
        '--from',
        join(evidence, 'firewall-rule-hits@2026-06-30.csv'),
        '--as-of',
        '2026-06-30',
      ),
      await inW('measure', 'firewall-rules', '--period', '2026-06'),
    ].map(({ exit }) => exit)
    expect(exits).toEqual([0, 0, 0, 0])
    const { out } = await inW('catalogue', 'firewall-rules', '--form', 'text')
    expect(out).toContain('Numbers: June 2026, as the workspace has measured it.')
    expect(out).toMatch(/unused share\n +=.*\n +=.*\d.*\n +=.*%/)
  })

  test('of nowhere, where there is no example either', async () => {
    await run('init', 'bare')
    mkdirSync(join(folder, 'bare/constructs/own-one'), { recursive: true })
    const own = source.replace('construct: training-effectiveness', 'construct: own-one')
    writeFileSync(join(folder, 'bare/constructs/own-one/construct.md'), own)
    const { exit, out } = await run('--workspace', 'bare', 'catalogue', 'own-one', '--form', 'text')
    expect(exit).toBe(0)
    expect(out).toContain('No numbers')
    expect(out).toContain('{required} have been asked')
  })
})

describe('a construct as a document', () => {
  test('in Markdown it is the free text itself', async () => {
    const { out } = await run('catalogue', 'training-effectiveness', '--form', 'markdown')
    expect(out.trimEnd()).toBe(source.trimEnd())
  })

  test('what was written in YAML is a sound free text', async () => {
    const { out } = await run('catalogue', 'firewall-rules', '--form', 'markdown')
    writeFileSync(join(folder, 'firewall-rules.md'), out)
    const checked = await run('check', 'firewall-rules.md')
    expect(checked).toMatchObject({ exit: 0, out: expect.stringContaining('1 document, no problems') as unknown })
  })

  test('what was written as free text is sound YAML', async () => {
    const { out } = await run('catalogue', 'training-effectiveness', '--form', 'yaml')
    const outcome = readConstruct('construct.yaml', out)
    expect(outcome.issues).toEqual([])
    const again = outcome.ok ? printedYaml(outcome.value) : ''
    expect(again.trimEnd()).toBe(out.trimEnd())
  })
})

/** The free text that the language's page shows. */
const shown = /^````markdown\n([\s\S]*?)^````$/m.exec(
  readFileSync(join(product, 'docs/language/free-text.md'), 'utf8'),
)?.[1]

test('as a form of two columns', async () => {
  await run('init', 'shown')
  mkdirSync(join(folder, 'shown/constructs/reviewed-access'), { recursive: true })
  writeFileSync(join(folder, 'shown/constructs/reviewed-access/construct.md'), shown ?? '')
  const { out } = await run('--workspace', 'shown', 'catalogue', 'reviewed-access')
  expect(out).toBe(golden(new URL('./golden/tabular.txt', import.meta.url), out))
  expect(longest(out)).toBeLessThanOrEqual(80)
})

test('a form nobody knows is told', async () => {
  const { exit, err } = await run('catalogue', 'access-review', '--form', 'prose')
  expect(exit).toBe(2)
  expect(err).toContain('tabular, text, markdown, yaml')
})
