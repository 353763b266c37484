import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  done,
  errorsIn,
  isometric,
  isometricApart,
  issuesIn,
  picture,
  placeCalled,
  product,
  type Found,
  type Place,
} from './isometric.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

const textOf = (path: string): string => readFileSync(join(product, path), 'utf8')
const construct = textOf('constructs/firewall-rules/construct.yaml')
const contract = textOf('contracts/firewall-rules.yaml')
const mapping = `mapping: my-firewall
contract: firewall rules
format: csv
columns:
  rule: { from: id }
`

type Change = readonly [from: string, to: string]

/** Another measure, which nothing else looks at. */
const measure = (name: string, method: string): Change => [
  'derived measures:',
  `  ${name}:\n    method: ${method}\n\nderived measures:`,
]
const derived = (name: string, of: string, more = ''): Change => [
  '  unused share: {',
  `  ${name}: { function: "${of}"${more} }\n  unused share: {`,
]

/** One thing broken: the line that must be named is the one that holds `line`; on it `at` must be underlined. */
type Defect = {
  readonly name: string
  readonly in?: string
  readonly change: readonly Change[]
  readonly code: string
  readonly line: string
  readonly at: string
  readonly says: string
}

const promised: readonly Defect[] = [
  {
    name: 'the mean of an ordinal',
    change: [measure('middle place', 'mean(firewall rules[enabled].position)')],
    code: 'mean-of-ordinal',
    line: 'mean(firewall rules[enabled].position)',
    at: 'mean(firewall rules[enabled].position)',
    says: 'on an ordinal scale. Use median, min, max or a count per level',
  },
  {
    name: 'unlike units added',
    change: [measure('readings', 'count(firewall rule hits)'), derived('all of it', 'idle rules + readings')],
    code: 'unit-mismatch',
    line: 'idle rules + readings',
    at: 'idle rules + readings',
    says: 'Cannot add reading and rule: unlike units. Divide or multiply',
  },
  {
    name: 'an unknown column',
    change: [['waived until != null and waived until >=', 'waived untl != null and waived until >=']],
    code: 'unknown-column',
    line: 'waived untl',
    at: 'waived untl',
    says: 'The table “firewall rules” has no column “waived untl”. Did you mean “waived until”?',
  },
  {
    name: 'a criterion that overlaps another',
    change: [['near: "[1..5]"', 'near: "[0..5]"']],
    code: 'overlapping-criteria',
    line: 'near: "[0..5]"',
    at: '[0..5]',
    says: 'both hold at 0; a value would have two answers. For near write (0..5].',
  },
  {
    name: 'a formula that needs now()',
    change: [measure('old rules', 'count(firewall rules[created at < now() - window])')],
    code: 'unsupported-now',
    line: 'created at < now()',
    at: 'now()',
    says: '“now()” depends on the moment of computing: use period.end.',
  },
]

