import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plainName } from '../reading.ts'
import { decoded, encodingOf, looksLikeText } from './head.ts'
import { jsonFault } from './json-fault.ts'
import { recordLines } from './record-lines.ts'
import { firstRecords, separatorOf } from './records.ts'
import { rewrite } from './rewrite.ts'
import { lineAt, quoteFault, scan } from './scan.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'isometric-text-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const written = (content: string | Uint8Array): string => {
  const path = join(folder, 'text')
  writeFileSync(path, content)
  return path
}
const ignore = (): void => {}
/** The scan reads this much at a time: what matters happens where two chunks meet. */
const chunk = 2 ** 22
const upTo = (bytes: number): Buffer => Buffer.alloc(bytes, 'x')

describe('a scan sees across the ends of its chunks', () => {
  test.each([
    ['two bytes', 'é', 1],
    ['three bytes, one before', '€', 1],
    ['three bytes, two before', '€', 2],
    ['four bytes, three before', '😀', 3],
  ])('a letter of %s', async (_, letter, before) => {
    const found = await scan(written(Buffer.concat([upTo(chunk - before), Buffer.from(letter), upTo(10)])), 0, ignore)
    expect(found).toMatchObject({ ascii: false, invalidAt: null })
  })

  test.each([
    ['alone in the middle', Buffer.concat([Buffer.from('é'), upTo(98), Buffer.from([0xe9]), upTo(10)]), 100],
    ['at a chunk’s end', Buffer.concat([upTo(chunk - 1), Buffer.from([0xc3]), upTo(10)]), chunk - 1],
    ['at a chunk’s beginning', Buffer.concat([upTo(chunk), Buffer.from([0x80]), upTo(10)]), chunk],
    ['at the file’s end', Buffer.concat([upTo(10), Buffer.from([0xe2, 0x82])]), 10],
    ['at the end of one chunk exactly', Buffer.concat([upTo(chunk - 1), Buffer.from([0xc3])]), chunk - 1],
  ])('a byte that is no UTF-8, %s', async (_, bytes, at) => {
    expect((await scan(written(bytes), 0, ignore)).invalidAt).toBe(at)
  })

  test.each([
    ['a\nb\n', 'lf', true],
    ['a\nb', 'lf', false],
    ['a\r\nb\r\n', 'crlf', true],
    ['a\r\nb\n', 'mixed', true],
    ['a\nb\r\n', 'mixed', true],
    ['a\rb\r', 'mixed', true],
    ['', 'lf', true],
    ['x', 'lf', false],
  ] as const)('line ends of %j', async (text, lineEnds, endsWithLineEnd) => {
    expect(await scan(written(text), 0, ignore)).toMatchObject({ lineEnds, endsWithLineEnd })
    const late = Buffer.concat([upTo(chunk - 2), Buffer.from(text)])
    expect((await scan(written(late), 0, ignore)).lineEnds).toBe(lineEnds)
  })

  test('a CR and its LF in two chunks', async () => {
    const bytes = Buffer.concat([upTo(chunk - 1), Buffer.from('\r\n'), upTo(5), Buffer.from('\r\n')])
    expect((await scan(written(bytes), 0, ignore)).lineEnds).toBe('crlf')
  })

  test('a NUL in the second chunk', async () => {
    expect((await scan(written(Buffer.concat([upTo(chunk + 5), Buffer.from([0])])), 0, ignore)).nullAt).toBe(chunk + 5)
  })

  test.each([
    ['opened in one, closed in the next', Buffer.concat([upTo(chunk - 3), Buffer.from('\n"abc"\n')]), null],
    ['doubled across', Buffer.concat([upTo(chunk - 4), Buffer.from('\n"a""b"\n')]), null],
    ['opened at the first byte', Buffer.concat([upTo(chunk - 1), Buffer.from(',"b"\n')]), null],
    ['never closed', Buffer.concat([upTo(chunk - 1), Buffer.from(',"b\n')]), { kind: 'unterminated', at: chunk }],
    ['going on', Buffer.concat([upTo(chunk - 4), Buffer.from(',"b"c\n')]), { kind: 'broken', at: chunk }],
  ])('a quote %s', async (_, bytes, fault) => {
    expect(await quoteFault(written(bytes), { start: 0, quote: '"', separator: ',' })).toEqual(fault)
  })
})

