import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isMap, isScalar, parseDocument, type CST, type ParsedNode } from 'yaml'
import { isClosed, scalarText, trimmedText } from './scalar-text.ts'

type Read = { readonly token: CST.FlowScalar | CST.BlockScalar; readonly value: unknown }

/** The scalar under `k:`, with what the YAML library says its value is: the oracle. */
const scalarIn = (text: string): Read | undefined => {
  const document = parseDocument<ParsedNode>(text, {
    keepSourceTokens: true,
    prettyErrors: false,
    logLevel: 'error',
    schema: 'failsafe',
  })
  const pair = isMap(document.contents) ? document.contents.items[0] : undefined
  const value = pair?.value
  const isRead = document.errors.length === 0 && isScalar(value) && isScalar(pair?.key) && pair.key.value === 'k'
  return isRead && value.srcToken !== undefined ? { token: value.srcToken, value: value.value } : undefined
}
const read = (text: string): Read => {
  const found = scalarIn(text)
  if (found === undefined) throw new Error(`not a scalar: ${JSON.stringify(text)}`)
  return found
}

describe('a scalar says what YAML says it says', () => {
  test.each<readonly [style: string, text: string, says: string]>([
    ['plain', 'k: a b', 'a b'],
    ['plain with a comment', 'k: a b # c', 'a b'],
    ['plain over lines', 'k: a  \n  b\n\n\n  c', 'a b\n\nc'],
    ['single quotes', "k: 'it''s'", "it's"],
    ['single quotes over lines', "k: ' a \n\n  b '", ' a\nb '],
    ['double quotes', String.raw`k: "a\"b\u0041\x41\U0001F600\t"`, 'a"bAA😀\t'],
    ['double quotes over lines', 'k: "a  \n  b\\\n  c\n\n  d"', 'a bc\nd'],
    ['folded', 'k: >\n  a\n  b\n\n  c\n', 'a b\nc\n'],
    ['folded and more indented', 'k: >\n  a\n    b\n  c\n', 'a\n  b\nc\n'],
    ['folded and stripped', 'k: >-\n  a\n  b\n', 'a b'],
    ['literal', 'k: |\n  a\n    b\n\n  c\n', 'a\n  b\n\nc\n'],
    ['literal and kept', 'k: |+\n  a\n\n\n', 'a\n\n\n'],
    ['literal with stated indentation', 'k: |2-\n    a\n  b\n', '  a\nb'],
    ['literal with a comment on its head', 'k: | # why\n  a\n', 'a\n'],
    ['literal without an end', 'k: |\n  a', 'a\n'],
    ['carriage returns', 'k: |\r\n  a\r\n  b\r\n', 'a\nb\n'],
    ['folded with carriage returns', 'k: >\r\n  a\r\n  b\r\nl: 1\r\n', 'a b\n'],
    ['after a byte order mark', '\uFEFFk: a', 'a'],
    ['nothing but blank lines', 'k: |\n   \n\n', ''],
  ])('%s', (_, text, says) => {
    const { token, value } = read(text)
    expect(value).toBe(says)
    expect(scalarText(token).text).toBe(says)
  })
})

const part = fc.constantFrom(
  'a',
  'b >',
  '[',
  ']',
  "'",
  "''",
  '"',
  String.raw`\"`,
  String.raw`\\`,
  String.raw`\x41`,
  '\\\n  ',
  ' ',
  '  ',
  '\t',
  '#',
  'é',
  '😀',
  '< 5',
)
const lineBreak = fc.constantFrom(
  '\n',
  '\n  ',
  '\n    ',
  '\n\n  ',
  '\r\n  ',
  ' \n  ',
  '\n  \n  ',
  '\n      \n  ',
  '\n  \t',
  '\n',
)
const raw = fc
  .array(fc.oneof({ weight: 3, arbitrary: part }, { weight: 1, arbitrary: lineBreak }), { maxLength: 14 })
  .map((parts) => parts.join(''))
const scalar = fc.oneof(
  raw.map((text) => `k: ${text}`),
  raw.map((text) => `k: '${text}'`),
  raw.map((text) => `k: "${text}"`),
  fc
    .tuple(fc.constantFrom('|', '>'), fc.constantFrom('', '-', '+', '2', '1', '2-', '+2'), raw)
    .map(([style, head, text]) => `k: ${style}${head}\n  ${text}\n`),
  raw.map((text) => `o:\n  k: >\n    ${text}\nl: 1`).map((text) => text.replace('o:\n  k', 'k')),
)

/** A character that is not written as itself: an escape, or the blank a line break became. */
const isElsewise = (token: Read['token'], said: string, written: string): boolean =>
  (token.type === 'double-quoted-scalar' && written === '\\') ||
  ((said === ' ' || said === '\n') && /[ \t\r\n]/.test(written))

test('any scalar agrees with the library, and every character is found where it says', () => {
  let seen = 0
  fc.assert(
    fc.property(scalar, (text) => {
      const found = scalarIn(text)
      if (found === undefined || !isClosed(found.token)) return
      seen += 1
      const { text: said, offsets } = scalarText(found.token)
      expect(said).toBe(found.value)
      expect(offsets).toHaveLength(said.length + 1)
      expect(offsets.toSorted((a, b) => a - b)).toEqual(offsets)
      const lost = said.split('').filter((char, i) => {
        const written = text.charAt(offsets[i] ?? -1)
        const atEnd = offsets[i] === text.length && char === '\n'
        return written !== char && !atEnd && !isElsewise(found.token, char, written)
      })
      expect(lost).toEqual([])
    }),
    { numRuns: 3000 },
  )
  expect(seen).toBeGreaterThan(1000)
})

test.each([
  ["k: 'it''", false],
  ["k: 'it'''", true],
  [String.raw`k: "\"`, false],
  [String.raw`k: "\\"`, true],
  ['k: a', true],
])('%s is closed: %s', (text, closed) => expect(isClosed(read(text).token)).toBe(closed))

test('a character of plain text and of blocks stands in the document as itself', () => {
  const text = 'k: >\n  count(rules[a\n    and b])\n\n  c\n'
  const { text: said, offsets } = trimmedText(scalarText(read(text).token))
  expect(said).toBe('count(rules[a\n  and b])\n\nc')
  expect(
    said
      .split('')
      .map((_, i) => text.charAt(offsets[i] ?? -1))
      .join(''),
  ).toBe(said)
  expect(text.slice(0, offsets.at(-1))).toBe('k: >\n  count(rules[a\n    and b])\n\n  c')
})