const others: readonly Defect[] = [
  {
    name: 'a formula that needs today()',
    change: [measure('old rules', 'count(firewall rules[expires on < today()])')],
    code: 'unsupported-now',
    line: 'today()',
    at: 'today()',
    says: 'use period.end',
  },
  {
    name: 'an unknown table',
    change: [measure('other rules', 'count(firewal rules)')],
    code: 'unknown-name',
    line: 'count(firewal rules)',
    at: 'firewal rules',
    says: 'Did you mean “firewall rules”?',
  },
  {
    name: 'an unknown table under evidence',
    change: [['firewall rule hits]', 'firewall rule hits, firewall owners]']],
    code: 'unknown-table',
    line: 'evidence:',
    at: 'firewall owners',
    says: '“isometric catalogue” lists them.',
  },
  {
    name: 'a table that is not declared',
    change: [measure('all risks', 'count(risks)')],
    code: 'table-not-declared',
    line: 'count(risks)',
    at: 'risks',
    says: 'Add it there.',
  },
  {
    name: 'a misspelt key',
    change: [['decision:', 'decison:']],
    code: 'unknown-key',
    line: 'decison:',
    at: 'decison',
    says: 'Did you mean “decision”?',
  },
  {
    name: 'a key given twice',
    change: [['title: Are', 'need: To know.\ntitle: Are']],
    code: 'duplicate-key',
    line: 'need: Do our',
    at: 'need',
    says: '“need” is already given on line 6. Keep one of the two.',
  },
  {
    name: 'bad YAML: a line without its colon',
    change: [['  measure: unused rules', '  measure unused rules']],
    code: 'yaml-syntax',
    line: '  measure unused rules',
    at: 'measure unused rules',
    says: 'Is a “:” missing?',
  },
  {
    name: 'a choice there is not',
    change: [['type: performance', 'type: performence']],
    code: 'unknown-choice',
    line: 'type: performence',
    at: 'performence',
    says: 'Did you mean “performance”?',
  },
  {
    name: 'a newer language',
    change: [['language: 1', 'language: 2']],
    code: 'newer-language',
    line: 'language: 2',
    at: '2',
    says: 'Use a newer release.',
  },
  {
    name: 'a share that is no share',
    change: [derived('odd share', 'share(border rules, unused rules)', ', unit: percent')],
    code: 'not-a-share',
    line: 'odd share',
    at: 'share(border rules, unused rules)',
    says: 'or write border rules / unused rules, a ratio that may exceed 1.',
  },
  {
    name: 'a number of things as percent',
    change: [derived('odd percent', 'border rules', ', unit: percent')],
    code: 'percent-of-unit',
    line: 'odd percent',
    at: 'border rules',
    says: 'Only a pure number may be shown as percent',
  },
  {
    name: 'a date beside an instant',
    change: [measure('late rules', 'count(firewall rules[expires on < created at])')],
    code: 'date-with-instant',
    line: 'expires on < created at',
    at: 'expires on < created at',
    says: 'Write date(…) around the date and time',
  },
  {
    name: 'months beside days',
    change: [measure('old rules', 'count(firewall rules[period.end - created at > window])')],
    code: 'months-with-days',
    line: 'period.end - created at > window',
    at: 'period.end - created at > window',
    says: 'Use one kind on both sides.',
  },
  {
    name: 'the same column on both sides',
    change: [measure('quiet rules', 'count(firewall rules[count(firewall rule hits[rule = rule]) = 0])')],
    code: 'same-column',
    line: '[rule = rule]',
    at: 'rule = rule',
    says: 'To reach the outer row, name it',
  },
  {
    name: 'a name that hides a column',
    change: [
      measure('busy rules', 'count(firewall rules[some rule in recent(firewall rule hits, window) satisfies 1 > 0])'),
    ],
    code: 'shadowed-name',
    line: 'some rule in',
    at: 'rule',
    says: 'Give it another name.',
  },
  {
    name: 'a parameter that hides a column',
    change: [
      [
        '  window: { value: duration("P6M")',
        '  position: { value: 3, meaning: x }\n  window: { value: duration("P6M")',
      ],
      measure('first rules', 'count(firewall rules[position < 3])'),
    ],
    code: 'shadowed-name',
    line: '  position: {',
    at: 'position',
    says: 'Give it another name.',
  },
  {
    name: 'a gap in the criteria',
    change: [
      ['met: "0"', 'met: "<= 1"'],
      ['near: "[1..5]"', 'near: "[3..5]"'],
    ],
    code: 'gap-in-criteria',
    line: 'near: "[3..5]"',
    at: '[3..5]',
    says: 'close the gap',
  },
  {
    name: 'criteria against the direction',
    change: [['direction: lower is better', 'direction: higher is better']],
    code: 'criteria-against-direction',
    line: 'near: "[1..5]"',
    at: '[1..5]',
    says: '“near” lies on the better side of “met”',
  },
  {
    name: 'an unknown level',
    change: [measure('other rules', 'count(firewall rules[action = "permit"])')],
    code: 'unknown-level',
    line: '"permit"',
    at: '"permit"',
    says: 'not one of the levels allow, deny',
  },
  {
    name: 'a row by its position',
    change: [measure('first rules', 'count(firewall rules[1])')],
    code: 'unsupported-positional-filter',
    line: 'firewall rules[1]',
    at: '1',
    says: 'filter with a condition',
  },
  {
    name: 'a formula that cannot be read',
    change: [measure('other rules', 'count(firewall rules[enabled)')],
    code: 'formula-syntax',
    line: 'firewall rules[enabled)',
    at: ')',
    says: 'cannot be read at “)”',
  },
  {
    name: 'a condition outside the window',
    change: [measure('old readings', 'count(firewall rule hits[to at < period.start])')],
    code: 'outside-window',
    line: 'to at < period.start',
    at: 'to at < period.start',
    says: 'Use recent(firewall rule hits, …)',
  },
  {
    name: 'a word that no name may have',
    change: [measure('rules in scope', 'count(firewall rules)')],
    code: 'reserved-word',
    line: 'rules in scope',
    at: 'rules in scope',
    says: 'Choose another word.',
  },
  {
    name: 'an indicator of no measure',
    change: [['  measure: unused rules', '  measure: unusd rules']],
    code: 'unnamed-measure',
    line: 'unusd rules',
    at: 'unusd rules',
    says: 'Did you mean “unused rules”?',
  },
  {
    name: 'an unknown group',
    change: [['by: [firewall]', 'by: [firewal]']],
    code: 'unknown-group',
    line: 'by: [firewal]',
    at: 'firewal',
    says: 'Did you mean “firewall”?',
  },
  {
    name: 'a frequency that is no period',
    change: [['analyse: P1M', 'analyse: P2M']],
    code: 'frequency-without-period',
    line: 'frequency:',
    at: 'P2M',
    says: 'Use P1D, P1W, P1M',
  },
  {
    name: 'contract: a type there is not',
    in: contract,
    change: [['enabled:      { type: boolean }', 'enabled:      { type: bool }']],
    code: 'unknown-choice',
    line: '{ type: bool }',
    at: 'bool',
    says: '“boolean”',
  },
  {
    name: 'contract: a key that is no column',
    in: contract,
    change: [['\nkey: [firewall, rule]', '\nkey: [firewall, rul]']],
    code: 'unknown-column',
    line: 'key: [firewall, rul]',
    at: 'rul',
    says: 'Did you mean “rule”?',
  },
  {
    name: 'mapping: of an unknown contract',
    in: mapping,
    change: [['contract: firewall rules', 'contract: firewal rules']],
    code: 'unknown-contract',
    line: 'contract: firewal rules',
    at: 'firewal rules',
    says: 'Did you mean “firewall rules”? “isometric catalogue” lists them.',
  },
  {
    name: 'mapping: an unknown key',
    in: mapping,
    change: [['{ from: id }', '{ from: id, formt: id }']],
    code: 'unknown-key',
    line: 'formt: id',
    at: 'formt',
    says: 'Did you mean “format”?',
  },
]

