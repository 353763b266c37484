import { describe, expect, test } from 'vitest'
import { readConstruct, readContract, readMapping, readProgramme, spanInDocument, type FormulaText } from './index.ts'
import type { Outcome } from '../issue/index.ts'

const valueOf = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(outcome.issues.map((issue) => issue.message).join('\n'))
  return outcome.value
}

const contractOf = (lines: string) =>
  valueOf(
    readContract(
      'hits.yaml',
      `contract: hits\nentity: hit\nkey: [rule]\n${lines}\ncolumns: { rule: { type: text }, at: { type: date and time }, till: { type: date } }`,
    ),
  )

describe('what a contract leaves out', () => {
  test.each([
    ['describes: state', { kind: 'state' }, 'full'],
    ['describes: { events: { at: at } }', { kind: 'events', at: 'at' }, 'changes'],
    ['describes:\n  events: { at: at }', { kind: 'events', at: 'at' }, 'changes'],
    ['events: { at: at }', { kind: 'events', at: 'at' }, 'changes'],
    ['events: { at: at }\ndelivers: full', { kind: 'events', at: 'at' }, 'full'],
    ['records: { from: at }', { kind: 'records', from: 'at', lastDay: false }, 'full'],
    ['records: { from: at, to: till }', { kind: 'records', from: 'at', to: 'till', lastDay: false }, 'full'],
    [
      'records: { from: at, to: { column: till } }',
      { kind: 'records', from: 'at', to: 'till', lastDay: false },
      'full',
    ],
    [
      'records: { from: at, to: { column: till, last day: true } }',
      { kind: 'records', from: 'at', to: 'till', lastDay: true },
      'full',
    ],
    ['describes: { part: { of: rules } }', { kind: 'part', of: 'rules' }, 'full'],
  ])('%s', (lines, describes, delivers) => {
    expect(contractOf(lines)).toMatchObject({ describes, delivers, settle: 'P5D', quality: [] })
  })

  test.each([
    ['sample of: rules', { sampleOf: { contract: 'rules' } }],
    ['sample of: { population: 1200 }', { sampleOf: { population: 1200 } }],
    ['settle: P2D\ntolerance: P1M', { settle: 'P2D', tolerance: 'P1M' }],
    [
      'quality: [{ rule: every hit is unique by rule and at, level: fail }]',
      { quality: [{ rule: 'every hit is unique by rule and at', unique: ['rule', 'at'], level: 'fail' }] },
    ],
    [
      'quality: [{ rule: dated, holds: at != null, level: warn }]',
      { quality: [{ level: 'warn', holds: { text: 'at != null', path: 'quality.0.holds' } }] },
    ],
  ])('%s', (lines, expected) => {
    expect(contractOf(`describes: state\n${lines}`)).toMatchObject(expected)
  })
})

test.each([
  ['{ type: number }', { kind: 'number', scale: 'ratio' }],
  ['{ type: number, unit: minute, scale: interval }', { kind: 'number', unit: 'minute', scale: 'interval' }],
  ['{ type: nominal, levels: [1.0, yes, true] }', { kind: 'nominal', levels: ['1.0', 'yes', 'true'] }],
  ['{ type: money, currency: EUR }', { kind: 'money', currency: 'EUR' }],
  ['{ type: money, currency column: coin }', { kind: 'money', currencyColumn: 'coin' }],
])('a column %s', (column, type) => {
  const text = `contract: a\nentity: b\ndescribes: state\nkey: [k]\ncolumns:\n  k: { type: text }\n  coin: { type: text }\n  x: ${column}\n`
  expect(valueOf(readContract('a.yaml', text)).columns.find(({ name }) => name === 'x')).toEqual({
    name: 'x',
    type,
    optional: false,
    changes: false,
  })
})

const head = `construct: unused-rules
language: 1
version: 1.0.0
title: Which rules are unused?
type: performance
need: To know.
evidence: [rules]
frequency: { analyse: P3M }
indicator:
  measure: number of rules
  direction: lower is better
  criteria: [{ from: 2026-01-01, met: 0, near: "[1..5]" }]
`

test('what a construct leaves out', () => {
  expect(
    valueOf(readConstruct('c.yaml', `${head}base measures: { number of rules: { method: count(rules) } }`)),
  ).toMatchObject({
    frequency: { collect: 'P3M', analyse: 'P3M', report: 'P3M', revise: 'P1Y', valid: 'P2Y' },
    efficiency: false,
    pairedWith: [],
    controls: [],
    requirements: [],
    parameters: [],
    derivedMeasures: [],
    by: [],
    notes: [],
    accept: {},
    parties: {},
    report: { audiences: [] },
    indicator: {
      total: 'own',
      meaning: {},
      criteria: [{ from: '2026-01-01', met: { text: '0' }, near: { text: '[1..5]' } }],
    },
  })
})

