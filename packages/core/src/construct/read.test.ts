import { describe, expect, test } from 'vitest'
import { positionAt, type Issue } from '../issue/index.ts'
import { readConstruct, readContract, readDocument, readMapping, readProgramme } from './index.ts'

const contract = `contract: hits
entity: hit
describes: state
key: [rule]
columns:
  rule: { type: text }
  at: { type: date and time }
  until: { type: date, optional: true }
  kind: { type: nominal, levels: [a, b] }
`
const construct = `construct: unused-rules
language: 1
version: 1.0.0
title: Which rules are unused?
type: performance
need: To know the unused rules.
parameters:
  window: { value: duration("P6M") }
evidence: [rules]
base measures:
  unused rules: { method: "count(rules)" }
derived measures:
  double: { function: 2 * unused rules }
indicator:
  measure: unused rules
  direction: lower is better
  criteria:
    - { from: 2026-01-01, met: 0 }
frequency: { analyse: P1M }
`
const programme = `organisation: Example Ltd
time zone: Europe/Berlin
adopts:
  unused-rules: { from: 2024-01-01 }
sources:
  - { contract: rules, name: perimeter, path: rules.csv }
`
const mapping = `mapping: kev
contract: findings
format: csv
columns:
  finding: { from: cveID }
`

const filled = `contract: doors
entity: inspection
describes: { events: { at: seen on } }
key: [door, seen on, auditor]
columns:
  door: { type: text }
  seen on: { type: date }
  auditor: { type: text }
  card: { type: boolean }
  state: { type: ordinal, levels: [poor, fair, good] }
  remark: { type: text, optional: true }
  strength: { type: number, scale: ordinal, is: if card then 1 else 0 }
form:
  object: [door]
  rater: auditor
  answered by: internal auditors
  raters: 2
  valid: P1Y
  agreement: { of: [strength, state], at least: 0.667 }
  questions:
    card: { asks: Does it need a card? }
    state:
      asks: In which state is it?
      rubric: { poor: it does not close, fair: it closes by force, good: it closes by itself }
`

/** One edit of a sound document. In `to`, ‹…› encloses the characters of each issue. */
type Edit = readonly [code: string, from: string, to: string, says?: string]

const edited = (text: string, from: string, to: string) => {
  if (!text.includes(from)) throw new Error(`nothing to edit: ${from}`)
  const marked = text.replace(from, () => to)
  const spans: { from: number; to: number }[] = []
  const kept = marked.split(/([‹›])/).reduce((done, piece) => {
    if (piece === '‹') spans.push({ from: done.length, to: done.length })
    const last = spans.at(-1)
    if (piece === '›' && last !== undefined) last.to = done.length
    return piece === '‹' || piece === '›' ? done : done + piece
  }, '')
  return { text: kept, spans }
}
const placeOf = (text: string, span: { readonly from: number; readonly to: number }): string => {
  const { line, column } = positionAt(text, span.from)
  return `${line}:${column} ${text.slice(span.from, span.to)}`
}
const listOf = (text: string, issues: readonly Issue[]): readonly string[] =>
  issues.map((issue) => `${issue.document ?? ''} ${issue.code} ${placeOf(text, issue.span)}`)
const casesOf = (document: string, edits: readonly Edit[]) =>
  edits.map(([code, from, to, says = '']) => {
    const { text, spans } = edited(document, from, to)
    return { code, to, says, text, expected: spans.map((span) => `d.yaml ${code} ${placeOf(text, span)}`) }
  })

test.each([
  ['contract', contract, readContract],
  ['construct', construct, readConstruct],
  ['programme', programme, readProgramme],
  ['mapping', mapping, readMapping],
  ['contract', filled, readContract],
])('the %s the cases below spoil is sound', (kind, text, read) => {
  expect(read('d.yaml', text)).toMatchObject({ ok: true, issues: [], value: { kind } })
  expect(readDocument('d.yaml', text)).toEqual(read('d.yaml', text))
})