const brokenBy = (text: string, change: readonly Change[]): string =>
  change.reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`nothing to break: ${from}`)
    return before.replace(from, () => to)
  }, text)
const brokenText = ({ in: text = construct, change }: Defect): string => brokenBy(text, change)

const lineNumberOf = (text: string, part: string): number =>
  text.split('\n').findIndex((line) => line.includes(part)) + 1

/** What the range of an issue covers of its first line. */
const underlined = (text: string, { line, column, endLine, endColumn }: Found): string =>
  (text.split('\n')[line - 1] ?? '').slice(column - 1, endLine === line ? endColumn - 1 : undefined)

const expected = (defect: Defect) => {
  const { code, line, at } = defect
  return [{ code, line: lineNumberOf(brokenText(defect), line), at }]
}
const given = (defect: Defect, found: readonly Found[]) =>
  found.map((issue) => ({ code: issue.code, line: issue.line, at: underlined(brokenText(defect), issue) }))

let place: Place
beforeAll(async () => {
  place = await placeCalled('documents')
})
afterAll(() => place.remove())
const check = (...args: readonly string[]) => isometric(['check', ...args], { cwd: place.folder })
const fileOf = ({ name }: Defect): string => `${name.replaceAll(/\W+/g, '-')}.yaml`

/** All of them in one run; what is said of each file. */
const checkedTogether = async (defects: readonly Defect[]) => {
  const files = defects.map((defect) => place.write(fileOf(defect), brokenText(defect)))
  const before = picture(place.folder)
  const { exit, out, err } = await isometricApart(['check', ...files, '--json'], { cwd: place.folder })
  const unchanged = isDeepStrictEqual(picture(place.folder), before)
  const of = (defect: Defect): readonly Found[] => errorsIn(out).filter(({ file }) => file === fileOf(defect))
  return { exit, err, unchanged, keys: Object.keys(issuesIn(out)[0] ?? {}), of }
}
type Checked = Awaited<ReturnType<typeof checkedTogether>>
const no = { exit: 1, err: '', unchanged: true }

describe('each defect that is promised', () => {
  let together: Checked
  beforeAll(async () => {
    together = await checkedTogether(promised)
  })
  test.each(promised)('$name', async (defect) => {
    const issues = together.of(defect)
    expect(given(defect, issues)).toEqual(expected(defect))
    const [issue] = issues
    expect(issue?.message).toContain(defect.says)
    // For people: the place, the sentence, the line and a mark below what is wrong.
    const { exit, out, err } = await check(fileOf(defect))
    expect([exit, err]).toEqual([1, ''])
    const [said = '', shown = '', mark = ''] = out.split('\n')
    expect(said).toBe(`${fileOf(defect)}:${issue?.line}:${issue?.column} error ${issue?.code} ${issue?.message}`)
    expect(shown.slice(mark.indexOf('^'), mark.lastIndexOf('^') + 1)).toBe(defect.at)
  })
  test('the document for machines has its form, the answer is no, and no file is touched', () => {
    expect(together).toMatchObject(no)
    expect(together.keys).toEqual(['code', 'severity', 'file', 'line', 'column', 'endLine', 'endColumn', 'message'])
  })
})

