import { expect, test } from 'vitest'
import { firewall, resultOf } from '../../../../conformance/page/results.ts'
import type { Result, Status } from '../term/index.ts'
import { crossingsKnownAt, seriesOf } from './index.ts'

const letters: Readonly<Record<string, Status>> = { m: 'met', n: 'near', x: 'not met' }

/** A month for each letter, known in the year of its number: 2031 for the first run, 2032 for the second. */
const known = (text: string, run: number, from = 0): readonly Result[] =>
  text.split('').map((letter, i) =>
    resultOf({
      card: firewall,
      n: from + i,
      // Rules of ever the same number: nothing is beyond limits of chance.
      measures: { 'border rules': 100, 'unused rules': 7, 'unused share': 0.07 },
      status: letters[letter] ?? 'no data',
      knownAt: `203${run}-01-01T00:00:00Z`,
    }),
  )

/** What each of several runs tells. */
const toldBy = (results: readonly Result[], runs: number): readonly string[] =>
  Array.from({ length: runs }, (_, i) =>
    crossingsKnownAt(seriesOf(results), firewall, undefined, `203${i + 1}-01-01T00:00:00Z`)
      .map(({ to, period, isCurrent }) => `${to} ${period.start.slice(0, 7)}${isCurrent ? ' now' : ''}`)
      .join(', '),
  )

test.each<readonly [string, readonly Result[], readonly string[]]>([
  ['nothing but the beginning', known('mmm', 1), ['met 2024-11 now', '']],
  [
    'a first breach waits for the second',
    [...known('mmx', 1), ...known('x', 2, 3)],
    ['met 2024-11', 'not met 2025-02 now'],
  ],
  ['and is told once', [...known('mmxx', 1), ...known('xx', 2, 4)], ['met 2024-11, not met 2025-02 now', '']],
  ['to and fro is told never', [...known('mxmx', 1), ...known('mxm', 2, 4)], ['met 2024-11 now', '']],
  ['the end is told too', [...known('xx', 1), ...known('mm', 2, 2)], ['not met 2024-11', 'met 2025-02 now']],
  [
    'a restatement that makes it one',
    [...known('mmmx', 1), ...known('x', 2, 2)],
    ['met 2024-11', 'not met 2025-02 now'],
  ],
])('%s', (_, results, expected) => expect(toldBy(results, 2)).toEqual(expected))

test('is said in words', () => {
  const [, change] = crossingsKnownAt(seriesOf(known('mxx', 1)), firewall, undefined, '2031-01-01T00:00:00Z')
  expect(change?.sentence).toBe('✕ firewall-rules is not met since December 2024, told by two periods in a row')
  expect(change).toMatchObject({
    construct: 'firewall-rules',
    from: 'met',
    to: 'not met',
    by: 'two periods',
    since: { start: '2024-12-01' },
  })
})
