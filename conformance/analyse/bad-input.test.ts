/**
 * Bad input through the command: an answer with its reason, never a wrong chart, never a crash. In: files as people hand
 * them in, and text made at random. Out: exit codes, what is said, and that no number is none. NIGHTLY=1 makes many more,
 * and a million points.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { models } from '@isometric/core/analyse'
import { isometric } from '../../packages/cli/src/child.ts'
import { isometricOn } from '../../packages/cli/src/inside.ts'

const isNightly = process.env['NIGHTLY'] === '1'
const folder = mkdtempSync(join(tmpdir(), 'isometric-bad-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const file = join(folder, 'series.csv')
const analysed = async (text: string, ...options: readonly string[]) => {
  writeFileSync(file, text)
  return isometricOn('2026-11-22', ['analyse', file, ...options])
}

const column = (head: string, cells: string): string =>
  `${head}\n${cells
    .split(' ')
    .map((cell, i) => `${i + 1},${cell === '-' ? '' : cell}`)
    .join('\n')}\n`

/** What was asked of this command: what it answers, and by which issue or sentence it says why. */
type Case = readonly [what: string, text: string, exit: 0 | 2, says: readonly string[]]

const cases: readonly Case[] = [
  ['a constant series', column('period,value', '7 7 7 7 7 7 7 7 7'), 0, ['No signal: every value is 7.']],
  [
    'a constant share',
    column('period,part,whole', '5,10 5,10 5,10 5,10 5,10 5,10 5,10 5,10'),
    0,
    ['No signal: every value is 50 %.'],
  ],
  ['one point', column('period,value', '3'), 0, ['Too early to tell: 1 value is known', '8 are needed']],
  [
    'gaps',
    'period,value\n2026-01,3\n2026-02,4\n2026-06,5\n',
    0,
    ['series-gap', '3 periods are missing', 'Too early to tell: 3 values are known'],
  ],
  [
    'values that are absent',
    column('period,value', '3 - 4 - 5 6 4 5 3 4'),
    0,
    ['series-value-absent', '2 periods have no value and are left out.'],
  ],
  ['all zeros', column('period,value', '0 0 0 0 0 0 0 0 0'), 0, ['No signal: every value is 0.']],
  [
    'all zeros out of something',
    column('period,part,whole', '0,5 0,5 0,5 0,5 0,5 0,5 0,5 0,5'),
    0,
    ['No signal: every value is 0 %.'],
  ],
  [
    'zero denominators',
    column('period,part,whole', '1,4 0,0 2,4 1,4'),
    0,
    ['series-zero-denominator', 'In one period there was nothing to divide by; it is left out.'],
  ],
  ['nothing but zero denominators', column('period,part,whole', '0,0 0,0'), 0, ['no value is known yet']],
  ['a part greater than its whole', column('period,part,whole', '1,4 5,4'), 2, ['series-part-above-whole', '5']],
  ['a negative count', column('period,count', '1 -1'), 2, ['series-negative']],
  ['a negative whole', column('period,part,whole', '1,4 1,-4'), 2, ['series-negative']],
  ['half an event', column('period,count', '1 1.5'), 2, ['series-not-whole']],
  ['NaN', column('period,value', '1 NaN 2'), 0, ['series-value-absent', 'Too early to tell: 2 values are known']],
  ['infinity', column('period,value', '1 Infinity 2'), 2, ['series-not-a-number', 'Infinity']],
  ['a number too large to square', column('period,value', '1 1e300 2'), 0, ['Too early to tell']],
  ['a word', column('period,value', '1 many 2'), 2, ['series-not-a-number', 'many']],
  ['a period twice', 'period,value\n2026-01,3\n2026-01,4\n', 2, ['series-period-repeated']],
  ['the same row twice', 'period,value\n2026-01,3\n2026-01,3\n', 0, ['series-row-repeated', '1 value is known']],
  [
    'restatements out of order: what was known last holds',
    'period,value,known at\n2026-02,6,2026-03-01\n2026-01,5,2026-03-01\n2026-01,4,2026-02-01\n',
    0,
    ['series-period-restated', 'Too early to tell: 2 values are known'],
  ],
  ['two kinds of periods', 'period,value\n2026-01,3\n2026-Q2,4\n', 2, ['series-periods-mixed']],
  ['no rows', 'period,value\n', 2, ['series-empty']],
  ['no columns', 'a,b\n1,2\n', 2, ['series-period-column-missing']],
]

