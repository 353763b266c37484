import { issueOf, type Issue } from '@isometric/core/issue'
import { describe, expect, test } from 'vitest'
import {
  barText,
  cellOf,
  issueDocument,
  issuesText,
  issueText,
  paintFor,
  progressOn,
  shortened,
  table,
  widthOf,
  wrapped,
  type Paint,
} from './index.ts'

const plain: Paint = (_ink, text) => text

const widths: readonly (readonly [string, number])[] = [
  ['25 %', 4],
  ['✓ met', 5],
  ['日本', 4],
  ['é', 1],
  ['\u001b[31mred\u001b[0m', 3],
  ['', 0],
]
test.each(widths)('%j takes %i cells', (text, cells) => expect(widthOf(text)).toBe(cells))

const shortenings: readonly (readonly [string, number, string])[] = [
  ['a long name', 6, 'a lon…'],
  ['short', 5, 'short'],
  ['日本語', 5, '日本…'],
]
test.each(shortenings)('%j in %i cells is %j', (text, most, expected) => expect(shortened(text, most)).toBe(expected))

test('words are wrapped, none is lost', () => {
  expect(wrapped('one two three  four', 9)).toEqual(['one two', 'three', 'four'])
})

describe('table', () => {
  const columns = [
    { title: 'name', gives: true as const },
    { title: 'rows', side: 'right' as const },
  ]
  test('is aligned by cells, not by characters', () => {
    expect(
      table(
        columns,
        [
          ['日本', '1'],
          ['rules', '1,200'],
        ],
        40,
        plain,
      ),
    ).toBe(['name    rows', '日本       1', 'rules  1,200'].join('\n'))
  })
  test('a line that is too long loses the end of the column that gives', () => {
    const lines = table(columns, [['a name that goes on and on and on', '7']], 24, plain).split('\n')
    expect(lines[1]).toBe('a name that goes …     7')
    expect(Math.max(...lines.map(widthOf))).toBe(24)
  })
  test("a file's own control characters draw nothing", () => {
    expect(cellOf('a\u001b[2Jb\nc')).toBe('a\ufffd[2Jb c')
  })
})

describe('colour', () => {
  const cases: readonly (readonly [boolean, Readonly<Record<string, string>>, boolean])[] = [
    [true, {}, true],
    [false, {}, false],
    [true, { NO_COLOR: '1' }, false],
    [true, { NO_COLOR: '' }, true],
    [true, { TERM: 'dumb' }, false],
  ]
  test.each(cases)('terminal %j, environment %j: %j', (isTTY, env, coloured) => {
    expect(paintFor({ isTTY }, env)('bad', 'x').includes('\u001b[')).toBe(coloured)
  })
})

const document = 'construct: rules\n  method: count(hit)\r\n\tlast: ünï\n'
const issueAt = (from: number, to: number): Issue => ({
  ...issueOf('unknown-name', { name: 'hit', near: 'hits' }, { from, to }),
  document: 'rules.yaml',
})
const textOf = (name: string): string | undefined => (name === 'rules.yaml' ? document : undefined)

describe('issues', () => {
  test('stand with file, line, column, and the characters underlined', () => {
    expect(issueText(issueAt(33, 36), textOf, plain)).toBe(
      [
        'rules.yaml:2:17 error unknown-name Nothing here is called “hit”. Did you mean “hits”?',
        '  2 │   method: count(hit)',
        '    │                 ^^^',
      ].join('\n'),
    )
  })
  test('a span over several lines ends with its first', () => {
    expect(issueText(issueAt(19, 47), textOf, plain).split('\n').at(-1)).toBe(`    │   ${'^'.repeat(18)}`)
  })
  test('a tab is one cell, so that the caret stands under its fault', () => {
    expect(issueText(issueAt(46, 49), textOf, plain).split('\n').slice(1)).toEqual([
      '  3 │  last: ünï',
      '    │        ^^^',
    ])
  })
  test('a very long line is shown around its fault', () => {
    const long = `a: ${'x'.repeat(300)} here ${'y'.repeat(300)}`
    const [, line = '', under = ''] = issueText(issueAt(304, 308), () => long, plain).split('\n')
    expect(line.slice(under.indexOf('^'), under.lastIndexOf('^') + 1)).toBe('here')
    expect(widthOf(line)).toBeLessThan(110)
  })
  test('without a document they are a sentence', () => {
    const { document: _document, ...bare } = issueAt(0, 0)
    expect(issueText(bare, textOf, plain)).toBe('error unknown-name Nothing here is called “hit”. Did you mean “hits”?')
  })
  test('are counted', () => {
    const warning: Issue = { ...issueAt(0, 1), severity: 'warning' }
    expect(
      issuesText([issueAt(0, 1), warning, warning], textOf, plain)
        .split('\n')
        .at(-1),
    ).toBe('1 error, 2 warnings')
  })
  test('for machines, from the first character to the one after the last', () => {
    expect(issueDocument(issueAt(33, 36), textOf)).toMatchObject({
      file: 'rules.yaml',
      line: 2,
      column: 17,
      endLine: 2,
      endColumn: 20,
    })
    expect(issueDocument(issueAt(33, 36), () => undefined)).toMatchObject({ line: null, column: null })
  })
})

describe('progress', () => {
  const recorder = (isTTY: boolean) => {
    const written: string[] = []
    const stream = { isTTY, columns: 60, write: (text: string) => written.push(text) > 0 }
    return { written, stream: stream as unknown as NodeJS.WritableStream & { isTTY: boolean } }
  }
  test('nothing in a pipe', () => {
    const { written, stream } = recorder(false)
    const bar = progressOn(stream, () => 0)
    bar.show({ title: 'rules.csv', done: 1, of: 2 })
    bar.end()
    expect(written).toEqual([])
  })
  test('on a terminal it is redrawn now and then, and wiped', () => {
    const { written, stream } = recorder(true)
    let now = 0
    const bar = progressOn(stream, () => now)
    for (; now < 1000; now += 10) bar.show({ title: 'rules.csv', done: now, of: 1000 })
    bar.show({ title: 'rules.csv', done: 1000, of: 1000 })
    bar.end()
    expect(written).toHaveLength(12)
    expect(written.at(-2)).toContain('100 %')
    expect(written.at(-1)).toBe('\r\u001b[2K')
    for (const text of written) expect(widthOf(text.replace('\r', ''))).toBeLessThan(60)
  })
  test.each([
    [0, '    '],
    [0.5, '██  '],
    [0.53, '██▏ '],
    [1, '████'],
    [7, '████'],
  ])('%f of four cells is %j', (share, bar) => expect(barText(share, 4)).toBe(bar))
})
