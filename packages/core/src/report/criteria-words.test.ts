import { describe, expect, test } from 'vitest'
import type { Band } from '../term/index.ts'
import { firewall } from '../../../../conformance/page/results.ts'
import { bandText, criteriaOf, criteriaWords } from './index.ts'

const band = (text: string): Band => {
  const [, open, from, to, close] = /^([[(])(.*)\.\.(.*)([\])])$/.exec(text) ?? []
  const limit = (part: string | undefined): number | null => (part === undefined || part === '' ? null : Number(part))
  return { from: limit(from), to: limit(to), fromIncluded: open === '[', toIncluded: close === ']' }
}

describe('a band in words', () => {
  test.each([
    ['[0..0]', 'rule', '0 rules'],
    ['(..5]', 'rule', 'at most 5 rules'],
    ['[0..5]', 'rule', 'at most 5 rules'],
    ['[0..1)', null, 'below 1'],
    ['(0..5]', 'rule', 'above 0 rules and at most 5 rules'],
    ['[90..]', 'percent', 'at least 90 %'],
    ['[90..100]', 'percent', 'at least 90 %'],
    ['(90..100]', 'percent', 'above 90 %'],
    ['[80..90)', 'percent', 'at least 80 % and below 90 %'],
    ['[11..25]', 'rule', 'from 11 to 25 rules'],
    ['[100..100]', 'percent', '100 %'],
    ['(25000..40000]', 'EUR', 'above EUR 25,000 and at most EUR 40,000'],
    ['[25000..40000]', 'EUR', 'from EUR 25,000 to EUR 40,000'],
    ['(..1209600]', 's', 'at most 14 days'],
    ['[3600..1209600]', 's', 'from 60 minutes to 14 days'],
    ['(..)', 'rule', 'any value'],
    ['[0..100]', 'percent', 'any value'],
    ['(1..2)', null, 'above 1 and below 2'],
  ])('%s of %s is %s', (text, unit, words) => {
    expect(bandText(band(text), unit).replaceAll('\u00A0', ' ')).toBe(words)
  })
})

test.each([
  ['2024-11-01', undefined],
  ['2024-11-02', '2024-11-01'],
  ['2026-01-01', '2024-11-01'],
  ['2026-01-02', '2026-01-01'],
])('a period that ends before %s is judged by the criteria from %s', (end, from) => {
  expect(criteriaOf(firewall, { end })?.from).toBe(from)
})

test('criteria that say when they are not met are told as they are written', () => {
  const criteria = { from: '2026-01-01', met: 'lower effect > 0', near: null, notMet: 'upper  effect <= least effect' }
  expect(criteriaWords(criteria, 'percent')).toEqual({
    met: '“lower effect > 0”',
    near: null,
    notMet: '“upper effect ≤ least effect”',
  })
})