describe('a contract', () => {
  test.each(
    casesOf(contract, [
      ['unknown-key', 'entity: hit', 'entity: hit\n‹entiti›: hit', 'It may have: contract, domain'],
      ['unknown-key', 'describes: state', 'describes: state\n‹delivrs›: full', 'Did you mean “delivers”?'],
      ['unknown-key', 'rule: { type: text }', 'rule: { type: text, ‹optinal›: true }', 'Did you mean “optional”?'],
      [
        'unknown-key',
        'rule: { type: text }',
        'rule: { type: text, ‹unit›: day }',
        'A column of this type has no key “unit”',
      ],
      ['missing-key', 'contract: hits\nentity: hit', '‹contract›: hits', 'needs the key “entity”'],
      ['missing-key', 'rule: { type: text }', '‹rule›: { role: dimension }', '“rule” needs the key “type”'],
      [
        'missing-key',
        'kind: { type: nominal, levels: [a, b] }',
        '‹kind›: { type: nominal }',
        '“kind” needs the key “levels”',
      ],
      [
        'wrong-kind',
        'key: [rule]',
        'key: ‹rule›',
        '“key” needs a list of at least one column; this is the text “rule”',
      ],
      ['wrong-kind', 'entity: hit', 'entity: ‹[hit]›', 'needs the name of what one row is; this is a list'],
      ['wrong-kind', 'entity: hit', '‹entity›:', 'this is nothing'],
      ['wrong-kind', 'rule: { type: text }', 'rule: ‹text›', '“rule” needs keys with values'],
      ['wrong-kind', 'optional: true', 'optional: ‹yes›', 'needs “true” or “false”'],
      ['unknown-choice', 'describes: state', 'describes: ‹stat›', 'Did you mean “state”?'],
      ['unknown-choice', 'type: date,', 'type: ‹dat›,', 'Did you mean “date”?'],
      ['unknown-choice', 'describes: state', 'describes: state\ndelivers: ‹all›', 'it is “full” or “changes”'],
      ['too-few', 'key: [rule]', 'key: ‹[]›'],
      ['too-few', '[a, b]', '‹[]›'],
      [
        'bad-value',
        'entity: hit',
        'entity: hit\ndomain: ‹31T›',
        'needs the number of a table such as T31; “31T” is not',
      ],
      ['bad-value', 'entity: hit', 'entity: hit\nsettle: ‹5 days›', 'needs a duration such as P1M'],
      ['bad-value', 'entity: hit', 'entity: hit\ntolerance: ‹P›'],
      ['bad-name', 'contract: hits', 'contract: ‹rule-hits›', 'Did you mean “rule hits”?'],
      ['bad-name', 'entity: hit', 'entity: ‹a_hit›'],
      ['bad-name', '  at:', '  ‹created_at›:', 'Did you mean “created at”?'],
      ['bad-name', '  at:', '  ‹"2nd"›:'],
      ['bad-name', '  at:', '  ‹"a  b"›:', 'Did you mean “a b”?'],
      ['reserved-word', '  at:', '  ‹in scope›:', 'Did you mean “scoped”?'],
      ['reserved-word', '  at:', '  ‹seen and heard›:', '“and” has a meaning in formulas'],
      ['reserved-name', '  at:', '  ‹item›:', 'the word for each value of a list'],
      ['reserved-name', '  at:', '  ‹period›:', 'the word for the period'],
      ['reserved-name', '  at:', '  ‹latest›:', 'the name of a function'],
      ['duplicate-key', '  at:', '  ‹rule›: { type: text }\n  at:', 'already given on line 6'],
      ['duplicate-name', '  at:', '  ‹Rule›: { type: text }\n  at:', 'already the name of a column on line 6'],
      ['duplicate-entry', '[a, b]', '[a, b, ‹a›]'],
      ['duplicate-entry', 'key: [rule]', 'key: [rule, ‹rule›]'],
      ['unknown-column', 'key: [rule]', 'key: [‹rules›]', 'Did you mean “rule”?'],
      ['unknown-column', 'key: [rule]', 'key: [rule]\nsubject: [‹asset›]'],
      ['unknown-column', 'describes: state', 'events: { at: ‹when› }'],
      [
        'unknown-column',
        'describes: state',
        'records: { from: at, to: { column: ‹untill› } }',
        'Did you mean “until”?',
      ],
      ['unknown-column', 'columns:', 'quality: [{ rule: one, unique: [‹rul›], level: fail }]\ncolumns:'],
      [
        'unknown-column',
        'columns:',
        'quality: [{ rule: ‹every hit is unique by rule and place›, level: fail }]\ncolumns:',
      ],
      ['not-a-date-column', 'describes: state', 'events: { at: ‹kind› }', 'is nominal'],
      ['not-a-date-column', 'describes: state', 'describes: { records: { from: ‹rule› } }'],
      ['last-day-needs-date', 'describes: state', 'records: { from: until, to: { column: ‹at›, last day: true } }'],
      ['optional-key-column', 'key: [rule]', 'key: [rule, ‹until›]'],
      [
        'key-only-warned',
        'columns:',
        'quality: [{ rule: every rule stands once, unique: [rule], level: ‹warn› }]\ncolumns:',
      ],
      [
        'computed-key-column',
        'key: [rule]\ncolumns:',
        'key: [rule, ‹twice›]\ncolumns:\n  twice: { type: text, is: rule }',
      ],
      [
        'missing-one-of',
        'contract: hits\nentity: hit\ndescribes: state',
        '‹contract›: hits\nentity: hit',
        'needs “describes”',
      ],
      ['missing-one-of', 'describes: state', '‹describes›: {}', '“events”, “records” or “part”'],
      ['missing-one-of', '  at:', '  cost: ‹{ type: money }›\n  at:', '“currency” or “currency column”'],
      ['conflicting-keys', 'describes: state', 'describes: state\n‹events›: { at: at }'],
      ['conflicting-keys', 'describes: state', 'describes: { events: { at: at }, ‹part›: { of: rules } }'],
      ['conflicting-keys', '  at:', '  cost: { type: money, currency: EUR, ‹currency column›: rule }\n  at:'],
      ['not-a-text-column', '  at:', '  cost: { type: money, currency column: ‹until› }\n  at:'],
      ['unknown-column', '  at:', '  cost: { type: money, currency column: ‹coin› }\n  at:'],
      ['rule-without-condition', 'columns:', 'quality: [{ rule: ‹all is well›, level: warn }]\ncolumns:'],
      ['yaml-syntax', 'entity: hit', 'entity: ‹a›: b', 'put the value in quotes'],

      ['yaml-feature', 'entity: hit', 'entity: &x ‹hit›', 'An anchor (&)'],
      ['yaml-feature', 'entity: hit', 'entity: !!str ‹hit›', 'A tag'],
      ['yaml-feature', 'key: [rule]', 'key: [rule]\n‹<<›: 1'],
      ['yaml-feature', 'key: [rule]', 'key: [rule]\n‹[a]›: 1'],
      [
        'cut-at-comma',
        'rule: { type: text }',
        'place: { type: text, is: replace(a, ‹b)› }\n  rule: { type: text }',
        'put the whole value in quotes',
      ],
    ]),
  )('$code: $to', ({ text, expected, says }) => {
    const { issues } = readContract('d.yaml', text)
    expect(listOf(text, issues)).toEqual(expected)
    expect(issues[0]?.message).toContain(says)
  })
})

