import { expect, test } from 'vitest'
import * as local from './local.ts'

test.each<[string, unknown, unknown]>([
  ['a day in dots', local.dottedDay('2026-03-09'), '09.03.2026'],
  ['a day in slashes', local.slashedDay('2026-03-09'), '03/09/2026'],
  ['a time in winter', local.localTime('2026-03-09T08:00:00Z'), '2026-03-09 09:00:00'],
  ['a time in summer', local.localTime('2026-07-09T22:30:00Z'), '2026-07-10 00:30:00'],
  ['a time in dots', local.dottedTime('2026-07-09T22:30:00Z'), '10.07.2026 00:30:00'],
  ['seconds', local.epochSeconds('1970-01-02T00:00:01Z'), 86_401],
  ['no seconds', local.epochSeconds(null), null],
  ['a decimal comma', local.commaDecimal('1234.50'), '1234,50'],
  ['thousands', local.groupedComma('1234567.50'), '1.234.567,50'],
  ['few hundreds', local.groupedComma(120), '120'],
  ['yes', local.yesNo('ja', 'nein')(true), 'ja'],
  ['no', local.yesNo('ja', 'nein')(false), 'nein'],
  ['neither', local.yesNo('ja', 'nein')(undefined), null],
  ['a word', local.worded({ low: 'P4' })('low'), 'P4'],
  ['nothing', local.dottedDay(null), null],
])('%s', (_, written, wanted) => {
  expect(written).toBe(wanted)
})

test('a word the product does not have is a mistake of ours', () => {
  expect(() => local.worded({ low: 'P4' })('high')).toThrow('high')
})
