import { join } from 'node:path'
import { productFolder, readCatalogue } from '@isometric/runner/catalogue'
import type { Result } from '@isometric/core/term'
import { beforeAll, describe, expect, test } from 'vitest'
import { readExpected } from './expected.ts'
import { measuredFrom } from './measured.ts'

/**
 * Two people judged doors (B.19). Worked by hand for 2025, of each the newest answer of the last year: q1 is at level 4
 * to one and 3 to the other, q2 at 3 to both; the other seven were judged by one. Of two pairs one is equal. Alpha of
 * ranks: the disagreement seen is 2 × 2² = 8 over 4 ratings; by chance, of three 3s and one 4, it is 2 × 3 × 1 × 2²
 * = 24 over 4 × 3. So alpha = 1 − (8 ÷ 4) ÷ (24 ÷ 12) = 0.
 */
const construct = 'entry-controls'
let results: readonly Result[]
beforeAll(async () => {
  const catalogue = await readCatalogue()
  const folder = join(productFolder, 'constructs', construct)
  const expectation = readExpected(folder)
  const found = await measuredFrom({ ...expectation, construct, folder, catalogue })
  results = found.get(undefined) ?? []
}, 120_000)

const notesOf = (year: string, group: Result['group']): readonly string[] =>
  (results.find((each) => each.period.start.startsWith(year) && JSON.stringify(each.group) === JSON.stringify(group))
    ?.notes ?? [])
    .filter(({ code }) => code.startsWith('agreement') || code === 'raters-missing')
    .map(({ code, message }) => `${code}: ${message}`)

describe('how far raters agree stands beside what is measured from their answers', () => {
  const low =
    'agreement-low: On “level” raters say the same of the same object in 50 % of the pairs (alpha 0.00, kappa 0.00, ordinal scale; 2 of'
  test('in total', () => {
    const [few, agreement, ...more] = notesOf('2025', {})
    expect(few).toBe('raters-missing: Of 7 of 9 (entry) fewer than 2 raters gave an answer that counts.')
    expect(agreement).toContain(`${low} 9 rated by several). That is less than the alpha of 0.667`)
    expect(more).toEqual([])
  })
  test('in each group', () => {
    expect(notesOf('2025', { site: 'hq' })[1]).toContain(`${low} 5 rated`)
    expect(notesOf('2025', { site: 'plant' })).toEqual([
      'raters-missing: Of 2 of 2 (entry) fewer than 2 raters gave an answer that counts.',
    ])
  })
  test('of answers that still count, and of nothing else', () =>
    expect(notesOf('2026', {})).toEqual([
      'raters-missing: Of 4 of 4 (entry) fewer than 2 raters gave an answer that counts.',
    ]))
})
