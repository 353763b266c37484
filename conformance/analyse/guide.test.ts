/** The guide to `analyse` is true: its file is analysed by its command, and prints what it shows. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { isometricOn } from '../../packages/cli/src/inside.ts'

const folder = mkdtempSync(join(tmpdir(), 'isometric-series-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const page = readFileSync(join(import.meta.dirname, '../../docs/guide/analyse.md'), 'utf8')
const [file = '', command = '', output = ''] = [...page.matchAll(/^```\n([\s\S]*?)^```$/gm)].map(
  ([, text = '']) => text,
)

test('what the page shows is what comes out', async () => {
  writeFileSync(join(folder, 'late.csv'), file)
  const words = command.trim().split(' ').slice(2)
  const { exit, out, err } = await isometricOn(
    '2026-01-02',
    words.map((word) => (word.endsWith('.csv') ? join(folder, word) : word)),
  )
  expect([exit, err]).toEqual([0, ''])
  expect(out.slice(0, output.length)).toBe(output)
})
