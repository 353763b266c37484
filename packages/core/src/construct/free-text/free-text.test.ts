import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { positionAt } from '../../issue/index.ts'
import { printedFreeText, printedYaml, readConstruct, type Construct, type FormulaText } from '../index.ts'

const freeText = `---
construct: tidy-desks
language: 1
version: 1.0.0
type: performance
evidence: [walks]
indicator:
  measure: tidy share
  direction: higher is better
  criteria: [{ from: 2026-01-01, met: ">= limit" }]
frequency: { analyse: P1M }
---

# Are desks tidy?

**Need.** Do people put papers
away?

We look at {desks} on each walk. With {limit} we are content.

| symbol | meaning | scale | unit | method |
|---|---|---|---|---|
| limit | what is \\| enough | | | set to \`90\` |
| desks | all of them | ratio | desk | \`count(walks)\` |
| tidy desks | | | desk | measured |
| tidy share | | | percent | computed |

## What is computed

\`\`\`feel
tidy desks =
  count(walks[
    tidy])

tidy share = share(tidy desks, desks)
\`\`\`

The rest is \`{not a symbol}\`.

## Notes

- One note
  on two lines.
- Another.
`

const read = (text: string, name = 'constructs/tidy-desks/construct.md'): Construct => {
  const outcome = readConstruct(name, text)
  if (!outcome.ok) throw new Error(outcome.issues.map(({ message }) => message).join('\n'))
  return outcome.value
}

/** A construct without places. */
const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([key]) => key !== 'offsets' && key !== 'source')
  return Object.fromEntries(kept.map(([key, each]) => [key, plain(each)]))
}

test('a free text is a construct', () => {
  expect(plain(read(freeText))).toMatchObject({
    id: 'tidy-desks',
    title: 'Are desks tidy?',
    need: 'Do people put papers away?',
    narrative: [
      'We look at {desks} on each walk. With {limit} we are content.',
      '{{symbols}}',
      '## What is computed',
      '{{= tidy desks, tidy share}}',
      'The rest is `{not a symbol}`.',
    ].join('\n\n'),
    parameters: [{ name: 'limit', meaning: 'what is | enough', value: { text: '90' } }],
    baseMeasures: [
      { name: 'desks', meaning: 'all of them', scale: 'ratio', unit: 'desk', method: { text: 'count(walks)' } },
      {
        name: 'tidy desks',
        unit: 'desk',
        method: { text: 'count(walks[\n  tidy])', path: 'base measures.tidy desks.method' },
      },
    ],
    derivedMeasures: [{ name: 'tidy share', unit: 'percent', function: { text: 'share(tidy desks, desks)' } }],
    notes: ['One note on two lines.', 'Another.'],
  })
})

test('every formula knows where it stands', () => {
  const { baseMeasures, derivedMeasures, parameters } = read(freeText)
  const formulas = [
    ...baseMeasures.map(({ method }) => method),
    ...derivedMeasures.map((measure) => measure.function),
    ...parameters.flatMap(({ value }) => value ?? []),
  ]
  expect(formulas).toHaveLength(4)
  const seen = (formula: FormulaText): string =>
    Array.from(formula.text, (_, i) => freeText.charAt(formula.offsets[i] ?? 0)).join('')
  expect(formulas.map(seen)).toEqual(formulas.map(({ text }) => text))
})

