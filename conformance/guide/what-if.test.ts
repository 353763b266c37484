/**
 * The guide “what moved a number, and what would” is true: in the workspace of the first guide its commands print what it
 * shows. In: both pages and the exports. Out: one test for each output.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { isometricOn, type Ran } from '../../packages/cli/src/inside.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

const pageOf = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../../docs/guide', `${name}.md`), 'utf8')

type Block = { readonly language: string; readonly text: string; readonly before: string }

const blocksOf = (page: string): readonly Block[] =>
  [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map((match) => ({
    language: match[1] ?? '',
    text: match[2] ?? '',
    before: page.slice(0, match.index).trimEnd().split('\n').at(-1) ?? '',
  }))

const [first, blocks] = [blocksOf(pageOf('first-indicators')), blocksOf(pageOf('what-if'))]
const isCommand = ({ text }: Block): boolean => text.startsWith('npx isometric')

const home = process.cwd()
const folder = mkdtempSync(join(tmpdir(), 'isometric-what-if-guide-'))
afterAll(() => {
  process.chdir(home)
  rmSync(folder, { recursive: true, force: true })
})

/** The documents that a page writes into the workspace. */
const written = (of: readonly Block[]): void => {
  for (const { language, text, before } of of) {
    const path = /`(w\/[\w./-]+)`:$/.exec(before)?.[1]
    if (language === 'yaml' && path !== undefined) writeFileSync(join(folder, path), text)
  }
}

beforeAll(async () => {
  process.chdir(folder)
  await isometricOn('2026-07-01', ['init', 'w'])
  cpSync(join(import.meta.dirname, 'exports'), join(folder, 'w/exports'), { recursive: true })
  rmSync(join(folder, 'w/exports/hits-2026-07-13.csv'))
  written(first)
  written(blocks)
  for (const verb of ['collect', 'measure']) await isometricOn('2026-07-02', ['--workspace', 'w', verb])
})

const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '').slice(2)

const commands = blocks.flatMap((block, i) => (isCommand(block) ? [{ command: block.text.trim(), i }] : []))

/** A number and its unit do not part at the end of a line. */
const linesOf = (text: string): readonly string[] =>
  text
    .replaceAll('\u00a0', ' ')
    .trimEnd()
    .split('\n')
    .map((line) => line.trimEnd())

test.each(commands)('$command', async ({ command, i }) => {
  const { exit, out, err }: Ran = await isometricOn('2026-07-02', wordsOf(command))
  expect([exit, err]).toEqual([0, ''])
  const printed = linesOf(out)
  // The guide shortens: its lines stand in this order among those printed.
  let at = -1
  const missing = linesOf(blocks[i + 1]?.text ?? 'nothing').filter((line) => {
    const found = printed.findIndex((other, n) => n > at && other === line)
    if (found >= 0) at = found
    return found < 0
  })
  expect(missing).toEqual([])
})