describe('a formula knows where each of its characters stands', () => {
  const formulaIn = (written: string): { readonly text: string; readonly method: FormulaText } => {
    const text = `${head}base measures:\n  number of rules:\n    method: ${written}\n`
    const [measure] = valueOf(readConstruct('c.yaml', text)).baseMeasures
    if (measure === undefined) throw new Error('no measure')
    return { text, method: measure.method }
  }
  test.each([
    ['plain', 'count(rules[a < 5])', 'count(rules[a < 5])'],
    ['plain over lines', 'count(rules\n      [a < 5])', 'count(rules [a < 5])'],
    ['single-quoted', `'count(rules[a < 5 and b = "it''s"])'`, `count(rules[a < 5 and b = "it's"])`],
    ['double-quoted', String.raw`"count(rules[a < 5 and b = \"x\"])"`, 'count(rules[a < 5 and b = "x"])'],
    ['folded', '>\n      count(rules\n        [a < 5])\n', 'count(rules\n  [a < 5])'],
    ['literal', '|\n      count(rules\n      [a < 5])\n', 'count(rules\n[a < 5])'],
    ['stripped', '>-\n\n      count(rules\n      [a < 5])\n\n', 'count(rules [a < 5])'],
  ])('%s', (_, written, said) => {
    const { text, method } = formulaIn(written)
    expect(method).toMatchObject({ text: said, path: 'base measures.number of rules.method' })
    const from = said.indexOf('a < 5')
    const span = spanInDocument(method, { from, to: from + 5 })
    expect(text.slice(span.from, span.to)).toBe('a < 5')
    const whole = spanInDocument(method, { from: 0, to: said.length })
    expect(text.slice(whole.from, whole.to).replace(/\s+/g, ' ')).toContain('a < 5')
    expect(text.slice(whole.to - 1, whole.to)).toBe(')')
    expect(text.slice(whole.to).trim().replace(/^["']/, '')).toBe('')
  })
})

test('a source says where every value and key stands', () => {
  const text = `${head}base measures:\n  number of rules: { method: count(rules), unit: rule }\n`
  const { source } = valueOf(readConstruct('c.yaml', text))
  const said = (spans: typeof source.places, path: string): string => text.slice(spans[path]?.from, spans[path]?.to)
  expect(said(source.places, 'base measures.number of rules.unit')).toBe('rule')
  expect(said(source.keys, 'base measures.number of rules.unit')).toBe('unit')
  expect(said(source.keys, 'base measures.number of rules')).toBe('number of rules')
  expect(said(source.places, 'indicator.criteria.0.near')).toBe('"[1..5]"')
  expect(said(source.places, 'evidence.0')).toBe('rules')
})

test('a programme', () => {
  const text = `organisation: Example Ltd
time zone: Europe/Berlin
first month: 4
sample: true
adopts:
  other-one:
  firewall-rules:
    from: 2024-01-01
    parameters: { window: duration("P6M"), target: { values: { P1: 4 } } }
    criteria: [{ from: 2026-01-01, met: "<= 2", near: "<= 5", approved: 2025-12-01 }]
sources:
  - { contract: firewall rules, name: perimeter, path: exports/rules-*.csv, mapping: palo, as of: 2026-06-30 }
people: { jo: { name: Jo Doe, roles: [CISO] } }
audiences: { board: { people: [jo], indicators: [firewall-rules] }, operations: {} }
`
  expect(valueOf(readProgramme('isometric.yaml', text))).toMatchObject({
    organisation: 'Example Ltd',
    timeZone: 'Europe/Berlin',
    firstMonth: 4,
    sample: true,
    adopts: [
      { construct: 'other-one', parameters: {}, criteria: [] },
      {
        construct: 'firewall-rules',
        from: '2024-01-01',
        parameters: { window: { text: 'duration("P6M")', path: 'adopts.firewall-rules.parameters.window' } },
        levels: { target: { P1: { text: '4', path: 'adopts.firewall-rules.parameters.target.values.P1' } } },
        criteria: [{ from: '2026-01-01', met: { text: '<= 2' }, near: { text: '<= 5' }, approved: '2025-12-01' }],
      },
    ],
    sources: [
      {
        contract: 'firewall rules',
        name: 'perimeter',
        path: 'exports/rules-*.csv',
        mapping: 'palo',
        asOf: '2026-06-30',
      },
    ],
    people: { jo: { name: 'Jo Doe', roles: ['CISO'] } },
    audiences: { board: { people: ['jo'], indicators: ['firewall-rules'] }, operations: { people: [] } },
  })
})

const mappingOf = (format: string, column: string) =>
  valueOf(
    readMapping(
      'kev.yaml',
      `mapping: kev\ncontract: findings\nformat: ${format}\nwhere: not(starts with(id, "X"))\ncolumns:\n  x: ${column}\n`,
    ),
  )

test.each([
  ['csv', { kind: 'csv' }],
  [
    '{ csv: { separator: ";", decimal: ",", skip: 2, header: [a, b] } }',
    { kind: 'csv', separator: ';', decimal: ',', skip: 2, header: ['a', 'b'] },
  ],
  ['json', { kind: 'json' }],
  ['{ json: { rows: "Results[].Vulnerabilities[]" } }', { kind: 'json', rows: 'Results[].Vulnerabilities[]' }],
  ['ndjson', { kind: 'ndjson' }],
  ['{ parquet: {} }', { kind: 'parquet' }],
])('a mapping of %s', (format, expected) => {
  expect(mappingOf(format, '{ from: a }').format).toEqual(expected)
})

test.each([
  ['{ from: cve ID }', { from: 'cve ID' }],
  ['{ from: 7 }', { from: '7' }],
  ['{ is: upper case(a) }', { is: { text: 'upper case(a)', path: 'columns.x.is' } }],
  [
    '{ from: sev, values: { "4": critical, 3: high, 02: 2.0, "": null } }',
    { values: { '': null, '02': '2.0', '3': 'high', '4': 'critical' } },
  ],
  ['{ from: d, format: "%Y", time zone: UTC, empty: "-" }', { format: ['%Y'], timeZone: 'UTC', empty: ['-'] }],
  ['{ from: d, format: ["%Y", "%y"], empty: ["-", ""] }', { format: ['%Y', '%y'], empty: ['-', ''] }],
])('a mapped column %s', (column, expected) => {
  expect(mappingOf('csv', column)).toMatchObject({
    where: { text: 'not(starts with(id, "X"))' },
    columns: [{ column: 'x', ...expected }],
  })
})