describe('a construct', () => {
  test.each(
    casesOf(construct, [
      ['bad-value', 'unused-rules', '‹Unused Rules›', 'needs an id such as firewall-rules'],
      ['bad-value', '1.0.0', '‹one›', 'a version of three numbers'],
      ['wrong-kind', '1.0.0', '‹1.0›', 'this is the number 1.0'],
      ['wrong-kind', 'language: 1', 'language: ‹one›'],
      ['newer-language', 'language: 1', 'language: ‹2›', 'Use a newer release'],
      ['bad-value', 'language: 1', 'language: ‹0›'],
      ['unknown-choice', 'type: performance', 'type: ‹performence›', 'Did you mean “performance”?'],
      [
        'unknown-choice',
        'lower is better',
        '‹lower›',
        'it is “lower is better”, “higher is better” or “inside is better”',
      ],
      ['bad-value', 'from: 2026-01-01', 'from: ‹2026-02-30›', 'a date such as 2026-01-31'],
      ['wrong-kind', 'from: 2026-01-01', 'from: ‹2026›', 'a date such as 2026-01-31; this is the number 2026'],
      ['wrong-kind', 'met: 0', 'met: ‹[1..5]›', 'needs a formula, in quotes'],
      ['too-few', '"count(rules)"', '‹""›'],
      ['criteria-duplicate', 'met: 0 }', 'met: 0 }\n    - { from: ‹2026-01-01›, met: 1 }'],
      [
        'criteria-order',
        'met: 0 }',
        'met: 0 }\n    - { from: ‹2025-01-01›, met: 1 }',
        'those from 2025-01-01 come after those from 2026-01-01',
      ],
      ['unknown-key', 'met: 0', 'met: 0, ‹nearly›: 1', 'A set of criteria has no key “nearly”'],
      ['unnamed-measure', 'measure: unused rules', 'measure: ‹unused rule›', 'Did you mean “unused rules”?'],
      ['duplicate-name', '  double:', '  ‹window›:', 'already the name of a parameter on line 8'],
      ['duplicate-name', '  double:', '  ‹rules›:', 'a table of evidence on line 9'],
      ['duplicate-name', '  double:', '  ‹unused rules›:', 'a base measure on line 11'],
      ['bad-name', '  double:', '  ‹double-it›:'],
      ['reserved-word', '  double:', '  ‹double or nothing›:'],
      ['reserved-name', '  window:', '  ‹count›:'],
      [
        'missing-one-of',
        '  window: { value: duration("P6M") }',
        '  ‹window›: { meaning: how long }',
        '“value” or “by”',
      ],
      ['missing-key', '  window: { value: duration("P6M") }', '  ‹window›: { by: kind }', 'needs the key “values”'],
      ['missing-key', '  window: { value: duration("P6M") }', '  ‹window›: { values: { a: 1 } }', 'needs the key “by”'],
      ['conflicting-keys', '{ value: duration("P6M") }', '{ value: 1, ‹by›: kind }'],
      ['conflicting-keys', '{ value: duration("P6M") }', '{ value: 1, ‹values›: { a: 1 } }'],
      ['cut-at-comma', '2 * unused rules', 'share(a, ‹b)›'],
      ['unsupported-sql-method', '"count(rules)"', '{ ‹sql›: select 1 }'],
      ['no-length', 'analyse: P1M', 'analyse: ‹P0D›'],
      ['no-length', 'analyse: P1M', 'analyse: P1M, revise: ‹PT0S›'],
      ['frequency-without-period', 'analyse: P1M', 'analyse: ‹P2M›'],
      ['missing-key', 'frequency: { analyse: P1M }', '‹frequency›: { collect: P1M }', 'needs the key “analyse”'],
      [
        'unknown-issue-code',
        'language: 1',
        'language: 1\naccept: { ‹mean-of-ratio›: because }',
        'Did you mean “mean-of-ratios”?',
      ],
      ['duplicate-entry', 'evidence: [rules]', 'evidence: [rules, ‹rules›]'],
      [
        'wrong-kind',
        'language: 1',
        'language: 1\ncontrols: [A.8.20, ‹8.20›]',
        'Item 2 of “controls” needs a control in quotes; this is the number 8.20',
      ],
      ['unknown-key', 'language: 1', 'language: 1\n‹paired with›: [a]', 'Did you mean “pairedWith”?'],
      ['unknown-key', 'language: 1', 'language: 1\nparties: { ‹clients›: CISO }', 'Did you mean “client”?'],
      ['unknown-choice', 'language: 1', 'language: 1\nreport: { audiences: [‹bord›] }', 'Did you mean “board”?'],
      ['too-few', 'base measures:\n  unused rules: { method: "count(rules)" }', '‹base measures›: {}'],
    ]),
  )('$code: $to', ({ text, expected, says }) => {
    const { issues } = readConstruct('d.yaml', text)
    expect(listOf(text, issues)).toEqual(expected)
    expect(issues[0]?.message).toContain(says)
  })
})

