/**
 * The guide “first five indicators” is true: its documents are written as they stand there, its commands are run, and
 * what they print is what it shows. In: the page and eight exports. Out: one test for each output it shows.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { isometricOn, type Ran } from '../../packages/cli/src/inside.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

const page = readFileSync(join(import.meta.dirname, '../../docs/guide/first-indicators.md'), 'utf8')
const exports = join(import.meta.dirname, 'exports')
const late = 'hits-2026-07-13.csv'

const home = process.cwd()
const folder = mkdtempSync(join(tmpdir(), 'isometric-guide-'))
afterAll(() => {
  process.chdir(home)
  rmSync(folder, { recursive: true, force: true })
})

/** A block of the page: what stands in it, and how the paragraph before it ends. */
type Block = { readonly language: string; readonly text: string; readonly before: string; readonly section: string }

const blocks: readonly Block[] = [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map((match) => {
  const earlier = page.slice(0, match.index)
  return {
    language: match[1] ?? '',
    text: match[2] ?? '',
    before: earlier.trimEnd().split('\n').at(-1) ?? '',
    section: [...earlier.matchAll(/^## (\d)/gm)].at(-1)?.[1] ?? '',
  }
})

const isCommand = ({ text }: Block): boolean => text.startsWith('npx isometric')

/** Words of a line as a shell takes them apart; double quotes are all the guide needs. */
const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '').slice(2)

/** Every command of a section in order, and what all of them printed. */
const told = async (section: string, day: string, skip = 0): Promise<Ran> => {
  const commands = blocks.filter((block) => block.section === section && isCommand(block)).slice(skip)
  const lines = (commands[0]?.text ?? '').trimEnd().split('\n')
  const ran: Ran[] = []
  for (const line of lines) ran.push(await isometricOn(day, wordsOf(line)))
  return {
    exit: Math.max(...ran.map(({ exit }) => exit)),
    out: ran.map(({ out }) => out).join(''),
    err: ran.map(({ err }) => err).join(''),
  }
}

/** The output a section shows, the nth of it. */
const shown = (section: string, n: number): readonly string[] => {
  const outputs = blocks.filter(
    (block) =>
      block.section === section && block.language === '' && !isCommand(block) && !block.text.startsWith('Device;'),
  )
  return (outputs[n]?.text ?? 'nothing').trimEnd().split('\n')
}

/** Lines of an output in their order, with others between them: the guide shortens. */
const missing = (lines: readonly string[], out: string): readonly string[] => {
  // A number and its unit do not part at the end of a line.
  const printed = out
    .replaceAll('\u00a0', ' ')
    .split('\n')
    .map((line) => line.trimEnd())
  let at = -1
  return lines.filter((line) => {
    const found = printed.findIndex((other, i) => i > at && other === line.trimEnd())
    if (found >= 0) at = found
    return found < 0
  })
}

const write = (path: string, text: string): void => writeFileSync(join(folder, path), text)
const read = (path: string): string => readFileSync(join(folder, path), 'utf8')

/** The same workspace once more, to be spoilt; its name is as long, so that tables are as wide. */
const copied = (name: string): string => {
  cpSync(join(folder, 'w'), join(folder, name), { recursive: true })
  return name
}

beforeAll(async () => {
  process.chdir(folder)
  await told('2', '2026-07-01')
  cpSync(exports, join(folder, 'w/exports'), { recursive: true })
  rmSync(join(folder, 'w/exports', late))
  for (const { language, text, before } of blocks) {
    const path = /`(w\/[\w./-]+)`:$/.exec(before)?.[1]
    if (language === 'yaml' && path !== undefined) write(path, text)
  }
})

test('the commands of the catalogue are understood', async () => {
  expect(await told('1', '2026-07-01')).toMatchObject({ exit: 0, err: '' })
})

test('the rows shown are rows of the file', () => {
  const rows =
    blocks
      .find(({ text }) => text.startsWith('Device;'))
      ?.text.trimEnd()
      .split('\n') ?? []
  expect(missing(rows, read('w/exports/rulebase-2026-06-30.csv'))).toEqual([])
})

test('the documents are sound, but for what is not measured yet', async () => {
  const { exit, out } = await told('4', '2026-07-01')
  expect(exit).toBe(0)
  expect(missing(shown('4', 0), out)).toEqual([])
})

test('criteria that overlap are told', async () => {
  const name = copied('o')
  write(`${name}/isometric.yaml`, read('w/isometric.yaml').replace('near: "[1..3]"', 'near: "<= 3"'))
  const { exit, out } = await isometricOn('2026-07-01', ['--workspace', name, 'check', `${name}/isometric.yaml`])
  expect(exit).toBe(1)
  expect(missing(shown('4', 1), out.replaceAll(`${name}/`, 'w/'))).toEqual([])
})

test('a row that does not fit is left out, and a file that cannot be trusted is kept aside', async () => {
  const collect = async (name: string): Promise<Ran> =>
    isometricOn('2026-07-01', ['--workspace', name, 'collect', 'firewall rules'])
  const rules = 'exports/rulebase-2026-06-30.csv'
  const rejecting = copied('r')
  write(`${rejecting}/${rules}`, read(`w/${rules}`).replace('28/02/2024', '31/02/2024'))
  write(`${rejecting}/mappings/rulebase.yaml`, read('w/mappings/rulebase.yaml').replace(', REJECT: deny', ''))
  const rejected = await collect(rejecting)
  expect(rejected.exit).toBe(0)
  expect(
    missing(shown('5', 1), `${rejected.err}${rejected.out}`.replaceAll(`${rejecting}/exports/`, 'w/exports/')),
  ).toEqual([])
  const twice = copied('t')
  write(`${twice}/${rules}`, `${read(`w/${rules}`)}fw1;web in;PERMIT;on;outside;10/01/2024\n`)
  const quarantined = await collect(twice)
  expect(quarantined.exit).toBe(1)
  expect(
    missing(shown('5', 2), `${quarantined.err}${quarantined.out}`.replaceAll(`${twice}/exports/`, 'w/exports/')),
  ).toEqual([])
})

test('eight files become five indicators', async () => {
  const collected = await told('5', '2026-07-01')
  expect([collected.exit, collected.err]).toEqual([0, ''])
  expect(missing(shown('5', 0), collected.out)).toEqual([])
  const measured = await told('6', '2026-07-02')
  expect([measured.exit, measured.err]).toEqual([0, ''])
  expect(missing(shown('6', 0), measured.out)).toEqual([])
  expect(missing(shown('6', 1), (await told('6', '2026-07-02', 1)).out)).toEqual([])
})

test('what is left is told', async () => {
  expect(missing(shown('9', 0), (await told('9', '2026-07-02')).out)).toEqual([])
})

test('a month later without a new export there is no answer', async () => {
  const name = copied('a')
  const { out } = await isometricOn('2026-08-10', ['--workspace', name, 'measure', 'firewall-rules'])
  expect(missing(shown('7', 0), out)).toEqual([])
})

test('late evidence restates June, and what was known before is still there', async () => {
  cpSync(join(exports, late), join(folder, 'w/exports', late))
  const { exit, out } = await told('8', '2026-07-14')
  expect(exit).toBe(0)
  expect(missing(shown('8', 0), out)).toEqual([])
  expect(missing(shown('8', 1), (await told('8', '2026-07-14', 1)).out)).toEqual([])
})