describe('quotes', () => {
  test.each([
    ['a,"b",c\n', null],
    ['a,"b""c",d\n', null],
    ['a,"b\nc",d\n', null],
    ['a,5" disk,c\n', null],
    ['a,b"\n', null],
    ['""\n', null],
    ['a,""', null],
    ['a,"b" ,c\n', { kind: 'broken', at: 5 }],
    ['"a"b\n', { kind: 'broken', at: 3 }],
    ['a,"b\nc,d\n', { kind: 'unterminated', at: 2 }],
    ['"', { kind: 'unterminated', at: 0 }],
  ])('in %j', async (text, fault) => {
    expect(await quoteFault(written(text), { start: 0, quote: '"', separator: ',' })).toEqual(fault)
  })

  test('a written table has none, and its records begin on the lines where they begin', async () => {
    const value = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r\n', ' ', 'é'), maxLength: 6 })
    const table = fc.array(fc.tuple(fc.array(value, { minLength: 2, maxLength: 3 }), fc.nat({ max: 2 })), {
      minLength: 1,
      maxLength: 12,
    })
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        let text = ''
        const begins: number[] = []
        for (const [values, blankLines] of rows) {
          begins.push(text.split('\n').length)
          text += `${values.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')}\n${'\n'.repeat(blankLines)}`
        }
        const file = written(text)
        const form = { start: 0, quote: '"', separator: ',' }
        expect(await quoteFault(file, form)).toBeNull()
        const shifts = join(folder, 'shifts')
        expect(await recordLines(file, form, shifts)).toBe(rows.length)
        const steps = readFileSync(shifts, 'utf8')
          .trim()
          .split('\n')
          .map((line) => line.split(',').map(Number))
        const lineOf = (record: number): number => record + (steps.findLast(([at = 0]) => at <= record)?.[1] ?? 0)
        expect(rows.map((_, i) => lineOf(i + 1))).toEqual(begins)
        expect(firstRecords(text, form, 100).map(({ values }) => values)).toEqual(rows.map(([values]) => values))
      }),
      { numRuns: process.env['NIGHTLY'] === '1' ? 2000 : 100 },
    )
  })
})

test.each([
  ['a\nb\nc', 0, 1],
  ['a\nb\nc', 2, 2],
  ['a\nb\nc', 4, 3],
])('byte of %j at %i stands on its line', async (text, offset, line) => {
  expect(await lineAt(written(text), offset)).toBe(line)
})

describe('an encoding is told by the first bytes', () => {
  test.each([
    ['ASCII', Buffer.from('a,b\n'), 'utf-8', false],
    ['UTF-8', Buffer.from('é,b\n'), 'utf-8', true],
    ['UTF-8 cut in a letter', Buffer.from('abc€').subarray(0, 5), 'utf-8', true],
    ['a mark', Buffer.from('\ufeffa'), 'utf-8', true],
    ['UTF-16 LE', Buffer.from('\ufeffa,b', 'utf16le'), 'utf-16le', true],
    ['UTF-16 LE, no mark', Buffer.from('a,b\nc,d\n', 'utf16le'), 'utf-16le', false],
    ['UTF-16 BE, no mark', Buffer.from('a,b\nc,d\n', 'utf16le').swap16(), 'utf-16be', false],
    ['Windows-1252', Buffer.from('Z\xfcrich \x80', 'latin1'), 'windows-1252', false],
    ['UTF-8 in places', Buffer.concat([Buffer.from('Zürich'), Buffer.from([0xfc, 0x20])]), 'utf-8', true],
  ])('%s', (_, head, name, sure) => {
    expect(encodingOf(head)).toMatchObject({ name, sure })
  })

  test.each([
    ['a,b\n1,2\n', true],
    ['tab\tand\r\nmore\f', true],
    ['', true],
    ['a\u0000b', false],
    ['\u0001\u0002\u0003', false],
    [`${'a'.repeat(2000)}\u0007`, true],
    [`${'a'.repeat(500)}\u0007`, false],
  ])('%j is a text: %s', (text, expected) => {
    expect(looksLikeText(text)).toBe(expected)
  })

  test('what a cut at the end of the head splits is left out', () => {
    const bytes = Buffer.from('ab€')
    expect(decoded(bytes.subarray(0, 4), encodingOf(bytes))).toBe('ab')
  })
})

describe('a separator is found by the columns that are wanted', () => {
  const wanted = new Set(['firewall', 'rule', 'name'].map(plainName))
  test.each([
    ['firewall,rule,name\nfw1,r1,x\n', ','],
    ['firewall;rule;name\nfw1;r1;x, y\n', ';'],
    ['firewall\trule\tname\nfw1\tr1\tx\n', '\t'],
    ['firewall|rule|name\nfw1|r1|a,b,c\n', '|'],
    ['"firewall";"rule";"name, with, commas"\nfw1;r1;x\n', ';'],
    // No wanted name: the most even table wins.
    ['a;b;c\n1;2,5;3\n4;5,5;6\n', ';'],
    ['one column\n1\n2\n', ','],
  ])('%j', (text, separator) => {
    expect(separatorOf(text, '"', undefined, wanted, plainName)).toBe(separator)
  })
})