describe('a programme', () => {
  test.each(
    casesOf(programme, [
      ['unknown-time-zone', 'Europe/Berlin', '‹Europe/Bonn›'],
      ['bad-value', 'adopts:', 'first month: ‹13›\nadopts:', 'a month from 1 to 12'],
      ['bad-value', '  unused-rules:', '  ‹Unused rules›:', 'ids of constructs'],
      ['wrong-kind', '{ from: 2024-01-01 }', '‹2024-01-01›', 'or nothing'],
      ['wrong-kind', '{ from: 2024-01-01 }', '{ from: ‹2024› }', 'a date such as'],
      [
        'criteria-order',
        '{ from: 2024-01-01 }',
        '{ criteria: [{ from: 2026-01-01, met: 0 }, { from: ‹2025-12-31›, met: 1 }] }',
      ],
      [
        'duplicate-name',
        'path: rules.csv }',
        'path: rules.csv }\n  - { contract: rules, name: ‹perimeter›, path: b.csv }',
        'a source of “rules” on line 6',
      ],
      ['bad-value', 'name: perimeter', 'name: perimeter, mapping: ‹../palo›'],
      ['unknown-key', 'sources:', 'audiences: { ‹bord›: {} }\nsources:', 'Did you mean “board”?'],
      [
        'long-board-pack',
        'adopts:',
        'audiences: { board: { ‹indicators›: [unused-rules, a, b, c, d, e, f, g] } }\nadopts:\n  a:\n  b:\n  c:\n  d:\n  e:\n  f:\n  g:',
        'more than 7 are not read',
      ],
      ['unknown-person', 'sources:', 'audiences: { board: { people: [‹jo›] } }\nsources:', 'Nobody under “people”'],
      [
        'indicator-not-adopted',
        'sources:',
        'audiences: { board: { indicators: [‹unused-rule›] } }\nsources:',
        'Did you mean “unused-rules”?',
      ],
      [
        'duplicate-entry',
        'sources:',
        'audiences: { auditor: { indicators: [unused-rules, ‹unused-rules›] } }\nsources:',
      ],
      ['wrong-kind', '{ from: 2024-01-01 }', '{ parameters: { window: ‹[1]› } }', 'needs a formula'],
      ['unknown-key', 'organisation:', '‹programme›: mine\norganisation:', 'A programme has no key “programme”'],
      [
        'missing-key',
        '{ contract: rules, name: perimeter, path: rules.csv }',
        '{ ‹contract›: rules, name: perimeter }',
        'needs the key “path”',
      ],
    ]),
  )('$code: $to', ({ text, expected, says }) => {
    const { issues } = readProgramme('d.yaml', text)
    expect(listOf(text, issues)).toEqual(expected)
    expect(issues[0]?.message).toContain(says)
  })
})