describe('every other defect, all of them at once', () => {
  let together: Checked
  beforeAll(async () => {
    together = await checkedTogether(others)
  })
  test.each(others)('$name', (defect) => {
    const issues = together.of(defect)
    expect(given(defect, issues)).toEqual(expected(defect))
    expect(issues[0]?.message).toContain(defect.says)
  })
  test('the answer is no, and no file is touched', () => {
    expect(together).toMatchObject(no)
  })
})

test('five defects of one document are five issues, in the order of the text', async () => {
  const text = brokenBy(
    construct,
    promised.flatMap(({ change }) => change),
  )
  const { exit, out } = await check(place.write('five.yaml', text), '--json')
  expect(exit).toBe(1)
  const found = errorsIn(out).map(({ code, line }) => ({ code, line }))
  const wanted = promised.map(({ code, line }) => ({ code, line: lineNumberOf(text, line) }))
  expect(found).toEqual(wanted.toSorted((a, b) => a.line - b.line))
})

describe('what is no document', () => {
  type NoDocument = readonly [file: string, content: string | Uint8Array | undefined, code: string, says: string]
  const wrong: readonly NoDocument[] = [
    [
      'empty.yaml',
      '',
      'empty-document',
      'It begins with “contract:”, “construct:”, “organisation:”, “mapping:”, “scenario:” or “decisions:”.',
    ],
    ['other.yaml', 'apiVersion: v1\n', 'unknown-document', 'this one begins with “apiVersion”'],
  ]
  const unreadable: readonly NoDocument[] = [
    [
      'missing.yaml',
      undefined,
      'document-unreadable',
      'missing.yaml cannot be read: there is no such file. Check its path.',
    ],
    [
      'utf16.yaml',
      Buffer.from(`\ufeff${construct}`, 'utf16le'),
      'document-unreadable',
      'it is not UTF-8 text. Save it as UTF-8.',
    ],
    [
      'bytes.yaml',
      Uint8Array.from({ length: 5000 }, (_, i) => (i * 167) % 256),
      'document-unreadable',
      'Save it as UTF-8.',
    ],
    [
      'large.yaml',
      new Uint8Array(11_000_000).fill(0x61),
      'document-unreadable',
      'it has 11 MB, and a document has at most 10',
    ],
  ]
  test.each([
    ['a document of nothing, or of something else', 1, wrong],
    ['a file that is none', 2, unreadable],
  ] as const)('%s: exit %i', async (_, code, files) => {
    for (const [file, content] of files) if (content !== undefined) place.write(file, content)
    const { exit, out, err } = await check(...files.map(([file]) => file), '--json')
    expect([exit, err]).toEqual([code, ''])
    const sentences = errorsIn(out).map(({ code: issue, message }) => `${issue} ${message}`)
    for (const [file, , issue, says] of files)
      expect([file, sentences.some((said) => said.startsWith(issue) && said.includes(says))]).toEqual([file, true])
    expect(errorsIn(out)).toHaveLength(files.length)
  })
})

test(
  'every construct comes out of the catalogue and is sound, far from the project',
  { timeout: 400_000 },
  async () => {
    const elsewhere = { cwd: place.folder }
    const list = await isometricApart(['catalogue', '--json'], elsewhere)
    const { constructs } = JSON.parse(list.out) as { readonly constructs: readonly { readonly id: string }[] }
    expect(constructs.length).toBeGreaterThanOrEqual(12)
    const files: string[] = []
    for (const { id } of constructs) {
      const printed = await done(isometric(['catalogue', id, '--form', 'yaml'], elsewhere))
      files.push(place.write(`of-${id}.yaml`, printed))
    }
    const rules = await isometricApart(['check', 'of-firewall-rules.yaml'], elsewhere)
    expect(rules).toMatchObject({ exit: 0, err: '', out: '✓ 1 document, no problems\n' })
    const all = await check(...files, '--json')
    expect(all).toMatchObject({ exit: 0, err: '' })
    expect(errorsIn(all.out)).toEqual([])
  },
)