/** One document: an analysis whose words hold no number that is none, or the issues, of which none is a fault of ours. */
const expectAnswer = ({ exit, out }: { readonly exit: number; readonly out: string }): void => {
  const document = JSON.parse(out) as Readonly<Record<string, unknown>>
  expect(Object.keys(document)).toContain(exit === 0 ? 'sentence' : 'issues')
  expect(JSON.stringify([document['sentence'], document['notes']])).not.toMatch(/NaN|Infinity|undefined/)
  expect(JSON.stringify(document['issues'] ?? [])).not.toContain('"fault"')
}

describe('what was asked for', () => {
  test.each(cases)('%s', async (_, text, exit, says) => {
    const ran = await analysed(text)
    const said = `${ran.err} ${ran.out}`.replaceAll(/\s+/g, ' ')
    expect(ran.exit).toBe(exit)
    expect(says.filter((words) => !said.includes(words))).toEqual([])
    // What is refused is not drawn.
    expect(ran.out === '').toBe(exit === 2)
  })

  test.each(cases)('%s: as a document', async (_, text, exit) => {
    const ran = await analysed(text, '--json')
    expect(ran.exit).toBe(exit)
    expectAnswer(ran)
  })
})

/** Cells as they come: numbers in every dress, and what is none. */
const cell = fc.oneof(
  { weight: 10, arbitrary: fc.integer({ min: -3, max: 60 }).map(String) },
  { weight: 4, arbitrary: fc.double({ noNaN: true, min: -1e6, max: 1e6 }).map(String) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('', 'NaN', 'n/a', '0', '1e99', '1e-99', '1e308', '-0', '1,5', '12 %', '∞', '١'),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 4 }).map((text) => text.replaceAll(/[\r\n,"]/g, '.')) },
)
const heads = ['period,value', 'period,part,whole', 'period,count,exposure', 'period,count', 'period,value,known at']
const period = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.nat({ max: 40 }).map((n) => `20${10 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`),
  },
  { weight: 1, arbitrary: fc.constantFrom('2026-Q1', '7', '', 'spring', '2026-13') },
)
const table = fc.constantFrom(...heads).chain((head) =>
  fc
    .array(
      fc.tuple(
        period,
        fc.array(cell, { minLength: head.split(',').length - 1, maxLength: head.split(',').length - 1 }),
      ),
      {
        maxLength: 40,
      },
    )
    .map((rows) => [head, ...rows.map(([name, cells]) => [name, ...cells].join(','))].join('\n')),
)
/** Rows that are sound, so that charts and not only refusals are looked at. */
const sound = fc
  .constantFrom('period,value', 'period,count', 'period,part,whole')
  .chain((head) =>
    fc
      .array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 40 })
      .map((values) =>
        [
          head,
          ...values.map((value, i) => `${i + 1},${value}${head.endsWith('whole') ? `,${value + (i % 3)}` : ''}`),
        ].join('\n'),
      ),
  )
const options = fc.oneof(
  fc.constant([]),
  fc.constantFrom(...models.map(({ name }) => name)).map((name) => ['--model', name]),
  fc.constantFrom(['--target', '5', '--better', 'lower'], ['--baseline', '1..9'], ['--break', '5'], ['--level', '0.5']),
)

describe('made at random', () => {
  const runs = { seed: 27_004, numRuns: isNightly ? 3000 : 60 }
  test.each([
    ['any table', table],
    ['a sound one', sound],
  ])('%s: an answer or a reason, never a fault', (_, text) =>
    fc.assert(
      fc.asyncProperty(text, options, async (series, asked) => {
        const ran = await analysed(series, ...asked, '--json')
        expect([0, 2]).toContain(ran.exit)
        expectAnswer(ran)
      }),
      runs,
    ),
  )
})

const long = (points: number): string => {
  const rows = Array.from({ length: points }, (_, i) => `${i + 1},${(i * 7919) % 1000}`)
  return `period,value\n${rows.join('\n')}\n`
}

describe('very long series', () => {
  test('fifty thousand points have their answer in little memory', async () => {
    writeFileSync(file, long(50_000))
    const ran = await isometric(['analyse', file], { env: { NODE_OPTIONS: '--max-old-space-size=400' } })
    expect([ran.exit, ran.err]).toEqual([0, ''])
    expect(ran.out).toContain('Trend, forecast and mean look at the values since')
  })
  test.runIf(isNightly)('a million points in less than two gigabytes', async () => {
    writeFileSync(file, long(1_000_000))
    const ran = await isometric(['analyse', file], { env: { NODE_OPTIONS: '--max-old-space-size=1600' } })
    expect([ran.exit, ran.err]).toEqual([0, ''])
    expect(ran.out).toContain('Trend, forecast and mean look at the values since')
  })
})