describe('a mapping', () => {
  test.each(
    casesOf(mapping, [
      ['missing-one-of', 'finding: { from: cveID }', '‹finding›: { empty: "-" }', '“from” or “is”'],
      ['conflicting-keys', '{ from: cveID }', '{ from: cveID, ‹is›: cve id }'],
      ['unknown-choice', 'format: csv', 'format: ‹tsv›', 'Did you mean “csv”?'],
      ['conflicting-keys', 'format: csv', 'format: { csv: {}, ‹json›: {} }'],
      ['missing-one-of', 'format: csv', '‹format›: {}'],
      ['unknown-key', 'format: csv', 'format: { csv: { ‹seperator›: ";" } }', 'Did you mean “separator”?'],
      ['bad-pattern', 'format: csv', 'format: { csv: { pattern: ‹"(a"› } }'],
      ['unknown-choice', 'format: csv', 'format: { csv: { decimal: ‹";"› } }'],
      ['unknown-time-zone', '{ from: cveID }', '{ from: cveID, time zone: ‹CEST›  }'],
      ['bad-name', 'finding:', '‹cve_id›:'],
      ['bad-value', 'mapping: kev', 'mapping: ‹a/b›'],
      ['too-few', 'columns:\n  finding: { from: cveID }', '‹columns›: {}'],
    ]),
  )('$code: $to', ({ text, expected, says }) => {
    const { issues } = readMapping('d.yaml', text)
    expect(listOf(text, issues)).toEqual(expected)
    expect(issues[0]?.message).toContain(says)
  })
})