test.each([
  ['with CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
  ['without a line break at the end', (text: string) => text.trimEnd()],
  ['with a byte order mark', (text: string) => `\uFEFF${text}`],
  ['with its table set in columns', (text: string) => text.replaceAll(' | ', '   |   ')],
])('%s it is the same construct', (_, changed) => {
  expect(plain(read(changed(freeText)))).toEqual(plain(read(freeText)))
})

test.each([
  ['one line of a million letters', freeText.replace('The rest', `${'a'.repeat(1_000_000)} the rest`)],
  ['fifty thousand lines', freeText.replace('The rest', `${'Line.\n'.repeat(50_000)}\nThe rest`)],
  ['backticks that are never closed', freeText.replace('The rest', `${'` `` ``` '.repeat(3000)}\n\nThe rest`)],
])('%s are read', (_, text) => {
  expect(read(text)).toMatchObject({ id: 'tidy-desks', notes: ['One note on two lines.', 'Another.'] })
})

const issuesOf = (text: string): readonly string[] => {
  const { issues } = readConstruct('construct.md', text)
  return issues.map(({ code, span }) => {
    const { line, column } = positionAt(text, span.from)
    return `${code} ${line}:${column} ${text.slice(span.from, span.to).split('\n')[0] ?? ''}`
  })
}

describe('what is wrong is told at its place', () => {
  test.each<readonly [why: string, from: string | RegExp, to: string, expected: readonly string[]]>([
    ['no keys', /^---[^]*?---\n/, '', ['front-matter-missing 1:1 ']],
    ['keys not closed', '---\n\n# Are', '\n# Are', ['front-matter-open 1:1 ---']],
    ['a key nobody knows', 'version:', 'versoin:', ['missing-key 2:1 construct', 'unknown-key 4:1 versoin']],
    ['YAML that cannot be read', '[walks]', '[walks', ['yaml-syntax 6:11 [']],
    ['a symbol in front', 'evidence:', 'parameters: { a: { value: 1 } }\nevidence:', ['key-of-body 6:1 parameters']],
    ['a title twice', 'evidence:', 'title: Desks?\nevidence:', ['duplicate-key 15:3 Are desks tidy?']],
    ['no title', '# Are desks tidy?', '', ['missing-key 2:1 construct']],
    ['no table', /\| symbol[^]*?\n\n/, '', ['symbols-missing 13:1 ']],
    ['a column nobody knows', '| scale |', '| scael |', ['unknown-choice 21:22 scael']],
    ['a method that says nothing', '| set to `90` |', '| 90 |', ['unreadable-method 23:35 90']],
    [
      'a row without method',
      '| `count(walks)` |',
      '| |',
      ['incomplete-symbol 24:1 | desks | all of them | ratio | desk | |'],
    ],
    ['no equation', 'tidy share = share(tidy desks, desks)', '', ['symbol-without-equation 26:30 computed']],
    [
      'no symbol',
      'tidy desks =',
      'tidy deks =',
      ['symbol-without-equation 25:27 measured', 'equation-without-symbol 31:1 tidy deks'],
    ],
    [
      'no equation at all',
      'tidy share = share(',
      'share(',
      ['symbol-without-equation 26:30 computed', 'not-an-equation 35:1 share(tidy desks, desks)'],
    ],
    [
      'a block left open',
      '```\n\nThe rest',
      '\nThe rest',
      [
        'fence-open 30:1 ```feel',
        'not-an-equation 37:1 The rest is `{not a symbol}`.',
        'not-an-equation 39:1 ## Notes',
        'not-an-equation 41:1 - One note',
        'not-an-equation 43:1 - Another.',
      ],
    ],
    ['a reference to nothing', '{desks}', '{deskz}', ['unknown-symbol 19:13 deskz']],
    [
      'a symbol twice',
      '| tidy desks |',
      '| desks |',
      ['duplicate-key 25:3 desks', 'equation-without-symbol 31:1 tidy desks'],
    ],
    [
      'a name with a reserved word',
      '| limit |',
      '| limit or so |',
      ['unknown-symbol 19:40 limit', 'reserved-word 23:3 limit or so'],
    ],
    ['a level nobody knows', '| ratio |', '| ration |', ['unknown-choice 24:25 ration']],
  ])('%s', (_, from, to, expected) => {
    expect(issuesOf(freeText.replace(from, to))).toEqual(expected)
  })
})

/** Everything that means something in YAML, in Markdown or in a table. */
const troubling =
  '| ` `` ``` \\ { } {{ }} # ## - * < <br> " \' : , = == [ ] | --- 1. > & ! % @ é 中 ~ feel a b c'.split(' ')
const texts = fc
  .array(
    fc.constantFrom(...troubling, ' ', ' ', '\n', '**Need.**', '{{need}}', '{a}', '## Notes', '| symbol |', '- '),
    { minLength: 1, maxLength: 8 },
  )
  .map((pieces) => pieces.join(''))
  .filter((text) => /\S/.test(text))
const formulas = texts.map((text) => text.trim())

const withTexts = (
  construct: Construct,
  [a, b, c, d, e, f]: readonly [string, string, string, string, string, string],
): Construct => {
  const formula = (text: string, of: FormulaText): FormulaText => ({ ...of, text, offsets: [] })
  return {
    ...construct,
    title: a,
    need: b,
    decision: c,
    notes: [d, a],
    parties: { client: e },
    baseMeasures: construct.baseMeasures.map((measure, i) => ({
      ...measure,
      meaning: i === 0 ? e : b,
      method: formula(f.trim(), measure.method),
    })),
    parameters: construct.parameters.map(({ value, ...rest }) => ({
      ...rest,
      meaning: c,
      ...(value === undefined ? {} : { value: formula(f.trim(), value) }),
    })),
  }
}

describe('what is printed reads back as the same construct', () => {
  const { narrative: _, ...bare } = read(freeText)
  test.each([
    ['with a narrative', read(freeText)],
    ['without', bare],
  ])('whatever its texts hold, %s', (__, construct) => {
    fc.assert(
      fc.property(fc.tuple(texts, texts, texts, texts, texts, formulas), (drawn) => {
        const given = withTexts(construct, drawn)
        expect(plain(read(printedYaml(given), 'construct.yaml'))).toEqual(plain(given))
        expect(plain(read(printedFreeText(given)))).toEqual(plain(given))
      }),
    )
  })

  const yaml = (narrative: string): Construct =>
    read(printedYaml({ ...bare, narrative }).replace(/\n$/, ''), 'construct.yaml')
  test.each([
    ['{{need}}', undefined],
    ['## Symbols\n\n{{symbols}}', undefined],
    ['{{need}}\n\n{{decision}}\n\nText.\n\n{{notes}}', 'Text.'],
    ['Text.\n\n{{need}}', 'Text.\n\n{{need}}'],
    ['Text.\n\n{{= tidy share}}\n\n## Equations\n\n{{= tidy desks}}', 'Text.\n\n{{= tidy share}}'],
    [
      '{{= tidy share}}\n\n## Equations\n\n{{= tidy desks}}\n\nText.',
      '{{= tidy share}}\n\n## Equations\n\n{{= tidy desks}}\n\nText.',
    ],
    ['{{notes}}\n\nText.', '{{notes}}\n\nText.'],
    ['```text\n{code}\n```', '```text\n{code}\n```'],
  ])('narrative %j', (narrative, expected) => {
    const construct = yaml(narrative)
    expect(construct.narrative).toBe(expected)
    expect(plain(read(printedFreeText(construct)))).toEqual(plain(construct))
  })

  test.each([
    ['{desk}', ['unknown-symbol']],
    ['Text.\n{{symbols}}', ['crowded-marker']],
    ['{{= desks, desk}}', ['unknown-symbol']],
    ['{{= desks}}\n\n{{= desks}}', ['equation-placed-twice']],
    ['```feel\na = 1\n```', ['form-in-narrative']],
    ['# A title', ['form-in-narrative']],
  ])('narrative %j is refused', (narrative, expected) => {
    const text = printedYaml({ ...bare, narrative })
    const outcome = readConstruct('construct.yaml', text)
    expect(outcome.issues.map(({ code }) => code)).toEqual(expected)
  })
})