describe('a text is written again as UTF-8 with line feeds', () => {
  test.each([
    ['windows-1252', Buffer.from('Z\xfcrich\r\n\x80\rend', 'latin1'), 'Zürich\n€\nend'],
    ['utf-16le', Buffer.from('é\r\n😀', 'utf16le'), 'é\n😀'],
    ['utf-8', Buffer.concat([upTo(2 ** 16 - 1), Buffer.from('\r\nb')]), `${'x'.repeat(2 ** 16 - 1)}\nb`],
    ['utf-8', Buffer.concat([upTo(2 ** 16 - 1), Buffer.from('€')]), `${'x'.repeat(2 ** 16 - 1)}€`],
    ['utf-8', Buffer.from('a\r'), 'a\n'],
  ])('from %s', async (encoding, bytes, expected) => {
    const to = join(folder, 'again')
    expect(await rewrite({ file: written(bytes), encoding, start: 0 }, to)).toEqual({ ok: true })
    expect(readFileSync(to, 'utf8')).toBe(expected)
  })
  test('or the line is named where a byte means nothing', async () => {
    const bytes = Buffer.concat([Buffer.from('a\n'.repeat(2 ** 16)), Buffer.from([0xff])])
    const outcome = await rewrite({ file: written(bytes), encoding: 'utf-8', start: 0 }, join(folder, 'again'))
    expect(outcome).toEqual({ ok: false, line: 2 ** 16 + 1 })
  })
})

describe('where a document stops being JSON', () => {
  const end = (line: number, column: number, open: string) => ({ kind: 'end', line, column, open })
  const sign = (line: number, column: number, found: string, expected: string) => ({
    kind: 'sign',
    line,
    column,
    found,
    expected,
  })
  test.each([
    ['[1, 2]', undefined],
    ['{"a": [1, {"b": null}], "c": "x\\"]"}\n', undefined],
    ['{"a": 1}\n{"a": 2}\n', undefined],
    ['[\n  {"a": 1},\n  {"a": 2},\n', end(4, 1, '[ on line 1')],
    ['[\n  {"a": 1},\n  {"a": "two', end(3, 13, '{ on line 3')],
    ['{"a": [1, 2}', sign(1, 12, '}', 'a comma or the end')],
    ['{ this: is not }', sign(1, 3, 'this', 'a name in quotes or }')],
    ['[\n  {"a": 1},,\n]', sign(2, 12, ',', 'a value')],
    ['[1, 2,]', sign(1, 7, ']', 'a value')],
    ['{"a" 1}', sign(1, 6, '1', '“:”')],
    ['{"a": 01}', sign(1, 7, '01', 'a value')],
    ['[1]]', sign(1, 4, ']', 'a value')],
    ['["C:\\new\\data"]', sign(1, 10, 'd', 'what may follow a backslash')],
    ['["\\u00e9", "\\u00g9"]', sign(1, 17, 'g', 'what may follow a backslash')],
    ['{"a": "x\ny"}', sign(1, 9, 'a line end or tab', 'the end of a text')],
  ])('%j', async (text, expected) => {
    const fault = await jsonFault(written(text))
    const opens = fault?.kind === 'end' ? { open: `${fault.open?.sign} on line ${fault.open?.line}` } : {}
    expect(fault === undefined ? undefined : { ...fault, ...opens }).toEqual(expected)
  })

  const isWhole = (text: string): boolean => {
    try {
      JSON.parse(text)
      return true
    } catch {
      return false
    }
  }
  /** Several documents may follow each other. */
  const areWhole = (text: string): boolean =>
    text.trim() === '' ||
    Array.from({ length: text.length }, (_, i) => i + 1).some(
      (at) => isWhole(text.slice(0, at)) && !/[\w.-]{2}/.test(text.slice(at - 1, at + 1)) && areWhole(text.slice(at)),
    )
  const token = fc.constantFrom(
    '[',
    ']',
    '{',
    '}',
    ',',
    ':',
    '"',
    '"a"',
    '1',
    '-0.5e3',
    'null',
    'x',
    ' ',
    '\n',
    '\\',
    'n',
    'u00',
  )
  test('anywhere, exactly if it does', async () =>
    fc.assert(
      fc.asyncProperty(fc.array(token, { maxLength: 9 }), async (tokens) => {
        const text = tokens.join('')
        expect([text, (await jsonFault(written(text))) === undefined]).toEqual([text, areWhole(text)])
      }),
      { numRuns: 500 },
    ))
})