describe('a form', () => {
  test.each(
    casesOf(filled, [
      [
        'missing-key',
        'form:\n  object: [door]\n  rater: auditor\n',
        '‹form›:\n  object: [door]\n',
        'needs the key “rater”',
      ],
      ['unknown-key', '  raters: 2', '  ‹ratres›: 2', 'Did you mean “raters”?'],
      ['bad-value', 'raters: 2', 'raters: ‹0›', 'a whole number from 1 to 100'],
      ['bad-value', 'at least: 0.667', 'at least: ‹66›', 'a number from 0 to 1'],
      ['unknown-column', 'object: [door]', 'object: [‹dor›]', 'Did you mean “door”?'],
      ['unknown-column', 'rater: auditor', 'rater: ‹auditer›', 'Did you mean “auditor”?'],
      ['unknown-column', '    card: {', '    ‹crad›: {', 'Did you mean “card”?'],
      ['unknown-column', 'of: [strength, state]', 'of: [‹strenght›, state]'],
      [
        'rubric-missing',
        'rubric: { poor: it does not close, fair: it closes by force, good: it closes by itself }',
        '‹rubric›: { poor: it does not close, fair: it closes by force }',
        'what “good” means',
      ],
      [
        'rubric-missing',
        '    state:\n      asks: In which state is it?\n      rubric: {',
        '    ‹state›:\n      asks: In which state is it?\n    # {',
      ],
      ['unknown-level', ', good: it', ', good: it closes by itself, ‹goood›: it', 'Did you mean “good”?'],
      [
        'rubric-without-levels',
        'card: { asks: Does it need a card?',
        'card: { asks: Does it need a card?, ‹rubric›: { yes: x }',
      ],
      ['question-computed', '    state:', '    ‹strength›: { asks: How strong? }\n    state:'],
      ['agreement-of-one', '  raters: 2\n  valid: P1Y\n  agreement', '  raters: 1\n  valid: P1Y\n  ‹agreement›'],
      ['not-on-a-scale', 'of: [strength, state]', 'of: [‹remark›]', '“remark” is a text'],
    ]),
  )('$code: $to', ({ text, says, expected }) => {
    const { issues } = readContract('d.yaml', text)
    expect(listOf(text, issues)).toEqual(expected)
    expect(issues[0]?.message).toContain(says)
  })

  /** What is told of the form as a whole stands at its key, far from what was changed. */
  test.each([
    ['form-without-time', 'describes: { events: { at: seen on } }', 'describes: state', 'a time of their own'],
    ['form-incomplete', 'remark: { type: text, optional: true }', 'remark: { type: text }', 'column “remark”'],
    ['form-key-without-rater', 'key: [door, seen on, auditor]', 'key: [door, seen on]', 'Add “auditor”'],
  ])('%s', (code, from, to, says) => {
    const { issues } = readContract('d.yaml', filled.replace(from, to))
    expect(listOf(filled.replace(from, to), issues)).toEqual([`d.yaml ${code} 13:1 form`])
    expect(issues[0]?.message).toContain(says)
  })
})

