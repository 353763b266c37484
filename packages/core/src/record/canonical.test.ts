import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { canonical, type Json } from './canonical.ts'
import { digestOf } from './digest.ts'

// RFC 8785, sections 3.2.2 and 3.2.3 (sorting by UTF-16 units) and appendix B (numbers).
test.each<readonly [Json, string]>([
  [
    {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '€$\u000f\nA\'B"\\\\"/',
      literals: [null, true, false],
    },
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  ],
  [
    { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 },
    '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
  ],
  [-0, '0'],
  [5e-324, '5e-324'],
  [1.7976931348623157e308, '1.7976931348623157e+308'],
  [295147905179352830000, '295147905179352830000'],
  [[], '[]'],
  [{}, '{}'],
])('%j', (value, expected) => expect(canonical(value)).toBe(expected))

test('what is no JSON number is our mistake, not a digest', () => {
  expect(() => canonical(Number.NaN)).toThrow('canonical JSON has no NaN')
  expect(() => canonical([Number.POSITIVE_INFINITY])).toThrow('canonical JSON has no Infinity')
})

test('a digest is that of the canonical text', () => {
  const hash = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
  // printf '{"a":1,"b":[]}' | sha256sum
  expect(digestOf({ b: [], a: 1 }, hash)).toBe(`sha256:${hash('{"a":1,"b":[]}')}`)
  expect(digestOf({ a: 1, b: [] }, hash)).toBe(digestOf({ b: [], a: 1 }, hash))
  expect(digestOf({ a: 2, b: [] }, hash)).not.toBe(digestOf({ a: 1, b: [] }, hash))
})
