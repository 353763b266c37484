/** The guide “from a breach to what worked” is true: its documents are written, its commands run, its outputs come out. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { isometricHere, type Ran } from '../../packages/cli/src/inside.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const page = readFileSync(join(import.meta.dirname, '../../docs/guide/decide.md'), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'isometric-decide-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Block = { readonly language: string; readonly text: string; readonly path: string | undefined }

const blocks: readonly Block[] = [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map((match) => {
  const before = page.slice(0, match.index).trimEnd().split('\n').at(-1) ?? ''
  return { language: match[1] ?? '', text: match[2] ?? '', path: /`(w\/[\w./-]+)`:$/.exec(before)?.[1] }
})

const isCommand = ({ text }: Block): boolean => text.startsWith('npx isometric')
const commands = blocks.filter(isCommand)
const outputs = blocks.filter((block) => block.language === '' && block.path === undefined && !isCommand(block))

const ran = async (command: Block | undefined): Promise<Ran> => {
  let last: Ran = { exit: 0, out: '', err: '' }
  const lines = (command?.text ?? '').split('\n').filter((line) => line.startsWith('npx isometric'))
  for (const line of lines) {
    last = await isometricHere(line.split(' ').slice(2), {
      cwd: folder,
      env: { ISOMETRIC_WORKSPACE: 'w' },
      now: () => new Date('2026-09-02T10:00:00Z'),
    })
    expect([line, last.err, last.exit]).toEqual([line, '', 0])
  }
  return last
}

/** What is shown stands in what was printed, line by line and together. */
const printed = ({ out }: Ran): string => out.replaceAll('\u00A0', ' ')

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

let measured: Ran = { exit: 0, out: '', err: '' }
beforeAll(async () => {
  const [init, collect] = commands
  await ran(init)
  for (const { path, text } of blocks) if (path !== undefined) write(path, text)
  measured = await ran(collect)
})

test('the page has the commands and outputs looked at below', () => {
  expect([commands.length, outputs.length]).toEqual([5, 4])
})

test('a change is told by the run that makes it known, and by no other', async () => {
  expect(printed(measured)).toContain(outputs[0]?.text ?? 'nothing')
  const again = await ran({ language: '', path: undefined, text: 'npx isometric measure' })
  expect(again.out).not.toContain('Changed')
  const { out } = await ran({ language: '', path: undefined, text: 'npx isometric measure --json' })
  expect((JSON.parse(out) as { crossings: readonly unknown[] }).crossings).toEqual([])
})

test('the breach asks, is answered by what is applied, and the action is shown to have worked', async () => {
  const [, , show, apply, again] = commands
  const [, breach, applied, effective] = outputs
  expect(printed(await ran(show))).toContain(breach?.text ?? 'nothing')
  expect(printed(await ran(apply))).toBe(applied?.text)
  expect(printed(await ran(apply))).toBe('Nothing is new. 3 stood in the record already.\n')
  expect(printed(await ran(again))).toContain(effective?.text ?? 'nothing')
})

test('the figures are those of the file', () => {
  const drills = (blocks.find(({ path }) => path?.endsWith('.csv') === true)?.text ?? '')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))
  const sumOf = (from: string, to: string): readonly [part: number, whole: number] => {
    const own = drills.filter(([day = '']) => day >= from && day < to)
    const sum = (column: number): number => own.reduce((all, cells) => all + Number(cells[column]), 0)
    return [sum(2), sum(1)]
  }
  /** E. B. Wilson’s limits, and of a difference R. G. Newcombe’s (1998, method 10), as the papers write them. */
  const wilson = ([part, whole]: readonly [number, number]): readonly [number, number] => {
    const [p, z2] = [part / whole, 1.959964 ** 2]
    const half = Math.sqrt(z2 * (z2 + 4 * whole * p * (1 - p)))
    return [(2 * part + z2 - half) / (2 * (whole + z2)), (2 * part + z2 + half) / (2 * (whole + z2))]
  }
  const [before, after] = [sumOf('2025-01', '2025-12'), sumOf('2026-01', '2026-08')]
  const [p, q] = [before[0] / before[1], after[0] / after[1]]
  const [[low, high], [lower, upper]] = [wilson(before), wilson(after)]
  const limits = [q - p - Math.hypot(q - lower, high - p), q - p + Math.hypot(upper - q, p - low)]
  expect([p, q, ...limits].map((share) => (100 * share).toFixed(1))).toEqual(['70.0', '95.0', '19.8', '29.9'])
})

test('the other answers are taken too', async () => {
  write('w/more.yaml', blocks.filter(({ language, path }) => language === 'yaml' && path === undefined)[0]?.text ?? '')
  const { out } = await ran({ language: '', path: undefined, text: 'npx isometric apply w/more.yaml' })
  expect(out).toContain('Recorded 5 decisions.')
})