describe('any document', () => {
  test.each([
    ['empty-document', '', '1:1 '],
    ['empty-document', '# nothing\n', '1:1 '],
    ['unknown-document', 'contrakt: hits\n', '1:1 contrakt'],
    ['wrong-kind', '- a\n- b\n', '1:1 - a\n- b'],
    ['yaml-feature', '%YAML 1.1\n---\ncontract: a\n', '1:1 %'],
    ['yaml-feature', `${contract}---\nb: 1\n`, '10:1 ---'],
    ['yaml-syntax', "contract: 'it''", "1:11 'it''"],
    ['yaml-syntax', 'contract: a\n\tkey: b\n', '2:1 \t'],
  ])('%s: %j', (code, text, place) => {
    const { ok, issues } = readDocument('d.yaml', text)
    expect(ok).toBe(false)
    expect(issues.map((issue) => `${issue.code} ${placeOf(text, issue.span)}`)).toContain(`${code} ${place}`)
  })

  test.each([
    ['a bracket', 'contract: a\nkey: [b\n\n# more\ncolumns: { c: d }\nentity: e\n', ['2:6 [']],
    ['a brace around a bracket', 'contract: a\ncolumns: { b: 1, c: [d, e }\nentity: f\n', ['2:21 [']],
    ['a bracket of a list', 'key:\n  - a\n  - [b\n  - c\nentity: f\n', ['3:5 [']],
    ['a quote', 'contract: "a\nentity: e\nkey: [b]\n', ['1:11 "']],
    ['a tab', 'columns:\n\ta: { type: text }\n  b: { type: text }\nkey: [a]\n', ['2:1 \t']],
    ['a tab in a list', 'key: [a,\n\tb]\nentity: e\n', ['2:1 \t']],
    ['a tab in a block', 'method: >\n    a\n\t  b: c\n  d: e\nkey: [a]\n', ['3:1 \t  ']],
    ['a tab under a list', 'criteria:\n\t- from: 1\n\t  met: 2\nkey: [a]\n', ['2:1 \t', '3:1 \t  ']],
    ['two tabs', 'columns:\n\ta: 1\n\tb: 2\nkey: [a]\n', ['2:1 \t', '3:1 \t']],
    ['a slip, and a tab further down', 'contract: "a" b\nkey: [a]\ncolumns:\n\ta: 1\n', ['1:15 b', '4:1 \t']],
  ])('%s is told once, where it stands', (_, text, places) => {
    const { issues } = readDocument('d.yaml', text)
    expect(issues.map((issue) => `${issue.code} ${placeOf(text, issue.span)}`)).toEqual(
      places.map((place) => `yaml-syntax ${place}`),
    )
  })

  test.each(['[', '- ', '{a: '])('nested too deeply (%s) is refused', (open) => {
    const { ok, issues } = readDocument('d.yaml', `a:\n  ${open.repeat(100_000)}`)
    expect({ ok, codes: issues.map((issue) => issue.code) }).toEqual({ ok: false, codes: ['yaml-syntax'] })
  })

  test('of another kind is not wanted', () => {
    expect(readConstruct('d.yaml', contract).issues).toMatchObject([
      { code: 'wrong-document', message: 'A construct is wanted here; this is a contract.' },
    ])
  })

  test('its kind is found by its first key, and by any other that tells', () => {
    expect(readDocument('d.yaml', `blind: nothing\n${mapping}`)).toMatchObject({ ok: true, value: { kind: 'mapping' } })
    expect(readDocument('d.yaml', 'programme: mine\n').issues.map(({ code }) => code)).toEqual([
      'missing-key',
      'missing-key',
      'unknown-key',
    ])
  })

  test('tells everything at once, in order', () => {
    const text = contract
      .replace('entity: hit', 'entiti: hit')
      .replace('[rule]', '[rul]')
      .replace('  at:', '  in scope:')
      .replace('type: date,', 'type: dat,')
    expect(readContract('d.yaml', text).issues.map(({ code }) => code)).toEqual([
      'missing-key',
      'unknown-key',
      'unknown-column',
      'reserved-word',
      'unknown-choice',
    ])
  })
})
