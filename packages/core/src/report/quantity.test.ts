import { describe, expect, test } from 'vitest'
import { aligned, numberText, quantityOf, shownUnit, unitHeading, plural } from './index.ts'

const plain = (text: string): string => text.replaceAll('\u00A0', ' ')

describe('a quantity in words', () => {
  test.each([
    [31, 'rule', '31 rules'],
    [1, 'rule', '1 rule'],
    [0, 'rule', '0 rules'],
    [1234567, 'finding', '1,234,567 findings'],
    [0.0752427184466, 'percent', '7.5 %'],
    [0.75, 'percent', '75 %'],
    [1, 'percent', '100 %'],
    [0, 'percent', '0 %'],
    [0.9996, 'percent', '99.96 %'],
    [0.0004, 'percent', '0.04 %'],
    [0.00041, 'percent', '0.041 %'],
    [0.07, 'percent', '7 %'],
    [-0.125, 'percent', '−12.5 %'],
    [1.2857142, null, '1.29'],
    [1.2, '', '1.2'],
    [259_200, 's', '3 days'],
    [100_000, 's', '27.8 hours'],
    [5400, 's', '90 minutes'],
    [1, 's', '1 second'],
    [18, 'month', '18 months'],
    [1200.5, 'EUR', 'EUR 1,201'],
    [27305, 'EUR', 'EUR 27,305'],
    [12, 'EUR/asset', 'EUR 12 per asset'],
    [2.5, 'incident/month', '2.5 incidents per month'],
    [259_200, 's/incident', '3 days per incident'],
    [0.5, '1/asset', '0.5 per asset'],
    [3, 'policy', '3 policies'],
    [2, 'person', '2 people'],
    [2, 'key day', '2 key days'],
  ])('%d %s is %s', (value, unit, text) => {
    expect(plain(quantityOf(value, unit).text)).toBe(text)
  })

  test.each([
    [0.9004, [90], '90.04 %'],
    [0.9, [90], '90 %'],
    [0.89996, [90], '89.996 %'],
  ])('%d is never rounded onto the limit %j', (value, limits, text) => {
    expect(plain(quantityOf(value, 'percent', limits).text)).toBe(text)
  })
})

test.each([
  [0, 0, '0'],
  [-0.04, 1, '0.0'],
  [-1234.5, 1, '−1,234.5'],
  [999, 0, '999'],
  [1000, 0, '1,000'],
])('numberText(%d, %d) is %s', (value, decimals, text) => {
  expect(numberText(value, decimals)).toBe(text)
})

test.each([
  [[504, 9, null], 'rule', ['504', '9', null]],
  [[0.018, 0.5, 1, null], 'percent', ['1.8', '50.0', '100.0', null]],
  [[86_400, 302_400], 's', ['1.0', '3.5']],
  [[], 'rule', []],
])('a column %j of %s is aligned as %j', (values, unit, texts) => {
  const largest = Math.max(0, ...values.map((value) => value ?? 0))
  expect(aligned(values, shownUnit(unit, largest))).toEqual(texts)
})

test.each([
  ['rule', 'rules'],
  ['percent', '%'],
  ['s', 'days'],
  ['EUR/asset', 'EUR per asset'],
  ['report/1000 person year', 'reports per 1,000 person years'],
  [null, ''],
])('the heading of %s is %s', (unit, heading) => {
  expect(unitHeading(shownUnit(unit, 1e6))).toBe(heading)
})

test.each([
  ['policy', 'policies'],
  ['process', 'processes'],
  ['key', 'keys'],
  ['risk update', 'risk updates'],
  ['analysis', 'analyses'],
])('several of %s are %s', (noun, several) => {
  expect(plural(noun)).toBe(several)
})
